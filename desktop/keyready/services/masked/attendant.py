# SPDX-License-Identifier: MIT
"""Whoever waits for a process that it started, and hands on to it the signals sent to itself."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    raise ImportError("Windows has no such signals")

import os
import signal
from abc import ABC, abstractmethod
from contextlib import suppress

from keyready.services.masked.incoming_signals import Incoming, IncomingSignals


class Attendant(ABC):
    """The process was started within `signals`, so nothing is missed."""

    def __init__(self, process: int, signals: IncomingSignals) -> None:
        self.process = process
        self.signals = signals

    def wait(self) -> int:
        """Its exit code, or minus the number of the signal that ended it."""
        while True:
            incoming = self.signals.next()
            if incoming.number != signal.SIGCHLD:
                with suppress(OSError):  # it is another user's, as with sudo
                    self.hand_on(incoming)
                continue
            found, status = os.waitpid(self.process, os.WNOHANG | os.WUNTRACED)
            if found and os.WIFSTOPPED(status):
                self.stopped()
            elif found:
                return os.waitstatus_to_exitcode(status)

    def hand_on(self, incoming: Incoming) -> None:
        os.kill(self.process, incoming.number)

    @abstractmethod
    def stopped(self) -> None:
        """The process stands still until somebody continues it."""
