# SPDX-License-Identifier: MIT
"""What is found about a paste: each thing by name, with its place, never with the key itself.

The numbers are those of the list of bad inputs that the window must survive.
"""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from keyready.core.diagnosis import Diagnosis, Finding, Weight, diagnose
from keyready.core.key_shape import mask
from keyready.core.paste import LARGEST_PASTE, LONGEST_KEY, clean
from keyready.core.provider import Provider
from keyready.core.secret import Secret
from keyready.services.catalog import Catalog

KEY = "sk-" + "EXAMPLE0" * 2 + "aB3d" + "T3BlbkFJ" + "WXYZ" * 5
PROJECT = "sk-proj-" + "EXAMPLE_a1" * 5 + "EXAMPLE-" + "T3BlbkFJ" + "b2C3-d4E5_" * 5 + "practice"
ASCII = st.characters(codec="ascii")
ANTHROPIC = "sk-ant-api03-" + "EXAMPLE" * 13 + "xxAA"


@cache
def provider(name: str = "openai") -> Provider:
    return Catalog().provider(name)


def look(text: str, at: str = "openai") -> Diagnosis:
    return diagnose(text, provider(at))


def ids(diagnosis: Diagnosis) -> list[str]:
    return [finding.id for finding in diagnosis.findings]


def only(diagnosis: Diagnosis) -> Finding:
    (finding,) = diagnosis.findings
    return finding


@pytest.mark.parametrize(
    "pasted",
    [
        KEY,
        PROJECT,
        pytest.param(f"{KEY}\n", id="2-line-feed"),
        pytest.param(f"  {KEY}\r\n", id="2-outer-spaces"),
        pytest.param(f"Bearer {KEY}", id="4-bearer"),
        pytest.param(f"export OPENAI_API_KEY={KEY}", id="4-export"),
        pytest.param(f'OPENAI_API_KEY = "{KEY}"', id="4-quoted"),
        pytest.param(f"\ufeff{KEY}", id="6-byte-order-mark"),
    ],
)
def test_a_whole_key_has_no_finding(pasted: str) -> None:
    diagnosis = look(pasted)
    assert diagnosis.findings == ()
    assert diagnosis.cleaned == clean(pasted)


INSIDE = [
    # pasted, finding, place, code point, what a click leaves
    pytest.param(KEY[:9] + " " + KEY[9:], "space", 10, "U+0020", KEY, id="space"),
    pytest.param(KEY[:9] + "\n" + KEY[9:], "line_break", 10, "U+000A", KEY, id="broken-in-two"),
    pytest.param(KEY[:16] + "\u200b" + KEY[16:], "invisible", 17, "U+200B", KEY, id="5-zero-width"),
    pytest.param(KEY[:9] + "\ufeff" + KEY[9:], "invisible", 10, "U+FEFF", KEY, id="6-inside"),
    pytest.param(KEY[:9] + "\u00a0" + KEY[9:], "space", 10, "U+00A0", KEY, id="7-nbsp"),
    pytest.param(KEY[:9] + "”" + KEY[9:], "quote", 10, "U+201D", KEY, id="7-smart-quote"),
    pytest.param(f'"{KEY}', "quote", 1, "U+0022", KEY, id="quote-alone"),
    pytest.param(KEY.replace("X", "Х", 1), "look_alike", 5, "U+0425", KEY, id="8-cyrillic"),
    pytest.param(KEY[:9] + "😀", "character", 10, "U+1F600", None, id="9-emoji"),
    pytest.param(KEY[:9] + "\ud800", "character", 10, "U+D800", None, id="10-surrogate"),
    pytest.param(KEY[:9] + "\0" + KEY[9:], "character", 10, "U+0000", None, id="11-nul"),
    pytest.param(KEY[:9] + "\x1b[31m" + KEY[9:], "character", 10, "U+001B", None, id="11-escape"),
    pytest.param(KEY[:9] + "\t" + KEY[9:], "space", 10, "U+0009", KEY, id="11-tab"),
    pytest.param("\u202e" + KEY, "direction", 1, "U+202E", KEY, id="12-bidi"),
    pytest.param(KEY.replace("-", "\u2011"), "dash", 3, "U+2011", KEY, id="dash"),
    pytest.param(KEY.replace("-", "–"), "long_dash", 3, "U+2013", None, id="en-dash"),
]


