# SPDX-License-Identifier: MIT
"""The guides: complete in every language, true to their provider file, short, and calm."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from keyready.core.guide import STEP_IDS, Click, Guide, Note, RotationWords
from keyready.resource_files import resource
from keyready.services.custody.key_store import SERVICE
from keyready.services.custody.keychain import USERNAME

PAGES = {
    *("signup", "keys", "billing", "limits", "usage"),
    *("organization", "status", "docs", "pricing"),
}
LANGUAGES = sorted(path.stem for path in resource("words").glob("*.toml"))
GUIDES = sorted(path.stem for path in resource("guides", "en").glob("*.toml"))
PROVIDERS = sorted(path.stem for path in resource("providers").glob("*.toml"))
every_guide = pytest.mark.parametrize("name", GUIDES)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def guide(language: str, name: str) -> Guide:
    path = resource("guides", language, f"{name}.toml")
    return msgspec.toml.decode(path.read_bytes(), type=Guide)


def shape(guide: Guide) -> list[object]:
    """What must not differ between languages: ids, pages, and which parts are there."""
    return [
        (
            step.id,
            [click.page for click in step.clicks],
            [_shape(note) for note in step.notes],
        )
        for step in guide.steps
    ]


def rotations(language: str) -> list[RotationWords]:
    found = (guide(language, name).rotation for name in GUIDES)
    return [words for words in found if words is not None]


def _shape(note: Note) -> tuple[object, ...]:
    said = (bool(note.heading), bool(note.text), len(note.points))
    return (*said, note.page, _lines(note))


def _lines(note: Note) -> list[str]:
    return [re.sub(r"\s*(#|//).*", "", line) for line in note.code.splitlines()]


def linked(guide: Guide) -> list[Click | Note]:
    return [part for step in guide.steps for part in (*step.clicks, *step.notes)]


def test_every_provider_has_a_guide_in_every_language() -> None:
    assert set(PROVIDERS) <= set(GUIDES)
    for language in LANGUAGES:
        assert {path.stem for path in resource("guides", language).glob("*.toml")} == set(GUIDES)


@every_language
@every_guide
def test_the_four_steps_are_complete(language: str, name: str) -> None:
    read = guide(language, name)
    assert tuple(step.id for step in read.steps) == STEP_IDS
    assert read.subtitle
    for step in read.steps:
        assert step.title
        assert step.why
        assert step.tick
        assert step.clicks


@every_language
@every_guide
def test_languages_differ_only_in_words(language: str, name: str) -> None:
    assert shape(guide(language, name)) == shape(guide("en", name))


@every_language
def test_how_a_key_is_changed_is_said_everywhere_or_in_general(language: str) -> None:
    assert guide(language, "any").rotation is not None
    own = {name: guide(language, name).rotation is None for name in GUIDES}
    assert own == {name: guide("en", name).rotation is None for name in GUIDES}
    for words in rotations(language):
        assert 0 < len(words.make) <= 200
        assert 0 < len(words.delete) <= 200
        assert not set("!%") & set(words.make + words.delete)


@every_language
@every_guide
def test_a_page_has_a_button_that_says_so(language: str, name: str) -> None:
    for part in linked(guide(language, name)):
        assert (part.page is None) == (part.button is None)
        assert part.page is None or part.page in PAGES


@pytest.mark.parametrize("name", PROVIDERS)
def test_the_provider_file_knows_every_page_of_the_guide(name: str) -> None:
    of_practice, of_provider = ("practice", "pages.en.toml"), ("providers", f"{name}.toml")
    path = resource(*(of_practice if name == "practice" else of_provider))
    used = {part.page for part in linked(guide("en", name)) if part.page}
    assert used <= set(msgspec.toml.decode(path.read_bytes())["pages"])


@every_language
@every_guide
def test_lines_are_short_and_calm(language: str, name: str) -> None:
    for step in guide(language, name).steps:
        assert len(step.why) <= 150
        assert len(step.tick) <= 70
        for click in step.clicks:
            assert len(click.text) <= 110
        for note in step.notes:
            assert note.text or note.points or note.code
            assert len(note.title) <= 50
        said = [step.title, step.why, step.tick, *(click.text for click in step.clicks)]
        said += [part for note in step.notes for part in (note.title, note.text, *note.points)]
        assert not any("!" in text for text in said)


@pytest.mark.parametrize(
    ("language", "no_chat_plan", "calls_fail"),
    [
        ("en", "ChatGPT Plus does not include API use", "Without billing, calls fail"),
        ("ko", "ChatGPT Plus 요금제에는 API 사용료가 들어 있지 않아요", "결제를 설정하지 않으면"),
    ],
)
def test_billing_begins_with_the_two_things_that_surprise(
    language: str, no_chat_plan: str, calls_fail: str
) -> None:
    billing = guide(language, "openai").step("billing")
    first_two_lines = f"{billing.why} {billing.clicks[0].text}"
    assert no_chat_plan in first_two_lines
    assert calls_fail in first_two_lines


def test_the_key_step_says_once_and_lost_means_new() -> None:
    clicks = " ".join(click.text for click in guide("en", "openai").step("key").clicks)
    for needed in ("Create new secret key", "Keyready", "only once", "cannot be recovered"):
        assert needed in clicks


@every_guide
def test_examples_read_the_key_from_its_place(name: str) -> None:
    """Only practice keys, which are public, may stand in a guide."""
    text = resource("guides", "en", f"{name}.toml").read_text("utf-8")
    long_values = re.findall(r"[A-Za-z0-9_-]{24,}", text)
    assert [value for value in long_values if not value.startswith("sk-practice-")] == []


@every_language
def test_the_example_for_the_keyring_names_the_entry_that_keyready_writes(language: str) -> None:
    examples = "".join(note.code for note in guide(language, "openai").step("use").notes)
    assert f'keyring.get_password("{SERVICE}/openai", "{USERNAME}")' in examples


@every_language
def test_the_practice_guide_offers_the_documented_practice_keys(language: str) -> None:
    service = msgspec.toml.decode(resource("practice", "answers.toml").read_bytes())
    offered = [note.code for note in guide(language, "practice").step("key").notes]
    assert sorted(offered) == sorted(key["example"] for key in service["keys"])


def test_no_guide_is_left_outside_the_folders_of_the_languages() -> None:
    folders = {path.name for path in Path(resource("guides")).iterdir()}
    assert folders == set(LANGUAGES)
