# SPDX-License-Identifier: MIT
"""`keyready run --mask` as a job of a shell: stopped, continued, in the background, left alone."""

from __future__ import annotations

import os
import re
import shlex
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from console import KEY, Sitting, at_terminal, command
from keyready.core.secret import Secret
from keyready.services.key_store import Saved, key_store
from secret_session import SecretSession
from traces import traces

pytestmark = pytest.mark.journey  # real programs, again and again

SHELLS = {"bash": ["bash", "--norc", "--noprofile", "-i"], "dash": ["dash", "-i"]}

# Says what it is told, until it reads "end". The quotes are for the echo of the line.
TALKS = r"""
import os, signal, sys
told = dict.fromkeys(("INT", "QUIT", "TERM", "CONT"), 0)
def count(number, frame):
    name = signal.Signals(number).name[3:]
    told[name] += 1
    print("to" "ld", name, told[name], flush=True)
for name in told:
    signal.signal(getattr(signal, "SIG" + name), count)
print("pro" "cesses", os.getpid(), os.getppid(), "of", os.environ["OPENAI_API_KEY"], flush=True)
while line := os.read(0, 1000).decode().strip():
    print("go" "t", line, told, flush=True)
    if line == "end":
        sys.exit(3)
"""


@pytest.fixture(autouse=True)
def kept(secret_session: SecretSession) -> SecretSession:
    assert isinstance(key_store().save("openai", Secret(KEY)), Saved)
    return secret_session


@pytest.fixture
def talks(tmp_path: Path) -> str:
    file = tmp_path / "talks.py"
    file.write_text(TALKS)
    return masked(sys.executable, str(file))


def masked(*words: str) -> str:
    return shlex.join(command("run", "openai", "--mask", "--", *words))


@contextmanager
def shell(name: str = "bash", **variables: str) -> Iterator[Sitting]:
    """A person at a terminal, whose shell has just shown its prompt."""
    with at_terminal("run", "openai", "--", *SHELLS[name], PS1="> ", **variables) as sitting:
        sitting.wait_past("> ")
        yield sitting


def modes(sitting: Sitting) -> str:
    """Those that the shell gives to what it starts."""
    sitting.type("stty -g\r")
    sitting.wait_past("stty -g")
    sitting.wait_past("\n> ")
    return re.findall(r"(\w+(?::\w+){20,})", sitting.past.decode())[-1]


def processes(sitting: Sitting) -> tuple[int, int, int]:
    """The command, who stands between, and keyready."""
    sitting.wait_past("processes ")
    sitting.wait_past("\n")
    command, parent = map(int, sitting.past.split()[:2])
    named = Path(f"/proc/{parent}/stat").read_text().rpartition(")")[2].split()
    is_keyready = int(named[3]) != parent  # a session's leader is the one between
    return command, parent, parent if is_keyready else int(named[1])


def is_raw(sitting: Sitting) -> bool:
    """The terminal gives every key to a program, and means nothing by it."""
    return not termios.tcgetattr(sitting.screen)[3] & (termios.ICANON | termios.ISIG)


def until(seen: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not seen():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_gone(process: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return True


# Ctrl+Z


@pytest.mark.parametrize("name", SHELLS)
def test_ctrl_z_stops_it_and_fg_goes_on(name: str, talks: str) -> None:
    with shell(name) as sitting:
        before = modes(sitting)
        for _ in range(2):
            sitting.type(f"{talks}\r")
            processes(sitting)
            for _ in range(2):
                sitting.type("\x1a")
                sitting.wait_past("Stopped")
                sitting.wait_past("> ")
                assert modes(sitting) == before
                sitting.type("fg\r")
                until(lambda: is_raw(sitting))
                sitting.type("hello\r")
                sitting.wait_past("got hello")
            sitting.type("end\r")
            sitting.wait_past("got end")
            sitting.wait_past("> ")
            sitting.type("echo code $?\r")
            sitting.wait_past("code 3")
            sitting.wait_past("> ")
            assert modes(sitting) == before


@pytest.mark.parametrize("name", SHELLS)
def test_in_the_background_it_runs_on_and_comes_back(name: str, talks: str) -> None:
    with shell(name) as sitting:
        before = modes(sitting)
        sitting.type(f"{talks}\r")
        process, _, keyready = processes(sitting)
        sitting.type("\x1a")
        sitting.wait_past("Stopped")
        sitting.wait_past("> ")
        sitting.type("bg\r")
        sitting.wait_past("told CONT 1")
        assert modes(sitting) == before
        os.kill(process, signal.SIGINT)
        sitting.wait_past("told INT 1")
        sitting.type("jobs\r")
        sitting.wait_past("Running")
        assert modes(sitting) == before
        sitting.type("fg\r")
        until(lambda: is_raw(sitting))
        sitting.type("end\r")
        sitting.wait_past("got end")
        sitting.wait_past("> ")
        assert modes(sitting) == before
        assert is_gone(keyready)


@pytest.mark.parametrize("name", SHELLS)
def test_started_in_the_background(name: str, talks: str) -> None:
    with shell(name) as sitting:
        before = modes(sitting)
        sitting.type(f"{talks} &\r")
        processes(sitting)
        assert modes(sitting) == before
        sitting.type("jobs\r")
        sitting.wait_past("Running")
        sitting.type("fg\r")
        until(lambda: is_raw(sitting))
        sitting.type("hello\r")
        sitting.wait_past("got hello")
        sitting.type("\x1a")
        sitting.wait_past("Stopped")
        sitting.wait_past("> ")
        assert modes(sitting) == before


def test_it_ends_in_the_background_and_touches_nothing(talks: str) -> None:
    with shell("dash") as sitting:
        before = modes(sitting)
        sitting.type(f"{talks} &\r")
        process, between, keyready = processes(sitting)
        os.kill(process, signal.SIGKILL)
        until(lambda: is_gone(keyready))
        assert is_gone(between)
        assert modes(sitting) == before
