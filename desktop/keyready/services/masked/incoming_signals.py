# SPDX-License-Identifier: MIT
"""Signals that are sent to us: kept, and taken one after the other by whoever waits for them."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    raise ImportError("Windows has no such signals")

import os
import signal
from collections.abc import Collection
from dataclasses import dataclass
from signal import SIG_DFL, SIG_IGN
from typing import Any

from keyready.services.programs.foreground import is_in_front

_HEARD = (
    *(signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM),
    *(signal.SIGUSR1, signal.SIGUSR2, signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT),
)
# Not its end: that comes first to the leader of its session alone.
_TERMINALS = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGWINCH)
_SI_KERNEL = 0x80


@dataclass(frozen=True)
class Incoming:
    """`is_terminals`: the terminal sent it, to all that are in its foreground."""

    number: int
    is_terminals: bool


class IncomingSignals:
    """Within it they are kept for `next`, also those that come before anybody waits, and also in
    threads and processes that are started there. What was ignored before stays so, as for `nohup`.
    """

    def __enter__(self) -> IncomingSignals:
        heard = {number for number in _HEARD if signal.getsignal(number) is not SIG_IGN}
        self._numbers = heard | {signal.SIGCHLD}
        # Python's own act for Ctrl+C would come in between. And where a signal is ignored unless
        # somebody wants it, macOS keeps it only for a process that says so.
        acts: dict[int, Any] = {
            signal.SIGINT: SIG_DFL,
            signal.SIGWINCH: _wanted,
            signal.SIGCHLD: _wanted,
        }
        self._mask = signal.pthread_sigmask(signal.SIG_BLOCK, self._numbers)
        self._former: dict[int, Any] = {
            number: signal.signal(number, act)
            for number, act in acts.items()
            if number in self._numbers
        }
        return self

    def __exit__(self, *exception: object) -> None:
        self._give_back(self._former)

    def next(self) -> Incoming:
        return received(self._numbers)

    def leave_to_program(self) -> None:
        """In a new process, before it becomes another program: what it inherits is as it was."""
        ours = self._former.items()
        self._give_back({number: act if act is SIG_IGN else SIG_DFL for number, act in ours})

    def _give_back(self, acts: dict[int, Any]) -> None:
        for number, act in acts.items():
            signal.signal(number, act)
        signal.pthread_sigmask(signal.SIG_SETMASK, self._mask)

    def stop(self, whole_job: bool) -> None:
        """Stops us as Ctrl+Z would, until we are continued.

        Where no shell could do that, the system lets us go on at once.
        """
        os.kill(0 if whole_job else os.getpid(), signal.SIGTSTP)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTSTP})  # here we stand still
        signal.pthread_sigmask(signal.SIG_BLOCK, self._numbers)


def received(numbers: Collection[int]) -> Incoming:
    """Waits for the next of these. Only Linux tells who sent it; elsewhere, what a terminal can
    send counts as sent by ours while that listens to us.
    """
    if sys.platform == "linux":
        told = signal.sigwaitinfo(numbers)
        number, may_be_terminals = told.si_signo, told.si_code == _SI_KERNEL
    else:
        number = signal.sigwait(numbers)
        may_be_terminals = is_in_front()
    return Incoming(number, may_be_terminals and number in _TERMINALS)


def _wanted(number: int, frame: object) -> None:
    """Never called: who waits for a signal has it kept from its handler."""
