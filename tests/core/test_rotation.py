# SPDX-License-Identifier: MIT
"""The steps of a change of keys, and what the answers about the two keys mean."""

from __future__ import annotations

import pytest

from keyready.core.rotation import Act, Outcome, Step, acts, outcome_of, step_of
from keyready.core.verdict import MEANINGS, Cause, Judgement, Stage, Usable, Verdict


def verdict(cause: Cause) -> Verdict:
    meaning = MEANINGS[cause]
    return Verdict(cause, meaning.key, meaning.usable, Stage.FREE, "GET /models", 1)


GENUINE = verdict(Cause.ACCEPTED)
NO_CREDIT = verdict(Cause.NO_CREDIT)
REJECTED = verdict(Cause.KEY_REJECTED)
UNJUDGED = verdict(Cause.NO_CONNECTION)


@pytest.mark.parametrize(
    ("has_next", "has_previous", "made", "last", "step"),
    [
        (False, False, False, None, Step.MAKE),
        (False, False, True, None, Step.KEEP),
        (True, False, True, None, Step.CHECK),
        (True, False, True, UNJUDGED, Step.CHECK),
        (True, False, True, NO_CREDIT, Step.CHECK),
        (True, False, True, REJECTED, Step.KEEP),
        (True, False, True, GENUINE, Step.SWITCH),
        (True, False, False, GENUINE, Step.SWITCH),
        (False, True, True, None, Step.REVOKE),
        (True, True, True, GENUINE, Step.REVOKE),
    ],
)
def test_what_lies_beside_the_key_tells_the_step(
    has_next: bool, has_previous: bool, made: bool, last: Verdict | None, step: Step
) -> None:
    assert step_of(has_next, has_previous, made, last) is step


@pytest.mark.parametrize("cause", Cause)
def test_only_a_key_that_is_real_and_not_refused_its_use_is_switched_to_without_asking(
    cause: Cause,
) -> None:
    judged = verdict(cause)
    step = step_of(True, False, True, judged)
    good = judged.key is Judgement.GENUINE and judged.usable is not Usable.NO
    assert (Act.SWITCH in acts(step, judged)) is good
    assert (Act.SWITCH_UNPROVED in acts(step, judged)) is (
        not good and judged.key is not Judgement.REJECTED
    )


def test_a_key_that_was_never_asked_about_cannot_be_switched_to() -> None:
    offered = acts(Step.CHECK)
    assert offered[0] is Act.CHECK
    assert not {Act.SWITCH, Act.SWITCH_UNPROVED} & set(offered)


@pytest.mark.parametrize(
    ("old", "new", "outcome"),
    [
        (REJECTED, GENUINE, Outcome.REVOKED),
        (verdict(Cause.KEY_EXPIRED), GENUINE, Outcome.REVOKED),
        (verdict(Cause.KEY_LEAKED), NO_CREDIT, Outcome.REVOKED),
        (REJECTED, REJECTED, Outcome.BOTH_REFUSED),
        (REJECTED, UNJUDGED, Outcome.NOT_JUDGED),
        (UNJUDGED, GENUINE, Outcome.NOT_JUDGED),
        (verdict(Cause.KEY_WRONG_PROVIDER), GENUINE, Outcome.NOT_JUDGED),
        (GENUINE, GENUINE, Outcome.STILL_WORKS),
        (NO_CREDIT, UNJUDGED, Outcome.STILL_WORKS),
        (GENUINE, REJECTED, Outcome.NEW_DELETED),
    ],
)
def test_the_old_key_is_revoked_where_it_is_refused_and_the_new_one_is_not(
    old: Verdict, new: Verdict, outcome: Outcome
) -> None:
    assert outcome_of(old, new) is outcome


@pytest.mark.parametrize("cause", Cause)
def test_what_does_not_refuse_the_key_itself_never_counts_as_revoked(cause: Cause) -> None:
    revoked = outcome_of(verdict(cause), GENUINE) is Outcome.REVOKED
    assert revoked is (cause in (Cause.KEY_REJECTED, Cause.KEY_EXPIRED, Cause.KEY_LEAKED))


def test_where_the_wrong_key_was_deleted_the_first_thing_is_to_go_back() -> None:
    assert acts(Step.REVOKE, outcome=Outcome.NEW_DELETED)[0] is Act.GO_BACK
    assert acts(Step.REVOKE)[0] is Act.CHECK_OLD
