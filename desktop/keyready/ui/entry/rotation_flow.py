# SPDX-License-Identifier: MIT
"""Decides over a change of keys: what the keyring holds tells the step, answers lead on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial

from PySide6.QtCore import QObject

from keyready.core.progress import Beside, Progress
from keyready.core.rotation import Act, Outcome, outcome_of
from keyready.core.secret import Secret
from keyready.core.verdict import Next, Stage
from keyready.services.custody.key_store import Removed, Saved, Trouble
from keyready.services.custody.rotated_item import Role
from keyready.services.custody.stores import Found
from keyready.services.entry import Checked
from keyready.services.rotation import Keys, Pair, Rotation
from keyready.ui.cards.card_tasks import CardTasks, Meet, Place, Said
from keyready.ui.cards.card_words import CardWriter
from keyready.ui.cards.verdict_card import CardWords
from keyready.ui.entry.guide_flow import GuideFlow
from keyready.ui.entry.key_panel import KeyPanel
from keyready.ui.entry.rotation_panel import RotationPanel
from keyready.ui.entry.rotation_standing import RotationStanding
from keyready.ui.entry.rotation_words import RotationWriter
from keyready.ui.paste import clipboard
from keyready.ui.paste.paste_box import PasteBox
from keyready.ui.paste.paste_flow import PasteFlow
from keyready.ui.tasks import Tasks


class RotationFlow(QObject):
    """One task at a time. Opening reads the keyring anew, so nothing here is a second truth."""

    def __init__(
        self,
        panel: KeyPanel,
        pastes: Callable[[PasteBox], PasteFlow],
        tasks: Tasks,
        rotation: Rotation,
        guide: GuideFlow,
        steps: RotationWriter,
        cards: CardWriter,
    ) -> None:
        super().__init__(panel)
        self._key_panel = panel
        self._pastes_of = pastes
        self._tasks = tasks
        self._rotation = rotation
        self._guide = guide
        self._steps = steps
        self._cards = cards
        self._standing = RotationStanding(
            panel, guide, steps, lambda view: self._panel.show_view(view)
        )
        self.meet: Meet | None = None  # who can help with a trouble
        self._models: tuple[str, ...] = ()
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
        self._standing.show_unfinished()

    @cached_property
    def _panel(self) -> RotationPanel:
        panel, guide = self._key_panel.rotation, self._guide
        self._pastes = self._pastes_of(panel.box)
        panel.asked.connect(self._do)
        panel.page_asked.connect(partial(guide.open_page, "keys"))
        panel.left.connect(self._close)
        panel.box.save_asked.connect(self._save)
        panel.card.shown.connect(partial(guide.page.bring_into_view, panel.card))
        findings = panel.box.findings
        findings.shown.connect(partial(guide.page.bring_into_view, findings))
        return panel

    @cached_property
    def _work(self) -> CardTasks:
        field = self._panel.box.field
        place = Place(self._panel.card, self._panel.show_busy, lambda: not field.is_empty())
        work = CardTasks(self, place, self._tasks, self._cards)
        work.meet = self.meet or work.meet
        work.chosen.connect(self._follow)
        work.help_asked.connect(self._guide.help_asked)
        return work

    def reconcile(self, found: Found) -> None:
        """At the start: what lies beside the key tells whether a change waits."""
        if found.beside is not None and not self._key_panel.is_in_use:
            self._standing.take(found.beside)
            self._standing.show_unfinished()

    def grow_like(self, former: RotationFlow) -> None:
        """Make the steps if `former` has them: what is carried over goes widget by widget."""
        if former._key_panel.is_rotating:
            self._standing.show_like(former._standing)

    def take_over(self, former: RotationFlow) -> None:
        """Go on where `former`, which rests, left off. The field holds the same already."""
        self._standing.role, self._models = former._standing.role, former._models
        self._standing.show_unfinished()
        if former._key_panel.is_rotating:
            self._standing.show_like(former._standing)
            self._pastes.take_over(former._pastes)
            self._work.take_over(former._work)
            self._panel.take_over(former._panel)

    def open(self) -> None:
        """Begin, or go on where it was left."""
        self._key_panel.show_rotation(True)
        words = self.tr("Looking for the keys")
        self._work.start(words, RotationFlow.open, can_stop=False)
        self._panel.card.setFocus()  # what was pressed can not be pressed now
        self._work.run(self._rotation.look, self._looked)

    def _looked(self, keys: Keys | Trouble) -> None:
        if isinstance(keys, Trouble):
            self._show_trouble(keys)
            return
        if keys.used is not None and self._guide.is_beside(keys.used):
            self._guide.exchange()  # a change of which the disk did not hear
        self._standing.take(keys.beside)
        if self._standing.role is None:
            self._guide.keep(Progress.changing)
        self._standing.show()
        self._show_last()
        self._guide.page.bring_into_view(self._panel)

    def _show_last(self) -> None:
        """What was said of the new key before."""
        last = self._standing.beside.last if self._standing.beside else None
        if last is not None and self._standing.role is Role.NEXT:
            self._show_verdict(Checked(last.verdict), last.when)

    def _show_verdict(self, checked: Checked, when: str) -> None:
        self._work.say_verdict(
            checked.verdict, lambda cards: cards.beside(checked, when), RotationFlow._check
        )

    # What the person does, in the order of the steps.

    def _do(self, act: Act) -> None:
        self._acts[act]()

    def _made(self) -> None:
        self._guide.keep(lambda progress: progress.changing(made=True))
        self._standing.show()
        self._panel.box.field.setFocus()

    def _save(self) -> None:
        pasted = self._panel.box.field.secret()
        cleaned = self._pastes.take()
        if cleaned is None:
            return
        self._work.start(self.tr("Saving the key"), RotationFlow._save, can_stop=False)
        work = partial(self._rotation.keep, cleaned.secret)
        self._work.run(work, partial(self._kept, pasted, cleaned.secret))

    def _kept(self, pasted: Secret, new: Secret, outcome: Saved | Trouble | None) -> None:
        if isinstance(outcome, Trouble):
            self._show_trouble(outcome)
        elif outcome is None:
            self._work.say(CardWriter.same_key)
        else:
            clipboard.forget(pasted)
            self._panel.box.field.clear()
            self._models = ()
            self._standing.take({Role.NEXT: new})
            self._standing.show()
            self._check()

    def _check(self, stage: Stage = Stage.FREE) -> None:
        self._work.start(self._cards.asking(), lambda flow: flow._check(stage))
        self._work.run(partial(self._rotation.check, stage, self._models), self._checked)

    def _checked(self, outcome: Checked | Trouble | None) -> None:
        if isinstance(outcome, Checked):
            self._models = outcome.verdict.models or self._models
            when = self._guide.judge_beside(outcome)
            self._standing.show()
            self._show_verdict(outcome, when)
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
            self._standing.role = role
            self._guide.exchange()
            self._standing.show()
            then()

        words = self.tr("Changing the keys")
        self._work.start(words, RotationFlow.open, can_stop=False)
        self._work.run(work, exchanged)

    def _check_both(self) -> None:
        words = self.tr("Asking about the old key and the new one")
        self._work.start(words, RotationFlow._check_both)
        self._work.run(self._rotation.check_both, self._both)

    def _both(self, outcome: Pair | Trouble | None) -> None:
        if not isinstance(outcome, Pair):
            self._show_trouble(outcome)
            return
        old, new = self._standing.beside or Beside(), self._guide.progress.mask
        told = outcome_of(outcome.left.verdict, outcome.used.verdict)
        self._guide.judge(outcome.used)
        self._guide.judge_beside(outcome.left)
        self._standing.show(told)

        def said(cards: CardWriter) -> CardWords:
            return cards.rotation(told, outcome, old.mask, new)

        if told is Outcome.REVOKED:
            self._forget(Role.PREVIOUS, lambda: self._finished(said))
        else:
            self._work.say(said)

    def _finished(self, said: Said) -> None:
        self._standing.show_done()
        self._work.say(said)

    def _give_up(self) -> None:
        if self._standing.role is None:
            self._standing.end()
            self._close()
        else:
            self._forget(self._standing.role, partial(self._close, self._steps.given_up()))

    def _finish_unproved(self) -> None:
        self._forget(Role.PREVIOUS, partial(self._close, self._steps.finished_unproved()))

    def _forget(self, role: Role, then: Callable[[], None]) -> None:
        def forgotten(outcome: Removed | Trouble) -> None:
            if isinstance(outcome, Trouble):
                self._show_trouble(outcome)
                return
            self._standing.end()
            then()

        words = self.tr("Removing the key")
        self._work.start(words, RotationFlow.open, can_stop=False)
        self._work.run(partial(self._rotation.forget, role), forgotten)

    def _close(self, notice: str = "") -> None:
        """Everything stays as it is; the kept key says that a change waits, if one does."""
        self._panel.box.field.clear()
        self._key_panel.show_rotation(False)
        self._guide.show_last()
        self._key_panel.show_notice(notice)
        self._standing.show_unfinished()
        self._key_panel.kept.more.setFocus()

    def _follow(self, following: Next) -> None:
        """What the card's button leads to."""
        if following is Next.TRIAL:
            self._check(Stage.TRIAL)
        elif following is Next.NEW_KEY:
            self._panel.box.field.setFocus()
        else:
            self._guide.go_on(following)

    def _show_trouble(self, trouble: Trouble | None) -> None:
        """Without a trouble the keys are not as we have seen them: look again."""
        if trouble is None:
            self.open()
        else:
            self._work.say_trouble(trouble)
