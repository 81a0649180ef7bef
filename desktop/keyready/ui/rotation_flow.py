# SPDX-License-Identifier: MIT
"""Decides over a change of keys: what the keyring holds tells the step, answers lead on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from keyready.core.progress import Beside, Progress
from keyready.core.rotation import Act, Outcome, Step, outcome_of, step_of
from keyready.core.secret import Secret
from keyready.core.verdict import Next, Stage
from keyready.services.entry import Checked, Found
from keyready.services.key_store import Removed, Saved, Trouble
from keyready.services.rotated_item import Role
from keyready.services.rotation import Keys, Pair, Rotation
from keyready.ui import clipboard
from keyready.ui.card_words import CardWriter
from keyready.ui.guide_flow import GuideFlow
from keyready.ui.key_panel import KeyPanel
from keyready.ui.paste_flow import PasteFlow
from keyready.ui.rotation_words import RotationWriter
from keyready.ui.tasks import Tasks
from keyready.ui.verdict_card import CardWords


class RotationFlow(QObject):
    """One task at a time. Opening reads the keyring anew, so nothing here is a second truth."""

    def __init__(
        self,
        panel: KeyPanel,
        pastes: PasteFlow,
        tasks: Tasks,
        rotation: Rotation,
        guide: GuideFlow,
        steps: RotationWriter,
        cards: CardWriter,
    ) -> None:
        super().__init__(panel)
        self._key_panel = panel
        self._panel = panel.rotation
        self._pastes = pastes
        self._tasks = tasks
        self._rotation = rotation
        self._guide = guide
        self._steps = steps
        self._cards = cards
        self._ticket: int | None = None
        self._role: Role | None = None  # of the key beside, when we last looked
        self._models: tuple[str, ...] = ()
        self._next: Next | None = None
        self._retry: Callable[[], None] = self.open
        self._acts: Mapping[Act, Callable[[], None]] = {
            Act.MADE: self._made,
            Act.CHECK: self._check,
            Act.SWITCH: self._switch,
            Act.SWITCH_UNPROVED: self._switch,
            Act.GIVE_UP: self._give_up,
            Act.CHECK_OLD: self._check_both,
            Act.GO_BACK: self._go_back,
            Act.FINISH_UNPROVED: self._finish_unproved,
            Act.CLOSE: self._close,
        }
        panel.kept.change_asked.connect(self.open)
        self._panel.asked.connect(self._do)
        self._panel.page_asked.connect(partial(guide.open_page, "keys"))
        self._panel.left.connect(self._close)
        self._panel.box.save_asked.connect(self._save)
        self._panel.card.action_asked.connect(self._follow)
        self._panel.card.stop_asked.connect(self._stop)
        self._panel.card.shown.connect(partial(guide.page.bring_into_view, self._panel.card))
        self._panel.box.findings.shown.connect(
            partial(guide.page.bring_into_view, self._panel.box.findings)
        )
        self._show_unfinished()

    @property
    def _beside(self) -> Beside | None:
        return self._guide.progress.beside

    def reconcile(self, found: Found) -> None:
        """At the start: what lies beside the key tells whether a change waits."""
        if found.beside is not None and not self._key_panel.is_in_use:
            self._take(found.beside)
            self._show_unfinished()

    def open(self) -> None:
        """Begin, or go on where it was left."""
        self._key_panel.show_rotation(True)
        self._start(self.tr("Looking into your keyring"), self.open, can_stop=False)
        self._run(self._rotation.look, self._looked)

    def _looked(self, keys: Keys | Trouble) -> None:
        if isinstance(keys, Trouble):
            self._show_trouble(keys)
            return
        if keys.used is not None and self._guide.is_beside(keys.used):
            self._guide.exchange()  # a change of which the disk did not hear
        self._take(keys.beside)
        if self._role is None:
            self._guide.keep(Progress.changing)
        self._show()
        self._show_last()
        self._guide.page.bring_into_view(self._panel)

    def _take(self, beside: Mapping[Role, Secret]) -> None:
        """Remember which key lies beside. Where none does any more, that change is at its end."""
        self._role = next((role for role in (Role.PREVIOUS, Role.NEXT) if role in beside), None)
        if self._role is not None:
            mask = self._guide.mask_of(beside[self._role])
            self._guide.keep(lambda progress: progress.changing(mask))
        elif self._beside is not None and self._beside.mask:
            self._guide.keep(Progress.changed)

    def _show(self, outcome: Outcome | None = None) -> None:
        beside = self._beside or Beside()
        last = beside.last.verdict if beside.last else None
        has_next, has_previous = self._role is Role.NEXT, self._role is Role.PREVIOUS
        step = step_of(has_next, has_previous, beside.made, last)
        self._key_panel.show_rotation(True)
        self._panel.card.hide()
        self._panel.show_view(self._steps.view(step, beside.mask, last, outcome))

    def _show_last(self) -> None:
        """What was said of the new key before."""
        last = self._beside.last if self._beside else None
        if last is not None and self._role is Role.NEXT:
            self._show_verdict(Checked(last.verdict), self._guide.local(last.when))

    def _show_verdict(self, checked: Checked, when: str) -> None:
        self._next = checked.verdict.next
        self._retry = self._check
        self._panel.card.show_words(self._cards.beside(checked, when))

    # What the person does, in the order of the steps.

    def _do(self, act: Act) -> None:
        self._acts[act]()

    def _made(self) -> None:
        self._guide.keep(lambda progress: progress.changing(made=True))
        self._show()
        self._panel.box.field.setFocus()

    def _save(self) -> None:
        pasted = self._panel.box.field.secret()
        cleaned = self._pastes.take()
        if cleaned is None:
            return
        self._start(self.tr("Saving in your keyring"), self._save, can_stop=False)
        work = partial(self._rotation.keep, cleaned.secret)
        self._run(work, partial(self._kept, pasted, cleaned.secret))

    def _kept(self, pasted: Secret, new: Secret, outcome: Saved | Trouble | None) -> None:
        if isinstance(outcome, Trouble):
            self._show_trouble(outcome)
        elif outcome is None:
            self._next = None
            self._panel.show_busy(False)
            self._panel.card.show_words(self._cards.same_key())
        else:
            clipboard.forget(pasted)
            self._panel.box.field.clear()
            self._models = ()
            self._take({Role.NEXT: new})
            self._show()
            self._check()

    def _check(self, stage: Stage = Stage.FREE) -> None:
        self._start(self._cards.asking(), partial(self._check, stage))
        self._run(partial(self._rotation.check, stage, self._models), self._checked)

    def _checked(self, outcome: Checked | Trouble | None) -> None:
        if isinstance(outcome, Checked):
            self._models = outcome.verdict.models or self._models
            self._guide.judge_beside(outcome)
            self._show()
            self._show_verdict(outcome, self._guide.local_now())
        else:
            self._show_trouble(outcome)

    def _switch(self) -> None:
        self._exchange(self._rotation.switch, Role.PREVIOUS, self._check_both)

    def _go_back(self) -> None:
        self._exchange(self._rotation.go_back, Role.NEXT, self._show_last)

    def _exchange(
        self, work: Callable[[], Saved | Trouble], role: Role, then: Callable[[], None]
    ) -> None:
        def exchanged(outcome: Saved | Trouble) -> None:
            if isinstance(outcome, Trouble):
                self._show_trouble(outcome)
                return
            self._models = ()
            self._role = role
            self._guide.exchange()
            self._show()
            then()

        self._start(self.tr("Changing the keys in your keyring"), self.open, can_stop=False)
        self._run(work, exchanged)

    def _check_both(self) -> None:
        self._start(self.tr("Asking about the old key and the new one"), self._check_both)
        self._run(self._rotation.check_both, self._both)

    def _both(self, outcome: Pair | Trouble | None) -> None:
        if not isinstance(outcome, Pair):
            self._show_trouble(outcome)
            return
        old, new = self._beside or Beside(), self._guide.progress.mask
        told = outcome_of(outcome.left.verdict, outcome.used.verdict)
        said = self._cards.rotation(told, outcome, old.mask, new)
        self._guide.judge(outcome.used)
        self._guide.judge_beside(outcome.left)
        self._next = None
        self._show(told)
        if told is Outcome.REVOKED:
            self._forget(Role.PREVIOUS, lambda: self._finished(said))
        else:
            self._panel.card.show_words(said)

    def _finished(self, said: CardWords) -> None:
        self._panel.show_view(self._steps.view(Step.DONE, ""))
        self._panel.card.show_words(said)

    def _give_up(self) -> None:
        if self._role is None:
            self._end()
            self._close()
        else:
            self._forget(self._role, partial(self._close, self._steps.given_up()))

    def _finish_unproved(self) -> None:
        self._forget(Role.PREVIOUS, partial(self._close, self._steps.finished_unproved()))

    def _forget(self, role: Role, then: Callable[[], None]) -> None:
        def forgotten(outcome: Removed | Trouble) -> None:
            if isinstance(outcome, Trouble):
                self._show_trouble(outcome)
                return
            self._end()
            then()

        self._start(self.tr("Removing the key from your keyring"), self.open, can_stop=False)
        self._run(partial(self._rotation.forget, role), forgotten)

    def _end(self) -> None:
        self._role = None
        self._guide.keep(Progress.changed)

    def _close(self, notice: str = "") -> None:
        """Everything stays as it is; the kept key says that a change waits, if one does."""
        self._panel.box.field.clear()
        self._key_panel.show_rotation(False)
        self._guide.show_last()
        self._key_panel.show_notice(notice)
        self._show_unfinished()

    def _show_unfinished(self) -> None:
        words = self._steps.unfinished(self._role) if self._beside is not None else ""
        self._key_panel.kept.show_unfinished(words)

    # What the card offers.

    def _follow(self) -> None:
        if self._next is Next.AGAIN:
            self._retry()
        elif self._next is Next.TRIAL:
            self._check(Stage.TRIAL)
        elif self._next is Next.REPORT:
            self._panel.card.copy_details()
        elif self._next is Next.NEW_KEY:
            self._panel.box.field.setFocus()
        elif self._next is not None:
            self._guide.go_on(self._next)

    def _show_trouble(self, trouble: Trouble | None) -> None:
        """Without a trouble the keys are not as we have seen them: look again."""
        if trouble is None:
            self.open()
            return
        self._next = Next.AGAIN
        self._panel.show_busy(False)
        in_field = not self._panel.box.field.is_empty()
        self._panel.card.show_words(self._cards.trouble(trouble, in_field))

    def _stop(self) -> None:
        self._tasks.forget(self._ticket)
        self._next = Next.AGAIN
        self._panel.show_busy(False)
        self._panel.card.show_words(self._cards.stopped(kept=True))

    def _start(self, words: str, retry: Callable[[], None], can_stop: bool = True) -> None:
        self._retry = retry
        self._panel.card.show_waiting(words, can_stop)
        self._panel.show_busy(True)

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._tasks.forget(self._ticket)
        self._ticket = self._tasks.run(self, work, done, self._broke)

    def _broke(self) -> None:
        self._next = Next.AGAIN
        self._panel.show_busy(False)
        self._panel.card.show_words(self._cards.broke())
