# SPDX-License-Identifier: MIT
"""The sockets of one exchange, so that its deadline can end it from outside."""

from __future__ import annotations

import contextlib
import socket
import threading


class Lifeline:
    """Holds a duplicate of every socket; `cut` shuts the connections down, whatever they wait for.

    A duplicate, because TLS takes the first socket object over before its handshake: what is
    shut down through one descriptor is shut for all of them.
    """

    def __init__(self) -> None:
        self._held: list[socket.socket] = []
        self._is_cut = False
        self._lock = threading.Lock()

    def hold(self, connection: socket.socket) -> socket.socket:
        """Keeps hold of `connection` and gives it back; after `cut` it is shut at once."""
        with self._lock:
            self._held.append(connection.dup())
            is_late = self._is_cut
        if is_late:
            self.cut()
        return connection

    def cut(self) -> None:
        """Ends all connections. May be called from any thread, more than once."""
        with self._lock:
            self._is_cut = True
            held, self._held = self._held, []
        for connection in held:
            with contextlib.suppress(OSError):  # already closed by the other side
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
