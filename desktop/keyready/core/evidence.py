# SPDX-License-Identifier: MIT
"""How a step stands, in words: open, said by the person, proved, or no longer true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from keyready.core.phrasing import ago
from keyready.core.progress import KEEPING, RECEIVED, Evidence, Progress, Tick, Withdrawal
from keyready.core.verdict import MEANINGS, Cause, Usable
from keyready.core.words import Words


@dataclass(frozen=True)
class StandingWords:
    """`mark` is "good", "attention" or "open"; `why` a sentence, or "" where nothing was taken
    back. `is_proved`: the person's word changes nothing here."""

    mark: str
    said: str
    why: str = ""
    is_done: bool = False
    is_proved: bool = False


def standing_words(
    progress: Progress, step: str, now: str, words: Words, provider: str
) -> StandingWords:
    """`now` is a UTC time as `Progress` notes it, `provider` the name to show."""
    said, standing = words.evidence, progress.standing(step)
    if standing is None:
        if _leads_back(progress, step):
            return StandingWords("attention", said.needs_you)
        return StandingWords("open", said.open)
    if isinstance(standing, Withdrawal):
        reason = _reason(standing.by, words, provider)
        why = said.why.format(reason=reason, ago=ago_words(standing.when, now, words)).strip()
        return StandingWords("attention", said.withdrawn, why)
    if standing.evidence is Evidence.HAND:
        return StandingWords("good", said.by_hand, is_done=True)
    proved = said.proved.format(ago=ago_words(standing.when, now, words), by=_by(standing, words))
    return StandingWords("good", proved, is_done=True, is_proved=True)


def keeping_words(progress: Progress, now: str, words: Words) -> str:
    """When the kept key was read back, or "" where nobody remembers."""
    tick = progress.ticks.get(KEEPING)
    if tick is None:
        return ""
    return words.evidence.read_back.format(ago=ago_words(tick.when, now, words))


def ago_words(when: str, now: str, words: Words) -> str:
    """How long before `now` that was; a clock that went back since then counts as none."""
    passed = datetime.fromisoformat(now) - datetime.fromisoformat(when)
    return ago(max(passed.total_seconds(), 0), words.time)


def _leads_back(progress: Progress, step: str) -> bool:
    verdict = progress.last.verdict if progress.last else None
    return verdict is not None and verdict.step == step and verdict.usable is not Usable.YES


def _by(tick: Tick, words: Words) -> str:
    if tick.by == RECEIVED:
        return words.evidence.by["received"].format(program=tick.program)
    return words.evidence.by["trial" if tick.by == Cause.READY.value else "answer"]


def _reason(by: str, words: Words, provider: str) -> str:
    if by in words.evidence.reasons:
        return words.evidence.reasons[by]
    if by not in words.causes:  # of a newer or older program
        return ""
    meaning = MEANINGS[Cause(by)]
    facts = {
        "provider": provider,
        "key": words.key[meaning.key.value],
        "usable": words.usable[meaning.usable.value],
    }
    return words.causes[by].headline.format_map(facts)
