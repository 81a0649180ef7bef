# SPDX-License-Identifier: MIT
"""The change of a key for a new one: five small steps, of which one is on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from keyready.core.rotation import Act, Step
from keyready.ui.cards.verdict_card import VerdictCard
from keyready.ui.look import tokens
from keyready.ui.look.bricks import Button, Column, Line, PageButton, Text, put_in_order
from keyready.ui.look.icons import Mark
from keyready.ui.look.rows import LEFT
from keyready.ui.look.theme import Theme, font
from keyready.ui.paste.paste_box import PasteBox


@dataclass(frozen=True)
class RotationView:
    """How the change stands. `text` says what to do at this step, `remark` what else may count;
    `page` is the address of the keys page where that helps. `questions` are asked before the
    acts that they are for."""

    step: Step
    text: str
    acts: tuple[Act, ...]
    questions: Mapping[Act, str]
    remark: str = ""
    page: str = ""


class StepRow(QWidget):
    """One step: its mark, its title, and whether it is done."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._title = title
        self._mark = Mark(theme, "open")
        self.title = Text(title, wraps=False)
        self.state = Text(tone="muted", size=tokens.SMALL_TYPE, wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.MEDIUM)
        row.addWidget(self._mark)
        row.addWidget(self.title, 1)
        row.addWidget(self.state)

    def show_state(self, is_done: bool, is_on: bool) -> None:
        words = self.tr("done") if is_done else self.tr("now") if is_on else ""
        self._mark.show_mark("good" if is_done else "open")
        self.title.show_tone(None if is_on else "muted")
        self.title.setFont(font(semibold=is_on))
        self.state.setText(words)
        self.setAccessibleName(f"{self._title}, {words}" if words else self._title)


