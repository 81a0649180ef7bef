# SPDX-License-Identifier: MIT
"""How little of a key is shown, and whose it seems to be."""

from __future__ import annotations

import pytest

from judging import providers
from keyready.core.key_shape import fingerprint, mask, recognise
from keyready.core.secret import Secret

LONG = "EXAMPLE" * 12


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (f"sk-proj-{LONG}WXYZ", "sk-proj-…WXYZ"),
        (f"sk-svcacct-{LONG}WXYZ", "sk-svcacct-…WXYZ"),
        (f"sk-{LONG}WXYZ", "sk-…WXYZ"),
        (f"{LONG}WXYZ", "…WXYZ"),
        ("sk-proj-EXAMPLE0123", "…"),
        ("a", "…"),
    ],
)
def test_a_mask_shows_the_public_prefix_and_four_characters(value: str, shown: str) -> None:
    assert mask(Secret(value), providers()["openai"].key_shapes) == shown


def test_a_fingerprint_tells_two_keys_apart() -> None:
    assert fingerprint(Secret("sk-EXAMPLE-0123456789-WXYZ")) == "…WXYZ (26)"
    assert fingerprint(Secret("short-EXAMPLE")) == "… (13)"


@pytest.mark.parametrize(
    ("provider", "value", "kind", "owner"),
    [
        ("openai", f"sk-proj-{'a' * 74}T3BlbkFJ{'b' * 74}", "key", "OpenAI"),
        ("openai", "sk-admin-EXAMPLE", "wrong_kind", ""),
        ("openai", "org-EXAMPLE", "identifier", ""),
        ("openai", "sess-EXAMPLE", "session_token", ""),
        ("openai", "eyJhbGciOi.EXAMPLE", "session_token", ""),
        ("openai", "sk-ant-api03-EXAMPLE", "foreign", "Anthropic"),
        ("openai", "sk-or-v1-EXAMPLE", "foreign", "OpenRouter"),
        ("anthropic", "sk-ant-api03-EXAMPLE", "key", "Anthropic"),
        ("anthropic", "sk-ant-oat01-EXAMPLE", "wrong_kind", "Anthropic"),
        ("anthropic", "sk-proj-EXAMPLE", "foreign", "OpenAI"),
        ("gemini", "AQ.EXAMPLE", "key", "Google Gemini"),
        ("groq", "gsk_EXAMPLE", "key", "Groq"),
        ("mistral", "0123456789abcdefghijEXAMPLEabcde", "key", "Mistral"),
        ("practice", "sk-practice-ready-1", "key", "Practice"),
    ],
)
def test_whose_key_it_seems_to_be(provider: str, value: str, kind: str, owner: str) -> None:
    shape = recognise(Secret(value), providers()[provider].key_shapes)
    assert shape is not None
    assert (shape.kind, shape.owner) == (kind, owner)


def test_an_unknown_form_is_nobodys() -> None:
    assert recognise(Secret("EXAMPLE"), providers()["openai"].key_shapes) is None


def test_a_cut_key_keeps_its_owner_but_is_not_whole() -> None:
    shape = recognise(Secret("sk-proj-EXAMPLE"), providers()["openai"].key_shapes)
    assert shape is not None
    assert not shape.complete("sk-proj-EXAMPLE")
