# SPDX-License-Identifier: MIT
"""What is taken out of a provider's text before anybody sees it."""

from __future__ import annotations

import pytest

from judging import KEY
from keyready.core.redaction import SHOWN, echo, redact, without_key
from keyready.core.secret import Secret


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"Bad key {KEY.reveal()} here", "Bad key … here"),
        (f"Bad key {KEY.reveal()[5:15]} here", "Bad key … here"),
        (f"Bad key {KEY.reveal().lower()} here", "Bad key … here"),
        ("Bad key sk-proj-EX\u200bAMPLEkeyThat here", "Bad key … here"),
        ("in organization org-Abc123 on", "in organization … on"),
        ("Project `proj_abc123` has", "Project `…` has"),
        ("user-Abc123xyz", "…"),
        ("write to a.b+c@mail.example.com now", "write to … now"),
        ("GET /v1?key=abc123&x=1", "GET /v1?key=…&x=1"),
        ("key sk-ant-api03-abcdef was", "key … was"),
        ("key AIzaSyAbcdef and gsk_abcdef", "key … and …"),
        ("Your api key: ****abcd is invalid", "Your api key: … is invalid"),
        ("Received=hunter2 and more, expected to start", "Received=…, expected to start"),
        ("Received API Key = sk-...WXYZ, Key Hash (Token) =0123abc. Unable",
         "Received API Key = …, Key Hash (Token) =…. Unable"),
        ("Invalid token: abc (tid: 20261123)", "Invalid token: … (tid: …)"),
        ("hash fedcba9876543210fedcba9876543210.", "hash …."),
        ("one\r\ntwo\tthree\u202efour\x1b[31m", "one two threefour [31m"),
        ("Incorrect API key provided: my pass word. You can find your API key at",
         "Incorrect API key provided: …. You can find your API key at"),
    ],
)  # fmt: skip
def test_what_goes(text: str, left: str) -> None:
    assert redact(text, KEY) == left


@pytest.mark.parametrize(
    "text",
    [
        "Rate limit reached for gpt-4o-mini-2024-07-18 on requests per min (RPM): Limit 3",
        "The model claude-3-5-sonnet-20241022 is overloaded",
        "an org-level limit; a user-friendly text",
        "Virtual keys are expected to start with 'sk-'",
        "Visit https://platform.openai.com/account/api-keys.",
        "모델을 사용할 수 없습니다",
    ],
)
def test_what_stays(text: str) -> None:
    assert redact(text, KEY) == text


def test_a_long_text_is_cut() -> None:
    assert len(redact("word " * 1000, KEY)) == SHOWN


def test_without_a_key_nothing_is_looked_for() -> None:
    assert without_key("anything", None) == "anything"
    assert without_key("anything", Secret("")) == "anything"


def test_what_an_answer_repeats() -> None:
    assert echo("Incorrect API key provided: sk-ab***yz. You can find") == "sk-ab***yz"
    assert echo("Incorrect API key provided: xa***yz.") == "xa***yz"
    assert echo("Incorrect API key provided: . You can obtain") == ""
    assert echo("Invalid API Key") is None
