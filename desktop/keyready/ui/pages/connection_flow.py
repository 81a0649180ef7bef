# SPDX-License-Identifier: MIT
"""Decides when the connection is looked at, and says what was found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from keyready.core.ladder import Ladder, RungId, State
from keyready.core.phrasing import (
    keyring_trouble,
    ladder_headline,
    ladder_report,
    rung_words,
)
from keyready.core.words import Words
from keyready.services.custody.key_store import Trouble
from keyready.ui.cards.verdict_card import CardWords
from keyready.ui.pages.connection_page import ConnectionPage, RungRow
from keyready.ui.tasks import Tasks

MARKS = {
    State.GOOD: "good",
    State.ATTENTION: "attention",
    State.BAD: "bad",
    State.NOT_REACHED: "open",
}


class ConnectionFlow(QObject):
    """`climb` takes the id of a provider and blocks as long as the network does."""

    def __init__(
        self,
        page: ConnectionPage,
        tasks: Tasks,
        climb: Callable[[str], Ladder | Trouble],
        words: Words,
    ) -> None:
        super().__init__(page)
        self.page = page
        self._tasks = tasks
        self._climb = climb
        self._words = words
        self._ticket: int | None = None
        self._last: Ladder | Trouble | None = None
        page.asked.connect(self.look)
        page.stop_asked.connect(self._stop)
        self._show_plan()

    def look(self, provider_id: str) -> None:
        self.page.show_choice(provider_id)
        self._show_plan()
        self.page.show_waiting(self.tr("Looking at the connection"))
        self._tasks.forget(self._ticket)
        work = partial(self._climb, provider_id)
        self._ticket = self._tasks.run(self, work, self.show_found, self._stop)

    def take_over(self, former: ConnectionFlow) -> None:
        """Say what `former` found, in other words."""
        if former._last is not None and not former.page.card.isHidden():
            self.show_found(former._last)

    def show_found(self, ladder: Ladder | Trouble) -> None:
        self._last = ladder
        if isinstance(ladder, Trouble):  # of the proxy's password
            kind, kept = ladder.kind.value, ladder.kept.value
            said = keyring_trouble(kind, kept, in_field=False, words=self._words)
            self.page.show_found(CardWords("attention", said.headline, said.advice), ())
            return
        state = ladder.weakest.state if ladder.weakest else State.GOOD
        headline = ladder_headline(ladder, self._words)
        report = ladder_report(ladder, self._words)
        spoken = [(MARKS[rung.state], rung_words(rung, self._words)) for rung in ladder.rungs]
        rows = [RungRow(mark, phrase.title, phrase.sentence) for mark, phrase in spoken]
        self.page.show_found(CardWords(MARKS[state], headline, "", "", report), rows)

    def _show_plan(self) -> None:
        """What is looked at, from the ground up."""
        rungs = (self._words.ladder.rungs[rung.value] for rung in RungId)
        self.page.show_rungs([RungRow("open", own.title, own.asks) for own in rungs])

    def _stop(self) -> None:
        self._tasks.forget(self._ticket)
        self.page.show_rest()
