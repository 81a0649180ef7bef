# SPDX-License-Identifier: MIT
"""The files of this checkout, as the tests about the project itself read them."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "desktop" / "keyready"


def ours(*patterns: str) -> list[Path]:
    """What git keeps or would keep: a file that was forgotten counts as well."""
    git = ["git", "-c", f"safe.directory={ROOT}"]  # the checkout may be another user's
    listing = [*git, "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns]
    found = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = [ROOT / name for name in sorted(set(found.split("\0"))) if name]
    return [path for path in paths if path.is_file()]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
