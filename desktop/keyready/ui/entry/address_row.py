# SPDX-License-Identifier: MIT
"""Where a key is sent: shown at all times, changed where the person wants another address."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from keyready.ui.look import tokens
from keyready.ui.look.announcement import announce
from keyready.ui.look.bricks import Button, Column, Text


class AddressRow(QWidget):
    """Emits the address that was typed; an empty one stands for the provider's own."""

    given = Signal(str)

    def __init__(self, example: str) -> None:
        super().__init__()
        self.shown = Text(tone="muted", size=tokens.SMALL_TYPE)
        self.change = Button(self.tr("Change address"), "link")
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(example)
        self.edit.setAccessibleName(self.tr("Address"))
        self.edit.setMinimumHeight(tokens.CONTROL_HEIGHT)
        self.use = Button(self.tr("Use this address"))
        self.notice = Text(tone="attention", size=tokens.SMALL_TYPE)
        self.confirm = Button(self.tr("Use this address"))
        self.cancel = Button(self.tr("Cancel"), "link")
        self._sent = ""  # what is to be confirmed
        self._rest = QWidget()
        self._entry = QWidget()
        self._question = QWidget()
        whole = Column(self, tokens.TINY)
        for widget in (self._rest, self._entry, self.notice, self._question):
            whole.addWidget(widget)
        for holder, widgets in (
            (self._rest, (self.shown, self.change)),
            (self._entry, (self.edit, self.use)),
        ):
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(tokens.SMALL)
            row.addWidget(widgets[0], 1)
            row.addWidget(widgets[1])
        answers = QHBoxLayout(self._question)
        answers.setContentsMargins(0, 0, 0, 0)
        answers.setSpacing(tokens.SMALL)
        answers.addWidget(self.confirm)
        answers.addWidget(self.cancel)
        answers.addStretch(1)
        self.change.clicked.connect(self.show_asking)
        self.confirm.clicked.connect(lambda: self.given.emit(self._sent))
        self.cancel.clicked.connect(self.show_asking)
        self.use.clicked.connect(self._give)
        self.edit.returnPressed.connect(self._give)

    @property
    def is_asking(self) -> bool:
        return self._rest.isHidden()

    def show_address(self, url: str) -> None:
        self.shown.setText(self.tr("Checks go to %1").replace("%1", url))
        self._show(asking=False)

    def show_asking(self) -> None:
        self._show(asking=True)
        self.edit.setFocus()

    def show_refused(self, words: str) -> None:
        self._show(asking=True)
        self.notice.setText(words)
        self.notice.show()

    def show_look_alike(self, spelled: str, sent: str) -> None:
        """The host holds letters that can look like others: both forms, to be confirmed."""
        words = self.tr(
            "“%1” has letters that can look like others. Checks would go to %2. "
            "Is that the address you mean?"
        )
        self._sent = sent
        self._show(asking=True)
        self._entry.hide()
        self.notice.setText(words.replace("%1", spelled).replace("%2", sent))
        self.notice.show()
        self._question.show()
        self.cancel.setFocus()
        announce(self.notice, self.notice.text())

    def _show(self, asking: bool) -> None:
        self._question.hide()
        self._rest.setVisible(not asking)
        self._entry.setVisible(asking)
        self.notice.hide()

    def _give(self) -> None:
        self.given.emit(self.edit.text().strip())
