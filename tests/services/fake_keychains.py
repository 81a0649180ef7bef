# SPDX-License-Identifier: MIT
"""Models of the functions of Windows and macOS that lie below keyring's own backends.

They stand where this machine has nothing: keyring's code above them and ours is real.
"""

from __future__ import annotations

import types
from typing import Any

import keyring.backends.macOS
import keyring.backends.Windows
import pytest

from services.fuse import Fuse


class FakeCredentials:
    """Windows' CredRead, CredWrite and CredDelete, with their limit and their errors."""

    CRED_TYPE_GENERIC = 1
    CRED_PERSIST_SESSION = 1
    CRED_PERSIST_LOCAL_MACHINE = 2
    CRED_PERSIST_ENTERPRISE = 3

    class error(Exception):  # its name in pywintypes
        def __init__(self, winerror: int, funcname: str) -> None:
            super().__init__(winerror, funcname, "a text that may quote anything")
            self.winerror, self.funcname = winerror, funcname

    def __init__(self, fuse: Fuse) -> None:
        self.fuse = fuse
        self.items: dict[str, dict[str, Any]] = {}

    def CredRead(self, Type: int, TargetName: str) -> dict[str, Any]:
        if TargetName not in self.items:
            raise self.error(1168, "CredRead")
        return dict(self.items[TargetName])

    def CredWrite(self, credential: dict[str, Any], flags: int) -> None:
        self.fuse.burn(done=False)
        blob = credential["CredentialBlob"].encode("utf-16-le")
        if len(blob) > 2560:
            raise self.error(1783, "CredWrite")
        self.items[credential["TargetName"]] = {**credential, "CredentialBlob": blob}
        self.fuse.burn(done=True)

    def CredDelete(self, Type: int, TargetName: str) -> None:
        self.fuse.burn(done=False)
        if self.items.pop(TargetName, None) is None:
            raise self.error(1168, "CredDelete")
        self.fuse.burn(done=True)

    def values(self) -> list[str]:
        return [item["CredentialBlob"].decode("utf-16-le") for item in self.items.values()]


class FakeSecurity:
    """What keyring's `macOS.api` offers: a password by service and account."""

    class Error(Exception):
        pass

    class NotFound(Error):
        pass

    class KeychainDenied(Error):
        pass

    def __init__(self, fuse: Fuse) -> None:
        self.fuse = fuse
        self.items: dict[tuple[str, str], str] = {}

    def find_generic_password(self, keychain: object, service: str, username: str) -> str:
        if (service, username) not in self.items:
            raise self.NotFound(-25300, "Item not found")
        return self.items[service, username]

    def set_generic_password(
        self, keychain: object, service: str, username: str, password: str
    ) -> None:
        assert keychain is None  # the default one, whatever the environment says
        if (service, username) in self.items:
            self.delete_generic_password(keychain, service, username)
        self.fuse.burn(done=False)
        self.items[service, username] = password
        self.fuse.burn(done=True)

    def delete_generic_password(self, keychain: object, service: str, username: str) -> None:
        self.fuse.burn(done=False)
        if self.items.pop((service, username), None) is None:
            raise self.NotFound(-25300, "Item not found")
        self.fuse.burn(done=True)

    def values(self) -> list[str]:
        return list(self.items.values())


def on_windows(monkeypatch: pytest.MonkeyPatch, fuse: Fuse) -> FakeCredentials:
    credentials = FakeCredentials(fuse)
    module = keyring.backends.Windows
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(module, "missing_deps", False)
    monkeypatch.setattr(module, "win32cred", credentials, raising=False)
    errors = types.SimpleNamespace(error=FakeCredentials.error)
    monkeypatch.setattr(module, "pywintypes", errors, raising=False)
    return credentials


def on_macos(monkeypatch: pytest.MonkeyPatch, fuse: Fuse) -> FakeSecurity:
    security = FakeSecurity(fuse)
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    monkeypatch.setattr(keyring.backends.macOS, "api", security, raising=False)
    return security
