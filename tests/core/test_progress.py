# SPDX-License-Identifier: MIT
"""What ticks a step, and what takes the tick back."""

from __future__ import annotations

import msgspec
import pytest

from keyready.core.progress import (
    GONE,
    KEEPING,
    READ_BACK,
    RECEIVED,
    REMOVED,
    REPLACED,
    Evidence,
    Progress,
    Tick,
    Withdrawal,
)
from keyready.core.verdict import MEANINGS, Cause, Stage, Verdict

MORNING, NOON = "2026-11-23T08:00:00+00:00", "2026-11-23T12:00:00+00:00"
BY_HAND = Tick(Evidence.HAND, MORNING)


def verdict(cause: Cause) -> Verdict:
    meaning = MEANINGS[cause]
    return Verdict(cause, meaning.key, meaning.usable, Stage.FREE, "GET /v1/models", 120)


def done(progress: Progress) -> set[str]:
    return {step for step in ("account", "billing", "key", "use") if progress.is_done(step)}


@pytest.mark.parametrize(
    ("cause", "proved"),
    [
        (Cause.ACCEPTED, {"account", "key"}),
        (Cause.READY, {"account", "billing", "key"}),
        (Cause.NO_CREDIT, {"account", "key"}),
        (Cause.ACCOUNT_CLOSED, {"key"}),
        (Cause.SCOPE_MISSING, {"account"}),
        (Cause.KEY_REJECTED, set()),
        (Cause.NO_CONNECTION, set()),
    ],
)
def test_a_verdict_ticks_what_it_proves(cause: Cause, proved: set[str]) -> None:
    assert done(Progress().judged(verdict(cause), NOON)) == proved


def test_a_rejected_answer_takes_back_the_proof_of_the_key_only() -> None:
    progress = Progress().judged(verdict(Cause.READY), MORNING)
    assert done(progress.judged(verdict(Cause.KEY_REJECTED), NOON)) == {"account", "billing"}


def test_no_credit_overrules_the_persons_own_tick_of_billing() -> None:
    progress = Progress().tick("billing", BY_HAND).judged(verdict(Cause.NO_CREDIT), NOON)
    assert not progress.is_done("billing")


@pytest.mark.parametrize("cause", [Cause.TIMED_OUT, Cause.KEY_MISSING, Cause.PROVIDER_BUSY])
def test_an_answer_that_judged_nothing_takes_nothing_back(cause: Cause) -> None:
    progress = Progress().tick("use", BY_HAND).judged(verdict(Cause.READY), MORNING)
    after = progress.judged(verdict(cause), NOON)
    assert after.ticks == progress.ticks
    assert after.last is not None
    assert after.last.verdict.cause is cause


def test_a_proof_is_not_replaced_by_a_persons_word() -> None:
    proved = Progress().judged(verdict(Cause.ACCEPTED), MORNING)
    assert proved.tick("key", Tick(Evidence.HAND, NOON)) == proved
    better = Progress().tick("key", BY_HAND).judged(verdict(Cause.ACCEPTED), NOON)
    assert better.ticks["key"] == Tick(Evidence.PROOF, NOON, "accepted")


def test_ticks_by_hand_count_and_can_be_taken_back() -> None:
    progress = Progress().tick("account", BY_HAND).tick("use", BY_HAND)
    assert progress.ticks.keys() == {"account", "use"}
    assert progress.untick("use").untick("use").ticks.keys() == {"account"}


def test_a_proof_is_not_the_persons_to_take_back() -> None:
    proved = Progress().judged(verdict(Cause.READY), MORNING)
    assert proved.untick("billing") == proved


@pytest.mark.parametrize("why", [REMOVED, GONE])
def test_removing_the_key_takes_back_what_it_proved_and_says_why(why: str) -> None:
    progress = Progress().saved("sk-…WXYZ", "Login", MORNING).judged(verdict(Cause.READY), MORNING)
    after = progress.used("python", MORNING).removed(NOON, why)
    assert done(after) == {"account", "billing"}
    assert (after.mask, after.place, after.last) == ("", "", None)
    assert {after.standing(step) for step in ("key", "use", KEEPING)} == {Withdrawal(NOON, why)}


