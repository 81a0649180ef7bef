# SPDX-License-Identifier: MIT
"""A second start knocks, and the window of the first comes forward."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from keyready.ui import door_pipe, door_socket
from keyready.ui.door import Door
from keyready.ui.main_window import MainWindow

KINDS = {door_socket: door_socket.SocketDoor, door_pipe: door_pipe.PipeDoor}
SYSTEM = door_pipe if sys.platform == "win32" else door_socket


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__.rpartition(".")[2])
def kind(request: pytest.FixtureRequest) -> ModuleType:
    """That of Windows works elsewhere too."""
    made: ModuleType = request.param
    return made


@pytest.fixture
def address(tmp_path: Path) -> str:
    return str(tmp_path / "socket")


def test_the_system_has_its_own_kind() -> None:
    assert KINDS[SYSTEM] is Door


def test_each_knock_is_heard(qtbot: QtBot, address: str, kind: ModuleType) -> None:
    door = KINDS[kind](address)
    for _ in range(2):
        with qtbot.waitSignal(door.knocked):
            assert kind.knock(address, 1000)
    door.close()
    assert not kind.knock(address, 100)
    assert not Path(address).exists()


def test_whoever_comes_later_takes_over_what_is_left_there(
    qtbot: QtBot, address: str, kind: ModuleType
) -> None:
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(address)  # nobody listens: as after a kill
    assert not kind.knock(address, 100)
    door = KINDS[kind](address)
    with qtbot.waitSignal(door.knocked):
        assert kind.knock(address, 1000)
    assert Path(address).stat().st_mode & 0o077 == 0
    door.close()


def test_those_who_knock_at_once_are_all_let_in(qtbot: QtBot, address: str) -> None:
    door, heard = door_socket.SocketDoor(address), []
    door.knocked.connect(lambda: heard.append(True))
    assert all(door_socket.knock(address, 1000) for _ in range(20))
    qtbot.waitUntil(lambda: len(heard) == 20)
    door.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a long path has no door")
def test_a_path_can_be_longer_than_that_of_a_socket(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 30)
    folder.mkdir()
    address = str(folder / "socket")
    door = door_socket.SocketDoor(address)
    with qtbot.waitSignal(door.knocked):
        assert door_socket.knock(address, 1000)
    assert Path(address).stat().st_mode & 0o077 == 0
    door.close()
    assert list(folder.iterdir()) == []


def test_where_no_socket_can_be_made_nobody_is_heard(qapp: object, tmp_path: Path) -> None:
    address = str(tmp_path / "no folder" / "socket")
    door = door_socket.SocketDoor(address)
    assert not door_socket.knock(address, 100)
    door.close()


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_minimised_window_comes_forward(qtbot: QtBot, qapp: object) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.showMinimized()
    window.come_forward()
    qtbot.waitUntil(window.isActiveWindow)
    assert not window.windowState() & Qt.WindowState.WindowMinimized
