# SPDX-License-Identifier: MIT
"""One stored key, changed so that an end at any instant leaves the old one or the new one.

A key that replaces another is first written beside it, as the *staging* item, and read
back; only then does it take the *stable* name. What an interrupted write leaves behind
tells by itself how to go on: a staging item is a key that somebody wanted to save.
"""

from __future__ import annotations

from contextlib import suppress
from enum import Enum

from keyready.core.secret import Secret
from keyready.services.custody.keychain import Blocked, Count, Keychain, TroubleKind

LONGEST = 1280  # characters: the most that Windows holds, so the same key fits everywhere
_STAGING = "#staging"


class Kept(str, Enum):
    """What the keyring holds after a failure."""

    OLD = "old"  # whatever it held before is untouched
    NEW = "new"
    NONE = "none"
    UNKNOWN = "unknown"  # we could not look


class Recovery(str, Enum):
    """What was done with what an interrupted change has left."""

    COMPLETED = "completed"  # its key is the saved one now
    SETTLED = "settled"  # of a change to a key beside: one is in use, the other beside it
    TIDIED = "tidied"  # it was a copy of the saved key, or held nothing


def unfit(secret: Secret) -> TroubleKind | None:
    """Why no keyring should be given this value: only visible ASCII is a key."""
    if len(secret) > LONGEST:
        return TroubleKind.TOO_LONG
    if not secret or any(not "!" <= character <= "~" for character in secret.reveal()):
        return TroubleKind.REFUSED
    return None


def entry_name(name: str) -> str:
    """The stable name that belongs to the name of any item."""
    return name.removesuffix(_STAGING)


class StoredItem:
    """The item of one entry during one call. Every method may raise `Blocked`.

    `changing` is the name under which something is being changed, "" before the first change.
    """

    def __init__(self, name: str) -> None:
        self._stable = name
        self._staging = name + _STAGING
        self._new: Secret | None = None
        self.replaces = False
        self.changing = ""

    def is_there(self, keychain: Keychain) -> bool:
        """Is anything of it there? Never asks the person."""
        return any(keychain.count(name).ours for name in (self._stable, self._staging))

    def read(self, keychain: Keychain) -> Secret | None:
        """The key. Where a write was cut off, it can be in the staging item alone."""
        key = _readable(keychain, self._stable) or _readable(keychain, self._staging)
        return key or _fetch(keychain, self._stable)  # which says why, where there is none

    def write(self, keychain: Keychain, new: Secret) -> None:
        """Writes and reads back. When it raises, `settle` says what is there."""
        self._new = new
        keychain.unlock()
        staged = keychain.count(self._staging).ours > 0
        self.replaces = staged or keychain.count(self._stable).ours > 0
        if staged:
            self.finish(keychain)
        if self.replaces:
            self._put(keychain, self._staging, new)
        self._put(keychain, self._stable, new)
        if self.replaces:
            with suppress(Blocked):  # the new key is known to be there; `finish` tidies
                keychain.delete(self._staging)

    def erase(self, keychain: Keychain) -> Count:
        """Deletes what is ours and looks whether it is gone; counts what is not ours."""
        keychain.unlock()
        for name in (self._staging, self._stable):  # a staging item alone would come back
            self.changing = name
            keychain.delete(name)
            if keychain.count(name).ours:
                raise Blocked(TroubleKind.REFUSED)
        return keychain.count(self._stable)

    def finish(self, keychain: Keychain) -> Recovery | None:
        """Goes on with what an interrupted write has left, if it left anything."""
        if keychain.count(self._staging).ours == 0:
            return Recovery.TIDIED if self._tidy_empty(keychain) else None
        staged = _readable(keychain, self._staging)
        tidy = staged is None or staged == _readable(keychain, self._stable)
        if staged is not None and not tidy:
            self._put(keychain, self._stable, staged)
        keychain.delete(self._staging)
        return Recovery.TIDIED if tidy else Recovery.COMPLETED

    def settle(self, keychain: Keychain, why: TroubleKind) -> Kept:
        """Looks at what a failed change has left, and takes back what it must not leave."""
        if self._new is None:  # it was to be erased
            return Kept.OLD if keychain.count(self._stable).ours else Kept.NONE
        key = _readable(keychain, self._stable)
        if key == self._new:
            keychain.delete(self._staging)
            return Kept.NEW
        if not self.replaces:
            keychain.delete(self._stable)
            return Kept.NONE
        staged = _readable(keychain, self._staging)
        if key is None and staged is not None:  # `read` finds it there, `finish` gives it its name
            return Kept.NEW if staged == self._new else Kept.OLD
        if self.changing == self._stable and why is TroubleKind.MISMATCH:
            return Kept.UNKNOWN  # another value took the name
        keychain.delete(self._staging)
        return Kept.OLD if keychain.count(self._stable).ours else Kept.NONE

    def _tidy_empty(self, keychain: Keychain) -> bool:
        """Deletes an item of ours that a first write left without its value.

        What is locked or unreadable holds a value, or shows at a later start that it has none.
        """
        with suppress(Blocked):
            there = keychain.count(self._stable).ours > 0  # asked first: it needs no cipher
            secret = keychain.get(self._stable) if there else None
            if secret is not None and not secret:
                keychain.delete(self._stable)
                return True
        return False

    def _put(self, keychain: Keychain, name: str, secret: Secret) -> None:
        self.changing = name
        keychain.put(name, secret)
        if keychain.get(name) != secret:
            raise Blocked(TroubleKind.MISMATCH)


def _fetch(keychain: Keychain, name: str) -> Secret | None:
    secret = keychain.get(name)
    if not secret:  # gnome-keyring writes an item first, and then its value
        return None
    if unfit(secret):
        raise Blocked(TroubleKind.UNREADABLE)
    return secret


def _readable(keychain: Keychain, name: str) -> Secret | None:
    try:
        return _fetch(keychain, name)
    except Blocked as blocked:
        if blocked.kind is not TroubleKind.UNREADABLE:
            raise
        return None
