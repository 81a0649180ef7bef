# SPDX-License-Identifier: MIT
"""Ticks under any sequence of events: none is overwritten by less, and each state has words."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from keyready.core.evidence import keeping_words, standing_words
from keyready.core.guide import STEP_IDS
from keyready.core.progress import GONE, KEEPING, REMOVED, Evidence, Progress, Tick, Withdrawal
from keyready.core.verdict import MEANINGS, Cause, Judgement, Stage, Usable, Verdict
from keyready.core.words import Words
from keyready.resource_files import resource

CLAIMS = (*STEP_IDS, KEEPING)
OF_THE_KEY = {"key", "use", KEEPING}
LANGUAGES = sorted(path.stem for path in resource("words").glob("*.toml"))


def words(language: str) -> Words:
    return msgspec.toml.decode(resource("words", f"{language}.toml").read_bytes(), type=Words)


WORDS = {language: words(language) for language in LANGUAGES}


def verdict(cause: Cause) -> Verdict:
    meaning = MEANINGS[cause]
    return Verdict(cause, meaning.key, meaning.usable, Stage.FREE, "GET /v1/models", 120)


def rank(standing: Tick | Withdrawal | None) -> int:
    """Nothing counts less than the person's word, and that less than a proof."""
    if not isinstance(standing, Tick):
        return 0
    return 2 if standing.evidence is Evidence.PROOF else 1


class AnySequence(RuleBasedStateMachine):
    """What happens to one entry, in any order; `may_fall` are the claims an event may lower."""

    def __init__(self) -> None:
        super().__init__()
        self.minute = 0
        self.progress = Progress()

    def now(self) -> str:
        return f"2026-11-{1 + self.minute // 1440:02}T{self.minute // 60 % 24:02}:00:00+00:00"

    def happens(self, after: Progress, may_fall: set[str]) -> None:
        for claim in CLAIMS:
            was, became = self.progress.standing(claim), after.standing(claim)
            if claim not in may_fall:
                assert rank(became) >= rank(was), claim
                if rank(became) == rank(was) == 0:
                    assert became == was, claim
            if isinstance(was, Withdrawal):
                assert became is not None, claim  # it says so until proved or said anew
        self.progress = after
        self.minute += 60

    @rule(step=st.sampled_from(STEP_IDS))
    def the_person_ticks(self, step: str) -> None:
        self.happens(self.progress.tick(step, Tick(Evidence.HAND, self.now())), set())
        assert self.progress.is_done(step)

    @rule(step=st.sampled_from(STEP_IDS))
    def the_person_takes_it_back(self, step: str) -> None:
        before = self.progress
        mine = rank(before.standing(step)) == 1
        self.happens(before.untick(step), {step} if mine else set())
        if not mine:
            assert self.progress == before

    @rule(cause=st.sampled_from(Cause))
    def the_provider_answers(self, cause: Cause) -> None:
        before, meaning = self.progress, MEANINGS[cause]
        contrary = {meaning.step or ""} if meaning.usable is Usable.NO else set()
        self.happens(before.judged(verdict(cause), self.now()), contrary)
        after = self.progress
        if meaning.key is Judgement.NOT_JUDGED:
            assert (after.ticks, after.withdrawn) == (before.ticks, before.withdrawn)
        for step in contrary & set(STEP_IDS):
            assert not after.is_done(step)
        if meaning.usable is Usable.YES:
            assert {"account", "billing", "key"} <= after.ticks.keys()

    @rule(mask=st.sampled_from(["sk-…AAAA", "sk-…BBBB"]))
    def a_key_is_saved(self, mask: str) -> None:
        falls = {step for step in ("key", "use") if rank(self.progress.standing(step)) == 2}
        lost = {step for step, why in self.progress.withdrawn.items() if why.by in (REMOVED, GONE)}
        self.happens(self.progress.saved(mask, "Login", self.now()), falls | lost)
        assert self.progress.is_proved(KEEPING)

    @rule(why=st.sampled_from([REMOVED, GONE]))
    def the_key_goes(self, why: str) -> None:
        self.happens(self.progress.removed(self.now(), why), OF_THE_KEY)
        assert not self.progress.is_done("key")
        assert self.progress.mask == ""

    @rule(program=st.sampled_from(["python", "node"]))
    def a_program_receives_it(self, program: str) -> None:
        self.happens(self.progress.used(program, self.now()), set())

    @invariant()
    def a_step_stands_one_way(self) -> None:
        assert not self.progress.ticks.keys() & self.progress.withdrawn.keys()

    @invariant()
    def a_restart_finds_it_as_it_was(self) -> None:
        text = msgspec.json.encode(self.progress)
        assert msgspec.json.decode(text, type=Progress) == self.progress

    @invariant()
    def every_step_says_how_it_stands(self) -> None:
        for spoken in WORDS.values():
            for step in STEP_IDS:
                said = standing_words(self.progress, step, self.now(), spoken, "OpenAI")
                assert said.said
                assert said.is_done == self.progress.is_done(step)
                withdrawn = step in self.progress.withdrawn
                assert bool(said.why) == withdrawn
                assert (said.said == spoken.evidence.withdrawn) == withdrawn


TestAnySequence = AnySequence.TestCase
TestAnySequence.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)

MORNING, NOON = "2026-11-23T09:00:00+00:00", "2026-11-23T12:00:00+00:00"


def said(progress: Progress, step: str, language: str = "en") -> tuple[str, str]:
    spoken = standing_words(progress, step, NOON, WORDS[language], "OpenAI")
    return spoken.said, spoken.why


def test_each_of_the_four_states_in_words() -> None:
    progress = Progress()
    assert said(progress, "billing") == ("open", "")
    assert said(progress.judged(verdict(Cause.NO_CREDIT), NOON), "billing")[0] == "open, needs you"
    ticked = progress.tick("billing", Tick(Evidence.HAND, MORNING))
    assert said(ticked, "billing") == ("you said so", "")
    answered = ticked.judged(verdict(Cause.ACCEPTED), MORNING)
    assert said(answered, "key") == ("proved 3 hours ago by the provider's answer", "")
    tried = answered.judged(verdict(Cause.READY), NOON)
    assert said(tried, "billing") == ("proved just now by a trial request", "")
    assert said(tried.used("python", MORNING), "use") == ("proved 3 hours ago by python", "")
    refused = tried.judged(verdict(Cause.NO_CREDIT), MORNING)
    state, why = said(refused, "billing")
    assert state == "no longer true"
    assert "no credit" in why
    assert "3 hours ago" in why


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_contrary_answer_says_why(language: str) -> None:
    for cause, meaning in MEANINGS.items():
        if meaning.usable is Usable.NO and meaning.step in STEP_IDS:
            ticked = Progress().tick(meaning.step, Tick(Evidence.HAND, MORNING))
            _, why = said(ticked.judged(verdict(cause), MORNING), meaning.step, language)
            assert why
            assert not {"{", "}"} & set(why)


def test_a_clock_that_went_back_counts_as_now() -> None:
    later = Progress().saved("sk-…AAAA", "Login", "2026-11-24T12:00:00+00:00")
    assert keeping_words(later, NOON, WORDS["en"]) == "read back just now"
    assert keeping_words(Progress(), NOON, WORDS["en"]) == ""


def test_a_reason_that_a_later_program_wrote_is_left_out() -> None:
    progress = Progress(withdrawn={"key": Withdrawal(MORNING, "eaten_by_a_dog")})
    assert said(progress, "key") == ("no longer true", "(3 hours ago)")
