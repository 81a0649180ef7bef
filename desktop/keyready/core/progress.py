# SPDX-License-Identifier: MIT
"""How far a person has come with one key: ticks, the last verdict, where the key is kept.

Everything here is remembered between starts, and nothing in it is secret. Times are UTC in
ISO 8601 and always given by the caller.
"""

from __future__ import annotations

import dataclasses
from enum import Enum

import msgspec

from keyready.core.guide import STEP_IDS
from keyready.core.verdict import Judgement, Usable, Verdict


class Evidence(str, Enum):
    """What a tick rests on: the person's word, or an answer of the provider."""

    HAND = "by_hand"
    PROOF = "proved"


class Tick(msgspec.Struct, frozen=True):
    """Since `when` a step counts as done; for a proof, `by` is the cause that proved it."""

    evidence: Evidence
    when: str
    by: str = ""


class Record(msgspec.Struct, frozen=True):
    """The last verdict and when it was given, without the provider's text and without models."""

    verdict: Verdict
    when: str

    @classmethod
    def of(cls, verdict: Verdict, when: str) -> Record:
        return cls(dataclasses.replace(verdict, said="", models=()), when)


class Progress(msgspec.Struct, frozen=True):
    """One entry's progress. Every method gives a new value.

    `mask` shows a saved key ("sk-proj-…WXYZ"), `place` names where it is kept; both are empty
    while none is saved. `open_step` is the panel that was open.
    """

    ticks: dict[str, Tick] = {}
    open_step: str = STEP_IDS[0]
    last: Record | None = None
    mask: str = ""
    place: str = ""

    def is_done(self, step: str) -> bool:
        return step in self.ticks

    def tick(self, step: str, tick: Tick) -> Progress:
        """Counts `step` as done. A proof is not replaced by a person's word."""
        known = self.ticks.get(step)
        if known is not None and known.evidence is Evidence.PROOF is not tick.evidence:
            return self
        return msgspec.structs.replace(self, ticks={**self.ticks, step: tick})

    def untick(self, step: str) -> Progress:
        ticks = {name: tick for name, tick in self.ticks.items() if name != step}
        return msgspec.structs.replace(self, ticks=ticks)

    def opened(self, step: str) -> Progress:
        return msgspec.structs.replace(self, open_step=step)

    def saved(self, mask: str, place: str) -> Progress:
        """A key was saved. What was proved of the one before is not proved of this one."""
        known = self.ticks.get("key")
        is_proved = known is not None and known.evidence is Evidence.PROOF
        before = self.untick("key") if is_proved else self
        return msgspec.structs.replace(before, mask=mask, place=place, last=None)

    def moved(self, place: str, mask: str = "") -> Progress:
        """The same key is in another place; what was proved of it holds."""
        return msgspec.structs.replace(self, place=place, mask=mask or self.mask)

    def removed(self) -> Progress:
        """The key is gone, and with it the tick of step "key". Money and account stay."""
        return msgspec.structs.replace(self.untick("key"), mask="", place="", last=None)

    def judged(self, verdict: Verdict, when: str) -> Progress:
        """Remembers a verdict: what it proves is ticked, the step it leads back to is not done.

        An answer that says no to the key or to its use withdraws that step, even from the
        person's own tick; an answer that judged nothing changes no tick.
        """
        after = msgspec.structs.replace(self, last=Record.of(verdict, when))
        for step in _proved_by(verdict):
            after = after.tick(step, Tick(Evidence.PROOF, when, verdict.cause.value))
        if verdict.usable is Usable.NO and verdict.step in STEP_IDS:
            after = after.untick(verdict.step)
        return after


def _proved_by(verdict: Verdict) -> tuple[str, ...]:
    if verdict.key is not Judgement.GENUINE:
        return ()
    return ("account", "billing", "key") if verdict.usable is Usable.YES else ("account", "key")
