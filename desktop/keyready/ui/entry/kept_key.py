# SPDX-License-Identifier: MIT
"""A stored key: its mask, its place, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QWidget

from keyready.ui.look import tokens
from keyready.ui.look.announcement import announce
from keyready.ui.look.bricks import Button, Column, MenuButton, Text
from keyready.ui.look.icons import Mark
from keyready.ui.look.theme import Theme


class KeptKey(QWidget):
    """What is done often has a button; the rest is in the menu `more`."""

    check_asked = Signal()
    replace_asked = Signal()
    change_asked = Signal()
    rename_asked = Signal()
    elsewhere_asked = Signal()
    removed = Signal()
    copy_asked = Signal()
    taken_back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.shown_key = Text(semibold=True, wraps=False)
        self.shown_key.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.place = Text(tone="muted", size=tokens.SMALL_TYPE)
        self.check = Button(self.tr("Check again"), "link")
        self.replace = Button(self.tr("Replace"), "link")
        self.more = MenuButton(theme, self.tr("More"))
        self.copy = self._choice(self.tr("Copy for 30 seconds"))
        self.change = self._choice(self.tr("Change step by step…"))
        self.rename = self._choice(self.tr("Rename…"))
        self.elsewhere = self._choice(self.tr("Keep elsewhere…"))
        self.remove = self._choice(self.tr("Remove…"))
        self.lent = Text(tone="attention", size=tokens.SMALL_TYPE)
        self.clear = Button(self.tr("Clear now"), "link")
        self._actions = QWidget()
        self._unfinished = QWidget()
        self.unfinished = Text(tone="attention", size=tokens.SMALL_TYPE)
        self.go_on = Button(self.tr("Go on"), "link")
        self._loan = QWidget()
        self._question = QWidget()
        self.question = Text()
        self.confirm = Button(self.tr("Remove the key"))
        self.keep = Button(self.tr("Keep it"))
        self._lay_out(theme)
        self.check.clicked.connect(self.check_asked)
        self.replace.clicked.connect(self.replace_asked)
        self.change.triggered.connect(self.change_asked)
        self.go_on.clicked.connect(self.change_asked)
        self.rename.triggered.connect(self.rename_asked)
        self.copy.triggered.connect(self.copy_asked)
        self.clear.clicked.connect(self.taken_back)
        self.elsewhere.triggered.connect(self.elsewhere_asked)
        self.remove.triggered.connect(self._ask)
        self.keep.clicked.connect(self._answered)
        self.confirm.clicked.connect(self._answered)
        self.confirm.clicked.connect(self.removed)

    def _choice(self, words: str) -> QAction:
        action = QAction(words, self)
        self.more.choices.addAction(action)
        return action

    def _lay_out(self, theme: Theme) -> None:
        whole = Column(self)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        row.addWidget(Mark(theme, "key"), 0, Qt.AlignmentFlag.AlignTop)
        names = Column(spacing=tokens.TINY)
        names.addWidget(self.shown_key)
        names.addWidget(self.place)
        names.addWidget(self._actions)
        row.addLayout(names, 1)
        whole.addLayout(row)
        for further in (self._loan, self._unfinished, self._question):
            names.addWidget(further)
        unfinished = QHBoxLayout(self._unfinished)
        actions = QHBoxLayout(self._actions)
        question = QHBoxLayout(self._question)
        loan = QHBoxLayout(self._loan)
        for layout in (unfinished, actions, question, loan):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(tokens.SMALL)
        for button in (self.check, self.replace, self.more):
            actions.addWidget(button)
        actions.addStretch(1)
        unfinished.addWidget(self.unfinished, 1)
        unfinished.addWidget(self.go_on)
        self._words = self.tr(
            "Remove this key from this computer? Programs that take it from here will stop working."
            " The provider still knows it: revoke it there if it is no longer needed."
        )
        question.addWidget(self.question, 1)
        question.addWidget(self.keep)
        question.addWidget(self.confirm)
        self._question.hide()
        self._unfinished.hide()
        loan.addWidget(self.lent, 1)
        loan.addWidget(self.clear)
        self._loan.hide()

    def show_lent(self, left_s: int) -> None:
        """The key is on the clipboard for so many seconds yet; 0: not any more."""
        words = self.tr(
            "On the clipboard for %n more second(s). Histories are asked to leave it out.",
            "",
            left_s,
        )
        self.lent.setText(words)
        if bool(left_s) == self._loan.isHidden():
            self._loan.setVisible(bool(left_s))
            announce(self, words if left_s else self.tr("The key is off the clipboard."))

    def show_key(self, mask: str, place: str) -> None:
        self.shown_key.setText(mask)
        self.place.setText(place)
        self._answered()
        self.show()

    def show_busy(self, busy: bool) -> None:
        self._actions.setDisabled(busy)
        self.go_on.setDisabled(busy)

    def show_unfinished(self, words: str) -> None:
        """A change of keys waits, and where it stands; "" if none does."""
        self.unfinished.setText(words)
        self._unfinished.setVisible(bool(words))

    def _ask(self) -> None:
        other = self.tr("The other key of the unfinished change goes as well.")
        is_changing = not self._unfinished.isHidden()
        self.question.setText(f"{self._words} {other}" if is_changing else self._words)
        self._question.show()
        self._actions.setDisabled(True)
        self.keep.setFocus()

    def _answered(self) -> None:
        self._question.hide()
        self._actions.setEnabled(True)
