# SPDX-License-Identifier: MIT
"""Where a key can be kept: each store with what it is good for, and the present one marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from keyready.ui.look import tokens
from keyready.ui.look.bricks import Button, Card, Column, Line, Text, put_in_order
from keyready.ui.look.theme import Theme


@dataclass(frozen=True)
class StoreChoice:
    """One row. `why_not` says why it cannot be chosen now, "" if it can."""

    name: str
    title: str
    note: str
    is_present: bool = False
    why_not: str = ""
    is_open_file: bool = False


class StoresPanel(Card):
    """Hidden until it is asked for. Nothing is chosen unless a button is pressed."""

    chosen = Signal(str)
    lock_asked = Signal()
    shown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._column = Column(self, tokens.MEDIUM)
        margin = tokens.LARGE
        self._column.setContentsMargins(margin, margin, margin, margin)
        heading = Text(self.tr("Where should this key be kept?"), None, tokens.HEADING, True)
        self._column.addWidget(heading)
        self._rows = QWidget()
        self._column.addWidget(self._rows)
        self.close_panel = Button(self.tr("Close"), "link")
        self._column.addWidget(self.close_panel)
        self.close_panel.clicked.connect(self.hide)
        self.hide()

    def show_looking(self) -> None:
        self._show_rows([Text(self.tr("Looking at what this computer offers"), "muted")])

    def show_choices(self, choices: Iterable[StoreChoice]) -> None:
        self._show_rows([self._row(choice) for choice in choices])

    def button(self, name: str) -> Button | None:
        """The one that chooses this store, if it can be chosen."""
        return self._rows.findChild(Button, name)

    def words(self) -> str:
        return "\n".join(text.text() for text in self._rows.findChildren(Text))

    def _show_rows(self, rows: list[QWidget]) -> None:
        holder = QWidget()
        column = Column(holder, tokens.MEDIUM)
        for index, row in enumerate(rows):
            if index:
                column.addWidget(Line())
            column.addWidget(row)
        self._column.replaceWidget(self._rows, holder)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = holder
        put_in_order(self.close_panel, (*holder.findChildren(Button), self.close_panel))
        self.show()
        self.shown.emit()

    def _row(self, choice: StoreChoice) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.MEDIUM)
        texts = Column(spacing=tokens.TINY)
        texts.addWidget(Text(choice.title, semibold=True))
        texts.addWidget(Text(choice.note, "muted", tokens.SMALL_TYPE))
        if choice.why_not:
            texts.addWidget(Text(choice.why_not, "attention", tokens.SMALL_TYPE))
        row.addLayout(texts, 1)
        top = Qt.AlignmentFlag.AlignTop
        if choice.is_open_file:
            lock = Button(self.tr("Lock"), "link")
            lock.setObjectName("lock")
            lock.clicked.connect(self.lock_asked)
            row.addWidget(lock, 0, top)
        if choice.is_present:
            row.addWidget(Text(self.tr("It is here"), "good", wraps=False), 0, top)
        elif not choice.why_not:
            button = Button(self.tr("Keep it here"))
            button.setObjectName(choice.name)
            button.setAccessibleName(f"{button.text()}: {choice.title}")
            button.clicked.connect(partial(self._choose, choice.name))
            row.addWidget(button, 0, top)
        return holder

    def _choose(self, name: str, _: bool = False) -> None:
        self.chosen.emit(name)  # first: the keyboard must have somewhere to go
        self.hide()
