# SPDX-License-Identifier: MIT
"""The packaged program, built once from the sources as they are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from checkout import ROOT


@pytest.fixture(scope="session")
def programs() -> Path:
    """The folder with `keyready` and `keyready-window`."""
    subprocess.run([sys.executable, ROOT / "tools" / "package.py"], check=True)
    return ROOT / "dist" / "keyready"
