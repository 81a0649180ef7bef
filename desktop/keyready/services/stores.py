# SPDX-License-Identifier: MIT
"""Where each key is kept: in the system's keyring, or in the store that the person chose by name.

What is remembered of an entry says which store that is. A key that is not there is looked for
in the others, by name only. A move notes what it begins before it begins it, so that the next
start can tell an interrupted move from a key that somebody keeps twice.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import msgspec

from keyready.core.entries import Own
from keyready.core.secret import Secret
from keyready.services.file_door import FileDoor
from keyready.services.key_file import KeyFile
from keyready.services.key_store import (
    FILE,
    KEYRING,
    PASS,
    KeyStore,
    Removed,
    Saved,
    Trouble,
    key_store,
    practice_key_store,
)
from keyready.services.keychain import Place, TroubleKind
from keyready.services.memory import Memory
from keyready.services.memory_store import ABSENT
from keyready.services.store_of import file_keys, pass_keys
from keyready.services.stored_item import Kept, Recovery

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True)
class Found:
    """What a start finds of one entry. `kept` is None where its store does not tell.

    `key` and `place` are None where nothing is kept, or where to look would mean to ask the
    person. `completed`: an interrupted save was completed just now; `tidied`: the copy that an
    interrupted move had left was removed; `elsewhere`: it was not where it is remembered.
    `unreadable`: what is kept is no key.
    """

    kept: bool | None
    key: Secret | None = None
    place: Place | None = None
    completed: bool = False
    tidied: bool = False
    elsewhere: bool = False
    unreadable: Trouble | None = None


@dataclass(frozen=True)
class Moved:
    """The key is at `place`, read back and noted. `left`: why its copy could not be removed."""

    place: Place
    left: Trouble | None = None


def _one_at_a_time(
    work: Callable[Concatenate[Stores, P], T],
) -> Callable[Concatenate[Stores, P], T]:
    @wraps(work)
    def alone(self: Stores, /, *given: P.args, **named: P.kwargs) -> T:
        with self._changing:
            return work(self, *given, **named)

    return alone


class Stores:
    """Every call blocks as long as the stores do. Only a move changes where a key is kept."""

    def __init__(
        self, memory: Memory, stores: Mapping[str, KeyStore], file: FileDoor | None = None
    ) -> None:
        self.memory = memory
        self._stores = dict(stores)
        self._changing = threading.RLock()  # a start that looks amidst a move would undo it
        self.file = file or FileDoor(KeyFile())

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._stores)

    def name_of(self, entry: str) -> str:
        """The store of this entry: `KEYRING`, `PASS` or `FILE`."""
        name = self._own(entry).store
        return name if name in self._stores else KEYRING

    @property
    def keyring(self) -> KeyStore:
        return self._stores[KEYRING]

    def of(self, entry: str) -> KeyStore:
        return self._stores[self.name_of(entry)]

    def places(self) -> dict[str, Place | Trouble]:
        """Every store by name: where a key would be kept, or why it could not. Asks nobody."""
        return {name: store.place() for name, store in self._stores.items()}

    def kept(self) -> tuple[dict[str, str], list[Trouble]]:
        """The store of each entry that has a key, and what kept a store that counts from telling.

        A keyring that is not there does not count for who keeps all keys elsewhere.
        """
        homes: dict[str, str] = {}
        silent: dict[str, Trouble] = {}
        for name, store in self._stores.items():
            told = store.entries()
            if isinstance(told, Trouble):
                silent[name] = told
                continue
            for entry in self._remembered() if told is None else told:
                if name in (self.name_of(entry), homes.setdefault(entry, name)):
                    homes[entry] = name
        counts = {self.name_of(entry) for entry in (*self.memory.own, *self.memory.entries())}
        if not homes or (KEYRING in silent and silent[KEYRING].kind not in ABSENT):
            counts.add(KEYRING)
        elif all(home != KEYRING for home in homes.values()):
            counts.discard(KEYRING)
        return homes, [trouble for name, trouble in silent.items() if name in counts]

    def read(self, entry: str) -> Secret | Trouble | None:
        """The key, wherever it is; the person may be asked to unlock that store."""
        key = self.of(entry).read(entry)
        if key is None and (other := self._elsewhere(entry)) is not None:
            return self._stores[other].read(entry)
        return key

    @_one_at_a_time
    def save(self, entry: str, secret: Secret) -> Saved | Trouble:
        self._end_move(entry)
        return self.of(entry).save(entry, secret)

    @_one_at_a_time
    def remove(self, entry: str) -> Removed | Trouble:
        copy = self._own(entry).copy
        if copy in self._stores and isinstance(left := self._stores[copy].remove(entry), Trouble):
            return left
        removed = self.of(entry).remove(entry)
        if isinstance(removed, Removed) and copy is not None:
            self._note(entry, copy=None)
        return removed

    @_one_at_a_time
    def at_start(self, entry: str) -> Found:
        """Completes what an interrupted save or move has left, then looks. Asks nobody."""
        completed = self.of(entry).recover(entry) is Recovery.COMPLETED
        tidied = self._end_move(entry)
        kept = self._tells(self.name_of(entry), entry)
        elsewhere = None if kept or completed else self._found_again(entry, kept)
        if elsewhere is not None:
            self._note(entry, store=elsewhere)
            kept = True
        if not (kept or completed):
            return Found(kept, tidied=tidied)
        store = self.of(entry)
        key, place = store.read(entry, quick=True), store.place()
        seen = isinstance(key, Secret) and isinstance(place, Place)
        is_odd = isinstance(key, Trouble) and key.kind is TroubleKind.UNREADABLE
        return Found(
            True if seen else kept,
            key if seen and isinstance(key, Secret) else None,
            place if isinstance(place, Place) else None,
            completed and seen,
            tidied,
            elsewhere is not None,
            key if is_odd and isinstance(key, Trouble) else None,
        )

    @_one_at_a_time
    def move(self, entry: str, to: str) -> Moved | Trouble | None:
        """Writes there, reads back, notes the new place, and only then removes it here.

        None where there is no key. A `Trouble` means that the key is where it was.
        """
        start, target = self.name_of(entry), self._stores[to]
        key = self.of(entry).read(entry)
        if not isinstance(key, Secret):
            return key
        there = target.read(entry)
        if isinstance(there, Trouble):
            return there
        if there is not None and there != key:
            return Trouble(TroubleKind.TAKEN, store=to)
        # What another program keeps under the name is not ours.
        had_it = there is not None and self._tells(to, entry) is not False
        if not had_it and isinstance(failed := self._copied(entry, key, to), Trouble):
            return failed
        if not self._note(entry, store=to, copy=start):
            if not had_it:
                target.remove(entry)
            self._note(entry, store=start, copy=None)
            return Trouble(TroubleKind.NOT_NOTED, store=to)
        place = target.place()
        if isinstance(place, Trouble):
            return place
        removed = self._stores[start].remove(entry)
        if isinstance(removed, Removed):
            self._note(entry, copy=None)
        return Moved(place, removed if isinstance(removed, Trouble) else None)

    @_one_at_a_time
    def choose(self, entry: str, to: str) -> bool:
        """Where the next key of this entry is saved; False where that could not be noted."""
        start = self.name_of(entry)
        if self._note(entry, store=to):
            return True
        self._note(entry, store=start)
        return False

    def _copied(self, entry: str, key: Secret, to: str) -> Trouble | None:
        if not self._note(entry, copy=to):
            self._note(entry, copy=None)
            return Trouble(TroubleKind.NOT_NOTED, store=to)
        saved = self._stores[to].save(entry, key)
        if isinstance(saved, Saved):
            return None
        if saved.kept is Kept.NEW:  # taken back, for the key is still where it was
            self._end_move(entry)
        elif saved.kept is not Kept.UNKNOWN:
            self._note(entry, copy=None)
        return Trouble(saved.kind, Kept.OLD, saved.detail, to)

    def _end_move(self, entry: str) -> bool:
        """Removes the copy that an interrupted move has left, if it is the same key.

        Where one of the two cannot be read without asking, that waits for another start.
        """
        copy = self._own(entry).copy
        if copy is None or copy not in self._stores or copy == self.name_of(entry):
            return False
        key = self.of(entry).read(entry, quick=True)
        there = self._stores[copy].read(entry, quick=True)
        if isinstance(key, Trouble) or isinstance(there, Trouble):
            return False
        tidy = key is not None and key == there
        begun = there is None and self._tells(copy, entry)
        if (tidy or begun) and isinstance(self._stores[copy].remove(entry), Trouble):
            return False
        self._note(entry, copy=None)
        return tidy

    def _found_again(self, entry: str, kept: bool | None) -> str | None:
        """Another store that has the entry, if nothing speaks for the one that is remembered."""
        unknown = not self.memory.progress(entry).mask and self.name_of(entry) == KEYRING
        return self._elsewhere(entry) if kept is False or unknown else None

    def _elsewhere(self, entry: str) -> str | None:
        others = (name for name in self._stores if name != self.name_of(entry))
        return next((name for name in others if self._tells(name, entry)), None)

    def _tells(self, name: str, entry: str) -> bool | None:
        """Whether that store lists the entry; None where it does not tell."""
        entries = self._stores[name].entries()
        return entry in entries if isinstance(entries, tuple) else None

    def _remembered(self) -> tuple[str, ...]:
        """For a system that does not tell names: the entries whose key we know of."""
        known = (entry for entry in self.memory.entries() if self.name_of(entry) == KEYRING)
        return tuple(entry for entry in known if self.memory.progress(entry).mask)

    def _own(self, entry: str) -> Own:
        return self.memory.own.get(entry, Own())

    def _note(self, entry: str, **changes: str | None) -> bool:
        """Remembers it on the disk; False where the disk did not take it."""
        self.memory.keep_own(entry, msgspec.structs.replace(self._own(entry), **changes))
        self.memory.flush()
        return self.memory.is_kept


def stores(
    memory: Memory,
    environment: Mapping[str, str],
    ask: Callable[[], Secret | None] | None = None,
) -> Stores:
    """The keys of this person. `environment` is their own, for the programs that we start;
    `ask` gets the passphrase of the encrypted file where a terminal can."""
    file = KeyFile(ask=ask)
    others = {PASS: pass_keys(environment), FILE: file_keys(file)}
    return Stores(memory, {KEYRING: key_store(), **others}, FileDoor(file))


def practice_stores(memory: Memory) -> Stores:
    """Practice keys move nowhere."""
    return Stores(memory, {KEYRING: practice_key_store()})