class RotationPanel(QWidget):
    """Emits what the person chose; shows what it is told. The field and the card of the change
    are its own: those of the key in use stay as they are."""

    asked = Signal(Act)
    page_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._questions: Mapping[Act, str] = {}
        self._act = Act.CLOSE  # what is asked about
        self.leave = Button(self.tr("Leave it for now"), "link")
        self.rows = {step: StepRow(theme, title) for step, title in self._titles().items()}
        self.text = Text()
        self.remark = Text(tone="muted", size=tokens.SMALL_TYPE)
        self.box = PasteBox(theme)
        self.card = VerdictCard(theme)
        self.buttons: dict[Act, Button] = {}
        self._acts = QWidget()
        self.question = Text()
        self.confirm = Button("")
        self.keep = Button(self.tr("Not now"))
        self._asking = QWidget()
        self._body = QWidget()
        self._column = Column(self, tokens.MEDIUM)
        self._lay_out()
        self.leave.clicked.connect(self.left)
        self.keep.clicked.connect(self._kept)
        self.confirm.clicked.connect(self._confirmed)
        self.hide()

    def _titles(self) -> dict[Step, str]:
        return {
            Step.MAKE: self.tr("Make a new key"),
            Step.KEEP: self.tr("Store it beside the present one"),
            Step.CHECK: self.tr("Check the new key"),
            Step.SWITCH: self.tr("Switch to the new key"),
            Step.REVOKE: self.tr("Delete the old key, and see it refused"),
        }

    def _labels(self) -> dict[Act, str]:
        return {
            Act.MADE: self.tr("I have the new key"),
            Act.CHECK: self.tr("Check the new key"),
            Act.SWITCH: self.tr("Switch to the new key"),
            Act.SWITCH_UNPROVED: self.tr("Switch all the same"),
            Act.GIVE_UP: self.tr("Do not change it"),
            Act.CHECK_OLD: self.tr("Check the old key"),
            Act.GO_BACK: self.tr("Go back to the old key"),
            Act.FINISH_UNPROVED: self.tr("Finish without proof"),
            Act.CLOSE: self.tr("Done"),
        }

    def _lay_out(self) -> None:
        self._column.addWidget(Line())
        heading = QHBoxLayout()
        heading.addWidget(Text(self.tr("Change this key"), size=tokens.HEADING, semibold=True), 1)
        heading.addWidget(self.leave)
        self._column.addLayout(heading)
        for row in self.rows.values():
            self._column.addWidget(row)
        self._put_body(Step.MAKE)
        self._inside = Column(self._body, tokens.MEDIUM)
        self._inside.setContentsMargins(tokens.MARK + tokens.MEDIUM, 0, 0, tokens.SMALL)
        asking = Column(self._asking)
        asking.addWidget(self.question)
        for button in (self.keep, self.confirm):
            asking.addWidget(button, 0, LEFT)
        parts = (self.text, self.remark, self.box, self._acts, self._asking, self.card)
        for widget in parts:
            self._inside.addWidget(widget)

    @property
    def is_asking(self) -> bool:
        return not self._asking.isHidden()

    def take_over(self, former: RotationPanel) -> None:
        """Ask what `former` asked. It shows the same step already."""
        if former.is_asking:
            self._choose(former._act)

    def show_view(self, view: RotationView) -> None:
        """Whoever was here with the keyboard is led to the next thing to do."""
        focus = QApplication.focusWidget()
        is_here = focus is None or self.isAncestorOf(focus)
        self._questions = view.questions
        order = list(Step)
        for step, row in self.rows.items():
            row.show_state(order.index(step) < order.index(view.step), step is view.step)
        self.text.setText(view.text)
        self.text.setVisible(bool(view.text))
        self.remark.setText(view.remark)
        self.remark.setVisible(bool(view.remark))
        self.box.show_entry(view.step is Step.KEEP)
        self.leave.setVisible(view.step is not Step.DONE)
        self._put_body(view.step)
        self._make_buttons(view)
        self._answered()
        self.show_busy(False)
        self.setAccessibleName(view.text)
        if is_here:
            first = next(iter(self.buttons.values()))
            (self.box.field if view.step is Step.KEEP else first).setFocus()
        self.card.hide()

    def show_busy(self, busy: bool) -> None:
        focus = QApplication.focusWidget()
        if busy and focus is not None and self.isAncestorOf(focus):
            self.card.setFocus()
        for widget in (self.leave, self._acts):
            widget.setDisabled(busy)
        self.box.show_busy(busy)

    def _put_body(self, step: Step) -> None:
        """Below the row of the step that is on, or below all where none is any more."""
        self._column.removeWidget(self._body)
        last = list(self.rows)[-1]
        row = self.rows.get(step, self.rows[last])
        self._column.insertWidget(self._column.indexOf(row) + 1, self._body)

    def _make_buttons(self, view: RotationView) -> None:
        """The page, the next thing to do, and what else can be done, below each other: in a row
        they would be too wide for a narrow window."""
        labels, is_pasting = self._labels(), view.step is Step.KEEP
        self.buttons = {
            act: Button(labels[act], "link" if is_pasting or act is not view.acts[0] else "primary")
            for act in view.acts
        }
        for act, button in self.buttons.items():
            button.clicked.connect(partial(self._choose, act))
        self.page = PageButton(self._theme, self.tr("Open keys page"), view.page)
        self.page.clicked.connect(self.page_asked)
        acts = QWidget()
        rows = Column(acts, tokens.SMALL)
        for button in (self.page, *self.buttons.values()):
            rows.addWidget(button, 0, LEFT)
        self.page.setVisible(bool(view.page))  # here: alone it would be a window
        self._inside.replaceWidget(self._acts, acts)
        self._acts.hide()
        self._acts.deleteLater()
        self._acts = acts
        acts.show()
        put_in_order(self.box.cancel, (self.page, *self.buttons.values()))

    def _choose(self, act: Act, _: bool = False) -> None:
        if act not in self._questions:
            self.asked.emit(act)
            return
        self.question.setText(self._questions[act])
        self.confirm.setText(self._labels()[act])
        self._act = act
        self._acts.hide()
        self._asking.show()
        self.keep.setFocus()

    def _confirmed(self) -> None:
        self.asked.emit(self._act)
        self._answered()

    def _kept(self) -> None:
        self._answered()
        self.buttons[self._act].setFocus()

    def _answered(self) -> None:
        self._asking.hide()
        self._acts.show()
