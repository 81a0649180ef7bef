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
from keyready.services.custody.key_store import Removed, Saved, Trouble
from keyready.services.custody.keychain import TroubleKind
from keyready.services.entry import Checked
from keyready.ui.cards.card_tasks import CardTasks, Meet, Place, Said
from keyready.ui.cards.card_words import CardWriter
from keyready.ui.entry.key_panel import KeyPanel
from keyready.ui.paste import clipboard
from keyready.ui.paste.paste_flow import PasteFlow
from keyready.ui.tasks import Tasks


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
        self._calls = calls
        self.writer = writer
        place = Place(panel.card, panel.show_busy, lambda: not panel.field.is_empty())
        self._work = CardTasks(self, place, tasks, writer)
        self._models: tuple[str, ...] = ()
        self._ask: Callable[..., None] = KeyFlow.check  # the kept key, or the one in the field
        panel.save_asked.connect(self.save)
        panel.kept.check_asked.connect(self.check)
        panel.kept.removed.connect(self.remove)
        panel.models.check_asked.connect(self.check)
        self._work.chosen.connect(self._act)
        self._work.help_asked.connect(self.help_asked)
        self._work.other_asked.connect(self.try_once)

    def save(self) -> None:
        """Clean what is in the field, save it, and check it at once."""
        pasted = self._panel.field.secret()
        cleaned = self._pastes.take()
        if cleaned is None:
            return
        self._work.start(self.tr("Saving the key"), KeyFlow.save, can_stop=False)
        self._work.run(
            partial(self._calls.save, cleaned.secret), partial(self._saved, pasted, cleaned)
        )

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
        self._work.start(self.tr("Removing the key"), KeyFlow.remove, can_stop=False)
        self._work.run(self._calls.remove, self._removed)

    def show_remembered(self, verdict: Verdict, when: str) -> None:
        """Show the verdict of an earlier day. `when` is a UTC time."""
        self._work.say_verdict(verdict, lambda writer: writer.verdict(verdict, when), KeyFlow.check)
        if self._models:
            self._panel.models.show_models(self._models)
        elif verdict.key is Judgement.GENUINE and self._panel.models.can_list:
            self._panel.models.show_unasked()

    def show_unjudged(self) -> None:
        """Nothing is known of the key that is kept now."""
        self.forget_models()
        self._panel.card.hide()

    def show_checked(self, checked: Checked, when: str, kept: bool = True) -> None:
        verdict = checked.verdict
        self._models = verdict.models or self._models
        if verdict.key is Judgement.REJECTED:
            self.forget_models()
        elif self._models:
            self._panel.models.show_models(self._models)
        words = CardWriter.checked if kept else CardWriter.tried
        self._work.say_verdict(verdict, lambda writer: words(writer, checked, when))

    def show_gone(self) -> None:
        self.forget_models()
        self.lost.emit(GONE)
        self._work.say(CardWriter.gone)

    def take_over(self, former: KeyFlow) -> None:
        """Go on where `former`, which rests, left off, and say the same in other words."""
        self._models, self._ask = former._models, former._ask
        self._panel.models.take_over(former._panel.models)
        self._work.take_over(former._work)

    def say(self, said: Said) -> None:
        self._work.say(said)

    def show_unreadable(self, trouble: Trouble) -> None:
        self._work.say_trouble(trouble, retry=KeyFlow.check)

    def show_unlent(self, trouble: Trouble) -> None:
        self._work.say_trouble(trouble, retry=KeyFlow._lend_again)

    def begin_move(self, words: str, move: Callable[[], object], done: Callable[..., None]) -> None:
        """Of the key to another store, by whoever decides over that."""
        self._work.start(words, KeyFlow.check, can_stop=False)
        self._work.run(move, done)

    def show_unmoved(self, trouble: Trouble, to: str) -> None:
        """During a change of keys that is the thing to go on with, and else the move."""
        is_changing = trouble.kind is TroubleKind.CHANGING
        again = KeyFlow._go_on_changing if is_changing else partial(KeyFlow._choose_again, to=to)
        self._work.say_trouble(trouble, retry=again)

    def meet_troubles(self, meet: Meet) -> None:
        self._work.meet = meet

    def _begin_check(self, secret: Secret | None, stage: Stage, done: Callable[..., None]) -> None:
        self._work.start(self.writer.asking(), partial(self._ask, stage=stage))
        self._work.run(partial(self._calls.check, secret, stage, self._models), done)

    def _saved(self, pasted: Secret, cleaned: Cleaned, outcome: Saved | Trouble) -> None:
        if isinstance(outcome, Trouble):
            self.forget_models()
            self._work.say_trouble(outcome, unsaved=True)
            return
        # Only now: the key was written, read back, and is equal.
        clipboard.forget(pasted)
        self._panel.field.clear()
        self.forget_models()
        self.saved.emit(cleaned.secret, outcome)
        said = (self.writer.saved(cleaned.removed), self._pastes.remarks)
        self._panel.show_notice(" ".join(filter(None, said)))
        self.check(cleaned.secret)

    def _checked(self, outcome: Checked | Trouble | None) -> None:
        if outcome is None:
            self.show_gone()
        elif isinstance(outcome, Trouble):
            self._work.say_trouble(outcome)
        else:
            self.judged.emit(outcome)

    def _tried(self, outcome: Checked | Trouble | None) -> None:
        if isinstance(outcome, Checked):
            self.tried.emit(outcome)
        elif outcome is not None:
            self._work.say_trouble(outcome)

    def _removed(self, outcome: Removed | Trouble) -> None:
        if isinstance(outcome, Trouble):
            self._work.say_trouble(outcome)
            return
        self.forget_models()
        self.lost.emit(REMOVED)
        self._work.say(lambda writer: writer.removed(outcome))

    def _lend_again(self) -> None:
        self._panel.kept.copy.trigger()

    def _go_on_changing(self) -> None:
        self._panel.kept.change.trigger()

    def _choose_again(self, to: str) -> None:
        self._panel.stores.chosen.emit(to)

    def forget_models(self) -> None:
        self._models = ()
        self._panel.models.show_none()

    def _act(self, following: Next) -> None:
        if following is Next.TRIAL:
            self._ask(self, stage=Stage.TRIAL)
        elif following is Next.NEW_KEY:
            self._panel.show_replacing()
        else:
            self.next_asked.emit(following)
