# SPDX-License-Identifier: MIT
"""Provider files: what ours hold, and how a fault in one is named."""

from __future__ import annotations

import msgspec
import pytest

from judging import providers
from keyready.core.provider import Terms, decode_provider, decode_rule_set
from keyready.core.verdict import Cause

SMALL = b'id = "x"\nname = "X"\norder = 1\nbase_url = "https://api.example.com"\n'


def test_the_providers_of_the_program() -> None:
    assert set(providers()) == {
        "openai", "practice", "anthropic", "gemini", "mistral", "groq", "openrouter", "deepseek",
        "xai", "azure", "cohere", "together", "perplexity", "huggingface", "custom",
    }  # fmt: skip
    for name, provider in providers().items():
        assert provider.id == name
        assert provider.key_shapes
        assert provider.trial is not None
        assert "{model}" in provider.trial.path + str(provider.trial.body)


def test_only_openrouters_public_list_is_no_proof() -> None:
    probe = providers()["openrouter"].free
    assert probe is not None
    assert probe.path == "/key"


@pytest.mark.parametrize(
    ("toml", "fault"),
    [
        (b"nmae = 'x'\n", "unknown field `nmae`"),
        (b"rules_from = ['nothing']\n", "No rule set named 'nothing'"),
        (b"[pages]\nkeyss = 'https://example.com'\n", "'keyss'"),
        (b"[pages]\nkeys = 'file:///etc/passwd'\n", "https://"),
        (b"[[rules]]\ncause = 'no_such_cause'\n", "$.rules[0].cause"),
        (b"[[rules]]\ncause = 'accepted'\npattern = ['(']\n", "$.rules[0]"),
        (b"[[rules]]\ncause = 'accepted'\nstatus = ['5x']\n", "$.rules[0]"),
        (b"[[key_shapes]]\nid = 'a'\npattern = '['\n", "$.key_shapes[0]"),
        (b"[rules\n", "line 5"),
    ],
)
def test_a_fault_is_named_with_its_place(toml: bytes, fault: str) -> None:
    with pytest.raises(msgspec.DecodeError) as raised:
        decode_provider(SMALL + toml, {})
    assert fault in str(raised.value)


@pytest.mark.parametrize("address", ["http://api.example.com", "ftp://x", "https://a b", ""])
def test_a_file_sends_no_key_over_plain_http(address: str) -> None:
    toml = SMALL.replace(b"https://api.example.com", address.encode())
    with pytest.raises(msgspec.ValidationError, match="base_url"):
        decode_provider(toml, {})


def test_rules_are_tried_by_what_they_look_at_wherever_they_stand() -> None:
    shared = decode_rule_set(
        b"[[rules]]\ncause = 'no_credit'\nphrase = ['credit']\n"
        b"[[rules]]\ncause = 'key_expired'\nstatus = [401]\n"
        b"[[rules]]\ncause = 'verify_organization'\nphrase = ['verified']\nbefore_codes = true\n"
    )
    own = (
        b"rules_from = ['shared']\n"
        b"[[rules]]\ncause = 'key_rejected'\nstatus = [401]\n"
        b"[[rules]]\ncause = 'limit_reached'\ncode = ['limit']\n"
    )
    rules = decode_provider(SMALL + own, {"shared": shared}).rules
    assert list(dict.fromkeys(rule.cause for rule in rules)) == [
        Cause.VERIFY_ORGANIZATION,
        Cause.LIMIT_REACHED,
        Cause.NO_CREDIT,
        Cause.KEY_REJECTED,
        Cause.KEY_EXPIRED,
    ]


def test_a_trial_asks_a_small_model_that_is_listed() -> None:
    trial = providers()["openai"].trial
    assert trial is not None
    listed = ("gpt-4o", "gpt-4o-mini", "gpt-9-nano", "text-embedding-3-small", "whisper-1")
    assert trial.candidates(listed) == ("gpt-4o-mini", "gpt-9-nano", "gpt-4o")
    assert trial.candidates(("unknown-model",)) == ("unknown-model",)
    assert trial.candidates(("whisper-1",)) == ()
    assert trial.candidates(()) == ("gpt-4.1-nano", "gpt-4o-mini", "gpt-5-nano")
    assert trial.body_for("gpt-9")["model"] == "gpt-9"


def test_a_models_name_cannot_change_the_address() -> None:
    trial = providers()["gemini"].trial
    assert trial is not None
    assert trial.path_for("models/gemini-x") == "/models/gemini-x:generateContent"
    assert trial.path_for("a?b#c") == "/a%3Fb%23c:generateContent"


def test_how_a_provider_is_paid_is_not_known_unless_its_file_says_so() -> None:
    assert decode_provider(SMALL, {}).terms == Terms("unknown", "unknown", "", "")
    said = SMALL + b"[terms]\nfree = 'some_models'\npayment = 'prepaid'\nleast_purchase = '$5'\n"
    assert decode_provider(said, {}).terms == Terms("some_models", "prepaid", "$5")
    with pytest.raises(msgspec.ValidationError, match=r"\$\.terms\.payment"):
        decode_provider(SMALL + b"[terms]\npayment = 'sometimes'\n", {})


def test_what_takes_programs_made_for_openai_is_where_our_own_request_goes() -> None:
    """What the trial does there any such program can do."""
    same = {
        one.id
        for one in providers().values()
        if one.id != "practice" and one.trial and one.trial.path == "/chat/completions"
    }
    told = {one.id for one in providers().values() if one.terms.openai_base_url}
    assert told - same == {"azure", "gemini"}  # at an address of its own
    assert same <= told
    for name in same:
        assert providers()[name].terms.openai_base_url == providers()[name].base_url


@pytest.mark.parametrize(
    ("provider", "begins"),
    [("openai", "sk-proj-"), ("gemini", "AQ."), ("together", "tgp_v1_"), ("cohere", None)],
)
def test_the_usual_beginning_of_a_key_is_that_of_the_first_form(
    provider: str, begins: str | None
) -> None:
    shape = providers()[provider].beginning
    assert (shape.prefix if shape else None) == begins


def test_a_beginning_that_only_people_report_is_told_as_that() -> None:
    reported = {one.id for one in providers().values() if (s := one.beginning) and s.reported}
    assert reported == {"together"}
