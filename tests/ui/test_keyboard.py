# SPDX-License-Identifier: MIT
"""Buttons are pressed by Space and by Enter, and reached by Tab."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from keyready.ui.entry.step_panel import StepHeader
from keyready.ui.look.bricks import Button
from keyready.ui.look.theme import Theme
from keyready.ui.sidebar import PlaceButton


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("kind", ["button", "step", "place"])
def test_a_button_is_pressed_by_the_keyboard(
    qtbot: QtBot, qapp: QApplication, kind: str, key: Qt.Key
) -> None:
    theme = Theme(qapp)
    button: QAbstractButton = {
        "button": lambda: Button("Save"),
        "step": lambda: StepHeader(theme, 1, "Account"),
        "place": lambda: PlaceButton(theme, "openai", "OpenAI"),
    }[kind]()
    qtbot.addWidget(button)
    button.show()
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)
