# SPDX-License-Identifier: MIT
"""The window asks to be left out of captures, with the call of each system.

The systems' libraries are stand-ins that note how they were called.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from keyready.ui.screen_capture import keep_out_of_captures


class Call:
    """A function of a C library: takes its types, notes its arguments, gives `result`."""

    def __init__(self, result: Any) -> None:
        self.result = result
        self.argtypes: Any = None
        self.restype: Any = None
        self.calls: list[tuple[Any, ...]] = []

    def __call__(self, *arguments: Any) -> Any:
        assert len(self.argtypes) == len(arguments)
        self.calls.append(arguments)
        return self.result(*arguments) if callable(self.result) else self.result


class Library:
    def __init__(self, **functions: Call) -> None:
        self.__dict__.update(functions)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize("agreed", [0, 1])
def test_windows_is_asked_for_its_display_affinity(
    agreed: int, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    affinity = Call(agreed)
    libraries = Library(user32=Library(SetWindowDisplayAffinity=affinity))
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "windows")
    monkeypatch.setattr(ctypes, "windll", libraries, raising=False)
    assert keep_out_of_captures(window) is bool(agreed)
    assert affinity.calls == [(int(window.winId()), 0x11)]
    assert affinity.argtypes == (ctypes.c_void_p, ctypes.c_uint32)


def test_macos_is_told_not_to_share_the_window(
    window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = Call(lambda name: name.decode())
    send = Call(lambda receiver, selector, *_: 77 if selector == "window" else None)
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "cocoa")
    monkeypatch.setattr(
        ctypes, "CDLL", lambda path: Library(sel_registerName=names, objc_msgSend=send)
    )
    assert keep_out_of_captures(window)
    assert send.calls == [(int(window.winId()), "window"), (77, "setSharingType:", 0)]


def test_a_view_without_a_window_is_left_alone_on_macos(
    window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = Call(None)
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "cocoa")
    monkeypatch.setattr(
        ctypes, "CDLL", lambda path: Library(sel_registerName=Call(b"selector"), objc_msgSend=send)
    )
    assert not keep_out_of_captures(window)
    assert len(send.calls) == 1


@pytest.mark.parametrize("platform", ["xcb", "wayland", "offscreen"])
def test_linux_has_no_such_call(
    platform: str, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: platform)
    monkeypatch.setattr(ctypes, "CDLL", pytest.fail)
    assert not keep_out_of_captures(window)
