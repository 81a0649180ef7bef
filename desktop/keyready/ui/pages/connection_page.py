# SPDX-License-Identifier: MIT
"""The look at the connection: rung by rung, before any key exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from keyready.ui.cards.verdict_card import CardWords, VerdictCard
from keyready.ui.look import tokens
from keyready.ui.look.bricks import Button, Choice, Column, Text
from keyready.ui.look.icons import Mark
from keyready.ui.look.rows import Rows
from keyready.ui.look.sheet import Page, Sheet, title
from keyready.ui.look.theme import Theme


class RungRow(NamedTuple):
    """One rung as it is shown: its mark, title, and one sentence."""

    mark: str
    title: str
    sentence: str


class ConnectionPage(Page):
    """Emits which provider's connection is to be looked at; shows what was found."""

    asked = Signal(str)
    stop_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.choice = Choice()
        self.choice.setAccessibleName(self.tr("Provider"))
        self.look = Button(self.tr("Check the connection"), "primary")
        self.card = VerdictCard(theme)
        self._rungs = Rows()
        self._lay_out()
        self.look.clicked.connect(self._ask)
        self.card.action_asked.connect(self._ask)
        self.card.stop_asked.connect(self.stop_asked)

    @property
    def first(self) -> QWidget:
        return self.choice

    def _lay_out(self) -> None:
        sheet = Sheet()
        Column(self, 0).addWidget(sheet)
        words = self.tr("How far the way to a provider goes. No key is needed, and none is sent.")
        sheet.column.addLayout(title(self.tr("Connection"), words))
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.choice)
        row.addWidget(self.look)
        row.addStretch(1)
        sheet.column.addLayout(row)
        sheet.column.addWidget(self.card)
        sheet.column.addWidget(self._rungs)
        sheet.column.addStretch(1)

    def show_choices(self, names: Mapping[str, str], chosen: str) -> None:
        """The entries by id, as they are now."""
        self.choice.clear()
        for entry_id, name in names.items():
            self.choice.addItem(name, entry_id)
        self.show_choice(chosen)

    def show_choice(self, entry_id: str) -> None:
        self.choice.setCurrentIndex(max(self.choice.findData(entry_id), 0))

    def show_waiting(self, words: str) -> None:
        self.look.setDisabled(True)
        self.card.show_waiting(words)

    def show_rest(self) -> None:
        self.look.setEnabled(True)
        self.card.hide()

    def show_rungs(self, rows: Iterable[RungRow]) -> None:
        """What is looked at, or what was found there."""
        made = [self._row(row) for row in rows]
        self._rungs.show_rows(made)
        self._rungs.setVisible(bool(made))

    def show_found(self, words: CardWords, rows: Iterable[RungRow]) -> None:
        self.look.setEnabled(True)
        self.card.show_words(words)
        self.show_rungs(rows)

    def _row(self, row: RungRow) -> QWidget:
        widget = QWidget()
        widget.setAccessibleName(f"{row.title}: {row.sentence}")
        inside = QHBoxLayout(widget)
        inside.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        inside.setSpacing(tokens.MEDIUM)
        inside.addWidget(Mark(self._theme, row.mark), 0, Qt.AlignmentFlag.AlignTop)
        said = Column(spacing=tokens.TINY)
        said.addWidget(Text(row.title, semibold=True))
        said.addWidget(Text(row.sentence, "muted"))
        inside.addLayout(said, 1)
        return widget

    def _ask(self) -> None:
        self.asked.emit(self.choice.currentData())
