# SPDX-License-Identifier: MIT
"""What a place for keys has to offer, and what can stand in its way.

`KeyStore` speaks to the system's keyring and to every other store through these two protocols
only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import Enum
from typing import NamedTuple, Protocol

from keyready.core.secret import Secret

USERNAME = "api-key"  # the same for every item: what differs is in the name of the service
FOLDER = "keyready"  # what names of items begin with in stores that a person chose


class TroubleKind(str, Enum):
    """Why a keyring did not do what it was asked. The values name the words of `store`."""

    NO_KEYRING = "no_keyring"
    LOCKED = "locked"  # and no window to unlock it could be opened
    DISMISSED = "dismissed"  # the person closed that window
    TIMED_OUT = "timed_out"
    TOO_LONG = "too_long"
    REFUSED = "refused"
    MISMATCH = "mismatch"  # it gave back another value than it was given
    UNREADABLE = "unreadable"  # what it holds is no text that could be a key
    DEAD_BUS = "dead_bus"
    NO_COLLECTION = "no_collection"
    BUSY = "busy"  # another Keyready holds the lock
    NO_SECRET_KEY = "no_secret_key"  # noqa: S105  # what opens the store is not on this computer
    CONFLICT = "conflict"  # two versions wait for the person to choose one
    UNCOMMITTED = "uncommitted"  # written, but not taken up by the git of the store
    WRONG_PASSPHRASE = "wrong_passphrase"  # noqa: S105  # no password: its name
    DAMAGED = "damaged"
    ODD_FILE = "odd_file"  # a link, a folder, or much too large
    NEWER = "newer"  # written by a newer version of this program
    CHANGING = "changing"  # a change of keys is on, and needs both where they are
    TAKEN = "taken"  # another key is kept there under the same name
    NOT_NOTED = "not_noted"  # what must be remembered did not reach the disk
    UNKNOWN = "unknown"


class Blocked(Exception):
    """A keyring could not do it. Never leaves `services`: `KeyStore` turns it into a `Trouble`.

    `detail` is the name of an exception's type, never its text: texts may quote the key.
    """

    def __init__(self, kind: TroubleKind, detail: str = "") -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.detail = detail


class Place(NamedTuple):
    """Where keys are kept, in the words of the person's desktop.

    `id` is one of gnome_keyring, keepassxc, kwallet, secret_service, macos_keychain,
    windows_credentials, memory, pass, file. `store` reads "GNOME keyring", `collection` "Login"
    or "".
    """

    id: str
    store: str
    collection: str = ""


class Count(NamedTuple):
    """How many items bear a name: ours, and other programs' (which we read, never touch)."""

    ours: int
    others: int


class Keychain(Protocol):
    """One open conversation with a keyring. Every method may raise `Blocked`.

    `name` is the service name of an item. `place`, `count` and `names` never ask the person
    anything. An item of ours goes before another program's of the same name.
    """

    def place(self) -> Place: ...
    def count(self, name: str) -> Count: ...
    def names(self) -> tuple[str, ...] | None:
        """The names of all items with our user name; None where the system does not tell."""

    def unlock(self) -> None:
        """Asks the person, where that is needed; comes before the first change."""

    def get(self, name: str) -> Secret | None: ...
    def put(self, name: str, secret: Secret) -> None: ...
    def delete(self, name: str) -> None:
        """Deletes every item of ours with that name. That there is none is no error."""


class Backend(Protocol):
    """A kind of keyring; nothing is remembered between two conversations."""

    def session(self, *, quick: bool = False) -> AbstractContextManager[Keychain]:
        """Opens a conversation. A quick one waits briefly and never asks the person anything."""


@contextmanager
def only_blocked(kind_of: Callable[[Exception], TroubleKind]) -> Iterator[None]:
    """Lets nothing out but `Blocked`, so that no text of a foreign exception travels on."""
    try:
        yield
    except Blocked:
        raise
    except Exception as error:  # noqa: BLE001  # the one place: what escapes is never a text
        raise Blocked(kind_of(error), type(error).__name__) from None
