# SPDX-License-Identifier: MIT
"""A terminal for another program, between it and the real one."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    raise ImportError("Windows has no such terminals")

import fcntl
import os
import termios
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from keyready import process_env


class PseudoTerminal:
    """`ours` is the side of a terminal window, `theirs` that of the program; `real` is the
    file descriptor of the terminal that the person sees."""

    def __init__(self) -> None:
        self.ours, self.theirs = os.openpty()
        self.real = next(file for file in (1, 2) if os.isatty(file))
        modes = termios.tcgetattr(self.real)
        if not os.isatty(0):  # then the real one is not made raw, and ends lines by itself
            modes[1] &= ~termios.OPOST
        termios.tcsetattr(self.theirs, termios.TCSANOW, modes)
        self.resize()

    def resize(self) -> None:
        with suppress(OSError):
            size = fcntl.ioctl(self.real, termios.TIOCGWINSZ, bytes(8))
            fcntl.ioctl(self.ours, termios.TIOCSWINSZ, size)

    def become_theirs(self) -> None:
        """In the new process: from now on this is its terminal."""
        fcntl.ioctl(self.theirs, termios.TIOCSCTTY, 0)
        process_env.restore_for_a_program()

    @contextmanager
    def typed_into(self) -> Iterator[None]:
        """What is typed goes there, every key as it is: what it means is decided there."""
        if not os.isatty(0):
            yield
            return
        former = termios.tcgetattr(0)
        tty.setraw(0)
        threading.Thread(target=self._carry_keys, daemon=True).start()
        try:
            yield
        finally:
            termios.tcsetattr(0, termios.TCSADRAIN, former)

    def _carry_keys(self) -> None:
        with suppress(OSError):
            while typed := os.read(0, 4096):
                while typed:
                    typed = typed[os.write(self.ours, typed) :]
