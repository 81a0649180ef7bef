# SPDX-License-Identifier: MIT
"""Where the console program is that other programs ask for a key."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "keyready.exe" if sys.platform == "win32" else "keyready"
_SYSTEM = Path("/usr/bin")  # what a system's package puts there outlives an update's folder


def helper_path(started: Path | None = None, system: Path = _SYSTEM) -> Path | None:
    """The absolute path of the console program, None where it is missing.

    It is beside the program that runs: in the packaged folder, among the scripts of a virtual
    environment, or in those of a system's Python. Where the system's own folder leads to the very
    same file, that path is the one that stays. `started` is `sys.executable`.
    """
    beside = Path(os.path.abspath(started or sys.executable)).parent / _NAME  # noqa: PTH100  # links stay
    installed = system / _NAME
    if not beside.is_file():
        return None
    if installed.is_file() and installed.samefile(beside):
        return installed
    return beside
