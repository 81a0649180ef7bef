# SPDX-License-Identifier: MIT
"""How far a person has come with one key, and what that rests on.

Everything here is remembered between starts, and nothing in it is secret. Times are UTC in
ISO 8601 and always given by the caller.
"""

from __future__ import annotations

import dataclasses
from datetime import datetime
from enum import Enum
from typing import TypeVar

import msgspec

from keyready.core.guide import STEP_IDS
from keyready.core.verdict import Judgement, Usable, Verdict

T = TypeVar("T")

KEEPING = "keeping"  # proved like a step, and shown with the kept key

# What proves besides a provider's answer, which is named by its cause.
READ_BACK, RECEIVED = "read_back", "received"
# What withdraws besides a contrary answer, which is named by its cause.
REMOVED, GONE, REPLACED = "removed", "gone", "replaced"


class Evidence(str, Enum):
    """What a tick rests on: the person's word, or something that was seen to be so."""

    HAND = "by_hand"
    PROOF = "proved"


class Tick(msgspec.Struct, frozen=True):
    """Since `when` a step counts as done. `by` is what proved it: the cause of an answer,
    `READ_BACK`, or `RECEIVED` (then `program` names who received the key)."""

    evidence: Evidence
    when: str
    by: str = ""
    program: str = ""

    def __post_init__(self) -> None:
        _check_time(self.when)


class Withdrawal(msgspec.Struct, frozen=True):
    """Since `when` a step is no longer done. `by` is why: the cause of an answer, `REMOVED`,
    `GONE` (from the keyring, elsewhere) or `REPLACED`."""

    when: str
    by: str

    def __post_init__(self) -> None:
        _check_time(self.when)


class Record(msgspec.Struct, frozen=True):
    """The last verdict and when it was given, without the provider's text and without models."""

    verdict: Verdict
    when: str

    def __post_init__(self) -> None:
        _check_time(self.when)

    @classmethod
    def of(cls, verdict: Verdict, when: str) -> Record:
        return cls(dataclasses.replace(verdict, said="", models=()), when)


class Beside(msgspec.Struct, frozen=True):
    """A change of keys that was begun (`core/rotation.py`), as far as the keyring cannot tell it.

    `made` is the person's word that there is a new key. `mask` is that of the key beside the
    one in use, `last` the last verdict on it; both hold for a key with this mask only.
    """

    made: bool = False
    mask: str = ""
    last: Record | None = None


