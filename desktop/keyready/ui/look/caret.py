# SPDX-License-Identifier: MIT
"""The caret blinks where the keyboard goes, and comes to rest: a window left alone wakes nobody."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

BLINKS_MS = 10_000  # as GTK has it
_AS_THE_DESKTOP_HAS_IT, _NOT = -1, 0


class Caret(QObject):
    """Of all fields of `application`. Whether and how fast it blinks is the desktop's affair."""

    def __init__(self, application: QApplication, blinks_ms: int = BLINKS_MS) -> None:
        super().__init__(application)
        self._hints = application.styleHints()
        self._rest = QTimer(self, singleShot=True, interval=blinks_ms)
        self._rest.timeout.connect(lambda: self._hints.setCursorFlashTime(_NOT))
        application.focusChanged.connect(self._begin)

    def _begin(self) -> None:
        self._hints.setCursorFlashTime(_AS_THE_DESKTOP_HAS_IT)
        self._rest.start()
