# SPDX-License-Identifier: MIT
"""The door where sockets have a path: Linux and macOS. Without Qt's network library."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Signal

assert sys.platform != "win32"  # noqa: S101  # for the types

_GUESTS = 50  # as many may wait to be let in
_LONGEST = 103  # bytes that a socket's path may have; Linux takes a few more


class SocketDoor(QObject):
    """Open to this user only. Whoever has the `WindowLock` may take over what is left there.

    Where no socket can be made there is no door, and a window all the same.
    """

    knocked = Signal()

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = Path(address)
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.setblocking(False)
        self._bell = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._bell.activated.connect(self._let_in)
        try:
            self._listen()
        except OSError:
            self.close()

    def _listen(self) -> None:
        self._path.unlink(missing_ok=True)
        with _short(self._path) as name:
            self._socket.bind(name)
        self._path.chmod(0o600)  # nobody can come before we listen
        self._socket.listen(_GUESTS)

    def close(self) -> None:
        self._bell.setEnabled(False)
        if self._socket.fileno() >= 0:
            self._socket.close()
            with suppress(OSError):
                self._path.unlink()

    def _let_in(self) -> None:
        with suppress(OSError):  # until nobody waits any more
            while True:
                guest, _ = self._socket.accept()
                guest.close()
                self.knocked.emit()


def knock(address: str, wait_ms: int) -> bool:
    """True when a window heard it. Nothing is said: that somebody knocks is all."""
    with suppress(OSError), socket.socket(socket.AF_UNIX) as guest:
        guest.settimeout(wait_ms / 1000)
        with _short(Path(address)) as name:
            guest.connect(name)
        return True
    return False


@contextmanager
def _short(path: Path) -> Iterator[str]:
    """A name for `path` that is not too long for a socket, as far as the system has one."""
    if len(os.fsencode(path)) <= _LONGEST or sys.platform != "linux":
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
