# SPDX-License-Identifier: MIT
"""The lock that lets a person have one window.

A listening socket is no lock: that of Qt succeeds twice, and takes the first one's place.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from keyready.services.files.folders import default_folder
from keyready.services.files.system_lock import taken


class WindowLock:
    """Taken by the first window, and kept until its process ends, however that ends.

    What is in the file does not count, so one that is empty, damaged or left behind is free.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or _folder()
        self._file: int | None = None

    @property
    def address(self) -> str:
        """Where the window that has the lock listens: a socket's path, on Windows a pipe's name."""
        path = str(self._folder / "window.socket")
        return path.replace("\\", "/") if sys.platform == "win32" else path

    def take(self) -> bool:
        """False where another process has it. Where no file can be made, every start may go on."""
        path = self._folder / "window.lock"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except OSError:
            return True
        if taken(file):
            self._file = file  # stays open: to close it would release the lock
            return True
        os.close(file)
        return False

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _folder() -> Path:
    """This login's own folder, where the system has one: a home can be shared between machines."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if sys.platform == "linux" and runtime:
        return Path(runtime) / "keyready"
    return default_folder()
