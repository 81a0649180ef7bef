# SPDX-License-Identifier: MIT
"""Where each key is kept: in the system's keyring, or in the store that the person chose by name.

What is remembered of an entry says which store that is. A key that is not there is looked for
in the others, by name only. A move notes what it begins before it begins it, so that the next
start can tell an interrupted move from a key that somebody keeps twice.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from keyready.core.secret import Secret
from keyready.services.custody.file_door import FileDoor
from keyready.services.custody.homes import Homes
from keyready.services.custody.key_file import KeyFile
from keyready.services.custody.key_store import (
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
from keyready.services.custody.keychain import Place, TroubleKind
from keyready.services.custody.memory_store import ABSENT
from keyready.services.custody.move import Move, Moved, tells
from keyready.services.custody.rotated_item import Role
from keyready.services.custody.store_of import file_keys, pass_keys
from keyready.services.custody.stored_item import Recovery
from keyready.services.files.memory import Memory

_BRING_A_KEY = (Recovery.COMPLETED, Recovery.SETTLED)

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True)
class Found:
    """What a start finds of one entry. `kept` is None where its store does not tell.

    `key` is None where nothing is kept, or where to look would mean to ask the person; `place`
    also where nothing is kept. `recovery`: what was done just now with what an interrupted change
    had left; `move_ended`: the copy that an interrupted move had left was removed; `elsewhere`:
    it was not where it is remembered. `beside` are the keys beside the one in use, None where we
    could not look. `unreadable`: what is kept is no key.
    """

    kept: bool | None
    key: Secret | None = None
    place: Place | None = None
    recovery: Recovery | None = None
    move_ended: bool = False
    elsewhere: bool = False
    beside: Mapping[Role, Secret] | None = None
    unreadable: Trouble | None = None


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
        self._homes = Homes(memory, tuple(self._stores))
        self._changing = threading.RLock()  # a start that looks amidst a move would undo it
        self.file = file or FileDoor(KeyFile())

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._stores)

    def name_of(self, entry: str) -> str:
        """The store of this entry: `KEYRING`, `PASS` or `FILE`."""
        return self._homes.name_of(entry)

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
        self._moving(entry).end()
        return self.of(entry).save(entry, secret)

    @_one_at_a_time
    def remove(self, entry: str) -> Removed | Trouble:
        copy = self._homes.copy_of(entry)
        if copy is not None and isinstance(left := self._stores[copy].remove(entry), Trouble):
            return left
        removed = self.of(entry).remove(entry)
        if isinstance(removed, Removed) and copy is not None:
            self._homes.note(entry, copy=None)
        return removed

    @_one_at_a_time
    def give_away(self, entry: str, secret: Secret) -> Removed | Trouble:
        """Removes this key, which is kept under another name too."""
        self._moving(entry).end()
        return self.of(entry).give_away(entry, secret)

    @_one_at_a_time
    def at_start(self, entry: str) -> Found:
        """Goes on with what an interrupted change or move has left, then looks. Asks nobody."""
        recovered = self.of(entry).recover(entry)
        recovery = recovered if isinstance(recovered, Recovery) else None
        move_ended = self._moving(entry).end()
        kept, is_new = tells(self.of(entry), entry), recovery in _BRING_A_KEY
        elsewhere = None if kept or is_new else self._found_again(entry, kept)
        if elsewhere is not None:
            self._homes.note(entry, store=elsewhere)
            kept = True
        if not (kept or is_new):
            return Found(kept, move_ended=move_ended)
        found = Found(kept, None, None, recovery, move_ended, elsewhere is not None)
        return self._looked_at(entry, found)

    def _looked_at(self, entry: str, found: Found) -> Found:
        """With what its store shows of it unasked."""
        store = self.of(entry)
        key, place = store.read(entry, quick=True), store.place()
        if isinstance(place, Trouble):
            return replace(found, recovery=None)
        found = replace(found, place=place)
        if isinstance(key, Secret):
            looked = store.beside(entry, quick=True)
            beside = None if isinstance(looked, Trouble) else looked
            return replace(found, kept=True, key=key, beside=beside)
        is_odd = isinstance(key, Trouble) and key.kind is TroubleKind.UNREADABLE
        return replace(found, recovery=None, unreadable=key if is_odd else None)

    @_one_at_a_time
    def move(self, entry: str, to: str) -> Moved | Trouble | None:
        """As `Move.make`, after an interrupted one was ended."""
        self._moving(entry).end()
        return self._moving(entry).make(to)

    @_one_at_a_time
    def choose(self, entry: str, to: str) -> bool:
        """Where the next key of this entry is saved; False where that could not be noted."""
        start = self.name_of(entry)
        if self._homes.note(entry, store=to):
            return True
        self._homes.note(entry, store=start)
        return False

    def _moving(self, entry: str) -> Move:
        return Move(entry, self._homes, self._stores)

    def _found_again(self, entry: str, kept: bool | None) -> str | None:
        """Another store that has the entry, if nothing speaks for the one that is remembered."""
        unknown = not self.memory.progress(entry).mask and self.name_of(entry) == KEYRING
        return self._elsewhere(entry) if kept is False or unknown else None

    def _elsewhere(self, entry: str) -> str | None:
        others = (name for name in self._stores if name != self.name_of(entry))
        return next((name for name in others if tells(self._stores[name], entry)), None)

    def _remembered(self) -> tuple[str, ...]:
        """For a system that does not tell names: the entries whose key we know of."""
        known = (entry for entry in self.memory.entries() if self.name_of(entry) == KEYRING)
        return tuple(entry for entry in known if self.memory.progress(entry).mask)


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
