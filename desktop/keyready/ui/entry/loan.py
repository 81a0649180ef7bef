# SPDX-License-Identifier: MIT
"""A key that is on the clipboard for half a minute, and taken back if it is still there."""

from __future__ import annotations

import ctypes
import math
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

from PySide6.QtCore import QMimeData, QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from keyready.core.secret import Secret

LIMIT_S = 30
_CLIPBOARD = QClipboard.Mode.Clipboard  # the primary selection is never ours
_TICK_MS = 250  # a wake from sleep is noticed this soon
_TELL_THE_OWNER = ("xcb", "wayland", "wayland-egl", "windows")  # the other platforms of Qt do not

# What clipboard managers look for. Klipper, GPaste, CopyQ and others know KDE's hint; the rest are
# Windows' own formats, where a DWORD 0 means no.
_MARKS = {
    "linux": {"x-kde-passwordManagerHint": b"secret"},
    "win32": {
        f'application/x-qt-windows-mime;value="{name}"': bytes(4)
        for name in (
            "ExcludeClipboardContentFromMonitorProcessing",
            "CanIncludeInClipboardHistory",
            "CanUploadToCloudClipboard",
        )
    },
}
_MACOS_TYPE = b"org.nspasteboard.ConcealedType"


def marked(secret: Secret, platform: str = sys.platform) -> QMimeData:
    """The key as text, with the marks by which this system's clipboard managers leave it alone."""
    data = QMimeData()
    data.setText(secret.reveal())
    for name, value in _MARKS.get(platform, {}).items():
        data.setData(name, value)
    return data


def conceal_on_macos(objc: Any) -> None:
    """Adds the concealed type to what Qt has just put there; Qt writes only types of its own."""
    objc.objc_getClass.restype = objc.sel_registerName.restype = ctypes.c_void_p
    objc.objc_getClass.argtypes = objc.sel_registerName.argtypes = (ctypes.c_char_p,)
    send = objc.objc_msgSend

    def call(target: Any, name: bytes, *arguments: Any) -> Any:
        kinds = [
            ctypes.c_char_p if isinstance(one, bytes) else ctypes.c_void_p for one in arguments
        ]
        send.restype, send.argtypes = ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_void_p, *kinds)
        return send(target, objc.sel_registerName(name), *arguments)

    text, pasteboard = objc.objc_getClass(b"NSString"), objc.objc_getClass(b"NSPasteboard")
    board = call(pasteboard, b"generalPasteboard")
    kind = call(text, b"stringWithUTF8String:", _MACOS_TYPE)
    kinds = call(objc.objc_getClass(b"NSArray"), b"arrayWithObject:", kind)
    call(board, b"addTypes:owner:", kinds, None)
    call(board, b"setString:forType:", call(text, b"stringWithUTF8String:", b""), kind)


def clock() -> float:
    """Seconds that never go back, and that go on while the computer sleeps.

    Linux has a clock for that; macOS' monotonic one does so, though Python's own reads another
    there; that of Windows counts sleep.
    """
    if sys.platform == "win32":
        return time.monotonic()
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Loan(QObject):
    """One at a time. Of the key only a salted hash stays here; the clipboard has it itself."""

    changed = Signal(str, int)  # whose key, and whole seconds that are left; 0: it is over

    def __init__(self, parent: QObject | None = None, now: Callable[[], float] = clock) -> None:
        super().__init__(parent)
        self._now = now
        self.entry = ""
        self._until = 0.0
        self._salt = self._print = b""
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._said = 0
        self._termination: _Termination | None = None

    @property
    def left_s(self) -> int:
        """Whole seconds, 0 where nothing is lent."""
        return max(0, math.ceil(self._until - self._now())) if self.entry else 0

    def begin(self, entry: str, secret: Secret) -> None:
        """Puts the key on the clipboard. An earlier loan is over by that."""
        self._forget()
        clipboard, data = QGuiApplication.clipboard(), marked(secret)
        self._salt = os.urandom(16)
        self._print = self._fingerprint(data.text())
        clipboard.setMimeData(data, _CLIPBOARD)
        if QGuiApplication.platformName() == "cocoa":
            conceal_on_macos(ctypes.CDLL("/usr/lib/libobjc.A.dylib"))
        self.entry, self._until = entry, self._now() + LIMIT_S
        self._termination = _Termination(self.end)
        clipboard.dataChanged.connect(self._compare)
        self._timer.start()
        self._look()

    def end(self) -> None:
        """Takes the key back, if the clipboard is still ours and has it."""
        if self.entry and self._is_ours() and self._is_there():
            QGuiApplication.clipboard().clear(_CLIPBOARD)
        self._forget()

    def _look(self) -> None:
        if not self.entry:
            return
        if not self._is_ours():
            self._forget()
        elif self._now() >= self._until:
            self.end()
        elif self.left_s != self._said:
            self._said = self.left_s
            self.changed.emit(self.entry, self._said)

    def _compare(self) -> None:
        """Somebody has put something on the clipboard, maybe in another part of this window."""
        if self.entry and not (self._is_ours() and self._is_there()):
            self._forget()

    def _is_ours(self) -> bool:
        if QGuiApplication.platformName() not in _TELL_THE_OWNER:
            return True
        return QGuiApplication.clipboard().ownsClipboard()

    def _is_there(self) -> bool:
        """Where the clipboard is ours, this asks no other program."""
        text = QGuiApplication.clipboard().text(_CLIPBOARD)
        import hmac

        return hmac.compare_digest(self._fingerprint(text), self._print)

    def _fingerprint(self, text: str) -> bytes:
        import hashlib

        return hashlib.sha256(self._salt + text.encode("utf-8", "surrogatepass")).digest()

    def _forget(self) -> None:
        entry, self.entry = self.entry, ""
        self._timer.stop()
        self._salt = self._print = b""
        self._said = 0
        if self._termination is not None:
            self._termination.close()
            self._termination = None
        if entry:
            QGuiApplication.clipboard().dataChanged.disconnect(self._compare)
            self.changed.emit(entry, 0)


class _Termination(QObject):
    """While it is open, SIGTERM first calls `before`, then does what it does without us.

    Python's own handler waits for the next line of Python, which may be long in coming; the byte
    that the signal writes wakes Qt's loop up.
    """

    def __init__(self, before: Callable[[], None]) -> None:
        super().__init__()
        self._before = before
        self._ends = socket.socketpair()
        for end in self._ends:
            end.setblocking(False)
        self._former_wake = signal.set_wakeup_fd(self._ends[0].fileno(), warn_on_full_buffer=False)
        self._former = signal.signal(signal.SIGTERM, self._noted)
        self._notifier = QSocketNotifier(self._ends[1].fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._was_told = False

    def _noted(self, number: int, frame: FrameType | None) -> None:
        self._was_told = True

    def _woken(self) -> None:
        with suppress(OSError):
            self._ends[1].recv(64)
        if self._was_told:
            self._before()  # which closes this
            signal.raise_signal(signal.SIGTERM)

    def close(self) -> None:
        self._notifier.setEnabled(False)
        signal.signal(signal.SIGTERM, self._former)
        signal.set_wakeup_fd(self._former_wake)
        for end in self._ends:
            end.close()
        self.deleteLater()
