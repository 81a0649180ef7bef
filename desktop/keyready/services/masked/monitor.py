# SPDX-License-Identifier: MIT
"""The process between us and a command at a pseudo-terminal: the leader of that one's session.

A command whose parent is in another session cannot be stopped by Ctrl+Z, because nobody would
continue it. This one stays for that: it stops when the command stops, and ends as it ends.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    raise ImportError("Windows has no such terminals")

import fcntl
import os
import signal
import termios
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from keyready.services.masked.attendant import Attendant
from keyready.services.masked.incoming_signals import Incoming, IncomingSignals
from keyready.services.programs.child import die_likewise


def enter(terminal: int, signals: IncomingSignals) -> None:
    """In a new process, which stays here; it is a child of it that returns, in front there."""
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})  # may choose who is in front
    command = os.fork()
    if command:
        _attend(command, terminal, signals)
    os.setpgid(0, 0)
    os.tcsetpgrp(terminal, os.getpid())
    signals.leave_to_program()


def _attend(command: int, terminal: int, signals: IncomingSignals) -> NoReturn:
    code = 255
    try:
        _keep_only(terminal)
        code = _Monitor(command, signals).wait()
        _let_go()
        code = code if code >= 0 else die_likewise(-code)
    finally:
        os._exit(code)


class _Monitor(Attendant):
    def hand_on(self, incoming: Incoming) -> None:
        """Ctrl+Z stopped a whole group, and a terminal that is gone concerns a whole group."""
        if incoming.number in (signal.SIGCONT, signal.SIGHUP):
            os.killpg(os.getpgid(self.process), incoming.number)
        else:
            super().hand_on(incoming)

    def stopped(self) -> None:
        os.kill(os.getpid(), signal.SIGSTOP)


def _keep_only(terminal: int) -> None:
    """A pipe that we held open would not end for who reads it before we do."""
    for file in (0, 1, 2):
        os.dup2(terminal, file)
    with suppress(FileNotFoundError):  # a system without that folder: then they end with us
        for number in [int(file.name) for file in Path("/dev/fd").iterdir()]:
            if number > 2:
                with suppress(OSError):  # the one by which the folder was read
                    os.close(number)


def _let_go() -> None:
    """With the leader of a session its terminal would go, and what is not read of it yet; and
    what the command left running there would be sent away."""
    with suppress(OSError):
        os.tcsetpgrp(0, os.getpgrp())
        fcntl.ioctl(0, termios.TIOCNOTTY)
