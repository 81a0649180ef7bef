# SPDX-License-Identifier: MIT
"""`make pictures`: a picture of each variant of a screen, and a page that links them all."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from checkout import ROOT


def test_every_picture_is_taken_and_linked(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tools" / "pictures.py"), str(tmp_path), "add", "compare"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    taken = {file.name: file.read_bytes() for file in tmp_path.glob("*.png")}
    expected = {
        f"{screen}-{language}-{scheme}.png"
        for screen in ("add", "compare")
        for language in ("en", "ko")
        for scheme in ("light", "dark")
    }
    assert set(taken) == expected
    assert len(set(taken.values())) == len(expected)  # no two show the same
    linked = re.findall('href="([^"]*)"', (tmp_path / "index.html").read_text("utf-8"))
    assert sorted(linked) == sorted(expected)
