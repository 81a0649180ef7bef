# SPDX-License-Identifier: MIT
"""The card of a stored key: its mask, its place, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QWidget

from keyready.ui import tokens
from keyready.ui.bricks import Button, Card, Column, MenuButton, Text
from keyready.ui.icons import Mark
from keyready.ui.theme import Theme


class KeptKey(Card):
    """What is done often has a button; the rest is in the menu `more`."""

    check_asked = Signal()
    replace_asked = Signal()
    elsewhere_asked = Signal()
    removed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.shown_key = Text(semibold=True, wraps=False)
        self.shown_key.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.place = Text(tone="muted", size=tokens.SMALL_TYPE)
        self.check = Button(self.tr("Check again"), "link")
        self.replace = Button(self.tr("Replace"), "link")
        self.more = MenuButton(theme, self.tr("More"))
        self.elsewhere = self._choice(self.tr("Keep elsewhere…"))
        self.remove = self._choice(self.tr("Remove…"))
        self._actions = QWidget()
        self._question = QWidget()
        self.confirm = Button(self.tr("Remove the key"))
        self.keep = Button(self.tr("Keep it"))
        self._lay_out(theme)
        self.check.clicked.connect(self.check_asked)
        self.replace.clicked.connect(self.replace_asked)
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
        whole.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.MEDIUM, tokens.MEDIUM)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        row.addWidget(Mark(theme, "key"))
        names = Column(spacing=tokens.TINY)
        names.addWidget(self.shown_key)
        names.addWidget(self.place)
        names.addWidget(self._actions)
        row.addLayout(names, 1)
        whole.addLayout(row)
        whole.addWidget(self._question)
        actions = QHBoxLayout(self._actions)
        question = QHBoxLayout(self._question)
        for layout in (actions, question):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(tokens.SMALL)
        for button in (self.check, self.replace, self.more):
            actions.addWidget(button)
        actions.addStretch(1)
        words = self.tr(
            "Remove this key from this computer? Programs that take it from here will stop working."
            " The provider still knows it: revoke it there if it is no longer needed."
        )
        question.addWidget(Text(words), 1)
        question.addWidget(self.keep)
        question.addWidget(self.confirm)
        self._question.hide()

    def show_key(self, mask: str, place: str) -> None:
        self.shown_key.setText(mask)
        self.place.setText(place)
        self._answered()
        self.show()

    def show_busy(self, busy: bool) -> None:
        self._actions.setDisabled(busy)

    def _ask(self) -> None:
        self._question.show()
        self._actions.setDisabled(True)
        self.keep.setFocus()

    def _answered(self) -> None:
        self._question.hide()
        self._actions.setEnabled(True)
