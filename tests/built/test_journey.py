# SPDX-License-Identifier: MIT
"""The journey in the packaged window, and what the packaged console then says of the same key."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from running_program import RunningProgram
from secret_session import SecretSession, until
from traces import traces_in
from virtual_screen import VirtualScreen

pytestmark = [pytest.mark.built, pytest.mark.journey]

HIDDEN = "9vQx+7Lm/Tz3=Rw8Ks5Bn"
KEY = f"sk-practice-ready-EXAMPLE-{HIDDEN}-WXYZ"


def test_the_window_saves_and_checks_a_key_that_the_console_then_reads(
    programs: Path, secret_session: SecretSession
) -> None:
    with VirtualScreen() as screen:
        window = [programs / "keyready-window"]
        with RunningProgram(window, "practice", "Practice", secret_session, screen) as program:
            program.paste_and_press_enter(KEY)
            until(lambda: program.cause() != "")
            assert program.close() == 0
        assert screen.clipboard() == ""

    progress = program.progress()
    assert (program.cause(), sorted(progress.ticks)) == ("accepted", ["account", "keeping", "key"])
    assert secret_session.kept("io.github.keyready.Keyready.Practice/practice") == KEY

    command = [programs / "keyready", "check", "practice", "--json"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60)
    report = json.loads(said.stdout)
    assert (report["cause"], report["fingerprint"]) == ("accepted", f"…WXYZ ({len(KEY)})")
    assert (program.output(), said.stderr, said.returncode) == ("", "", 0)
    assert traces_in(HIDDEN, secret_session.folder) == []
