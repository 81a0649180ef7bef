# SPDX-License-Identifier: MIT
"""Proves that a tool would get the kept key: what it runs is run, and what comes is compared."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum

from keyready.core.exits import Exit
from keyready.core.rivals import Rival
from keyready.core.secret import Secret
from keyready.core.tool import Way
from keyready.services.custody.key_store import Trouble

LIMIT_S = 20.0  # the helper ends after ten; a shell may take a while to start
_AFTER_END_S = 1.0
_NO_WINDOW = 0x08000000  # CREATE_NO_WINDOW of Windows, which would flash a console
_NOT_STARTED = (Exit.NOT_EXECUTABLE, Exit.NOT_FOUND)
_running: set[subprocess.Popen[bytes]] = set()


class Outcome(str, Enum):
    """What became of a proof. The values are ids of `Words.proof`."""

    RECEIVED = "received"  # the tool gets the kept key
    BEATEN = "beaten"  # so it does, but it takes another one first
    OTHER = "other"  # something else came
    ABSENT = "absent"  # our console program is not there
    NOT_STARTED = "not_started"  # the shell or the Python of the tool is not there
    NO_KEY = "no_key"
    ELSEWHERE = "elsewhere"  # the tool looks into the system's keyring, the key is in another store
    PASSPHRASE = "passphrase"  # noqa: S105  # the store asks for it, and nobody could answer here
    KEYRING = "keyring"  # it could not be asked by the console program
    TIMED_OUT = "timed_out"
    FAILED = "failed"


@dataclass(frozen=True)
class Proof:
    """`trouble` is the keyring's own failure, which was met before anything was run."""

    outcome: Outcome
    rivals: tuple[Rival, ...] = ()
    trouble: Trouble | None = None


def run(
    command: tuple[str, ...] | str,
    way: Way,
    kept: Secret,
    environment: Mapping[str, str],
    limit_s: float = LIMIT_S,
) -> Outcome:
    """Runs what the tool would run, in the person's own environment, and compares what it prints.

    Ends after `limit_s` seconds, with everything that was started.
    """
    try:
        child = _start(command, environment)
    except OSError:
        return Outcome.NOT_STARTED
    _running.add(child)
    try:
        output, _ = child.communicate(timeout=limit_s)
    except subprocess.TimeoutExpired:
        return Outcome.TIMED_OUT
    finally:
        _end(child)
    if _is(kept, output, way):
        return Outcome.RECEIVED
    return _why(child.returncode, output)


def _start(
    command: tuple[str, ...] | str, environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    windows = sys.platform == "win32"
    return subprocess.Popen(  # noqa: S603  # a shell where the tool has one; words of ours
        command,
        shell=isinstance(command, str),
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # A group of its own, without our terminal: it ends as a whole, and no shell in it stops.
        start_new_session=not windows,
        creationflags=_NO_WINDOW if windows else 0,
    )


def _is(kept: Secret, output: bytes, way: Way) -> bool:
    """The start files of a shell may say something before; else nothing but the key is the key."""
    text = output.decode("utf-8", "replace").strip("\r\n")
    if way == "start":
        text = text.splitlines()[-1] if text else ""
    return Secret(text.rstrip("\r")) == kept


def _why(code: int, output: bytes) -> Outcome:
    if code in _NOT_STARTED:
        return Outcome.NOT_STARTED
    if code == Exit.NO_KEY:
        return Outcome.NO_KEY
    if code == Exit.KEYRING:
        return Outcome.KEYRING
    return Outcome.FAILED if code or not output.strip() else Outcome.OTHER


def _end(child: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):  # it has ended
        if sys.platform == "win32":
            child.kill()
        else:
            os.killpg(child.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired, ValueError):
        child.communicate(timeout=_AFTER_END_S)
    _running.discard(child)


@atexit.register
def _end_all() -> None:
    for child in tuple(_running):
        _end(child)
