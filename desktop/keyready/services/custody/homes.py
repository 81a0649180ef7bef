# SPDX-License-Identifier: MIT
"""What is remembered of where each key is kept, and of a move that is under way."""

from __future__ import annotations

import msgspec

from keyready.core.entries import Own
from keyready.services.custody.key_store import KEYRING
from keyready.services.files.memory import Memory


class Homes:
    """`names` are the stores that there are; the keyring's is among them."""

    def __init__(self, memory: Memory, names: tuple[str, ...]) -> None:
        self.memory = memory
        self.names = names

    def name_of(self, entry: str) -> str:
        """The store of this entry: `KEYRING`, `PASS` or `FILE`."""
        name = self._own(entry).store
        return name if name in self.names else KEYRING

    def copy_of(self, entry: str) -> str | None:
        """Another store that a move has begun to write to, or has not yet removed the key from."""
        copy = self._own(entry).copy
        return copy if copy in self.names and copy != self.name_of(entry) else None

    def note(self, entry: str, **changes: str | None) -> bool:
        """Remembers `store` or `copy` on the disk; False where the disk did not take it."""
        self.memory.keep_own(entry, msgspec.structs.replace(self._own(entry), **changes))
        self.memory.flush()
        return self.memory.is_kept

    def _own(self, entry: str) -> Own:
        return self.memory.own.get(entry, Own())
