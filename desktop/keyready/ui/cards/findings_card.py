# SPDX-License-Identifier: MIT
"""What is odd about a paste, below its field: a line for each thing, with what a click does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from keyready.core.phrasing import FindingPhrase
from keyready.ui.look import tokens
from keyready.ui.look.announcement import announce
from keyready.ui.look.bricks import Button, Card, Column, Text
from keyready.ui.look.icons import Mark
from keyready.ui.look.theme import Theme


class FindingsCard(Card):
    """Hidden while there is nothing to say. It is told nothing of the paste but these words."""

    remedy_asked = Signal(int)  # which of the findings
    shown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("attention")
        self._rows = QWidget()
        self._column = Column(spacing=0)
        self._column.addWidget(self._rows)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.MEDIUM, tokens.MEDIUM)
        whole.setSpacing(tokens.MEDIUM)
        whole.addWidget(Mark(theme, "attention"), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(self._column, 1)
        self.hide()

    @property
    def remedies(self) -> list[Button]:
        """The buttons that are offered now, in the order of the findings."""
        return self._rows.findChildren(Button)

    def words(self) -> str:
        return " ".join(text.text() for text in self._rows.findChildren(Text))

    def show_findings(self, findings: Iterable[FindingPhrase]) -> None:
        rows = QWidget()
        column = Column(rows, tokens.MEDIUM)
        for index, said in enumerate(findings):
            column.addLayout(self._row(index, said))
        self._column.replaceWidget(self._rows, rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = rows
        self.setAccessibleName(self.words())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.setVisible(column.count() > 0)
        announce(self, self.words())
        if column.count():
            self.shown.emit()

    def _pressed(self, index: int, _: bool = False) -> None:
        self.remedy_asked.emit(index)

    def _row(self, index: int, said: FindingPhrase) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        texts = Column(spacing=tokens.TINY)
        texts.addWidget(Text(said.headline, tone="attention", semibold=True))
        texts.addWidget(Text(said.advice, size=tokens.SMALL_TYPE))
        row.addLayout(texts, 1)
        if said.remedy:
            button = Button(said.remedy)
            button.clicked.connect(partial(self._pressed, index))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row
