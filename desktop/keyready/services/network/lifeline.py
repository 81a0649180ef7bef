# SPDX-License-Identifier: MIT
"""Work with sockets that is over in time, whatever the other side does."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


class DeadlineReached(Exception):
    """The work was not done in its time."""


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

    @property
    def is_cut(self) -> bool:
        return self._is_cut

    def cut(self) -> None:
        """Ends all connections. May be called from any thread, more than once."""
        with self._lock:
            self._is_cut = True
            held, self._held = self._held, []
        for connection in held:
            with contextlib.suppress(OSError):  # already closed by the other side
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()


def within(seconds: float, work: Callable[[Lifeline], Result]) -> Result:
    """What `work` gives, run on a daemon thread; the sockets that it let hold end with it.

    Raises `DeadlineReached` after `seconds`: in name resolution too, which nothing can
    interrupt. Any other exception is a bug of `work`, raised here.
    """
    from concurrent.futures import Future
    from concurrent.futures import TimeoutError as Late

    lifeline = Lifeline()
    outcome: Future[Result] = Future()

    def run() -> None:
        try:
            outcome.set_result(work(lifeline))
        except BaseException as error:  # noqa: BLE001  # raised where it is waited for
            outcome.set_exception(error)

    threading.Thread(target=run, daemon=True, name="request").start()
    try:
        return outcome.result(timeout=seconds)
    except Late:
        raise DeadlineReached from None
    finally:
        lifeline.cut()
