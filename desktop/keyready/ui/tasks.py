# SPDX-License-Identifier: MIT
"""Work off the GUI thread: the keyring, the network and the disk are called nowhere else."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Callable
from typing import Any, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from keyready.process_env import report_fault

_inside_qt = threading.Lock()
_is_over = threading.Event()


def end_of_tasks() -> None:
    """From now on no result comes back: the last call before the interpreter ends.

    Its end stops a daemon thread wherever it is, and inside Qt that aborts the whole process
    (seen in 3 of 80 ends while the keyring was read). So no thread is there any more.
    """
    with _inside_qt:
        _is_over.set()


class _Waiting(NamedTuple):
    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[], None]


class Tasks(QObject):
    """Runs plain functions on daemon threads and brings each result back to the GUI thread.

    The callbacks stay in a table that only the GUI thread touches. A worker thread gets
    the work, its ticket and a bound signal, nothing else: a closure that carried callbacks
    to a worker destroyed widgets on the wrong thread. Daemon threads, because QThreadPool,
    executors and plain threads hold the exit while a keyring waits for its prompt.
    """

    delivered = Signal()  # after a task, whoever was told
    _finished = Signal(int, object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[int, _Waiting] = {}
        self._newest = 0
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[], None],
    ) -> int:
        """Start `work` and return its ticket.

        `done(result)` or `failed()` is called on the GUI thread, unless the ticket was
        forgotten or `owner` is gone. `failed` means a bug: expected failures are results.
        Raises TypeError when `work` carries a QObject.
        """
        _refuse_qobjects(work)
        self._newest += 1
        ticket = self._newest
        self._waiting[ticket] = _Waiting(owner, done, failed)
        threading.Thread(
            target=_work, args=(work, ticket, self._finished), name=f"task-{ticket}", daemon=True
        ).start()
        return ticket

    def forget(self, ticket: int | None) -> None:
        """Do not tell about this one any more. The work itself ends by its own deadline."""
        if ticket is not None:
            self._waiting.pop(ticket, None)

    @property
    def is_idle(self) -> bool:
        return not self._waiting

    def work_for(self, page: QObject) -> bool:
        """Is something under way whose owner is `page` or inside it?"""
        owners = (waiting.owner for waiting in self._waiting.values())
        return any(shiboken6.isValid(owner) and _is_inside(owner, page) for owner in owners)

    def _deliver(self, ticket: int, result: object, good: bool) -> None:
        waiting = self._waiting.pop(ticket, None)
        if waiting is not None and shiboken6.isValid(waiting.owner):
            if good:
                waiting.done(result)
            else:
                waiting.failed()
        self.delivered.emit()


def _work(work: Callable[[], Any], ticket: int, finished: Any) -> None:
    result: object = None
    good = False
    try:
        result, good = work(), True
    except Exception as error:  # noqa: BLE001 - the one place where a worker's bug is caught
        # Never the text: requests and codecs put keys into it.
        report_fault(type(error), error.__traceback__)
    with _inside_qt, contextlib.suppress(RuntimeError):  # when its window was closed
        if not _is_over.is_set():
            finished.emit(ticket, result, good)


def _is_inside(inner: QObject | None, outer: QObject) -> bool:
    while inner is not None and inner is not outer:
        inner = inner.parent()
    return inner is outer


def _refuse_qobjects(work: Callable[[], Any]) -> None:
    carried: list[object] = [getattr(work, "__self__", None)]
    carried += [cell.cell_contents for cell in getattr(work, "__closure__", None) or ()]
    if isinstance(work, functools.partial):
        carried += [*work.args, *work.keywords.values(), getattr(work.func, "__self__", None)]
    if any(isinstance(thing, QObject) for thing in carried):
        raise TypeError("work for another thread must not carry a QObject")
