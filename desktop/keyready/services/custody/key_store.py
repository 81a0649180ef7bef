# SPDX-License-Identifier: MIT
"""The one gate to a store: every key that is saved, read or removed passes here."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from keyready.core.secret import Secret
from keyready.services.custody.file_lock import FileLock
from keyready.services.custody.keychain import Backend, Blocked, Keychain, Place, TroubleKind
from keyready.services.custody.memory_store import MemoryWhereNoKeyring
from keyready.services.custody.rotated_item import Role, RotatedItem
from keyready.services.custody.stored_item import Kept, Recovery, StoredItem, entry_name, unfit
from keyready.services.custody.system_keychains import system_backend
from keyready.services.files.folders import default_folder

SERVICE = "io.github.keyready.Keyready"
PRACTICE_SERVICE = f"{SERVICE}.Practice"
KEYRING = ""  # the name of the store that nobody had to choose
PASS, FILE = "pass", "file"  # those that a person can choose
PROXY = "proxy"  # under this name a password is kept; it is the entry of no provider
_ENTRY = re.compile(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*")

T = TypeVar("T")


class Saved(NamedTuple):
    """The key was written, read back, and is equal."""

    place: Place
    replaced: bool


class Removed(NamedTuple):
    """No item of ours is left in `store`. `others` counts items that other programs keep under
    the name; `beside`: a key that lay beside the one in use is gone too."""

    others: int
    beside: bool = False
    store: str = KEYRING


class Trouble(NamedTuple):
    """An expected failure. `kept` says what the keyring holds now: we looked again.

    `detail` is the type of an exception, for a report. `store` says which store it is:
    `KEYRING`, or the name of another one.
    """

    kind: TroubleKind
    kept: Kept = Kept.OLD
    detail: str = ""
    store: str = KEYRING


class KeyStore:
    """Keys by entry ("openai", "openai/work"). Calls block, at most as long as the backend does.

    Every call opens one conversation, under one lock between window and console, and closes
    it. Nothing is remembered: a keyring that starts later is found by the next call.
    """

    def __init__(
        self, backend: Backend, lock: FileLock, service: str = SERVICE, store: str = KEYRING
    ) -> None:
        self._backend = backend
        self._lock = lock
        self._service = service
        self._store = store

    def place(self) -> Place | Trouble:
        """Where a key would be kept. Never asks the person to unlock."""
        return self._gate(lambda keychain: keychain.place())

    def entries(self) -> tuple[str, ...] | Trouble | None:
        """The entries that have a key, sorted. Reads no key and never asks the person.

        None where the system does not tell names without values (macOS, Windows).
        """
        return self._gate(self._entries)

    def read(self, entry: str, *, quick: bool = False) -> Secret | Trouble | None:
        """The key, or None where none is saved. A quick look never asks the person anything."""
        return self._gate(self._item(entry).used.read, quick=quick)

    def save(self, entry: str, secret: Secret) -> Saved | Trouble:
        """Writes and reads back; an old key stays until the new one is known to be there."""
        return self._save(self._item(entry).used, secret)

    def remove(self, entry: str) -> Removed | Trouble:
        """Removes every item of ours for this entry, and looks whether they are gone."""
        item = self._item(entry)

        def steps(keychain: Keychain) -> Removed:
            count, was_beside = item.erase(keychain)
            return Removed(count.others, was_beside, self._store)

        return self._gate(steps, item.used)

    def give_away(self, entry: str, secret: Secret) -> Removed | Trouble:
        """Removes this key, which is kept elsewhere too.

        `CHANGING` where another key is in use by now, or lies beside it: then all stays.
        """
        item = self._item(entry)

        def steps(keychain: Keychain) -> Removed:
            keychain.unlock()
            if not item.read_beside(keychain):
                item.finish(keychain)
            if item.read_beside(keychain) or item.used.read(keychain) not in (None, secret):
                raise Blocked(TroubleKind.CHANGING)
            return Removed(item.erase(keychain)[0].others, store=self._store)

        return self._gate(steps, item.used)

    def beside(self, entry: str, *, quick: bool = False) -> dict[Role, Secret] | Trouble:
        """The keys beside the one in use. A quick look never asks the person anything."""
        return self._gate(self._item(entry).read_beside, quick=quick)

    def save_beside(self, entry: str, role: Role, secret: Secret) -> Saved | Trouble:
        """As `save`, beside the key in use, which is not touched."""
        return self._save(self._item(entry).beside(role), secret)

    def exchange(self, entry: str, role: Role) -> Saved | Trouble:
        """Puts the key of that role to use; the one in use takes the other role."""
        item = self._item(entry)

        def steps(keychain: Keychain) -> Saved:
            item.exchange(keychain, role)
            return Saved(keychain.place(), replaced=True)

        return self._gate(steps, item)

    def remove_beside(self, entry: str, role: Role) -> Removed | Trouble:
        """Removes the key of that role; the one in use stays."""
        item = self._item(entry).beside(role)

        def steps(keychain: Keychain) -> Removed:
            return Removed(item.erase(keychain).others, store=self._store)

        return self._gate(steps, item)

    def recover(self, entry: str) -> Recovery | Trouble | None:
        """Goes on with what an interrupted change has left; None where it left nothing.

        For the start of the program: waits briefly and never asks the person anything.
        """
        return self._gate(self._item(entry).finish, quick=True)

    def _save(self, item: StoredItem, secret: Secret) -> Saved | Trouble:
        if kind := unfit(secret):
            return Trouble(kind, store=self._store)

        def steps(keychain: Keychain) -> Saved:
            place = keychain.place()
            item.write(keychain, secret)
            return Saved(place, item.replaces)

        return self._gate(steps, item)

    def item_name(self, entry: str) -> str:
        """The service under which every program finds the key of this entry."""
        return f"{self._service}/{entry}"

    def _gate(
        self,
        steps: Callable[[Keychain], T],
        changed: StoredItem | RotatedItem | None = None,
        *,
        quick: bool = False,
    ) -> T | Trouble:
        """Runs the steps in one conversation; after a failed change, looks in another."""
        try:
            with self._lock.held():
                try:
                    with self._backend.session(quick=quick) as keychain:
                        return steps(keychain)
                except Blocked as blocked:
                    kept = self._kept(changed, blocked.kind)
                    return Trouble(blocked.kind, kept, blocked.detail, self._store)
        except Blocked as blocked:  # by the lock
            return Trouble(blocked.kind, store=self._store)
        except OSError as error:  # the file of the lock cannot be made
            detail = type(error).__name__
            return Trouble(TroubleKind.UNKNOWN, detail=detail, store=self._store)

    def _kept(self, changed: StoredItem | RotatedItem | None, why: TroubleKind) -> Kept:
        if changed is None or not changed.changing:
            return Kept.OLD
        try:
            with self._backend.session(quick=True) as keychain:
                return changed.settle(keychain, why)
        except Blocked:
            return Kept.UNKNOWN

    def _entries(self, keychain: Keychain) -> tuple[str, ...] | None:
        names = keychain.names()
        if names is None:
            return None
        prefix = f"{self._service}/"
        ours = (name.removeprefix(prefix) for name in names if name.startswith(prefix))
        found = {entry_name(name) for name in ours} - {PROXY}
        return tuple(sorted(name for name in found if _ENTRY.fullmatch(name)))  # no key beside

    def _item(self, entry: str) -> RotatedItem:
        if not _ENTRY.fullmatch(entry):
            raise ValueError("not the name of an entry")
        return RotatedItem(self.item_name(entry))


def lock_file() -> Path:
    """The file that window and console lock."""
    return default_folder() / "keyring.lock"


def key_store() -> KeyStore:
    """The keys of this person, in the keyring of this system."""
    return KeyStore(system_backend(), FileLock(lock_file()))


def practice_key_store() -> KeyStore:
    """Practice keys: under names of their own, in memory where there is no keyring."""
    backend = MemoryWhereNoKeyring(system_backend())
    return KeyStore(backend, FileLock(lock_file()), PRACTICE_SERVICE)
