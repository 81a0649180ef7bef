# SPDX-License-Identifier: MIT
"""A part that is shown before it has its place is a window for a moment, and takes the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from keyready.ui.main_window import MainWindow
from screens import SCREENS, window

pytestmark = pytest.mark.walk


class Watch(QObject):
    """The windows that were shown, but for ours and its menus."""

    def __init__(self) -> None:
        super().__init__()
        self.stray: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if is_shown and watched.isWindow() and not isinstance(watched, (MainWindow, QMenu)):
            self.stray.append(repr(watched))
        return False


@pytest.mark.parametrize("name", SCREENS)
def test_nothing_but_the_window_is_a_window(qapp: QApplication, name: str) -> None:
    watch = Watch()
    with window(qapp, "en") as screen:
        qapp.installEventFilter(watch)
        try:
            SCREENS[name](screen)
            screen.rest()
        finally:
            qapp.removeEventFilter(watch)
    assert watch.stray == []
