# SPDX-License-Identifier: MIT
"""Below a field that is not empty: clear it, or see the ends of what it holds for a moment."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from keyready.ui.look import tokens
from keyready.ui.look.bricks import Button, Text

ENDS_SHOWN_MS = 3_000


class FieldTools(QWidget):
    """The ends are a text of their own: the field itself never shows more than bullets.

    They go after three seconds, and at once when the keyboard leaves the field and its tools.
    """

    ends_asked = Signal()
    clear_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.look = Button(self.tr("Show the ends"), "link")
        self.clear = Button(self.tr("Clear"), "link")
        self.ends = Text(wraps=False)
        self.ends.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.caps_lock = Text(self.tr("Caps Lock seems to be on."), "attention", tokens.SMALL_TYPE)
        self.caps_lock.hide()
        self._moment = QTimer(self, singleShot=True, interval=ENDS_SHOWN_MS)
        self._moment.timeout.connect(self.hide_ends)
        self.look.clicked.connect(self.ends_asked)
        self.clear.clicked.connect(self.clear_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.MEDIUM)
        for widget in (self.look, self.clear, self.ends, self.caps_lock):
            row.addWidget(widget)
        row.addStretch(1)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_went)

    def show_ends(self, mask: str) -> None:
        """`mask` is a public prefix and the last four characters."""
        self.ends.setText(mask)
        self._moment.start()

    def show_caps_lock(self, on: bool) -> None:
        self.caps_lock.setVisible(on)

    def hide_ends(self) -> None:
        self._moment.stop()
        self.ends.clear()

    def _focus_went(self, _: QWidget | None, to: QWidget | None) -> None:
        around = self.parentWidget()
        if to is None or around is None or not around.isAncestorOf(to):
            self.hide_ends()
