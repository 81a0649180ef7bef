# SPDX-License-Identifier: MIT
"""The caret of a field that is left alone stays, and moves nothing any more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from keyready.ui.look.caret import Caret


class Clock(QObject):
    """Counts the timer events of a field."""

    ticks = 0

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        self.ticks += event.type() == QEvent.Type.Timer
        return False


@pytest.fixture
def caret(qapp: QApplication) -> Iterator[Caret]:
    made = Caret(qapp, blinks_ms=1200)
    yield made
    made.deleteLater()
    qapp.styleHints().setCursorFlashTime(-1)


def test_it_blinks_comes_to_rest_and_blinks_where_the_keyboard_goes_next(
    qtbot: QtBot, qapp: QApplication, caret: Caret
) -> None:
    window, one, other = QWidget(), QLineEdit(), QLineEdit()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(one)
    column.addWidget(other)
    window.show()
    window.activateWindow()
    one.setFocus()
    usual = qapp.styleHints().cursorFlashTime()
    qtbot.waitUntil(one.hasFocus)
    qtbot.waitUntil(lambda: qapp.styleHints().cursorFlashTime() == 0, timeout=5000)
    clock = Clock()
    for field in (one, other):
        for part in (field, *field.findChildren(QObject)):
            part.installEventFilter(clock)
    qtbot.wait(2 * usual)  # nothing is waited for: nothing happens
    assert clock.ticks == 0
    other.setFocus()
    assert qapp.styleHints().cursorFlashTime() == usual
    qtbot.waitUntil(lambda: clock.ticks > 0, timeout=5000)
