# SPDX-License-Identifier: MIT
"""The keyring of this operating system: which one, and those of macOS and Windows.

keyring's own backends are used for these two, made by class. Its choice of a backend is
never asked: environment variables and rc files turn that into a store that forgets, or a
plain file.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from keyready.core.secret import Secret
from keyready.services.custody.keychain import (
    USERNAME,
    Backend,
    Blocked,
    Count,
    Keychain,
    Place,
    TroubleKind,
    only_blocked,
)


class Ring(Protocol):
    """What we use of a backend of keyring."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


def system_backend() -> Backend:
    """The operating system's own store. Its modules are loaded with the first conversation."""
    if sys.platform == "darwin":
        return RingBackend(_macos_ring, Place("macos_keychain", "macOS Keychain"), macos_kind)
    if sys.platform == "win32":
        place = Place("windows_credentials", "Windows Credential Manager")
        return RingBackend(_windows_ring, place, windows_kind)
    return LinuxBackend()


class LinuxBackend:
    """The Secret Service, loaded late: with its cipher it takes a tenth of the whole start."""

    @contextmanager
    def session(self, *, quick: bool = False) -> Iterator[Keychain]:
        from keyready.services.custody.secret_service import SecretService

        with SecretService().session(quick=quick) as keychain:
            yield keychain


class RingBackend:
    """Wraps a backend of keyring, which is made anew for each conversation.

    These calls cannot be given a limit: the caller's thread waits for the system.
    """

    def __init__(
        self, make: Callable[[], Ring], place: Place, kind_of: Callable[[Exception], TroubleKind]
    ) -> None:
        self._make = make
        self._place = place
        self._kind_of = kind_of

    @contextmanager
    def session(self, *, quick: bool = False) -> Iterator[Keychain]:
        with only_blocked(self._kind_of):
            yield RingKeychain(self._make(), self._place)


class RingKeychain:
    def __init__(self, ring: Ring, place: Place) -> None:
        self._ring = ring
        self._place = place

    def place(self) -> Place:
        return self._place

    def count(self, name: str) -> Count:
        try:
            return Count(int(self.get(name) is not None), 0)
        except Blocked:  # there, though unreadable
            return Count(1, 0)

    def names(self) -> None:
        return None  # Windows would hand over the values with the names, keyring has no such call

    def unlock(self) -> None:
        pass  # these two ask by themselves, within each call

    def get(self, name: str) -> Secret | None:
        try:
            value = self._ring.get_password(name, USERNAME)
        except UnicodeDecodeError:
            raise Blocked(TroubleKind.UNREADABLE) from None
        return None if value is None else Secret(value)

    def put(self, name: str, secret: Secret) -> None:
        # On Windows an overwritten value lives on as "user@service" (jaraco/keyring#545).
        self.delete(name)
        self._ring.set_password(name, USERNAME, secret.reveal())

    def delete(self, name: str) -> None:
        if self.count(name).ours:
            self._ring.delete_password(name, USERNAME)


def _macos_ring() -> Ring:
    ring: Any = importlib.import_module("keyring.backends.macOS").Keyring()
    ring.keychain = None  # KEYRING_PROPERTY_KEYCHAIN and KEYCHAIN_PATH do not choose for us
    return _usable(ring)


def _windows_ring() -> Ring:
    ring: Any = importlib.import_module("keyring.backends.Windows").WinVaultKeyring()
    ring.persist = "local machine"  # else keys roam to the other machines of a domain
    return _usable(ring)


def _usable(ring: Any) -> Ring:
    try:
        _ = type(ring).priority  # raises where its libraries are missing
    except RuntimeError:
        raise Blocked(TroubleKind.NO_KEYRING) from None
    usable: Ring = ring
    return usable


# OSStatus of the Security framework; keyring keeps it in the cause of its exception.
_MACOS = {
    -128: TroubleKind.DISMISSED,  # errSecUserCanceled
    -25308: TroubleKind.LOCKED,  # errSecInteractionNotAllowed: over SSH
    -25307: TroubleKind.NO_COLLECTION,  # errSecNoDefaultKeychain
    -25293: TroubleKind.REFUSED,  # errSecAuthFailed: the signature of the program changed
    -25244: TroubleKind.REFUSED,  # errSecInvalidOwnerEdit: likewise
}
# Error codes of the Cred... functions.
_WINDOWS = {
    5: TroubleKind.REFUSED,  # ERROR_ACCESS_DENIED
    1312: TroubleKind.NO_KEYRING,  # ERROR_NO_SUCH_LOGON_SESSION
    1783: TroubleKind.TOO_LONG,  # RPC_X_BAD_STUB_DATA: more than 2560 bytes
}


def macos_kind(error: Exception) -> TroubleKind:
    status = next(iter(getattr(error.__cause__, "args", ())), 0)
    return _MACOS.get(status, TroubleKind.UNKNOWN)


def windows_kind(error: Exception) -> TroubleKind:
    return _WINDOWS.get(getattr(error, "winerror", 0), TroubleKind.UNKNOWN)