class Progress(msgspec.Struct, frozen=True):
    """One entry's progress. Every method gives a new value.

    A step is in `ticks`, or in `withdrawn`, or in neither: then it is open. `mask` shows a
    saved key ("sk-proj-…WXYZ"), `place` names where it is kept; both are empty while none is
    saved. `open_step` is the panel that was open. `beside` is there from the beginning of a
    change of keys to its end.
    """

    ticks: dict[str, Tick] = {}
    withdrawn: dict[str, Withdrawal] = {}
    open_step: str = STEP_IDS[0]
    last: Record | None = None
    mask: str = ""
    place: str = ""
    beside: Beside | None = None

    def is_done(self, step: str) -> bool:
        return step in self.ticks

    def is_proved(self, step: str) -> bool:
        return step in self.ticks and self.ticks[step].evidence is Evidence.PROOF

    def standing(self, step: str) -> Tick | Withdrawal | None:
        """None while the step is open."""
        return self.ticks.get(step) or self.withdrawn.get(step)

    def tick(self, step: str, tick: Tick) -> Progress:
        """Counts `step` as done. A proof is not replaced by a person's word."""
        if self.is_proved(step) and tick.evidence is Evidence.HAND:
            return self
        withdrawn = _without(self.withdrawn, step)
        ticks = {**self.ticks, step: tick}
        return msgspec.structs.replace(self, ticks=ticks, withdrawn=withdrawn)

    def untick(self, step: str) -> Progress:
        """A person takes their word back; a proof stays."""
        if self.is_proved(step):
            return self
        return msgspec.structs.replace(self, ticks=_without(self.ticks, step))

    def opened(self, step: str) -> Progress:
        return msgspec.structs.replace(self, open_step=step)

    def saved(self, mask: str, place: str, when: str) -> Progress:
        """A key was saved and read back. What was proved of the one before is not proved of
        this one."""
        proved = [step for step in ("key", "use") if self.is_proved(step)]
        after = self._withdraw([*proved, *self._gone_with_the_key()], Withdrawal(when, REPLACED))
        after = after.tick(KEEPING, Tick(Evidence.PROOF, when, READ_BACK))
        return msgspec.structs.replace(after, mask=mask, place=place, last=None)

    def found(self, mask: str, place: str) -> Progress:
        """A key is kept there that nobody has looked at yet: nothing is proved of it."""
        return msgspec.structs.replace(self, mask=mask, place=place, last=None)

    def moved(self, place: str, mask: str = "") -> Progress:
        """The same key is in another place; what was proved of it holds."""
        return msgspec.structs.replace(self, place=place, mask=mask or self.mask)

    def removed(self, when: str, why: str = REMOVED) -> Progress:
        """The key is no longer kept here. Money and account stay."""
        steps = ["key", KEEPING, *(["use"] if self.is_proved("use") else [])]
        after = self._withdraw(steps, Withdrawal(when, why))
        return msgspec.structs.replace(after, mask="", place="", last=None, beside=None)

    def changing(self, mask: str = "", made: bool = False) -> Progress:
        """A change of keys is on; a key with that mask lies beside the one in use, or none."""
        known = self.beside or Beside()
        if not mask or mask != known.mask:
            known = Beside(made=made or known.made, mask=mask)
        return msgspec.structs.replace(self, beside=known)

    def judged_beside(self, verdict: Verdict, when: str) -> Progress:
        """Remembers the verdict on the key beside, which ticks nothing."""
        known = self.beside or Beside()
        after = msgspec.structs.replace(known, last=Record.of(verdict, when))
        return msgspec.structs.replace(self, beside=after)

    def exchanged(self, when: str) -> Progress:
        """The key in use and the one beside change places, with what is known of each."""
        came, went = self.beside or Beside(), Beside(made=True, mask=self.mask, last=self.last)
        after = self.saved(came.mask, self.place, when)
        if came.last is not None:
            after = after.judged(came.last.verdict, came.last.when)
        return msgspec.structs.replace(after, beside=went)

    def changed(self) -> Progress:
        """The change of keys is at its end, or was given up."""
        return msgspec.structs.replace(self, beside=None)

    def judged(self, verdict: Verdict, when: str) -> Progress:
        """Remembers a verdict: what it proves is ticked, the step it leads back to is not done.

        An answer that says no to the key or to its use withdraws that step, even from the
        person's own tick; an answer that judged nothing changes no tick.
        """
        after = msgspec.structs.replace(self, last=Record.of(verdict, when))
        for step in _proved_by(verdict):
            after = after.tick(step, Tick(Evidence.PROOF, when, verdict.cause.value))
        if verdict.usable is Usable.NO and verdict.step in STEP_IDS:
            after = after._withdraw([verdict.step], Withdrawal(when, verdict.cause.value))
        return after

    def used(self, by: str, when: str) -> Progress:
        """The program `by` really received the key."""
        return self.tick("use", Tick(Evidence.PROOF, when, RECEIVED, by))

    def _withdraw(self, steps: list[str], why: Withdrawal) -> Progress:
        """What is open stays open: there is nothing to take back."""
        held = {step: why for step in steps if self.standing(step) is not None}
        ticks = {step: tick for step, tick in self.ticks.items() if step not in held}
        withdrawn = {**self.withdrawn, **held}
        return msgspec.structs.replace(self, ticks=ticks, withdrawn=withdrawn)

    def _gone_with_the_key(self) -> list[str]:
        return [step for step, why in self.withdrawn.items() if why.by in (REMOVED, GONE)]


def _proved_by(verdict: Verdict) -> tuple[str, ...]:
    if verdict.key is not Judgement.GENUINE:
        return ()
    return ("account", "billing", "key") if verdict.usable is Usable.YES else ("account", "key")


def _without(steps: dict[str, T], step: str) -> dict[str, T]:
    return {name: value for name, value in steps.items() if name != step}


def _check_time(when: str) -> None:
    """Raises ValueError, by which a file that holds such a time counts as damaged."""
    if datetime.fromisoformat(when).tzinfo is None:
        raise ValueError("a time without its zone")
