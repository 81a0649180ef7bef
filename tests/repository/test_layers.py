# SPDX-License-Identifier: MIT
"""Imports go one way, and the console program starts without Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from checkout import ROOT


def test_imports_go_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout


def test_the_console_program_loads_no_qt() -> None:
    loaded = (
        "import sys, keyready.cli, keyready.__main__;"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT / "desktop", capture_output=True, text=True
    )
    assert (answer.stdout, answer.stderr) == ("[]\n", "")
