# SPDX-License-Identifier: MIT
"""The words of every language fit the code and each other, and keep the tone of the house."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from keyready import services
from keyready.core import diagnosis, paste
from keyready.core.base_url import RefusedUrl
from keyready.core.conflicts import ConflictKind
from keyready.core.entries import RefusedName
from keyready.core.key_shape import KeyKind
from keyready.core.ladder import Finding, Rung, RungId, State
from keyready.core.odd_characters import KINDS
from keyready.core.phrasing import finding_words, phrase, rung_words, told
from keyready.core.provider import Free, Payment
from keyready.core.rotation import Outcome
from keyready.core.verdict import MEANINGS, Cause, Judgement, Next, Stage, Usable, Verdict
from keyready.core.words import Words
from keyready.resource_files import resource
from keyready.services.custody.key_store import FILE, PASS, Kept
from keyready.services.custody.keychain import TroubleKind
from keyready.services.settings import RefusedSetting

FILES = sorted(resource("words").glob("*.toml"))
LANGUAGES = [path.stem for path in FILES]
ALWAYS = {"provider", "key", "usable"}
FACTS = {
    "wait_s": "432",
    "host": "eu.api.openai.com",
    "scope": "api.responses.write",
    "model": "gpt-4o-mini",
    "limit": "project",
    "issuer": "Example Proxy CA",
    "owner": "Anthropic",
    "variable": "OPENAI_ORG_ID",
}
RUNG_FACTS = {
    "host": "api.openai.com",
    "port": "443",
    "address": "192.0.2.1",
    "proxy": "http://proxy.example:8080",
    "source": "environment",
    "variable": "https_proxy",
    "issuer": "Example Proxy CA",
    "today": "2026-11-23",
    "file": "/home/me/company.pem",
    "status": "401",
    "target": "portal.example",
    "skew_s": "3720",
}


def words(language: str) -> Words:
    return msgspec.toml.decode(resource("words", f"{language}.toml").read_bytes(), type=Words)


def texts(value: object, at: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its place: ("causes.accepted.headline", "{key} {usable}")."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, f"{at}.{name}" if at else name)


def all_texts(language: str) -> dict[str, str]:
    return dict(texts(msgspec.to_builtins(words(language))))


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def reasons(refused: type) -> set[str]:
    """The ids that the docstring of a refusal lists."""
    return set(re.findall(r"`(\w+)`", refused.__doc__ or ""))


def verdict(cause: Cause, **facts: str) -> Verdict:
    meaning = MEANINGS[cause]
    stage = Stage.FREE
    return Verdict(cause, meaning.key, meaning.usable, stage, "GET /v1/models", 84, facts=facts)


def test_english_and_korean_are_there() -> None:
    assert {"en", "ko"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_id_of_the_code_has_words_and_nothing_is_superfluous(language: str) -> None:
    spoken = words(language)
    assert set(spoken.causes) == {cause.value for cause in Cause}
    assert set(spoken.key) == {judgement.value for judgement in Judgement}
    assert set(spoken.usable) == {usable.value for usable in Usable}
    assert set(spoken.next) == {step.value for step in Next}
    assert set(spoken.store) == {kind.value for kind in TroubleKind}
    assert set(spoken.kept) == {kept.value for kept in Kept}
    assert set(spoken.keyring_help) <= set(spoken.store)
    assert set(spoken.keyring_help["no_keyring"]) == {"gnome", "kde", "other", "headless"}
    assert set(spoken.clipboard) == {"windows", "gnome", "kde"}
    assert set(spoken.found) == {
        *("completed", "settled", "unknown"),
        *("elsewhere", "locked", "move_ended"),
    }
    assert set(spoken.rotation) == {*(outcome.value for outcome in Outcome), "same_key"}
    assert set(spoken.store_notes) == {"keyring", PASS, FILE}
    assert set(spoken.other_stores) == {PASS, FILE}
    assert all(set(said) <= set(spoken.store) for said in spoken.other_stores.values())
    assert set(spoken.address) == reasons(RefusedUrl)
    assert set(spoken.entry_name) == reasons(RefusedName)
    assert set(spoken.settings) == reasons(RefusedSetting)
    assert set(spoken.conflicts) == {kind.value for kind in ConflictKind}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rung_has_words_for_all_that_it_can_be_found_to_be(language: str) -> None:
    spoken = words(language).ladder
    assert list(spoken.rungs) == [rung.value for rung in RungId]
    for rung_id, said in spoken.rungs.items():
        assert list(said.findings) == [found.id for found in Finding if found.rung == rung_id]
    assert set(spoken.states) == {state.value for state in State}
    assert set(spoken.headlines) == set(spoken.states) - {"not_reached"}
    code = (Path(*services.__path__) / "network" / "proxy.py").read_text("utf-8")
    assert set(spoken.sources) == set(re.findall(r'"(settings|environment|system)"', code))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("finding", Finding, ids=lambda finding: finding.name)
def test_a_rung_is_said_in_at_most_three_short_sentences(language: str, finding: Finding) -> None:
    said = rung_words(Rung(finding.rung, finding, RUNG_FACTS), words(language))
    assert 0 < len(said.title) <= 12
    assert 0 < len(said.sentence) <= 190
    assert len(re.findall(r"[.?](?= |$)", said.sentence)) <= 3
    assert "{" not in said.sentence
    if language == "ko":
        assert re.fullmatch(r"(.*?(요|습니다)[.?:](?: |$))+(.*: .*|[^ ]*)?", said.sentence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_a_paste_can_meet_has_words(language: str) -> None:
    spoken = words(language)
    code = Path(paste.__file__).read_text("utf-8")
    assert set(spoken.removed) == {*paste.ENDS, *(word for word, _ in paste._AROUND)}
    assert set(spoken.refused) == set(re.findall(r'Refused\("(\w+)"', code)) | {"character"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_found_about_a_paste_has_words(language: str) -> None:
    spoken = words(language)
    code = Path(diagnosis.__file__).read_text("utf-8")
    ids = {*re.findall(r'Finding\(\s*"(\w+)"', code), *(kind for kind, _, _ in KINDS)}
    ids |= {"look_alike", "no_answer", "no_text", *get_args(KeyKind)} - {"key"}
    assert set(spoken.findings) == ids - set(spoken.refused)
    remedies = {*re.findall(r'Remedy\(\s*"(\w+)"', code), *diagnosis.REMEDY_OF.values(), "remove"}
    assert set(spoken.remedies) == remedies


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("finding", [*words("en").findings, *words("en").refused])
def test_a_finding_is_said_in_a_short_headline_and_a_sentence_or_two(
    language: str, finding: str
) -> None:
    facts = {"position": "130", "code_point": "U+0415", "name": "cyrillic capital letter ie"}
    facts |= {"latin": "E", "length": "164", "count": "2", "owner": "Anthropic", "entry": "Work"}
    said = finding_words(diagnosis.Finding(finding, facts=facts), words(language), "OpenAI")
    assert 0 < len(said.headline) <= 90
    assert 0 < len(said.advice) <= 130
    assert "{" not in said.headline + said.advice


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pasted", ["", "sk-a\nb", "sk-...x", "two words", "sk-\u2013", "x" * 9999])
def test_a_refused_paste_is_explained(language: str, pasted: str) -> None:
    refused = paste.clean(pasted)
    assert isinstance(refused, paste.Refused)
    facts = {**refused.facts(), "provider": "OpenAI"}
    said = told(words(language).refused[refused.reason], facts)
    assert 0 < len(said.headline) <= 90
    assert "{" not in said.headline + said.advice


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_keyring_that_the_code_names_has_a_name(language: str) -> None:
    code = "".join(path.read_text("utf-8") for path in Path(*services.__path__).rglob("*.py"))
    assert {*words(language).stores, "memory"} == set(re.findall(r'\bPlace\("(\w+)"', code))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_limit_that_the_rules_name_has_words(language: str) -> None:
    files = [*resource("rules").glob("*.toml"), *resource("providers").glob("*.toml")]
    named = re.findall(r'\blimit = "(\w+)"', "".join(path.read_text("utf-8") for path in files))
    assert set(words(language).limits) == set(named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_equal_ids_and_placeholders(language: str) -> None:
    """Apart from the singular of a number, which a language may not have."""
    english, other = (
        {at: placeholders(text) for at, text in all_texts(name).items() if not at.endswith(".one")}
        for name in ("en", language)
    )
    assert other == english


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cause", Cause, ids=lambda cause: cause.value)
def test_a_richer_sentence_needs_a_fact_and_a_plain_one_needs_none(
    language: str, cause: Cause
) -> None:
    said = words(language).causes[cause.value]
    assert placeholders(said.headline) | placeholders(said.advice) <= ALWAYS
    for richer in filter(None, (said.headline_with, said.advice_with)):
        assert placeholders(richer) - ALWAYS
        assert placeholders(richer) - ALWAYS <= {*FACTS, "wait"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cause", Cause, ids=lambda cause: cause.value)
def test_headlines_are_short_and_advice_is_at_most_a_few_sentences(
    language: str, cause: Cause
) -> None:
    for facts in ({}, FACTS):
        said = phrase(verdict(cause, **facts), words(language), "OpenAI")
        assert 0 < len(said.headline) <= 90, said.headline
        assert 0 < len(said.advice) <= 130, said.advice
        assert 0 < len(said.next_label) <= 24
        assert "{" not in said.headline + said.advice


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("cause", "fact"),
    [(Cause.UNRECOGNISED, "no_free_probe"), (Cause.TLS_UNTRUSTED, "ca_file")],
)
def test_a_fact_can_change_what_a_verdict_says(language: str, cause: Cause, fact: str) -> None:
    spoken = words(language)
    assert set(spoken.causes[cause.value].when) == {fact}
    special = phrase(verdict(cause, **{fact: "ca.pem"}), spoken, "OpenAI")
    plain = phrase(verdict(cause), spoken, "OpenAI")
    assert special.headline != plain.headline
    assert re.search("not judged|아직 몰라요", special.headline)
    assert len(special.headline) <= 90
    assert "{" not in special.headline + special.advice


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_shouts(language: str) -> None:
    loud = {at: text for at, text in all_texts(language).items() if "!" in text or "！" in text}
    assert loud == {}


@pytest.mark.parametrize("cause", Cause, ids=lambda cause: cause.value)
def test_the_headline_says_what_is_known_of_the_key(cause: Cause) -> None:
    known = {
        Judgement.GENUINE: ("key is real", "진짜 키"),
        Judgement.NOT_JUDGED: ("judged", "판정|아직 몰라요"),
    }
    if MEANINGS[cause].key is Judgement.REJECTED:
        return
    for language, mark in zip(("en", "ko"), known[MEANINGS[cause].key], strict=True):
        assert re.search(mark, phrase(verdict(cause), words(language), "OpenAI").headline)


@pytest.mark.parametrize("key", Judgement, ids=lambda key: key.value)
def test_a_blocked_address_says_what_is_known_of_the_key(key: Judgement) -> None:
    blocked = Verdict(Cause.IP_BLOCKED, key, Usable.NO, Stage.FREE, "GET /v1/models", 84)
    for language in LANGUAGES:
        spoken = words(language)
        assert spoken.key[key.value] in phrase(blocked, spoken, "OpenAI").headline


def test_the_word_invalid_is_never_used() -> None:
    said = " ".join(all_texts("en").values()).lower() + " ".join(all_texts("ko").values())
    assert "invalid" not in said
    assert "유효하지 않" not in said


def test_korean_needs_no_particle_that_depends_on_an_inserted_name() -> None:
    depending = re.compile(r"\}(은|는|이|가|을|를|과|와|로|으로|이에요|예요)(?=\W|$)")
    assert [text for text in all_texts("ko").values() if depending.search(text)] == []


def test_korean_speaks_politely_to_the_end_of_every_sentence() -> None:
    korean = words("ko")
    said = [phrase(verdict(cause), korean, "OpenAI") for cause in Cause]
    told = [*korean.refused.values(), *korean.store.values(), *korean.findings.values()]
    told += [said for store in korean.other_stores.values() for said in store.values()]
    told += [*korean.entry_name.values(), *korean.settings.values()]
    for text in [said_or_told.headline for said_or_told in (*said, *told)]:
        assert re.search(r"요[.:]?( |$)", text), text
    for text in [said_or_told.advice for said_or_told in (*said, *told)]:
        assert re.fullmatch(r"(.*?(요|습니다)[.?] ?)+(.*: .*)?", text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_of_paying_has_words(language: str) -> None:
    terms = words(language).terms
    assert set(terms.free) == set(get_args(Free))
    assert set(terms.payment) == set(get_args(Payment))
    assert terms.free["unknown"] == terms.payment["unknown"]  # one look for what is not known
    assert terms.payment_from.format(payment="Prepaid", least="$5").count("$5") == 1
