# SPDX-License-Identifier: MIT
"""Leads from question to question, about one key, and to where its trouble is put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from keyready.core.guide import STEP_IDS, Guide
from keyready.core.helper import End, HelperWords, Questions, Walk, from_scratch, from_verdict
from keyready.core.phrasing import phrase
from keyready.core.provider import Provider
from keyready.core.verdict import Verdict
from keyready.core.words import Words
from keyready.ui.pages.helper_page import FoundWords, HelperPage


class About(NamedTuple):
    """The key that is asked about, and its last verdict."""

    entry_id: str
    provider: Provider
    guide: Guide
    verdict: Verdict | None = None


class HelperFlow(QObject):
    """`about` gives what is known of an entry now."""

    go_asked = Signal(str, str)  # entry id, a `Place` of core/helper.py

    def __init__(
        self,
        page: HelperPage,
        questions: Questions,
        spoken: HelperWords,
        words: Words,
        about: Callable[[str], About],
    ) -> None:
        super().__init__(page)
        self.page = page
        self._questions = questions
        self._spoken = spoken
        self._words = words
        self._find = about
        self._about: About | None = None
        self._walk = from_scratch(questions)
        page.about_chosen.connect(self.begin)
        page.offer_taken.connect(self._take_offer)
        page.answered.connect(lambda answer: self._show(self._walk.answered(answer)))
        page.back_asked.connect(self._back)
        page.again_asked.connect(lambda: self._show(from_scratch(questions)))
        page.go_asked.connect(self._go)

    @property
    def entry_id(self) -> str:
        """The key that is asked about, "" before the first question."""
        return self._about.entry_id if self._about is not None else ""

    def begin(self, entry_id: str) -> None:
        """From scratch; a last verdict that leaves something to ask offers itself."""
        self._about = self._find(entry_id)
        self._show(from_scratch(self._questions))

    def begin_at(self, entry_id: str, verdict: Verdict) -> None:
        """Where a verdict leads."""
        self._about = self._find(entry_id)._replace(verdict=verdict)
        self._show(from_verdict(self._questions, verdict.cause) or from_scratch(self._questions))

    def take_over(self, former: HelperFlow) -> None:
        """Go on where `former` left off, in other words."""
        if former._about is not None:
            self._about = self._find(former.entry_id)._replace(verdict=former._about.verdict)
            self._show(former._walk)

    def _take_offer(self) -> None:
        about = self._about
        if about is not None and about.verdict is not None:
            self.begin_at(about.entry_id, about.verdict)

    def _back(self) -> None:
        """From where a verdict led, back is to the beginning."""
        walk = self._walk
        self._show(walk.back() if walk.asked else from_scratch(self._questions))

    def _show(self, walk: Walk) -> None:
        self._walk = walk
        is_first = walk == from_scratch(self._questions)
        self.page.show_offer(self._offer() if is_first else "")
        if walk.end is not None:
            self.page.show_found(self._found(walk.at.end, walk.end), self._trail(walk))
            return
        spoken = self._spoken.questions[walk.question]
        answers = [(answer.id, self._say(spoken.answers[answer.id])) for answer in walk.answers]
        self.page.show_question(self._say(spoken.asks), answers, self._trail(walk))

    def _offer(self) -> str:
        verdict = self._about.verdict if self._about is not None else None
        if verdict is None or verdict.cause not in self._questions.verdicts:
            return ""
        return self.tr("The last check said: %1").replace("%1", self._said())

    def _said(self) -> str:
        """The headline of the verdict, "" where there is none."""
        about = self._about
        if about is None or about.verdict is None:
            return ""
        return phrase(about.verdict, self._words, about.provider.name).headline

    def _trail(self, walk: Walk) -> list[str]:
        started = walk.start != from_scratch(self._questions).start
        said = self._said() if started else ""
        answers = (self._spoken.questions[asked].answers[answer] for asked, answer in walk.asked)
        return [self._say(line) for line in (said, *answers) if line]

    def _found(self, end_id: str, end: End) -> FoundWords:
        said, about = self._spoken.ends[end_id], self._about
        address = about.provider.pages.get(end.page) if about and end.page else None
        page = (self._words.next[f"page_{end.page}"], address) if address else None
        steps = tuple(self._say(step) for step in said.steps)
        return FoundWords(
            self._say(said.headline), self._say(said.text), steps, self._to(end), page
        )

    def _to(self, end: End) -> str:
        if end.go == "connection":
            return self._words.next["connection"]
        if end.go == "address":
            return self.tr("Look at the address")
        number = STEP_IDS.index(end.go) + 1
        name = self._about.guide.step(end.go).title if self._about else ""
        return self.tr("Go to step %1: %2").replace("%1", str(number)).replace("%2", name)

    def _say(self, template: str) -> str:
        return template.replace("{provider}", self._about.provider.name if self._about else "")

    def _go(self) -> None:
        if self._about is not None and self._walk.end is not None:
            self.go_asked.emit(self._about.entry_id, self._walk.end.go)