@pytest.mark.parametrize(("pasted", "finding", "place", "code_point", "mended"), INSIDE)
def test_an_odd_character_is_named_with_its_place_and_mended_where_that_is_safe(
    pasted: str, finding: str, place: int, code_point: str, mended: str | None
) -> None:
    diagnosis = look(pasted)
    found = only(diagnosis)
    assert diagnosis.cleaned is None
    assert (found.id, found.weight) == (finding, Weight.STOP)
    assert (found.facts["position"], found.facts["code_point"]) == (str(place), code_point)
    assert (found.remedy and found.remedy.text) == (Secret(mended) if mended else None)


@pytest.mark.parametrize(
    ("letter", "latin"), [("С", "C"), ("о", "o"), ("Α", "A"), ("ρ", "p"), ("Ｋ", "K"), ("𝐚", "a")]
)
def test_a_look_alike_is_named_with_the_letter_it_looks_like(letter: str, latin: str) -> None:
    found = only(look(f"{KEY[:9]}{letter}{KEY[9:]}"))
    assert (found.id, found.facts["latin"]) == ("look_alike", latin)
    assert found.remedy is not None
    assert found.remedy.text == Secret(f"{KEY[:9]}{latin}{KEY[9:]}")


def test_every_kind_of_odd_character_is_told_and_mended_one_after_the_other() -> None:
    text = KEY[:5] + "\u200b" + KEY[5:9] + "\u00a0" + KEY[9:].replace("W", "\u202eW")
    for left in (["invisible", "space", "direction"], ["space", "direction"], ["direction"]):
        diagnosis = look(text)
        assert ids(diagnosis) == left
        remedy = diagnosis.findings[0].remedy
        assert remedy is not None
        text = remedy.text.reveal()
    assert text == KEY


@pytest.mark.parametrize(
    ("pasted", "finding"),
    [
        pytest.param("", "empty", id="1-nothing"),
        pytest.param(" \n\t", "empty", id="1-only-spaces"),
        pytest.param("x" * (LONGEST_KEY + 1), "too_long", id="14-1281"),
        pytest.param("x" * 32_768, "too_long", id="15-32768"),
        pytest.param("sk-proj-...WXYZ", "masked", id="dashboard"),
        pytest.param("Copy your key and paste it here", "sentence", id="sentence"),
        pytest.param("여기에 키를 넣어 주세요", "sentence", id="korean-sentence"),
    ],
)
def test_what_holds_no_key_is_refused_without_a_remedy(pasted: str, finding: str) -> None:
    diagnosis = look(pasted)
    assert (only(diagnosis).id, only(diagnosis).remedy) == (finding, None)
    assert diagnosis.cleaned is None


def test_13_the_longest_key_that_every_system_keeps_is_saved() -> None:
    diagnosis = look("sk-" + "".join(f"{n:04}" for n in range(319)) + "x")
    assert diagnosis.cleaned is not None
    assert len(diagnosis.cleaned.secret) == LONGEST_KEY
    assert not diagnosis.asks


def test_3_a_line_break_between_a_key_and_words_is_named() -> None:
    diagnosis = look(f"{KEY}\nkeep this safe")
    assert ids(diagnosis) == ["line_break", "key_inside"]
    assert diagnosis.findings[0].facts["position"] == "52"
    assert diagnosis.cleaned is None


@pytest.mark.parametrize(
    "pasted",
    [
        f'{{"name": "mine", "api_key": "{KEY}"}}',
        f'{{"api_key":"{KEY}"}}',
        f"BASE=1\nOPENAI_API_KEY={KEY}\nDEBUG=true\n",
        f"ANTHROPIC_API_KEY={ANTHROPIC}\nOPENAI_API_KEY={KEY}\n",
        f'curl -H "Authorization: Bearer {KEY}" https://api.example.com',
        f"My key is “{KEY}”.",
        f"https://api.example.com/?key={KEY}",
        "A_B=1\n" * 700 + f"OPENAI_API_KEY={KEY}",
    ],
    ids=["json", "json-tight", "env", "env-of-two", "curl", "letter", "address", "long-env"],
)
def test_4_the_one_key_in_a_longer_text_is_offered_and_not_taken_silently(pasted: str) -> None:
    diagnosis = look(pasted)
    found = diagnosis.findings[-1]
    assert found.id == "key_inside"
    assert found.facts["length"] == str(len(KEY))
    assert found.remedy is not None
    assert found.remedy.text == Secret(KEY)
    assert diagnosis.cleaned is None or diagnosis.asks


