# SPDX-License-Identifier: MIT
"""What a person does with the encrypted file itself: make it, open it, lock it, set it aside."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from keyready.core.secret import Secret
from keyready.services.custody.key_file import KeyFile
from keyready.services.custody.key_store import FILE, Trouble
from keyready.services.custody.keychain import Blocked

T = TypeVar("T")


class FileState(Enum):
    """Of the encrypted file."""

    NONE = "none"
    LOCKED = "locked"
    OPEN = "open"


class FileDoor:
    """Calls block as long as the disk does, and `open` for most of a second besides."""

    def __init__(self, file: KeyFile) -> None:
        self._file = file

    @property
    def is_open(self) -> bool:
        """Blocks nobody."""
        return self._file.is_open

    def state(self) -> FileState | Trouble:
        return self._told(self._state)

    def open(self, passphrase: Secret) -> Trouble | None:
        """Makes the file where there is none."""
        file = self._file
        return self._told(lambda: (file.open if file.is_there() else file.make)(passphrase))

    def set_aside(self) -> str | Trouble:
        """Gives the path where the damaged file is now."""
        return self._told(lambda: str(self._file.set_aside()))

    def lock(self) -> None:
        """Forgets what opens the file. Blocks nobody."""
        self._file.lock()

    def _state(self) -> FileState:
        if not self._file.is_there():
            return FileState.NONE
        return FileState.OPEN if self._file.is_open else FileState.LOCKED

    def _told(self, work: Callable[[], T]) -> T | Trouble:
        try:
            return work()
        except Blocked as blocked:
            return Trouble(blocked.kind, detail=blocked.detail, store=FILE)
