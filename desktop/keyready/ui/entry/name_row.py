# SPDX-License-Identifier: MIT
"""The name under which a key is shown, while it is being changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from keyready.ui.look import tokens
from keyready.ui.look.bricks import Button, Column, Text


class NameRow(QWidget):
    """Hidden until it is asked for. Emits the name that was typed."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setAccessibleName(self.tr("Name of this key"))
        self.edit.setMinimumHeight(tokens.CONTROL_HEIGHT)
        self.use = Button(self.tr("Use this name"))
        self.cancel = Button(self.tr("Cancel"), "link")
        self.notice = Text(tone="attention", size=tokens.SMALL_TYPE)
        self.hint = Text(tone="muted", size=tokens.SMALL_TYPE)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.edit, 1)
        row.addWidget(self.use)
        row.addWidget(self.cancel)
        whole = Column(self, tokens.TINY)
        whole.addLayout(row)
        whole.addWidget(self.notice)
        whole.addWidget(self.hint)
        self.use.clicked.connect(self._give)
        self.edit.returnPressed.connect(self._give)
        self.cancel.clicked.connect(self.hide)
        self.hide()

    @property
    def is_asking(self) -> bool:
        return not self.isHidden()

    def show_asking(self, name: str, entry: str) -> None:
        """`name` is the present one, `entry` the id that programs use."""
        self.edit.setText(name)
        self.edit.selectAll()
        words = self.tr("Only what is shown here changes: programs go on using %1.")
        self.hint.setText(words.replace("%1", entry))
        self.notice.hide()
        self.show()
        self.edit.setFocus()

    def show_refused(self, words: str) -> None:
        self.notice.setText(words)
        self.notice.show()

    def _give(self) -> None:
        self.given.emit(self.edit.text())
