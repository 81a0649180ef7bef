# SPDX-License-Identifier: MIT
"""What a person reads of a verdict, a paste, a keyring and a span of time."""

from __future__ import annotations

import msgspec
import pytest

from keyready.core.phrasing import (
    ago,
    details,
    duration,
    keyring_trouble,
    paste_notice,
    phrase,
    told,
)
from keyready.core.verdict import MEANINGS, Cause, Stage, Verdict
from keyready.core.words import Words
from keyready.resource_files import resource


def words(language: str) -> Words:
    return msgspec.toml.decode(resource("words", f"{language}.toml").read_bytes(), type=Words)


ENGLISH, KOREAN = words("en"), words("ko")


def verdict(cause: Cause, **members: object) -> Verdict:
    meaning = MEANINGS[cause]
    given = {"stage": Stage.FREE, "endpoint": "GET /v1/models", "elapsed_ms": 840, **members}
    return Verdict(cause, meaning.key, meaning.usable, **given)  # type: ignore[arg-type]


def test_an_accepted_key_answers_both_questions() -> None:
    said = phrase(verdict(Cause.ACCEPTED), ENGLISH, "OpenAI")
    assert said.headline == "The key is real. Can it be used? Not tried yet."
    assert said.next_label == "Try one tiny request"
    said = phrase(verdict(Cause.ACCEPTED), KOREAN, "OpenAI")
    assert said.headline == "진짜 키예요. 쓸 수 있는지는 아직 확인하지 않았어요."


def test_a_key_without_credit_is_real_and_leads_to_billing() -> None:
    said = phrase(verdict(Cause.NO_CREDIT), ENGLISH, "OpenAI")
    assert said.headline == "The key is real, but this account has no credit left."
    assert said.advice.startswith("Add credit on the billing page, then check again.")
    assert said.next_label == "Open billing page"


def test_a_fault_of_the_network_names_the_provider_and_spares_the_key() -> None:
    said = phrase(verdict(Cause.DNS_FAILED), ENGLISH, "Mistral")
    assert said.headline == (
        "We could not ask Mistral: its address was not found. Your key was not judged."
    )


@pytest.mark.parametrize(
    ("facts", "advice"),
    [
        ({}, "Wait a minute, then check again. Nothing else is needed."),
        ({"wait_s": "20"}, "Wait 20 seconds, then check again. Nothing else is needed."),
        ({"wait_s": "432"}, "Wait 7 minutes 12 seconds, then check again. Nothing else is needed."),
    ],
)
def test_a_wait_is_said_when_the_provider_named_it(facts: dict[str, str], advice: str) -> None:
    assert phrase(verdict(Cause.RATE_LIMITED, facts=facts), ENGLISH, "OpenAI").advice == advice


def test_a_fact_of_the_answer_is_named_and_can_hold_braces() -> None:
    lacking = verdict(Cause.SCOPE_MISSING, facts={"scope": "model.{request}"})
    assert phrase(lacking, ENGLISH, "OpenAI").headline == (
        "The key is real, but it lacks a permission: model.{request}."
    )


@pytest.mark.parametrize(
    ("facts", "headline"),
    [
        ({"limit": "project"}, "The key is real, but the limit of its project is reached."),
        ({"limit": "30000"}, "The key is real, but a spending or usage limit is reached."),
    ],
)
def test_a_limit_is_named_when_we_have_a_name_for_it(facts: dict[str, str], headline: str) -> None:
    assert phrase(verdict(Cause.LIMIT_REACHED, facts=facts), ENGLISH, "OpenAI").headline == headline


def test_details_list_what_is_known_and_leave_out_what_is_not() -> None:
    full = verdict(
        Cause.NO_CREDIT,
        http_status=429,
        code="insufficient_quota",
        request_id="req_EXAMPLE",
        said="You exceeded your current quota",
    )
    assert details(full, ENGLISH, "OpenAI", "2026-11-23 04:11").splitlines() == [
        "Provider: OpenAI",
        "Request: GET /v1/models",
        "HTTP status: 429",
        "Code: insufficient_quota",
        "Cause: no_credit",
        "Request id: req_EXAMPLE",
        "Duration: 840 ms",
        "Time: 2026-11-23 04:11",
        "Said by the provider: You exceeded your current quota",
    ]
    bare = details(verdict(Cause.NO_CONNECTION), KOREAN, "OpenAI", "2026-11-23 04:11")
    assert bare.splitlines() == [
        "제공자: OpenAI",
        "요청: GET /v1/models",
        "원인: no_connection",
        "걸린 시간: 840 ms",
        "시각: 2026-11-23 04:11",
    ]


def test_what_was_removed_from_a_paste_is_said() -> None:
    assert paste_notice((), ENGLISH) == ""
    assert paste_notice(("spaces", "bearer"), ENGLISH) == (
        "Removed from around the key: spaces, the word “Bearer”."
    )


def test_a_refused_character_is_named_with_its_place() -> None:
    dash = {
        "provider": "OpenAI",
        "position": "12",
        "code_point": "U+2013",
        "name": "EN DASH",
    }
    assert told(ENGLISH.refused["character"], dash).headline == (
        "A character that no key has stands at place 12: EN DASH (U+2013)."
    )


def test_a_failed_save_says_what_is_kept_and_where_the_key_is() -> None:
    said = keyring_trouble("locked", "old", True, ENGLISH)
    assert said.headline == "The keyring is locked."
    assert said.advice == (
        "Nothing has changed. The key is still in the field. Unlock it, then try again."
    )


def test_a_failed_removal_does_not_speak_of_the_field() -> None:
    said = keyring_trouble("busy", "unknown", False, KOREAN)
    assert said.advice == "무엇이 저장됐는지는 알 수 없어요. 잠시 뒤에 다시 해 주세요."


@pytest.mark.parametrize(
    ("seconds", "english", "korean"),
    [
        (0, "0 seconds", "0초"),
        (1, "1 second", "1초"),
        (20, "20 seconds", "20초"),
        (60, "1 minute", "1분"),
        (432, "7 minutes 12 seconds", "7분 12초"),
        (3605, "1 hour", "1시간"),
        (5400, "1 hour 30 minutes", "1시간 30분"),
        (176_400, "2 days 1 hour", "2일 1시간"),
    ],
)
def test_spans_are_said_in_two_units(seconds: int, english: str, korean: str) -> None:
    assert duration(seconds, ENGLISH.time) == english
    assert duration(seconds, KOREAN.time) == korean


@pytest.mark.parametrize(
    ("seconds", "english", "korean"),
    [
        (-3.0, "just now", "방금"),
        (59.9, "just now", "방금"),
        (60.0, "1 minute ago", "1분 전"),
        (199.0, "3 minutes ago", "3분 전"),
        (90_000.0, "1 day ago", "1일 전"),
    ],
)
def test_the_past_is_said_in_one_unit(seconds: float, english: str, korean: str) -> None:
    assert ago(seconds, ENGLISH.time) == english
    assert ago(seconds, KOREAN.time) == korean
