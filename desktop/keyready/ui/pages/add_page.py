# SPDX-License-Identifier: MIT
"""One more key: of another provider, or a second one of a provider that is in use."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from keyready.ui.look.bricks import Button, Choice, Column, Labelled, Text
from keyready.ui.look.sheet import Page, Sheet, title


class AddPage(Page):
    """Emits the provider's id and the name that the key shall have, which may be empty."""

    asked = Signal(str, str)
    compare_asked = Signal()

    def __init__(self, providers: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.choice = Choice()
        for provider_id, name in providers:
            self.choice.addItem(name, provider_id)
        self.name = QLineEdit()
        self.notice = Text(tone="attention")
        self.notice.hide()
        self.add = Button(self.tr("Add this key"), "primary")
        self.compare = Button(self.tr("Compare providers"), "link")
        self._lay_out()
        self.compare.clicked.connect(self.compare_asked)
        self.add.clicked.connect(self._ask)
        self.name.returnPressed.connect(self._ask)

    @property
    def first(self) -> QWidget:
        return self.choice

    def _lay_out(self) -> None:
        sheet = Sheet()
        Column(self, 0).addWidget(sheet)
        words = self.tr("Another provider, or a second key of one that you use already.")
        sheet.column.addLayout(title(self.tr("Add a key"), words))
        for label, field in (
            (self.tr("Provider"), self.choice),
            (self.tr("Name, for a second key (for example: work)"), self.name),
        ):
            sheet.column.addLayout(Labelled(label, field))
        sheet.column.addWidget(self.notice)
        sheet.column.addWidget(self.add)
        sheet.column.addWidget(self.compare)
        sheet.column.addStretch(1)

    def show_empty(self) -> None:
        self.name.clear()
        self.notice.hide()

    def show_refused(self, words: str) -> None:
        self.notice.setText(words)
        self.notice.show()
        self.name.setFocus()

    def _ask(self) -> None:
        self.asked.emit(self.choice.currentData(), self.name.text())
