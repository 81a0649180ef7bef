# SPDX-License-Identifier: MIT
"""Names that people give to keys, and the ids that these get in the keyring."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging import providers
from keyready.core.entries import EntryFacts, Own, RefusedName, clean_name, listed, new_id

OPENAI, CUSTOM = providers()["openai"], providers()["custom"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("work", "work"),
        ("  my \t work\n", "my work"),
        ("회사", "회사"),
        ("a/b @home", "a/b @home"),
        ("../", "../"),
        ("🔑 main", "🔑 main"),
        ("caf\u0065\u0301", "café"),
    ],
)
def test_20_a_name_is_taken_as_it_was_meant(text: str, name: str) -> None:
    assert clean_name(text, ["private"]) == name


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("x" * 5000, "too_long"),
        ("work\x1b[31m", "characters"),
        ("wo\u202erk", "characters"),
        ("wo\u200brk", "characters"),
        ("\ud800", "characters"),
        ("PRIVATE", "taken"),
    ],
)
def test_20_a_name_that_cannot_be_shown_or_told_apart_is_refused(text: str, reason: str) -> None:
    assert clean_name(text, ["private"]) == RefusedName(reason)


@pytest.mark.parametrize(
    ("name", "taken", "entry"),
    [
        ("work", [], "openai/work"),
        ("Work (Büro)", [], "openai/work-buro"),
        ("work", ["openai/work"], "openai/work-2"),
        ("work", ["openai/work", "openai/work-2"], "openai/work-3"),
        ("회사", [], "openai/2"),
        ("🔑", ["openai/2"], "openai/3"),
        ("../", [], "openai/2"),
    ],
)
def test_an_id_is_plain_and_new(name: str, taken: list[str], entry: str) -> None:
    assert new_id("openai", name, taken) == entry


@given(st.text(max_size=60))
def test_20_whatever_the_name_the_keyring_gets_an_ordinary_one(text: str) -> None:
    name = clean_name(text, [])
    if isinstance(name, str):
        assert re.fullmatch(r"openai/[a-z0-9]+(-[a-z0-9]+)*", new_id("openai", name, []))


def test_every_provider_has_its_entry_and_added_ones_follow() -> None:
    own = {
        "custom/lab": Own("Lab", "http://127.0.0.1:8000/v1"),
        "openai/work": Own("work"),
        "openai": Own(base_url="https://gateway.example.com/v1"),
        "gone/old": Own("old"),
    }
    assert listed([OPENAI, CUSTOM], own) == (
        EntryFacts("openai", "openai", "OpenAI", "https://gateway.example.com/v1"),
        EntryFacts("openai/work", "openai", "work"),
        EntryFacts("custom", "custom", CUSTOM.name),
        EntryFacts("custom/lab", "custom", "Lab", "http://127.0.0.1:8000/v1"),
    )


def test_a_kept_key_that_nobody_remembers_is_still_in_the_list() -> None:
    kept = ["openai", "openai/work", "practice"]
    assert [entry.id for entry in listed([OPENAI], {}, kept)] == ["openai", "openai/work"]
    assert listed([OPENAI], {}, kept)[1].name == "work"