def test_a_key_without_a_known_beginning_is_found_by_the_name_of_its_variable() -> None:
    key = "EXAMPLE0" * 4
    found = look(f"DEBUG=true\nMISTRAL_API_KEY={key}\n", "mistral").findings[-1]
    assert (found.id, found.remedy and found.remedy.text) == ("key_inside", Secret(key))


def test_a_part_of_a_damaged_key_is_not_offered_as_the_key() -> None:
    assert ids(look(f"my key {PROJECT[:90]}\u200b{PROJECT[90:]}")) == ["sentence"]
    assert ids(look(f"my key\n{PROJECT[:90]}***")) == ["line_break"]


def test_two_keys_are_counted_and_none_is_chosen() -> None:
    other = KEY.replace("EXAMPLE0", "EXAMPLE1")
    found = look(f"{KEY}\n{other}").findings[-1]
    assert (found.id, found.facts["count"], found.remedy) == ("several_keys", "2", None)


def test_a_key_pasted_twice_is_taken_once() -> None:
    found = only(look(KEY * 2))
    assert (found.id, found.weight) == ("twice", Weight.ASK)
    assert found.remedy is not None
    assert found.remedy.text == Secret(KEY)


@pytest.mark.parametrize(
    ("pasted", "finding"),
    [
        ("org-EXAMPLE0123456789abcdef", "identifier"),
        ("proj_EXAMPLE0123456789abcdef", "identifier"),
        ("key_EXAMPLE0123456789", "identifier"),
        ("sess-EXAMPLE0123456789abcdef0123456789", "session_token"),
        ("eyJEXAMPLE.eyJEXAMPLE.EXAMPLE", "session_token"),
        ("sk-admin-EXAMPLE-0123456789", "wrong_kind"),
        ("https://platform.openai.com/api-keys", "web_address"),
        ("someone@example.com", "mail_address"),
        ("YOUR_API_KEY", "placeholder"),
    ],
)
def test_what_seems_to_be_something_else_is_saved_only_when_the_person_says_so(
    pasted: str, finding: str
) -> None:
    diagnosis = look(pasted)
    assert (only(diagnosis).id, only(diagnosis).weight) == (finding, Weight.ASK)
    assert diagnosis.asks
    assert diagnosis.cleaned is not None


@pytest.mark.parametrize("pasted", [PROJECT[:100], "sk-EXAMPLE"])
def test_what_seems_to_be_cut_off_is_said_and_saved(pasted: str) -> None:
    """Makers change the length of their keys without notice, and the check tells at once."""
    diagnosis = look(pasted)
    assert (only(diagnosis).id, only(diagnosis).weight) == ("cut", Weight.NOTE)
    assert only(diagnosis).facts == {"length": str(len(pasted))}
    assert diagnosis.cleaned is not None


def test_19_a_key_of_another_provider_can_go_there() -> None:
    diagnosis = look(ANTHROPIC)
    found = only(diagnosis)
    assert (found.id, found.weight, found.facts["owner"]) == ("foreign", Weight.ASK, "Anthropic")
    assert found.remedy is not None
    assert (found.remedy.provider, found.remedy.text) == ("anthropic", Secret(ANTHROPIC))
    assert diagnosis.cleaned is not None
    assert look(ANTHROPIC, "anthropic").findings == ()


