# SPDX-License-Identifier: MIT
"""The Secret Service of Linux desktops: GNOME keyring, KeePassXC, KWallet.

Written on jeepney (`secret_listing`) and, where a secret travels, SecretStorage, not on
keyring's backend: that one opens a connection for each call (KeePassXC then asks the person
each time), waits without limit, leaks descriptors while the keyring is locked, creates a
collection when only asked to read, and obeys environment variables. The items are the same:
each reads what the other wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from jeepney import DBusErrorResponse
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, Proxy

from keyready.core.secret import Secret
from keyready.services.custody.keychain import (
    USERNAME,
    Blocked,
    Count,
    Keychain,
    Place,
    TroubleKind,
    only_blocked,
)
from keyready.services.custody.kwallet import wake, write_out
from keyready.services.custody.secret_listing import BUS_NAME, GONE, SecretListing
from keyready.services.custody.session_bus import connect

_APPLICATION = "Python keyring library"  # keyring's own mark, so that its users find our items
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
            yield SecretServiceKeychain(connection, may_ask=not quick)


class SecretServiceKeychain:
    """The default collection, over one connection and in one encrypted session."""

    def __init__(self, connection: DBusConnection, *, may_ask: bool) -> None:
        self._connection = connection
        self._bus = Proxy(message_bus, connection)
        self._may_ask = may_ask
        self._listing = self._first_look()

    def _first_look(self) -> SecretListing:
        try:
            return SecretListing(self._connection)
        except DBusErrorResponse as error:
            if _kind_of(error) is not TroubleKind.NO_KEYRING or not wake(self._bus):
                raise
        return SecretListing(self._connection)

    @cached_property
    def _collection(self) -> Any:
        """Through SecretStorage, which is loaded where a secret travels."""
        from secretstorage.collection import Collection
        from secretstorage.util import add_match_rules

        add_match_rules(self._connection)
        return Collection(self._connection, self._listing.path)

    def place(self) -> Place:
        product = self._product()
        return Place(product.id, product.store, self._listing.label())

    def count(self, name: str) -> Count:
        ours = len(self._listing.search(_attributes(name, ours=True)))
        return Count(ours, len(self._listing.search(_attributes(name))) - ours)

    def names(self) -> tuple[str, ...]:
        ours = {"username": USERNAME, "application": _APPLICATION}
        items = [self._listing.attributes(item) for item in self._listing.search(ours)]
        if not all("service" in attributes for attributes in items):
            raise Blocked(TroubleKind.LOCKED)  # a locked collection shows digests of names only
        return tuple(attributes["service"] for attributes in items)

    def unlock(self) -> None:
        from keyready.services.custody.secret_cipher import agreed_session

        if self._collection.session is None:  # one question, one key exchange a conversation
            self._open(self._collection, self._listing.path)
            self._collection.session = agreed_session(self._connection)

    def get(self, name: str) -> Secret | None:
        from keyready.services.custody.secret_cipher import secret_of

        self.unlock()
        session = self._collection.session
        for attributes in (_attributes(name, ours=True), _attributes(name)):
            for item in self._collection.search_items(attributes):
                self._open(item, item.item_path)  # KeePassXC locks items, not collections
                secret = self._listing.secret(item.item_path, session.object_path)
                try:
                    return Secret(secret_of(session, secret).decode("utf-8"))
                except UnicodeDecodeError:
                    raise Blocked(TroubleKind.UNREADABLE) from None
        return None

    def put(self, name: str, secret: Secret) -> None:
        self.unlock()
        label = f"Password for '{USERNAME}' on '{name}'"
        value = secret.reveal().encode("utf-8")
        self._collection.create_item(label, _attributes(name, ours=True), value, replace=True)
        self._write_out()

    def delete(self, name: str) -> None:
        self.unlock()
        for item in self._collection.search_items(_attributes(name, ours=True)):
            self._open(item, item.item_path)
            item.delete()
            self._write_out()

    def _write_out(self) -> None:
        write_out(self._connection, self._process, self._listing.label())

    def _open(self, target: Any, path: str) -> None:
        """Unlocks a collection or an item, or says why that did not happen.

        A window that nobody answers within the limit stays open: gnome-keyring 42 aborts when
        it is asked to take one away (gkd-secret-unlock.c:243, `!self->current`).
        """
        if not target.is_locked():
            return
        if self._may_ask and self._is_dismissed(path) and self._somebody_could_answer():
            raise Blocked(TroubleKind.DISMISSED)
        if target.is_locked():
            raise Blocked(TroubleKind.LOCKED)

    def _is_dismissed(self, path: str) -> bool:
        """Asks the person to unlock it; did they decline?

        SecretStorage's own insists on a list of what is unlocked. KWallet of Frameworks 6.15 to
        6.19 names an object where the person declined.
        """
        from secretstorage.util import exec_prompt

        prompt = self._listing.unlock(path)
        return prompt != "/" and bool(exec_prompt(self._connection, prompt)[0])

    def _somebody_could_answer(self) -> bool:
        """GNOME keyring calls a prompt dismissed also where no prompter could be started."""
        if self._product().id != "gnome_keyring":
            return True
        return bool(self._bus.NameHasOwner(_PROMPTER)[0])

    def _product(self) -> Place:
        return _PRODUCTS.get(self._process, _SOME_SERVICE)

    @cached_property
    def _process(self) -> str:
        """The name of the process that keeps the secrets; "" in a sandbox."""
        (pid,) = self._bus.GetConnectionUnixProcessID(BUS_NAME)
        try:
            return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
        except OSError:  # there the number means nothing
            return ""


def _attributes(name: str, *, ours: bool = False) -> dict[str, str]:
    attributes = {"service": name, "username": USERNAME}
    return {**attributes, "application": _APPLICATION} if ours else attributes


_KINDS = {  # by name: SecretStorage may not be loaded
    "TimeoutError": TroubleKind.TIMED_OUT,
    "OSError": TroubleKind.DEAD_BUS,
    "PromptDismissedException": TroubleKind.DISMISSED,
    "LockedException": TroubleKind.LOCKED,
    "SecretServiceNotAvailableException": TroubleKind.NO_KEYRING,
}
_ERROR_NAMES = {
    **dict.fromkeys(GONE, TroubleKind.UNKNOWN),
    "org.freedesktop.Secret.Error.IsLocked": TroubleKind.LOCKED,
    "org.freedesktop.DBus.Error.NameHasNoOwner": TroubleKind.NO_KEYRING,
    "org.freedesktop.DBus.Error.NoReply": TroubleKind.NO_KEYRING,
    "org.freedesktop.DBus.Error.ServiceUnknown": TroubleKind.NO_KEYRING,
    "org.freedesktop.DBus.Error.Spawn.ChildExited": TroubleKind.NO_KEYRING,
    "org.freedesktop.DBus.Error.Spawn.ChildSignaled": TroubleKind.NO_KEYRING,
    "org.freedesktop.DBus.Error.Spawn.ExecFailed": TroubleKind.NO_KEYRING,
    "org.freedesktop.DBus.Error.Spawn.Failed": TroubleKind.NO_KEYRING,
    "org.freedesktop.DBus.Error.TimedOut": TroubleKind.TIMED_OUT,
}


def _kind_of(error: Exception) -> TroubleKind:
    if isinstance(error, DBusErrorResponse):
        return _ERROR_NAMES.get(error.name, TroubleKind.REFUSED)
    # The nearest class counts: a dismissed prompt is an "item not found" to SecretStorage.
    kinds = (_KINDS.get(each.__name__) for each in type(error).__mro__)
    return next(filter(None, kinds), TroubleKind.UNKNOWN)
