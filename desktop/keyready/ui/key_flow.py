# SPDX-License-Identifier: MIT
"""Decides what happens to a key in the window: cleaned, saved, checked, replaced, removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from keyready.core.paste import Cleaned
from keyready.core.progress import GONE, REMOVED
from keyready.core.secret import Secret
from keyready.core.verdict import Judgement, Next, Stage, Verdict
from keyready.services.entry import Checked
from keyready.services.key_store import Removed, Saved, Trouble
from keyready.ui import clipboard
from keyready.ui.card_words import CardWriter
from keyready.ui.key_panel import KeyPanel
from keyready.ui.paste_flow import PasteFlow
from keyready.ui.tasks import Tasks
from keyready.ui.verdict_card import CardWords


@dataclass(frozen=True)
class KeyCalls:
    """What can be done with the key of one entry. Each call blocks, so each runs as a task."""

    save: Callable[[Secret], Saved | Trouble]
    check: Callable[[Secret | None, Stage, tuple[str, ...]], Checked | Trouble | None]
    remove: Callable[[], Removed | Trouble]


class KeyFlow(QObject):
    """One key at a time and one task at a time; a newer task makes an older one forgotten."""

    saved = Signal(object, object)  # Secret, Saved
    judged = Signal(object)  # Checked
    tried = Signal(object)  # Checked, of a key that is not kept
    stopped_by = Signal(object, object)  # Trouble, and what says it on the card
    lost = Signal(str)  # REMOVED here, or found to be GONE from its store
    next_asked = Signal(object)  # Next
    help_asked = Signal(object)  # the Verdict whose cause is looked for

    def __init__(
        self,
        panel: KeyPanel,
        pastes: PasteFlow,
        tasks: Tasks,
        calls: KeyCalls,
        writer: CardWriter,
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._pastes = pastes
        self._tasks = tasks
        self._calls = calls
        self.writer = writer
        self._ticket: int | None = None
        self._models: tuple[str, ...] = ()
        self._retry: Callable[[KeyFlow], None] = KeyFlow.check
        self._ask: Callable[..., None] = KeyFlow.check  # the kept key, or the one in the field
        self._next: Next | None = None
        self._verdict: Verdict | None = None  # what the card says, if it is of one
        self._said: Callable[[CardWriter], CardWords] | None = None
        panel.save_asked.connect(self.save)
        panel.kept.check_asked.connect(self.check)
        panel.kept.removed.connect(self.remove)
        panel.card.action_asked.connect(self._act)
        panel.card.other_asked.connect(self._act_otherwise)
        panel.models.check_asked.connect(self.check)
        panel.card.stop_asked.connect(self._stop)

    def save(self) -> None:
        """Clean what is in the field, save it, and check it at once."""
        pasted = self._panel.field.secret()
        cleaned = self._pastes.take()
        if cleaned is None:
            return
        self._start(self.tr("Saving the key"), can_stop=False)
        self._run(partial(self._calls.save, cleaned.secret), partial(self._saved, pasted, cleaned))

    def try_once(self, stage: Stage = Stage.FREE) -> None:
        """Check the key in the field, which stays there, and keep it nowhere."""
        cleaned = self._pastes.take()
        if cleaned is None:
            return
        self._ask = KeyFlow.try_once
        self._begin_check(cleaned.secret, stage, self._tried)

    def check(self, secret: Secret | None = None, stage: Stage = Stage.FREE) -> None:
        """Ask the provider. Without `secret` the kept key is read for it."""
        self._ask = KeyFlow.check
        self._begin_check(secret, stage, self._checked)

    def remove(self) -> None:
        self._start(self.tr("Removing the key"), can_stop=False)
        self._retry = KeyFlow.remove
        self._run(self._calls.remove, self._removed)

    def show_remembered(self, verdict: Verdict, when: str) -> None:
        """Show the verdict of an earlier day. `when` is a UTC time."""
        self._next = verdict.next
        self._verdict = verdict
        self.say(lambda writer: writer.verdict(verdict, when))
        if verdict.key is Judgement.GENUINE and self._panel.models.can_list:
            self._panel.models.show_unasked()

    def show_checked(self, checked: Checked, when: str, kept: bool = True) -> None:
        self._verdict = verdict = checked.verdict
        self._models = verdict.models or self._models
        self._next = verdict.next
        if verdict.key is Judgement.REJECTED:
            self._forget_models()
        elif self._models:
            self._panel.models.show_models(self._models)
        words = CardWriter.checked if kept else CardWriter.tried
        self.say(lambda writer: words(writer, checked, when))

    def show_gone(self) -> None:
        self._forget_models()
        self.lost.emit(GONE)
        self.say(CardWriter.gone)

    def take_over(self, former: KeyFlow) -> None:
        """Go on where `former`, which rests, left off, and say the same in other words."""
        self._models, self._next = former._models, former._next
        self._verdict = former._verdict
        self._panel.models.take_over(former._panel.models)
        self._retry, self._ask = former._retry, former._ask
        if former._said is not None and not former._panel.card.isHidden():
            self.say(former._said)
            self._panel.card.count_from(former._panel.card)

    def say(self, said: Callable[[CardWriter], CardWords]) -> None:
        self._said = said
        self._panel.card.show_words(said(self.writer))

    def show_unreadable(self, trouble: Trouble) -> None:
        self._retry = KeyFlow.check
        self._show_trouble(trouble)

    def _begin_check(self, secret: Secret | None, stage: Stage, done: Callable[..., None]) -> None:
        self._start(self.writer.asking())
        self._retry = partial(self._ask, stage=stage)
        self._run(partial(self._calls.check, secret, stage, self._models), done)

    def _saved(self, pasted: Secret, cleaned: Cleaned, outcome: Saved | Trouble) -> None:
        self._panel.show_busy(False)
        if isinstance(outcome, Trouble):
            self._retry = KeyFlow.save
            self._forget_models()
            self._show_trouble(outcome, unsaved=True)
            return
        # Only now: the key was written, read back, and is equal.
        clipboard.forget(pasted)
        self._panel.field.clear()
        self._forget_models()
        self.saved.emit(cleaned.secret, outcome)
        said = (self.writer.saved(cleaned.removed), self._pastes.remarks)
        self._panel.show_notice(" ".join(filter(None, said)))
        self.check(cleaned.secret)

    def _checked(self, outcome: Checked | Trouble | None) -> None:
        self._panel.show_busy(False)
        if outcome is None:
            self.show_gone()
        elif isinstance(outcome, Trouble):
            self._show_trouble(outcome)
        else:
            self.judged.emit(outcome)

    def _tried(self, outcome: Checked | Trouble | None) -> None:
        self._panel.show_busy(False)
        if isinstance(outcome, Checked):
            self.tried.emit(outcome)
        elif outcome is not None:
            self._show_trouble(outcome)

    def _removed(self, outcome: Removed | Trouble) -> None:
        self._panel.show_busy(False)
        if isinstance(outcome, Trouble):
            self._show_trouble(outcome)
            return
        self._forget_models()
        self.lost.emit(REMOVED)
        self.say(lambda writer: writer.removed(outcome))

    def again(self) -> None:
        """What a trouble stopped."""
        self._retry(self)

    def _show_trouble(self, trouble: Trouble, unsaved: bool = False) -> None:
        """Somebody may know how to go on; else the card says it."""
        self.stopped_by.emit(trouble, partial(self.show_trouble, trouble, unsaved))

    def show_trouble(self, trouble: Trouble, unsaved: bool = False) -> None:
        self._next = Next.AGAIN
        self._verdict = None
        in_field = not self._panel.field.is_empty()
        self.say(lambda writer: writer.trouble(trouble, in_field, unsaved))

    def _forget_models(self) -> None:
        self._models = ()
        self._panel.models.show_none()

    def _act_otherwise(self) -> None:
        """What the quieter button does: beside a verdict it helps to find the cause."""
        if self._verdict is not None:
            self.help_asked.emit(self._verdict)
        else:
            self.try_once()

    def _act(self) -> None:
        if self._next is Next.AGAIN:
            self._retry(self)
        elif self._next is Next.TRIAL:
            self._ask(self, stage=Stage.TRIAL)
        elif self._next is Next.REPORT:
            self._panel.card.details.copy.click()
            self._panel.card.fold.setChecked(True)
        elif self._next is Next.NEW_KEY:
            self._panel.show_replacing()
        elif self._next is not None:
            self.next_asked.emit(self._next)

    def _stop(self) -> None:
        self._tasks.forget(self._ticket)
        self._panel.show_busy(False)
        self._next = Next.AGAIN
        kept = self._panel.field.is_empty()
        self.say(lambda writer: writer.stopped(kept))

    def _start(self, words: str, can_stop: bool = True) -> None:
        self._panel.card.show_waiting(words, can_stop)
        self._panel.show_busy(True)

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._tasks.forget(self._ticket)
        self._ticket = self._tasks.run(self, work, done, self._broke)

    def _broke(self) -> None:
        self._panel.show_busy(False)
        self._next = Next.AGAIN
        self.say(CardWriter.broke)
