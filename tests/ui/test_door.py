# SPDX-License-Identifier: MIT
"""A second start knocks, and the window of the first comes forward."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from keyready.ui.door import Door, knock
from keyready.ui.main_window import MainWindow


@pytest.fixture
def address(tmp_path: Path) -> str:
    return str(tmp_path / "socket")


def test_a_knock_is_heard(qtbot: QtBot, address: str) -> None:
    door = Door(address)
    with qtbot.waitSignal(door.knocked):
        assert knock(address, 1000)
    door.close()
    assert not knock(address, 100)


def test_whoever_comes_later_takes_over_what_is_left_there(qtbot: QtBot, address: str) -> None:
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(address)  # nobody listens: as after a kill
    door = Door(address)
    with qtbot.waitSignal(door.knocked):
        assert knock(address, 1000)
    assert Path(address).stat().st_mode & 0o077 == 0
    door.close()


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_minimised_window_comes_forward(qtbot: QtBot, qapp: object) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.showMinimized()
    window.come_forward()
    qtbot.waitUntil(window.isActiveWindow)
    assert not window.windowState() & Qt.WindowState.WindowMinimized
