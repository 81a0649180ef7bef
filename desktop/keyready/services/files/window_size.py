# SPDX-License-Identifier: MIT
"""The size of the window as the person left it. A file of its own, because the window opens
before the rest of what is remembered is read.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from keyready.services.files.folders import default_folder

_LARGEST = 20_000  # pixels; more than any screen has
_LONGEST = 32  # bytes of the file


class WindowSize:
    """Nothing here raises for what a disk can do."""

    def __init__(self, folder: Path | None = None) -> None:
        state = folder or default_folder()
        self._file = state / "window-size"

    def read(self) -> tuple[int, int] | None:
        """Width and height in pixels; None where there are none, or none that make sense."""
        try:
            if not self._file.is_file():  # a pipe would make us wait
                return None
            with self._file.open("rb") as stream:
                text = stream.read(_LONGEST)
        except OSError:
            return None
        found = re.fullmatch(rb"(\d{1,5})x(\d{1,5})\n", text)
        size = (int(found[1]), int(found[2])) if found else (0, 0)
        return size if all(0 < length <= _LARGEST for length in size) else None

    def write(self, width: int, height: int) -> None:
        """Blocks as long as the disk does."""
        new = self._file.with_name(f"{self._file.name}.new")
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new.write_text(f"{width}x{height}\n", "ascii")
            new.replace(self._file)
