# SPDX-License-Identifier: MIT
"""The start of the packaged window: seen soon, with little behind it, and then at rest."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkout import ROOT
from secret_session import SecretSession, until
from virtual_screen import VirtualScreen

pytestmark = pytest.mark.built

# What is loaded when the first picture is on the screen: nothing that speaks to anybody.
AT_FIRST_PAINT = """
import sys
from PySide6.QtWidgets import QApplication
from keyready import app
from keyready.ui.main_window import MainWindow

run = QApplication.exec

def run_until_painted(application):
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    window.painted.disconnect()  # nothing may follow
    window.painted.connect(lambda: (print(*sys.modules, sep="\\n"), application.quit()))
    return run()

QApplication.exec = run_until_painted
sys.exit(app.main([]))
"""
NOT_YET = {
    *("requests", "urllib3", "http.client", "ssl", "truststore", "PySide6.QtNetwork"),
    *("keyring", "secretstorage", "jeepney", "cryptography", "msgspec"),
    *("keyready.services.key_store", "keyready.services.transport", "keyready.services.desk"),
}


def test_nothing_that_reaches_out_is_loaded_when_the_window_is_painted() -> None:
    with VirtualScreen() as screen:
        command = ["env", f"PYTHONPATH={ROOT / 'desktop'}", sys.executable, "-c", AT_FIRST_PAINT]
        said = subprocess.run(
            command,
            env={**os.environ, **screen.environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    loaded = set(said.stdout.split())
    assert "keyready.ui.main_window" in loaded
    assert loaded & NOT_YET == set()


@pytest.fixture(params=["the keyboard elsewhere", "in the paste field"])
def window(
    programs: Path, secret_session: SecretSession, request: pytest.FixtureRequest
) -> Iterator[int]:
    """The process of the packaged window, open and left alone."""
    with VirtualScreen() as screen:
        environment = {**secret_session.whole_environment(), **screen.environment}
        program = subprocess.Popen([programs / "keyready-window"], env=environment)
        try:
            screen.window("OpenAI")
            if request.param == "in the paste field":
                screen.focus("OpenAI")
                screen.press("ctrl+3")
            yield program.pid
        finally:
            program.kill()
            program.wait()


def switches(pid: int) -> dict[str, int]:
    """How often each thread gave up the processor by itself: by waiting for something."""
    found = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        for line in (task / "status").read_text("ascii").splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                found[task.name] = int(line.split()[1])
    return found


def test_at_rest_nothing_wakes_up(window: int) -> None:
    """No timer, no polling, neither ours nor Qt's: in 30 seconds no thread runs."""
    seen = [switches(window)]

    def is_at_rest() -> bool:
        time.sleep(5)
        seen.append(switches(window))
        return seen[-1] == seen[-2]

    until(is_at_rest, 60)
    before = switches(window)
    time.sleep(31)  # some clocks of Qt's tick every 30 seconds
    assert switches(window) == before
