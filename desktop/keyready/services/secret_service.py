# SPDX-License-Identifier: MIT
"""The Secret Service of Linux desktops: GNOME keyring, KeePassXC, KWallet.

Written on SecretStorage, not on keyring's backend: that one opens a connection for each
call (KeePassXC then asks the person each time), waits without limit, leaks descriptors
while the keyring is locked, creates a collection when only asked to read, and obeys
environment variables. The items are the same: each reads what the other wrote.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import secretstorage
from jeepney import DBusErrorResponse
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, Proxy
from secretstorage import exceptions
from secretstorage.collection import SESSION_COLLECTION
from secretstorage.util import BUS_NAME, add_match_rules, open_session

from keyready.core.secret import Secret
from keyready.services.keychain import (
    USERNAME,
    Blocked,
    Count,
    Keychain,
    Place,
    TroubleKind,
    only_blocked,
)
from keyready.services.session_bus import connect

_APPLICATION = "Python keyring library"  # keyring's own mark, so that its users find our items
_LOOK_UPS, _LOOK_UP_PAUSE_S = 3, 0.1  # a collection can be missing for a moment after a write
_PROMPTER = "org.gnome.keyring.SystemPrompter"

# The process that owns the name, as /proc has it (15 characters): the words for it.
_PRODUCTS = {
    "gnome-keyring-d": Place("gnome_keyring", "GNOME keyring"),
    "keepassxc": Place("keepassxc", "KeePassXC"),
    "ksecretd": Place("kwallet", "KWallet"),
    "kwalletd5": Place("kwallet", "KWallet"),
    "kwalletd6": Place("kwallet", "KWallet"),
}
_SOME_SERVICE = Place("secret_service", "Secret Service")


class SecretService:
    """Limits in seconds: for the bus to let us in, for all answers of one conversation
    together (of a quick one: `look_s`), and for the person at each unlock window.
    """

    def __init__(
        self, *, answer_s: float = 10.0, prompt_s: float = 120.0, look_s: float = 1.5
    ) -> None:
        self._answer_s = answer_s
        self._prompt_s = prompt_s
        self._look_s = look_s

    @contextmanager
    def session(self, *, quick: bool = False) -> Iterator[Keychain]:
        limit_s = self._look_s if quick else self._answer_s
        prompt_s = 0.0 if quick else self._prompt_s
        with only_blocked(_kind_of), closing(connect(limit_s, prompt_s)) as connection:
            add_match_rules(connection)
            yield SecretServiceKeychain(connection, may_ask=not quick)


class SecretServiceKeychain:
    """The default collection, over one connection and in one encrypted session."""

    def __init__(self, connection: DBusConnection, *, may_ask: bool) -> None:
        self._connection = connection
        self._bus = Proxy(message_bus, connection)
        self._may_ask = may_ask
        self._collection = _default_collection(connection)

    def place(self) -> Place:
        product = self._product()
        return Place(product.id, product.store, self._collection.get_label())

    def count(self, name: str) -> Count:
        ours = len(list(self._collection.search_items(_attributes(name, ours=True))))
        return Count(ours, len(list(self._collection.search_items(_attributes(name)))) - ours)

    def names(self) -> tuple[str, ...]:
        ours = {"username": USERNAME, "application": _APPLICATION}
        items = [item.get_attributes() for item in self._collection.search_items(ours)]
        if not all("service" in attributes for attributes in items):
            raise Blocked(TroubleKind.LOCKED)  # a locked collection shows digests of names only
        return tuple(attributes["service"] for attributes in items)

    def unlock(self) -> None:
        if self._collection.session is None:  # one question, one key exchange a conversation
            self._open(self._collection)
            self._collection.session = open_session(self._connection)

    def get(self, name: str) -> Secret | None:
        self.unlock()
        for attributes in (_attributes(name, ours=True), _attributes(name)):
            for item in self._collection.search_items(attributes):
                self._open(item)  # KeePassXC locks items, not collections
                try:
                    return Secret(item.get_secret().decode("utf-8"))
                except UnicodeDecodeError:
                    raise Blocked(TroubleKind.UNREADABLE) from None
        return None

    def put(self, name: str, secret: Secret) -> None:
        self.unlock()
        label = f"Password for '{USERNAME}' on '{name}'"
        value = secret.reveal().encode("utf-8")
        self._collection.create_item(label, _attributes(name, ours=True), value, replace=True)

    def delete(self, name: str) -> None:
        self.unlock()
        for item in self._collection.search_items(_attributes(name, ours=True)):
            self._open(item)
            item.delete()

    def _open(self, target: Any) -> None:
        """Unlocks a collection or an item, or says why that did not happen.

        A window that nobody answers within the limit stays open: gnome-keyring 42 aborts when
        it is asked to take one away (gkd-secret-unlock.c:243, `!self->current`).
        """
        if not target.is_locked():
            return
        dismissed = self._may_ask and target.unlock()
        if dismissed and self._somebody_could_answer():
            raise Blocked(TroubleKind.DISMISSED)
        if target.is_locked():
            raise Blocked(TroubleKind.LOCKED)

    def _somebody_could_answer(self) -> bool:
        """GNOME keyring calls a prompt dismissed also where no prompter could be started."""
        if self._product().id != "gnome_keyring":
            return True
        return bool(self._bus.NameHasOwner(_PROMPTER)[0])

    def _product(self) -> Place:
        (pid,) = self._bus.GetConnectionUnixProcessID(BUS_NAME)
        try:
            process = Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
        except OSError:  # in a sandbox the number means nothing
            process = ""
        return _PRODUCTS.get(process, _SOME_SERVICE)


def _default_collection(connection: DBusConnection) -> secretstorage.Collection:
    """Never creates one, and does not take the one that ends with the login session."""
    for attempt in range(_LOOK_UPS):
        if attempt:
            time.sleep(_LOOK_UP_PAUSE_S)
        try:
            collection = secretstorage.get_collection_by_alias(connection, "default")
        except exceptions.ItemNotFoundException:
            continue
        if collection.collection_path != SESSION_COLLECTION:
            return collection
    raise Blocked(TroubleKind.NO_COLLECTION)


def _attributes(name: str, *, ours: bool = False) -> dict[str, str]:
    attributes = {"service": name, "username": USERNAME}
    return {**attributes, "application": _APPLICATION} if ours else attributes


# The first that fits counts: a dismissed prompt is an "item not found" to SecretStorage.
_KINDS: tuple[tuple[type[Exception], TroubleKind], ...] = (
    (TimeoutError, TroubleKind.TIMED_OUT),
    (OSError, TroubleKind.DEAD_BUS),
    (exceptions.PromptDismissedException, TroubleKind.DISMISSED),
    (exceptions.LockedException, TroubleKind.LOCKED),
    (exceptions.SecretServiceNotAvailableException, TroubleKind.NO_KEYRING),
)
_ERROR_NAMES = {
    "org.freedesktop.Secret.Error.IsLocked": TroubleKind.LOCKED,
    "org.freedesktop.DBus.Error.NameHasNoOwner": TroubleKind.NO_KEYRING,
    "org.freedesktop.DBus.Error.Spawn.ChildExited": TroubleKind.NO_KEYRING,
    "org.freedesktop.DBus.Error.Spawn.ChildSignaled": TroubleKind.NO_KEYRING,
    "org.freedesktop.DBus.Error.Spawn.Failed": TroubleKind.NO_KEYRING,
    "org.freedesktop.DBus.Error.TimedOut": TroubleKind.TIMED_OUT,
}


def _kind_of(error: Exception) -> TroubleKind:
    if isinstance(error, DBusErrorResponse):
        return _ERROR_NAMES.get(error.name, TroubleKind.REFUSED)
    return next((kind for type_, kind in _KINDS if isinstance(error, type_)), TroubleKind.UNKNOWN)
