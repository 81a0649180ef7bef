# SPDX-License-Identifier: MIT
"""What is pasted: the key in it, or the reason why there is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyready.core.paste import LARGEST_PASTE, LONGEST_KEY, Cleaned, Refused, clean

KEY = "sk-EXAMPLE-abcdef0123456789_-+/=="


@pytest.mark.parametrize(
    ("pasted", "removed"),
    [
        (KEY, ()),
        (f"{KEY}\n", ("line_breaks",)),
        (f"\r\n{KEY}\r\n", ("line_breaks",)),
        (f"  {KEY}\t", ("spaces",)),
        (f" {KEY} \n", ("line_breaks", "spaces")),
        (f"\u00a0{KEY}", ("spaces",)),
        (f"\ufeff{KEY}", ("byte_order_mark",)),
        (f"\u200b{KEY}\u200b", ("zero_width",)),
        (f'"{KEY}"', ("quotes",)),
        (f"'{KEY}'", ("quotes",)),
        (f"`{KEY}`", ("quotes",)),
        (f"“{KEY}”", ("quotes",)),
        (f"‘{KEY}’", ("quotes",)),
        (f"„{KEY}“", ("quotes",)),
        (f"Bearer {KEY}", ("bearer",)),
        (f"bearer  {KEY}", ("bearer", "spaces")),
        (f"Authorization: Bearer {KEY}", ("header_name", "spaces", "bearer")),
        (f"x-api-key: {KEY}", ("header_name", "spaces")),
        (f"OPENAI_API_KEY={KEY}", ("assignment",)),
        (f"export OPENAI_API_KEY={KEY}", ("assignment",)),
        (f'export OPENAI_API_KEY="{KEY}"', ("assignment", "quotes")),
        (f"set OPENAI_API_KEY={KEY}", ("assignment",)),
        (f'setx OPENAI_API_KEY "{KEY}"', ("assignment", "quotes")),
        (f'$env:OPENAI_API_KEY = "{KEY}"', ("assignment", "spaces", "quotes")),
        (f'"api_key": "{KEY}",', ("punctuation", "assignment", "spaces", "quotes")),
        (f"apiKey: '{KEY}';", ("punctuation", "assignment", "spaces", "quotes")),
        (f"HF_TOKEN={KEY}", ("assignment",)),
        (f"{KEY},", ("punctuation",)),
        ("x" * LONGEST_KEY, ()),
    ],
)
def test_what_stands_around_a_key_is_removed_and_said(
    pasted: str, removed: tuple[str, ...]
) -> None:
    cleaned = clean(pasted)
    assert isinstance(cleaned, Cleaned)
    assert cleaned.secret.reveal() == (KEY if KEY in pasted else pasted)
    assert cleaned.removed == removed


@pytest.mark.parametrize(
    ("pasted", "reason", "position"),
    [
        ("", "empty", None),
        (" \n\t ", "empty", None),
        ('""', "character", 1),
        ("Bearer ", "empty", None),
        ("OPENAI_API_KEY=", "empty", None),
        (f"{KEY}\n{KEY}", "line_break", len(KEY) + 1),
        (f"{KEY}\u2028{KEY}", "line_break", len(KEY) + 1),
        ("sk-...WXYZ", "masked", None),
        ("sk-proj-…WXYZ", "masked", None),
        ("sk-ab***********WXYZ", "masked", None),
        ("••••••••", "masked", None),
        ("Copy your key here", "sentence", 5),
        (f"{KEY} {KEY}", "sentence", len(KEY) + 1),
        ("x" * (LONGEST_KEY + 1), "too_long", None),
        ("x" * 32_768, "too_long", None),
        (f'"{KEY}', "character", 1),
        (f"{KEY}'", "character", len(KEY) + 1),
    ],
)
def test_what_is_no_key_is_refused(pasted: str, reason: str, position: int | None) -> None:
    refused = clean(pasted)
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.position) == (reason, position)


@pytest.mark.parametrize(
    ("char", "code_point", "name"),
    [
        ("\u200b", "U+200B", "zero width space"),
        ("\ufeff", "U+FEFF", "zero width no-break space"),
        ("\u00a0", "U+00A0", "no-break space"),
        ("\u2013", "U+2013", "en dash"),
        ("\u201c", "U+201C", "left double quotation mark"),
        ("\u0421", "U+0421", "cyrillic capital letter es"),
        ("\u202e", "U+202E", "right-to-left override"),
        ("😀", "U+1F600", "grinning face"),
        ("\ud800", "U+D800", "surrogate"),
        ("\0", "U+0000", "control character"),
        ("\x1b", "U+001B", "control character"),
        ("\t", "U+0009", "control character"),
        ("\x7f", "U+007F", "control character"),
        ("é", "U+00E9", "latin small letter e with acute"),
    ],
)
def test_an_odd_character_inside_is_named_with_its_place(
    char: str, code_point: str, name: str
) -> None:
    refused = clean(f"sk-EXAMPLE{char}0123456789")
    assert refused == Refused("character", 11, code_point, name, 21)


@pytest.mark.parametrize("pasted", ["a" * 50_000_000, " x" * 25_000_000, "key" * 20_000])
def test_a_huge_paste_is_refused_at_once(pasted: str) -> None:
    start = time.perf_counter()
    assert isinstance(clean(pasted), Refused)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    "pasted", ["x" + " " * (LARGEST_PASTE - 2) + "y", "A_" * 30_000, "'" * 60_000, ",;" * 30_000]
)
def test_a_large_paste_costs_no_time(pasted: str) -> None:
    start = time.perf_counter()
    clean(pasted)
    assert time.perf_counter() - start < 1


around = st.lists(
    st.sampled_from(["Bearer ", "KEY=", "export X_KEY=", '"', "'", " ", "\n", ",", "\ufeff", "“"])
    | st.text(max_size=4),
    max_size=5,
).map("".join)


@given(before=around, key=st.text("skabcXYZ019-_=", max_size=30), after=around)
def test_cleaning_twice_is_cleaning_once(before: str, key: str, after: str) -> None:
    cleaned = clean(before + key + after)
    if isinstance(cleaned, Cleaned):
        assert clean(cleaned.secret.reveal()) == Cleaned(cleaned.secret)
        assert all("!" <= char <= "~" for char in cleaned.secret.reveal())


@given(st.text())
def test_any_text_is_cleaned_or_refused(text: str) -> None:
    outcome = clean(text)
    if isinstance(outcome, Refused):
        assert text not in repr(outcome) or len(text) < 3


def test_a_refusal_shows_nothing_of_the_key() -> None:
    refused = clean("sk-EXAMPLE-secret\u200bpart-WXYZ")
    assert isinstance(refused, Refused)
    assert "EXAMPLE" not in repr(refused) + str(refused.facts())
