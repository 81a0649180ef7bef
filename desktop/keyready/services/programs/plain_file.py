# SPDX-License-Identifier: MIT
"""A small text file of somebody else's: read as it is, and changed so that nothing else changes."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_LARGEST = 1 << 20  # bytes; a file with a key in it is not larger
_CODECS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True)
class PlainFile:
    """`path` is where the file really is, behind links. What it holds is a secret perhaps."""

    path: Path
    data: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """Every byte comes back by `replaced`: whatever is no text becomes surrogates."""
        return self.data.decode(self._codec, self._errors)

    @property
    def _codec(self) -> str:
        for mark, codec in _CODECS:
            if self.data.startswith(mark) and len(self.data) % 2 == 0:
                return codec
        return "utf-8"

    @property
    def _errors(self) -> str:
        return "surrogateescape" if self._codec == "utf-8" else "surrogatepass"

    def replaced(self, text: str) -> bool:
        """Puts `text` in its place at one stroke, with the same mode and owner. False where that
        cannot be done, or where the file has changed since it was read."""
        new = self.path.with_name(f".{self.path.name}.keyready-new")
        try:
            if self.path.read_bytes() != self.data:
                return False
            status = self.path.stat()
            new.unlink(missing_ok=True)  # what an interrupted change has left
            file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(file, "wb") as stream:
                stream.write(text.encode(self._codec, self._errors))
                stream.flush()
                os.fsync(stream.fileno())
            if hasattr(os, "chown"):
                os.chown(new, status.st_uid, status.st_gid)
            new.chmod(stat.S_IMODE(status.st_mode))
            new.replace(self.path)
        except (OSError, UnicodeError):
            with suppress(OSError):
                new.unlink()
            return False
        return True


def plain_file(path: Path) -> PlainFile | None:
    """None where there is no such file, or none that we can and want to read."""
    try:
        real = path.resolve()
        if not real.is_file() or real.stat().st_size > _LARGEST:
            return None
        return PlainFile(real, real.read_bytes())
    except (OSError, RuntimeError):  # RuntimeError: links that go round
        return None
