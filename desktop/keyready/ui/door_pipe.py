# SPDX-License-Identifier: MIT
"""The door where Python has no sockets with a path: Windows. Qt calls its pipes by the same name.

Qt's network library, which this loads, takes 3 MiB (docs/PERFORMANCE.md).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket


class PipeDoor(QObject):
    """Open to this user only. Whoever has the `WindowLock` may take over what is left there."""

    knocked = Signal()

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._let_in)
        self._server.listen(address)

    def close(self) -> None:
        self._server.close()

    def _let_in(self) -> None:
        while guest := self._server.nextPendingConnection():
            guest.disconnected.connect(guest.deleteLater)
            guest.disconnectFromServer()
            self.knocked.emit()


def knock(address: str, wait_ms: int) -> bool:
    """True when a window heard it. Nothing is said: that somebody knocks is all."""
    guest = QLocalSocket()
    guest.connectToServer(address)
    return guest.waitForConnected(wait_ms)
