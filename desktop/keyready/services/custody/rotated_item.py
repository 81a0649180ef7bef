# SPDX-License-Identifier: MIT
"""The key in use and the one beside it, so that a change from one to the other loses neither.

Beside the key in use can lie a *next* one, not used yet, and a *previous* one, kept until it
is seen refused. Each is a `StoredItem`, safe by itself. What lies there tells where a change
stands; a key beside that equals the one in use is what a cut-off change has left of it.
"""

from __future__ import annotations

from contextlib import suppress
from enum import Enum

from keyready.core.secret import Secret
from keyready.services.custody.keychain import Blocked, Count, Keychain, TroubleKind
from keyready.services.custody.stored_item import Kept, Recovery, StoredItem


class Role(str, Enum):
    """What a key beside the one in use is. The value is in the name of its item."""

    NEXT = "next"
    PREVIOUS = "previous"

    @property
    def other(self) -> Role:
        return Role.PREVIOUS if self is Role.NEXT else Role.NEXT


class RotatedItem:
    """The items of one entry during one call. Every method may raise `Blocked`."""

    def __init__(self, name: str) -> None:
        self.used = StoredItem(name)
        self._beside = {role: StoredItem(f"{name}#{role.value}") for role in Role}
        self._new: Secret | None = None

    def beside(self, role: Role) -> StoredItem:
        return self._beside[role]

    @property
    def changing(self) -> str:
        return self.used.changing or "".join(item.changing for item in self._beside.values())

    def read_beside(self, keychain: Keychain) -> dict[Role, Secret]:
        """The keys beside the one in use; a copy of that one is none."""
        used = self.used.read(keychain)
        keys = {role: item.read(keychain) for role, item in self._beside.items()}
        return {role: key for role, key in keys.items() if key is not None and key != used}

    def exchange(self, keychain: Keychain, role: Role) -> None:
        """The key of that role comes into use, and the one in use takes the other role.

        Raises `Blocked` (mismatch) where the keys are not as whoever asked has seen them.
        """
        keychain.unlock()
        self.finish(keychain)
        used, beside = self.used.read(keychain), self.read_beside(keychain)
        if used is None or set(beside) != {role}:
            raise Blocked(TroubleKind.MISMATCH)
        self._new = beside[role]
        self._beside[role.other].write(keychain, used)
        self.used.write(keychain, self._new)
        with suppress(Blocked):  # a copy of the key in use: nobody takes it for another one
            self._beside[role].erase(keychain)

    def erase(self, keychain: Keychain) -> tuple[Count, bool]:
        """Deletes all; counts what is not ours, and says whether a key lay beside."""
        keychain.unlock()
        was_beside = any(item.is_there(keychain) for item in self._beside.values())
        for item in self._beside.values():  # first: alone they would come into use
            item.erase(keychain)
        return self.used.erase(keychain), was_beside

    def finish(self, keychain: Keychain) -> Recovery | None:
        """Goes on with what an interrupted change has left, if it left anything."""
        saved = self.used.finish(keychain)
        beside = [item.finish(keychain) for item in self._beside.values()]
        if self._tidy(keychain) and saved is not Recovery.COMPLETED:
            return Recovery.SETTLED
        return saved or (Recovery.TIDIED if any(beside) else None)

    def settle(self, keychain: Keychain, why: TroubleKind) -> Kept:
        """What a failed exchange has left in use. Neither of the two keys is lost."""
        changed = [item for item in (*self._beside.values(), self.used) if item.changing]
        kept = [item.settle(keychain, why) for item in changed]
        self._tidy(keychain)
        if self.used.changing and kept[-1] is Kept.UNKNOWN:
            return Kept.UNKNOWN
        return Kept.NEW if self._new and self.used.read(keychain) == self._new else Kept.OLD

    def _tidy(self, keychain: Keychain) -> bool:
        """Takes away copies of the key in use. Where none is in use, one beside comes into it."""
        lying = [item for item in self._beside.values() if item.is_there(keychain)]
        if not lying:
            return False
        used, tidied = self.used.read(keychain), False
        for item in lying:
            key = item.read(keychain)
            if used is None and key is not None:
                self.used.write(keychain, key)
                used = key
            if key is None or key == used:
                item.erase(keychain)
                tidied = True
        return tidied
