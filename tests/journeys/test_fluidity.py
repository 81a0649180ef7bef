# SPDX-License-Identifier: MIT
"""The window never waits: not for a slow keyring, not for a slow provider, not at its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from journeys.conftest import Start
from secret_session import SecretSession

pytestmark = [pytest.mark.journey, pytest.mark.alone]

KEY = "sk-EXAMPLE-" + "a1B2" * 10
LONGEST_STALL_MS = 50


class Pulse(QTimer):
    """A timer of 5 ms that remembers its longest gap."""

    def __init__(self) -> None:
        super().__init__(interval=5, timerType=Qt.TimerType.PreciseTimer)
        self.longest_ms = 0.0
        self._clock = QElapsedTimer()
        self._clock.start()
        self.timeout.connect(self._beat)

    def _beat(self) -> None:
        self.longest_ms = max(self.longest_ms, self._clock.nsecsElapsed() / 1e6)
        self._clock.restart()


def freeze(session: SecretSession, seconds: float) -> threading.Timer:
    """A keyring that takes its time: the daemon is stopped, and goes on later."""
    os.kill(session.daemon_pid, signal.SIGSTOP)
    later = threading.Timer(seconds, os.kill, (session.daemon_pid, signal.SIGCONT))
    later.start()
    return later


def longest_stall_ms(start: Start, session: SecretSession, base_url: str) -> float:
    """Of one save and check, with a keyring that takes 3 s and a server that takes 5 s."""
    person = start({"OPENAI_BASE_URL": base_url}).at_the_key_of("openai")
    person.qtbot.waitExposed(person.app.window)
    if person.panel.kept.isVisible():
        person.click(person.panel.kept.replace)
    pulse = Pulse()
    pulse.start()
    began = time.monotonic()
    thawing = freeze(session, 3)
    person.paste_and_press_enter(KEY)
    person.waits_for("Saving")
    person.waits_for("allows no model")
    thawing.join()
    assert time.monotonic() - began >= 8
    return pulse.longest_ms


def test_the_longest_stall_is_short_while_keyring_and_server_are_slow(
    secret_session: SecretSession, start: Start, httpserver: HTTPServer
) -> None:
    """A stall of ours comes every time; one that another program causes does not."""

    def slowly(request: Request) -> Response:
        threading.Event().wait(5)  # what is tested is a server that takes 5 s
        return Response('{"object": "list", "data": []}', content_type="application/json")

    httpserver.expect_request("/v1/models").respond_with_handler(slowly)
    stalls: list[float] = []
    while not stalls or (stalls[-1] >= LONGEST_STALL_MS and len(stalls) < 3):
        stalls.append(longest_stall_ms(start, secret_session, httpserver.url_for("/v1")))
    assert min(stalls) < LONGEST_STALL_MS, stalls


PROGRAM = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from keyready import app as program
from keyready.ui.entry.key_panel import KeyPanel

run = QApplication.exec

def run_and_close(application):
    window = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "main")
    window.filled.connect(lambda: save_and_close(window))
    return run()

def save_and_close(window):
    panel = window.findChild(KeyPanel)
    panel.field.setText("sk-EXAMPLE-0123456789-0123456789-0123")
    panel.save.click()
    QTimer.singleShot(300, lambda: (print(time.monotonic(), flush=True), window.close()))

QApplication.exec = run_and_close
sys.exit(program.main([]))
"""


def test_h9_closing_while_the_keyring_is_frozen_ends_the_process_within_a_second(
    secret_session: SecretSession,
) -> None:
    os.kill(secret_session.daemon_pid, signal.SIGSTOP)
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=secret_session.whole_environment(),  # offscreen, as all tests
        capture_output=True,
        text=True,
        timeout=30,
    )
    now = time.monotonic()  # the clock of the whole system
    assert (ended.returncode, ended.stderr) == (0, "")
    assert now - float(ended.stdout) < 1