def test_18_the_same_key_under_two_names_is_told_and_allowed() -> None:
    at = provider()
    diagnosis = diagnose(KEY, at, {mask(Secret(KEY), at.key_shapes): "OpenAI · Work"})
    assert (only(diagnosis).id, only(diagnosis).weight) == ("same_key", Weight.NOTE)
    assert only(diagnosis).facts == {"entry": "OpenAI · Work"}
    assert diagnosis.cleaned is not None
    assert not diagnosis.asks


@pytest.mark.parametrize("at", [one.id for one in Catalog().providers])
def test_a_form_that_nobody_knows_never_stands_in_the_way(at: str) -> None:
    new = "new-EXAMPLE-" + "".join(f"{n:x}" for n in range(200))
    diagnosis = look(new, at)
    assert ids(diagnosis) in ([], ["unknown_form"])
    assert diagnosis.cleaned is not None
    assert not diagnosis.asks


def shaped() -> list[object]:
    return [
        pytest.param(at.id, shape.id, id=f"{at.id}-{shape.id}")
        for at in Catalog().providers
        for shape in at.key_shapes
        if shape.provider == at.id and shape.lengths
    ]


@pytest.mark.parametrize(("at", "shape_id"), shaped())
@given(data=st.data())
def test_the_known_lengths_are_those_of_the_known_forms(
    at: str, shape_id: str, data: st.DataObject
) -> None:
    (shape,) = (s for s in provider(at).key_shapes if s.id == shape_id and s.provider == at)
    text = data.draw(st.from_regex(shape.pattern, fullmatch=True, alphabet=ASCII))
    assert len(text) in shape.lengths


AROUND = ["sk-...WXYZ", "OPENAI_API_KEY=", "Bearer ", '"', "“", "\n", " ", "`", "https://", "@"]
ODD = ["\0", "\u200b", "\ufeff", "\u00a0", "\u202e", "–", "\u2011", "С", "ο", "＝"]
PARTS = st.sampled_from([KEY, PROJECT, ANTHROPIC, *AROUND, *ODD])
PASTES = st.lists(PARTS | st.text(max_size=4), max_size=6).map("".join) | st.text()


@given(PASTES, st.sampled_from(["openai", "mistral", "custom", "practice"]))
@example("𝐚b", "openai")
def test_any_text_gives_findings_or_a_key(text: str, at: str) -> None:
    diagnosis = look(text, at)
    stopped = any(finding.weight is Weight.STOP for finding in diagnosis.findings)
    assert stopped == (diagnosis.cleaned is None)


@given(PASTES)
def test_a_finding_is_gone_when_its_remedy_was_taken(text: str) -> None:
    for finding in look(text).findings:
        if finding.remedy is not None:
            at = finding.remedy.provider or "openai"
            assert finding.id not in ids(look(finding.remedy.text.reveal(), at))


@given(PASTES)
def test_no_finding_holds_eight_characters_of_the_paste(text: str) -> None:
    shown = repr(look(text).findings)
    told = " ".join(str(value) for f in look(text).findings for value in f.facts.values())
    secrets = [KEY, PROJECT, ANTHROPIC]
    for whole in (text, *(secret for secret in secrets if secret in text)):
        parts = {whole[at : at + 8] for at in range(len(whole) - 7)}
        assert not any(part in told for part in parts)
    assert not any(secret[8:16] in shown for secret in secrets)


@given(PASTES)
def test_cleaning_the_cleaned_key_changes_nothing(text: str) -> None:
    cleaned = look(text).cleaned
    if cleaned is not None:
        again = look(cleaned.secret.reveal()).cleaned
        assert again is not None
        assert again.secret == cleaned.secret


@pytest.mark.parametrize(
    "pasted",
    [
        pytest.param("a" * 50_000_000, id="16-50-MB"),
        pytest.param(f"A_KEY={KEY}\n" * (LARGEST_PASTE // 70), id="lines"),
        pytest.param("sk-" * (LARGEST_PASTE // 3), id="beginnings"),
        pytest.param("sk-a " * (LARGEST_PASTE // 5), id="words"),
        pytest.param("\u200b" + "С" * 1_200, id="look-alikes"),
    ],
)
def test_a_large_paste_is_looked_at_in_no_time(pasted: str) -> None:
    start = time.perf_counter()
    assert look(pasted).findings
    assert time.perf_counter() - start < 1
