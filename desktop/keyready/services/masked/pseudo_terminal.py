# SPDX-License-Identifier: MIT
"""A terminal for another program, between it and the real one."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    raise ImportError("Windows has no such terminals")

import fcntl
import os
import signal
import termios
import threading
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from keyready.services.programs.foreground import is_behind

_LOOK_S = 0.2  # a shell that brings to its front what runs already tells nobody


class PseudoTerminal:
    """`ours` is the side of a terminal window, `theirs` that of the program; `real` is the
    file descriptor of the terminal that the person sees.

    Of the real one nothing is changed while it listens to others.
    """

    def __init__(self) -> None:
        self.ours, self.theirs = os.openpty()
        self.real = next(file for file in (1, 2) if os.isatty(file))
        self.takes_keys = os.isatty(0)
        self._raw: list[Any] = []
        self._former: list[Any] = []
        self._modes_change = threading.Lock()
        if not is_behind(self.real):  # else they are those of whom it listens to
            modes = termios.tcgetattr(self.real)
            if not self.takes_keys:  # another of us in the pipe may have made the real one raw
                modes[1] |= termios.OPOST
            termios.tcsetattr(self.theirs, termios.TCSANOW, modes)
        self.resize()

    def resize(self) -> None:
        with suppress(OSError):
            size = fcntl.ioctl(self.real, termios.TIOCGWINSZ, bytes(8))
            fcntl.ioctl(self.ours, termios.TIOCSWINSZ, size)

    @contextmanager
    def typed_into(self) -> Iterator[None]:
        self.take()
        try:
            yield
        finally:
            self.give_back()

    def take(self) -> None:
        """What is typed comes here, every key as it is: what it means is decided here."""
        self.resize()
        if not self.takes_keys or is_behind(0):
            return
        with self._modes_change, suppress(termios.error):  # the terminal is gone
            modes = termios.tcgetattr(0)
            if modes != self._raw:
                self._former = modes
                tty.setraw(0, termios.TCSADRAIN)
                self._raw = termios.tcgetattr(0)

    def give_back(self) -> None:
        """The real one is as it was before."""
        with self._modes_change, suppress(termios.error):
            if self._former and not is_behind(0):
                termios.tcsetattr(0, termios.TCSADRAIN, self._former)

    def carry_keys(self) -> None:
        if self.takes_keys:
            threading.Thread(target=self._carry_keys, daemon=True).start()

    def _carry_keys(self) -> None:
        # So that in the background reading is a fault, and does not stop us.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTIN})
        with suppress(OSError):
            while typed := self._typed():
                while typed:
                    typed = typed[os.write(self.ours, typed) :]

    def _typed(self) -> bytes:
        while True:
            try:
                return os.read(0, 4096)
            except OSError:
                time.sleep(_LOOK_S)
                while os.tcgetpgrp(0) != os.getpgrp():  # a fault as well, if the terminal is gone
                    time.sleep(_LOOK_S)
                self.take()
