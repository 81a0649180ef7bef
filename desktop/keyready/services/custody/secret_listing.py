# SPDX-License-Identifier: MIT
"""What a collection of the Secret Service tells without a secret: its label, and what is in it.

SecretStorage would do, but with it comes the cipher in which secrets travel: ten megabytes, which
a window that found no key holds for nothing.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, Properties, new_method_call
from jeepney.io.blocking import DBusConnection
from jeepney.wrappers import unwrap_msg

from keyready.services.custody.keychain import Blocked, TroubleKind

BUS_NAME = "org.freedesktop.secrets"
_SERVICE = DBusAddress("/org/freedesktop/secrets", BUS_NAME, "org.freedesktop.Secret.Service")
_OF_THE_LOGIN = "/org/freedesktop/secrets/collection/session"
GONE = (
    "org.freedesktop.Secret.Error.NoSuchObject",
    "org.freedesktop.DBus.Error.UnknownObject",
    "org.freedesktop.DBus.Error.UnknownMethod",
)
_LOOK_UPS, _LOOK_UP_PAUSE_S = 3, 0.1  # a collection can be missing for a moment after a write


class SecretListing:
    """The default collection. Raises `DBusErrorResponse` for what the service refuses."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        self.path = self._default_path()
        self._collection = _address(self.path, "Collection")

    def label(self) -> str:
        return str(self._property(self._collection, "Label"))

    def search(self, attributes: Mapping[str, str]) -> list[str]:
        """The paths of the items that have all of these."""
        (paths,) = self._call(self._collection, "SearchItems", "a{ss}", dict(attributes))
        return list(paths)

    def attributes(self, item: str) -> dict[str, str]:
        return dict(self._property(_address(item, "Item"), "Attributes"))

    def unlock(self, path: str) -> str:
        """The path of the question to the person that this takes; "/" where it takes none."""
        return str(self._call(_SERVICE, "Unlock", "ao", [path])[1])

    def secret(self, item: str, session: str) -> Any:
        """As the bus has it: the session, how it is encrypted, the value, its type."""
        return self._call(_address(item, "Item"), "GetSecret", "o", session)[0]

    def _default_path(self) -> str:
        """Never creates one, and does not take the one that ends with the login session."""
        for attempt in range(_LOOK_UPS):
            if attempt:
                time.sleep(_LOOK_UP_PAUSE_S)
            (path,) = self._call(_SERVICE, "ReadAlias", "s", "default")
            if path not in ("/", _OF_THE_LOGIN) and self._is_there(path):
                return str(path)
        raise Blocked(TroubleKind.NO_COLLECTION)

    def _is_there(self, path: str) -> bool:
        try:
            self._property(_address(path, "Collection"), "Label")
        except DBusErrorResponse as error:
            if error.name not in GONE:
                raise
            return False
        return True

    def _property(self, of: DBusAddress, name: str) -> Any:
        ((_signature, value),) = self._ask(Properties(of).get(name))
        return value

    def _call(self, on: DBusAddress, method: str, signature: str, *values: Any) -> Any:
        return self._ask(new_method_call(on, method, signature, values))

    def _ask(self, message: Any) -> Any:
        return unwrap_msg(self._connection.send_and_get_reply(message))


def _address(path: str, interface: str) -> DBusAddress:
    return DBusAddress(path, BUS_NAME, f"org.freedesktop.Secret.{interface}")
