# SPDX-License-Identifier: MIT
"""One task at a time, and what a card says of it: waiting, a failure, what its button does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from keyready.core.verdict import Next
from keyready.services.key_store import Trouble
from keyready.ui.card_words import CardWriter
from keyready.ui.tasks import Tasks
from keyready.ui.verdict_card import CardWords, VerdictCard


@dataclass(frozen=True)
class Place:
    """Where the tasks of a flow show themselves. `show_busy` locks what is around the card,
    `has_key` tells whether the paste field there holds something."""

    card: VerdictCard
    show_busy: Callable[[bool], None]
    has_key: Callable[[], bool]


class CardTasks(QObject):
    """A newer task makes an older one forgotten. `chosen` is what the card's button leads to,
    where that is not to do the same again, or to copy the details."""

    chosen = Signal(object)  # Next

    def __init__(self, owner: QObject, place: Place, tasks: Tasks, writer: CardWriter) -> None:
        super().__init__(owner)
        self._place = place
        self._tasks = tasks
        self._writer = writer
        self._ticket: int | None = None
        self._next: Next | None = None
        self._retry: Callable[[], None] = lambda: None
        place.card.action_asked.connect(self._act)
        place.card.stop_asked.connect(self._stop)

    def start(self, words: str, retry: Callable[[], None], can_stop: bool = True) -> None:
        """Say what is waited for. `retry` is what "Try again" will do."""
        self._retry = retry
        self._place.card.show_waiting(words, can_stop)
        self._place.show_busy(True)

    def run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        def finished(outcome: object) -> None:
            self._place.show_busy(False)
            done(outcome)

        self._tasks.forget(self._ticket)
        self._ticket = self._tasks.run(self, work, finished, self._broke)

    def show(
        self,
        words: CardWords,
        following: Next | None = None,
        retry: Callable[[], None] | None = None,
    ) -> None:
        """`following` is what the action of these words stands for; `retry` what it is to do
        again, where that is not the task that was run last."""
        self._next = following
        self._retry = retry or self._retry
        self._place.card.show_words(words)

    def show_trouble(self, trouble: Trouble, unsaved: bool = False) -> None:
        said = self._writer.trouble(trouble, self._place.has_key(), unsaved)
        self.show(said, Next.AGAIN)

    def _act(self) -> None:
        if self._next is Next.AGAIN:
            self._retry()
        elif self._next is Next.REPORT:
            self._place.card.copy_details()
        elif self._next is not None:
            self.chosen.emit(self._next)

    def _stop(self) -> None:
        self._tasks.forget(self._ticket)
        self._place.show_busy(False)
        self.show(self._writer.stopped(kept=not self._place.has_key()), Next.AGAIN)

    def _broke(self) -> None:
        self._place.show_busy(False)
        self.show(self._writer.broke(), Next.AGAIN)
