# SPDX-License-Identifier: MIT
"""The console program, run as a person or a script runs it; also at a terminal."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from checkout import ROOT

KEY = "sk-proj-EXAMPLE-0123456789-abcdefghij-WXYZ"
MASK = "sk-proj-…WXYZ"
OTHER = "sk-proj-EXAMPLE-9876543210-abcdefghij-4321"
Done = subprocess.CompletedProcess[str]
SHELLS = {"bash": ["bash", "--norc", "--noprofile", "-i"], "dash": ["dash", "-i"]}

# The console, as the controlling terminal's foreground program.
_AT_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "keyready", *sys.argv[1:]])
"""


def environment(**more: str) -> dict[str, str]:
    source = str(ROOT / "desktop")
    return {**os.environ, "PYTHONPATH": source, "PYTHONIOENCODING": "utf-8", **more}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "keyready", *arguments]


def keyready(*arguments: str, given: str = "", **variables: str) -> Done:
    done = subprocess.run(
        command(*arguments),
        input=given,
        env=environment(**variables),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "Keyready has a fault" not in done.stderr
    return done


@dataclass
class Sitting:
    """A person at a terminal in front of one run of the console. `shown` is all that came."""

    process: subprocess.Popen[bytes]
    screen: int
    shown: bytes = b""
    past: bytes = b""

    def type(self, text: str) -> None:
        os.write(self.screen, text.encode())

    def wait_for(self, text: str, limit_s: float = 20.0) -> None:
        deadline = time.monotonic() + limit_s
        while text.encode() not in self.shown:
            assert time.monotonic() < deadline, self.shown
            self._look(max(0.0, deadline - time.monotonic()))

    def wait_past(self, text: str) -> None:
        """What came before it is `past` then, and no longer `shown`."""
        self.wait_for(text)
        self.past, _, self.shown = self.shown.partition(text.encode())

    def wait_until_raw(self, limit_s: float = 20.0) -> None:
        """The terminal gives every key to a program then, and means nothing by it."""
        deadline = time.monotonic() + limit_s
        while termios.tcgetattr(self.screen)[3] & (termios.ICANON | termios.ISIG):
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def end(self, limit_s: float = 20.0) -> int:
        """Its exit code, once everything it showed was read."""
        deadline = time.monotonic() + limit_s
        while self._look(max(0.0, deadline - time.monotonic())):
            assert time.monotonic() < deadline, self.shown
        return self.process.wait(limit_s)

    def hang_up(self) -> None:
        """The window of the terminal is closed."""
        if self.screen >= 0:
            os.close(self.screen)
            self.screen = -1

    def _look(self, limit_s: float) -> bool:
        if not select.select([self.screen], [], [], limit_s)[0]:
            return True
        try:
            data = os.read(self.screen, 65536)
        except OSError:  # how a terminal ends
            return False
        self.shown += data
        return bool(data)


@contextmanager
def at_terminal(*arguments: str, **variables: str) -> Iterator[Sitting]:
    screen, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", _AT_TERMINAL, *arguments],
        env=environment(**variables),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    sitting = Sitting(process, screen)
    try:
        yield sitting
    finally:
        process.kill()
        process.wait()
        sitting.hang_up()


@contextmanager
def shell(name: str = "bash", **variables: str) -> Iterator[Sitting]:
    """A person at a terminal, whose shell has just shown its prompt.

    It is started by `keyready run openai`, as a command of which that is no part any more.
    """
    bare = ["env", "-u", "OPENAI_API_KEY", *SHELLS[name]]
    with at_terminal("run", "openai", "--", *bare, PS1="> ", **variables) as sitting:
        sitting.wait_past("> ")
        try:
            yield sitting
        finally:
            sitting.hang_up()
            sitting.process.wait(20)
