# SPDX-License-Identifier: MIT
"""The change of a key for a new one: its steps, what can be done at each, what answers mean."""

from __future__ import annotations

from enum import Enum

from keyready.core.verdict import Cause, Judgement, Usable, Verdict


class Step(str, Enum):
    """In their order. Which one is on is told by the keys beside the one in use."""

    MAKE = "make"  # the person makes a new key at the provider
    KEEP = "keep"  # it is pasted, and stored beside the one in use
    CHECK = "check"
    SWITCH = "switch"
    REVOKE = "revoke"  # the person deletes the old key at the provider, and we see it refused
    DONE = "done"


class Act(str, Enum):
    """What a person can do at a step, besides pasting."""

    MADE = "made"  # "I have the new key"
    CHECK = "check"
    SWITCH = "switch"
    SWITCH_UNPROVED = "switch_unproved"
    GIVE_UP = "give_up"
    CHECK_OLD = "check_old"
    GO_BACK = "go_back"
    FINISH_UNPROVED = "finish_unproved"
    CLOSE = "close"


class Outcome(str, Enum):
    """What the answers about the old and the new key say of the old one."""

    REVOKED = "revoked"
    STILL_WORKS = "still_works"
    NEW_DELETED = "new_deleted"  # the wrong one of the two was deleted
    BOTH_REFUSED = "both_refused"
    NOT_JUDGED = "not_judged"


# Whoever refuses a key for these reasons knows it, and does not take it any more.
_REVOKED = frozenset({Cause.KEY_REJECTED, Cause.KEY_EXPIRED, Cause.KEY_LEAKED})


def step_of(has_next: bool, has_previous: bool, made: bool, last: Verdict | None) -> Step:
    """Where the change stands. `last` is the newest verdict on the next key, `made` the
    person's word that there is a new one."""
    if has_previous:
        return Step.REVOKE
    if not has_next:
        return Step.KEEP if made else Step.MAKE
    if last is None or last.key is Judgement.NOT_JUDGED:
        return Step.CHECK
    if last.key is Judgement.REJECTED:
        return Step.KEEP
    return Step.CHECK if last.usable is Usable.NO else Step.SWITCH


def acts(
    step: Step, last: Verdict | None = None, outcome: Outcome | None = None
) -> tuple[Act, ...]:
    """What can be done; the first is the next thing to do, but at `KEEP`, where that is pasting.

    A key that was not proved to work replaces one only if the person says so.
    """
    if step is Step.MAKE:
        return (Act.MADE, Act.GIVE_UP)
    if step is Step.KEEP:
        return (Act.GIVE_UP,)
    if step is Step.CHECK:
        return (Act.CHECK, Act.SWITCH_UNPROVED, Act.GIVE_UP) if last else (Act.CHECK, Act.GIVE_UP)
    if step is Step.SWITCH:
        return (Act.SWITCH, Act.GIVE_UP)
    if step is Step.REVOKE:
        return _acts_after(outcome)
    return (Act.CLOSE,)


def _acts_after(outcome: Outcome | None) -> tuple[Act, ...]:
    if outcome is Outcome.NEW_DELETED:
        return (Act.GO_BACK, Act.CHECK_OLD)
    return (Act.CHECK_OLD, Act.GO_BACK, Act.FINISH_UNPROVED)


def outcome_of(old: Verdict, new: Verdict) -> Outcome:
    """The old key is revoked when it is refused where the new one is accepted.

    A refusal alone could be that of a server which takes no key at all just now.
    """
    if old.key is Judgement.GENUINE:
        return Outcome.NEW_DELETED if new.key is Judgement.REJECTED else Outcome.STILL_WORKS
    if old.cause not in _REVOKED or new.key is Judgement.NOT_JUDGED:
        return Outcome.NOT_JUDGED
    return Outcome.REVOKED if new.key is Judgement.GENUINE else Outcome.BOTH_REFUSED
