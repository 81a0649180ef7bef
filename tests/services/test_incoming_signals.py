# SPDX-License-Identifier: MIT
"""Signals are kept until somebody takes them, and it is known which ones the terminal sent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from checkout import ROOT
from keyready.services.masked import incoming_signals
from keyready.services.masked.incoming_signals import Incoming, received


def sent(number: signal.Signals) -> Incoming:
    """It is taken here, whatever else this process has threads for."""
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        signal.pthread_kill(threading.get_ident(), number)
        return received({number})
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def test_linux_tells_who_sent_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming_signals, "is_in_front", lambda: True)
    assert sent(signal.SIGINT) == Incoming(signal.SIGINT, False)


@pytest.mark.parametrize("is_in_front", [False, True])
def test_macos_does_not(is_in_front: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(incoming_signals, "is_in_front", lambda: is_in_front)
    assert sent(signal.SIGINT) == Incoming(signal.SIGINT, is_in_front)
    assert sent(signal.SIGTERM) == Incoming(signal.SIGTERM, False)


def python(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_one_that_comes_before_the_command_runs_reaches_it_then() -> None:
    done = python(
        "import os, signal\n"
        "from keyready.services.masked import masked_pipes\n"
        "start = masked_pipes.start\n"
        "def late(*given):\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    return start(*given)\n"
        "masked_pipes.start = late\n"
        "print(masked_pipes.run_through_pipes(['sleep', '1000'], os.environ, {}))\n"
    )
    assert (done.stdout, done.stderr) == (f"{-signal.SIGTERM}\n", "")


def test_windows_has_none_and_the_command_is_waited_for() -> None:
    done = python(
        "import os, sys\n"
        "from keyready.services.masked.masked_child import run_masked\n"
        "sys.platform = 'win32'\n"
        "for words in (['sh', '-c', 'echo sk-EXAMPLE; exit 7'], ['no-such-command']):\n"
        "    print(run_masked(words, os.environ, {b'sk-EXAMPLE': b'sk-'}), flush=True)\n"
    )
    assert (done.stdout, done.stderr) == ("sk-\n7\nNotStarted(code=127)\n", "")
