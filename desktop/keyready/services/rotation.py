# SPDX-License-Identifier: MIT
"""The change of one key for a new one, step by step: what each step does, for window and tests.

Where it stands is read from the keyring each time; nothing here remembers it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from keyready.core.secret import Secret
from keyready.core.verdict import Stage
from keyready.services.custody.key_store import Removed, Saved, Trouble
from keyready.services.custody.rotated_item import Role
from keyready.services.entry import Checked, Entry


@dataclass(frozen=True)
class Keys:
    """The key in use, and the keys beside it."""

    used: Secret | None
    beside: Mapping[Role, Secret]


@dataclass(frozen=True)
class Pair:
    """The verdicts on the key that was left, and on the one that is used instead."""

    left: Checked
    used: Checked


@dataclass(frozen=True)
class Rotation:
    """The calls block, as long as the keyring and the network do at most."""

    entry: Entry

    def look(self) -> Keys | Trouble:
        used, beside = self.entry.store.read(self.entry.id), self._beside()
        if isinstance(used, Trouble):
            return used
        return beside if isinstance(beside, Trouble) else Keys(used, beside)

    def keep(self, secret: Secret) -> Saved | Trouble | None:
        """Stores a new key beside the one in use; None if it is that one."""
        if self.entry.store.read(self.entry.id) == secret:
            return None
        return self.entry.store.save_beside(self.entry.id, Role.NEXT, secret)

    def check(self, stage: Stage, listed: tuple[str, ...]) -> Checked | Trouble | None:
        """Checks the new key before it replaces a working one; None if there is none."""
        beside = self._beside()
        if isinstance(beside, Trouble):
            return beside
        key = beside.get(Role.NEXT)
        return self.entry.check(key, stage, listed) if key else None

    def switch(self) -> Saved | Trouble:
        """The new key comes into use; the one before is kept beside it."""
        return self.entry.store.exchange(self.entry.id, Role.NEXT)

    def go_back(self) -> Saved | Trouble:
        """The key from before comes into use again; the new one is kept beside it."""
        return self.entry.store.exchange(self.entry.id, Role.PREVIOUS)

    def forget(self, role: Role) -> Removed | Trouble:
        """Removes the key beside: the new one to give up, the previous one to finish."""
        return self.entry.store.remove_beside(self.entry.id, role)

    def check_both(self) -> Pair | Trouble | None:
        """Asks about the previous key, and about the new one, which a slip could have deleted
        in its place; None if one of them is not there."""
        beside = self._beside()
        if isinstance(beside, Trouble):
            return beside
        previous = beside.get(Role.PREVIOUS)
        if previous is None:
            return None
        left, used = self.entry.check(previous), self.entry.check(None)
        if isinstance(left, Checked) and isinstance(used, Checked):
            return Pair(left, used)
        return left if isinstance(left, Trouble) else used if isinstance(used, Trouble) else None

    def _beside(self) -> dict[Role, Secret] | Trouble:
        return self.entry.store.beside(self.entry.id)
