# SPDX-License-Identifier: MIT
"""One task at a time, and what a card says of it: waiting, a failure, what its button does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from keyready.core.verdict import Next, Verdict
from keyready.services.custody.key_store import Trouble
from keyready.ui.cards.card_words import CardWriter
from keyready.ui.cards.verdict_card import CardWords, VerdictCard
from keyready.ui.tasks import Tasks

Said = Callable[[CardWriter], CardWords]
Retry = Callable[[Any], None]  # of the flow that owns the tasks
# Takes a trouble, what does it again, and what says it. True: that is now in other hands.
Meet = Callable[[Trouble, Callable[[], None], Callable[[], None]], bool]


@dataclass(frozen=True)
class Place:
    """Where the tasks of a flow show themselves. `show_busy` locks what is around the card,
    `has_key` tells whether the paste field there holds something."""

    card: VerdictCard
    show_busy: Callable[[bool], None]
    has_key: Callable[[], bool]


class CardTasks(QObject):
    """A newer task makes an older one forgotten.

    What the card says is kept as a function of the writer, and what it does again as one of the
    flow that owns this: so the page of another language can take both over.
    """

    chosen = Signal(object)  # Next: where the button leads, unless to the same again or the details
    help_asked = Signal(object)  # the Verdict whose cause is looked for
    other_asked = Signal()  # what else is offered, where the card says no verdict

    def __init__(self, owner: QObject, place: Place, tasks: Tasks, writer: CardWriter) -> None:
        super().__init__(owner)
        self._owner = owner
        self._place = place
        self._tasks = tasks
        self._writer = writer
        self._ticket: int | None = None
        self._next: Next | None = None
        self._verdict: Verdict | None = None  # what the card says, if it is of one
        self._said: Said | None = None
        self._retry: Retry = _nothing
        self.meet: Meet = lambda trouble, again, say: False
        place.card.action_asked.connect(self._act)
        place.card.other_asked.connect(self._act_otherwise)
        place.card.stop_asked.connect(self._stop)

    def start(self, words: str, retry: Retry, can_stop: bool = True) -> None:
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

    def say(self, said: Said, following: Next | None = None) -> None:
        """`following` is what the action of these words stands for."""
        self._next = following
        self._verdict = None
        self._said = said
        self._place.card.show_words(said(self._writer))

    def say_verdict(self, verdict: Verdict, said: Said, retry: Retry | None = None) -> None:
        """`retry` is what is to be done again, where that is not the task that was run last."""
        self._retry = retry or self._retry
        self.say(said, verdict.next)
        self._verdict = verdict

    def say_trouble(
        self, trouble: Trouble, unsaved: bool = False, retry: Retry | None = None
    ) -> None:
        self._retry = retry or self._retry
        has_key, retry = self._place.has_key(), self._retry

        def say() -> None:
            self._retry = retry
            self.say(lambda writer: writer.trouble(trouble, has_key, unsaved), Next.AGAIN)

        if self.meet(trouble, partial(retry, self._owner), say):
            self._place.card.hide()
        else:
            say()

    def take_over(self, former: CardTasks) -> None:
        """Say what `former`, which rests, said, in other words, and do the same again."""
        self._retry = former._retry
        if former._said is not None and not former._place.card.isHidden():
            self.say(former._said, former._next)
            self._verdict = former._verdict
            self._place.card.count_from(former._place.card)

    def _act(self) -> None:
        if self._next is Next.AGAIN:
            self._retry(self._owner)
        elif self._next is Next.REPORT:
            self._place.card.copy_details()
        elif self._next is not None:
            self.chosen.emit(self._next)

    def _act_otherwise(self) -> None:
        """What the quieter button does: beside a verdict it helps to find the cause."""
        if self._verdict is not None:
            self.help_asked.emit(self._verdict)
        else:
            self.other_asked.emit()

    def _stop(self) -> None:
        self._tasks.forget(self._ticket)
        self._place.show_busy(False)
        kept = not self._place.has_key()
        self.say(lambda writer: writer.stopped(kept), Next.AGAIN)

    def _broke(self) -> None:
        self._place.show_busy(False)
        self.say(CardWriter.broke, Next.AGAIN)


def _nothing(owner: object) -> None:
    pass
