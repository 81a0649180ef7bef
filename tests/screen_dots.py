# SPDX-License-Identifier: MIT
"""The dots of a virtual screen: a file of its server, looked at as often as wanted."""

from __future__ import annotations

import mmap
import struct
from pathlib import Path


class Dots:
    """`file` is Xvfb's: an XWD file with 32 bits for each dot, which changes as the screen does."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as stream:
            self._memory = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        head, colours = struct.unpack_from(">I", self._memory)[0], self._number(19)
        self._begin = head + 12 * colours
        self._line = self._number(12)

    def _number(self, at: int) -> int:
        return int(struct.unpack_from(">I", self._memory, 4 * at)[0])

    def at(self, x: int, y: int) -> bytes:
        """Blue, green, red."""
        dot = self._begin + self._line * y + 4 * x
        return self._memory[dot : dot + 3]

    def all(self) -> bytes:
        return self._memory[self._begin :]