def test_another_key_starts_without_the_proof_of_the_one_before() -> None:
    progress = Progress().saved("sk-…AAAA", "Login", MORNING)
    progress = progress.judged(verdict(Cause.ACCEPTED), MORNING).used("python", MORNING)
    after = progress.saved("sk-…BBBB", "Login", NOON)
    assert (after.mask, after.last, done(after)) == ("sk-…BBBB", None, {"account"})
    assert after.standing("key") == after.standing("use") == Withdrawal(NOON, REPLACED)
    assert after.tick("key", BY_HAND).saved("sk-…CCCC", "Login", NOON).is_done("key")


def test_a_first_key_takes_nothing_back_and_is_proved_to_be_kept() -> None:
    after = Progress().saved("sk-…AAAA", "Login", MORNING)
    assert after.withdrawn == {}
    assert after.ticks == {KEEPING: Tick(Evidence.PROOF, MORNING, READ_BACK)}


def test_a_key_that_comes_after_a_removed_one_is_not_said_to_be_removed() -> None:
    progress = Progress().saved("sk-…AAAA", "Login", MORNING).judged(verdict(Cause.READY), MORNING)
    after = progress.removed(MORNING).saved("sk-…BBBB", "Login", NOON)
    assert after.standing("key") == Withdrawal(NOON, REPLACED)


def test_what_was_taken_back_stays_so_until_it_is_proved_or_said_anew() -> None:
    refused = Progress().judged(verdict(Cause.READY), MORNING)
    refused = refused.judged(verdict(Cause.NO_CREDIT), MORNING)
    assert refused.standing("billing") == Withdrawal(MORNING, "no_credit")
    for cause in (Cause.ACCEPTED, Cause.TIMED_OUT, Cause.RATE_LIMITED):
        after = refused.judged(verdict(cause), NOON).untick("billing").opened("use")
        assert after.standing("billing") == Withdrawal(MORNING, "no_credit")
    assert refused.tick("billing", BY_HAND).standing("billing") == BY_HAND
    proved = refused.judged(verdict(Cause.READY), NOON).standing("billing")
    assert proved == Tick(Evidence.PROOF, NOON, "ready")


def test_a_program_that_received_the_key_proves_its_use() -> None:
    after = Progress().tick("use", BY_HAND).used("python", NOON)
    assert after.standing("use") == Tick(Evidence.PROOF, NOON, RECEIVED, "python")


@pytest.mark.parametrize("when", ["", "soon", "2026-11-23T08:00:00"])
def test_a_time_that_is_none_is_refused(when: str) -> None:
    with pytest.raises(ValueError, match=r"zone|isoformat"):
        Tick(Evidence.HAND, when)
    text = msgspec.json.encode({"withdrawn": {"key": {"when": when, "by": REMOVED}}})
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=Progress)


def test_a_remembered_verdict_comes_back_as_it_was_but_for_the_providers_text() -> None:
    full = Verdict(
        Cause.RATE_LIMITED,
        MEANINGS[Cause.RATE_LIMITED].key,
        MEANINGS[Cause.RATE_LIMITED].usable,
        Stage.TRIAL,
        "POST /v1/chat/completions",
        431,
        http_status=429,
        code="rate_limit_exceeded",
        request_id="req_EXAMPLE",
        said="Rate limit reached for EXAMPLE",
        facts={"wait_s": "20"},
    )
    progress = Progress().judged(full, NOON)
    encoded = msgspec.json.encode(progress)
    assert b"EXAMPLE" in encoded
    assert b"Rate limit reached" not in encoded
    last = msgspec.json.decode(encoded, type=Progress).last
    assert last is not None
    assert last.when == NOON
    assert last.verdict == Verdict(**{**vars(full), "said": ""})
