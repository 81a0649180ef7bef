# SPDX-License-Identifier: MIT
"""Signals that were sent to us and are meant for the program that we started."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Protocol

from keyready.services.programs.foreground import is_in_front

_HANDED_ON = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2")

Child = subprocess.Popen[bytes]


class Resizable(Protocol):
    def resize(self) -> None: ...


@contextmanager
def handing_on(terminal: Resizable | None = None) -> Iterator[Callable[..., Child]]:
    """Gives what starts the program (it takes what `Popen` takes). A signal that comes before
    it runs reaches it then.

    Ctrl+C reaches it by itself where both are in the foreground of one terminal; at a `terminal`
    of its own it is in another session. On Windows there is nothing to hand on.
    """
    children: list[Child] = []
    early: list[int] = []

    def hand_on(number: int, frame: FrameType | None) -> None:
        for child in children:
            if child.returncode is None:
                child.send_signal(number)
        if not children:
            early.append(number)

    def begin(*arguments: Any, **more: Any) -> Child:
        child = subprocess.Popen(*arguments, **more)
        children.append(child)
        while early:
            child.send_signal(early.pop())
        return child

    def interrupt(number: int, frame: FrameType | None) -> None:
        if terminal is not None or not _is_typed_to_all():
            hand_on(number, frame)

    former = _answered(_wanted(hand_on, interrupt, terminal))
    try:
        yield begin
    finally:
        for number, act in former.items():
            signal.signal(number, act)


Act = Callable[[int, "FrameType | None"], None]


def _wanted(hand_on: Act, interrupt: Act, terminal: Resizable | None) -> dict[str, Act]:
    wanted = {**dict.fromkeys(_HANDED_ON, hand_on), "SIGINT": interrupt}
    if terminal is not None:
        wanted["SIGWINCH"] = lambda number, frame: terminal.resize()
    return wanted


def _is_typed_to_all() -> bool:
    """Does a Ctrl+C, where we are, come to the program as well?"""
    return sys.platform == "win32" or is_in_front()


def _answered(wanted: dict[str, Act]) -> dict[int, Any]:
    """The acts before. What was ignored when we started stays so, as for `nohup`."""
    numbers = {getattr(signal, name): act for name, act in wanted.items() if hasattr(signal, name)}
    heard = {n: act for n, act in numbers.items() if signal.getsignal(n) is not signal.SIG_IGN}
    return {number: signal.signal(number, act) for number, act in heard.items()}
