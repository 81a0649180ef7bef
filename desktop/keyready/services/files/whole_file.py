# SPDX-License-Identifier: MIT
"""A file of ours that is replaced as a whole, and that nobody else may read."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Whenever the program or the power fails, the old or the new content is there.

    Mode 0600. Raises what the disk raises (`OSError`); then the old content is still there.
    """
    # A fixed name: what a crash leaves behind is overwritten by the next write.
    temporary = file.with_name(file.name + ".new")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(temporary, "wb", opener=_private) as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(file)
    _sync_folder(file.parent)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


def _sync_folder(folder: Path) -> None:
    """On Unix a new name is on the disk only when its folder is."""
    if sys.platform == "win32":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError:  # some file systems of networks know no such call
        pass
    finally:
        os.close(opened)
