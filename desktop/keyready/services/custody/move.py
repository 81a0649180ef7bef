# SPDX-License-Identifier: MIT
"""The move of one key from its store to another.

What a move begins is noted before it begins, so that the next start can tell an interrupted move
from a key that somebody keeps twice. A change of keys needs both keys where they are: while one
lies beside the key in use, nothing moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from keyready.core.secret import Secret
from keyready.services.custody.homes import Homes
from keyready.services.custody.key_store import KeyStore, Removed, Saved, Trouble
from keyready.services.custody.keychain import Place, TroubleKind
from keyready.services.custody.stored_item import Kept


@dataclass(frozen=True)
class Moved:
    """The key is at `place`, read back and noted. `left`: why its copy could not be removed."""

    place: Place
    left: Trouble | None = None


class Move:
    """Of one entry, in one call. Every method blocks as long as the stores do."""

    def __init__(self, entry: str, homes: Homes, stores: Mapping[str, KeyStore]) -> None:
        self._entry = entry
        self._homes = homes
        self._stores = stores

    def make(self, to: str) -> Moved | Trouble | None:
        """Writes there, reads back, notes the new place, and only then removes it here.

        None where there is no key. A `Trouble` means that the key is where it was.
        """
        entry, start = self._entry, self._homes.name_of(self._entry)
        key = self._to_be_moved(start)
        if not isinstance(key, Secret):
            return key
        if to == start:
            place = self._stores[to].place()
            return place if isinstance(place, Trouble) else Moved(place)
        is_there = self._is_there(key, to)
        if isinstance(is_there, Trouble):
            return is_there
        if not is_there and isinstance(failed := self._copied(key, to), Trouble):
            return failed
        if not self._homes.note(entry, store=to, copy=start):
            if not is_there:
                self._stores[to].give_away(entry, key)
            self._homes.note(entry, store=start, copy=None)
            return Trouble(TroubleKind.NOT_NOTED, store=to)
        return self._given_away(key, start, to)

    def end(self) -> bool:
        """Removes the copy that an interrupted move has left, if it is the same key.

        Where one of the two cannot be read without asking, that waits for another start.
        """
        entry, name = self._entry, self._homes.name_of(self._entry)
        copy = self._homes.copy_of(entry)
        if copy is None:
            return False
        key = self._stores[name].read(entry, quick=True)
        there = self._stores[copy].read(entry, quick=True)
        if isinstance(key, Trouble) or isinstance(there, Trouble):
            return False
        tidy = key is not None and key == there
        begun = there is None and tells(self._stores[copy], entry)
        if key is not None and (tidy or begun):
            removed = self._stores[copy].give_away(entry, key)
            if isinstance(removed, Trouble):
                return self._gave_way(removed, key, copy, name)
        self._homes.note(entry, copy=None)
        return tidy

    def _to_be_moved(self, start: str) -> Secret | Trouble | None:
        store, entry = self._stores[start], self._entry
        found = store.read(entry)  # which may open the store
        if isinstance(found, Secret):
            store.recover(entry)  # a newer key that was cut off while it was saved
            found = store.read(entry)
        beside = store.beside(entry) if isinstance(found, Secret) else {}
        if isinstance(beside, Trouble):
            return beside
        return Trouble(TroubleKind.CHANGING, store=start) if beside else found

    def _is_there(self, key: Secret, to: str) -> bool | Trouble:
        """Whether the store has the same key already; another one is not written over."""
        there, beside = self._stores[to].read(self._entry), self._stores[to].beside(self._entry)
        for one in (there, beside):
            if isinstance(one, Trouble):
                return one
        if beside or (there is not None and there != key):
            return Trouble(TroubleKind.TAKEN, store=to)
        # What another program keeps under the name is not ours.
        return there is not None and tells(self._stores[to], self._entry) is not False

    def _copied(self, key: Secret, to: str) -> Trouble | None:
        if not self._homes.note(self._entry, copy=to):
            self._homes.note(self._entry, copy=None)
            return Trouble(TroubleKind.NOT_NOTED, store=to)
        saved = self._stores[to].save(self._entry, key)
        if isinstance(saved, Saved):
            return None
        if saved.kept is Kept.NEW:  # taken back, for the key is still where it was
            self.end()
        elif saved.kept is not Kept.UNKNOWN:
            self._homes.note(self._entry, copy=None)
        return Trouble(saved.kind, Kept.OLD, saved.detail, to)

    def _given_away(self, key: Secret, start: str, to: str) -> Moved | Trouble:
        """The key is at both places, and the new one is noted."""
        removed = self._stores[start].give_away(self._entry, key)
        if isinstance(removed, Trouble) and self._gave_way(removed, key, start, to):
            return removed
        place = self._stores[to].place()
        if isinstance(place, Trouble):
            return place
        if isinstance(removed, Removed):
            self._homes.note(self._entry, copy=None)
        return Moved(place, removed if isinstance(removed, Trouble) else None)

    def _gave_way(self, trouble: Trouble, key: Secret, changing: str, other: str) -> bool:
        """Somebody has changed the keys in that store meanwhile, so they stay in use there."""
        if trouble.kind is not TroubleKind.CHANGING:
            return False
        if self._homes.note(self._entry, store=changing, copy=other):
            removed = self._stores[other].give_away(self._entry, key)
            if isinstance(removed, Removed):
                self._homes.note(self._entry, copy=None)
        return True


def tells(store: KeyStore, entry: str) -> bool | None:
    """Whether that store lists the entry; None where it does not tell."""
    entries = store.entries()
    return entry in entries if isinstance(entries, tuple) else None
