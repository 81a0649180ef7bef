# SPDX-License-Identifier: MIT
"""One encrypted file with a passphrase, as a store that a person can choose.

Beside the file lies a copy, renewed after each change: it mends a damaged file, and keeps no old
key. What both look like inside is in `sealed_keys.py`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

import platformdirs

from keyready.core.secret import Secret
from keyready.services.custody.keychain import (
    Blocked,
    Count,
    Keychain,
    Place,
    TroubleKind,
    only_blocked,
)
from keyready.services.custody.sealed_keys import (
    LARGEST,
    Opened,
    Sealed,
    derived,
    sealed,
    taken_apart,
    unsealed,
)
from keyready.services.files.whole_file import write_whole

PLACE = Place("file", "encrypted file")
FILE_NAME = "keys.keyready"


class KeyFile:
    """The file, and what the person has opened it with, which stays in memory until `lock`.

    `ask` gets the passphrase from the person where a conversation needs it (None: they do not
    want to); without it a closed file is LOCKED. `is_there`, `open`, `make` and `set_aside`
    may raise `Blocked`.
    """

    def __init__(
        self, path: Path | None = None, ask: Callable[[], Secret | None] | None = None
    ) -> None:
        folder = platformdirs.user_data_path("keyready", appauthor=False)
        self.path = path or folder / FILE_NAME
        self._copy = self.path.with_name(self.path.name + ".copy")
        self._ask = ask
        self._opened: Opened | None = None

    @contextmanager
    def session(self, *, quick: bool = False) -> Iterator[Keychain]:
        with only_blocked(_kind_of):
            yield FileKeychain(self, may_ask=not quick)

    @property
    def is_open(self) -> bool:
        return self._opened is not None

    def is_there(self) -> bool:
        with only_blocked(_kind_of):
            return self.read() is not None

    def open(self, passphrase: Secret) -> None:
        """Takes most of a second: only through a task."""
        with only_blocked(_kind_of):
            read = self.read()
            if read is None:
                raise Blocked(TroubleKind.NO_COLLECTION)
            opened = derived(passphrase, read.head.derivation)
            unsealed(read, opened.key)
            self._opened = opened

    def make(self, passphrase: Secret) -> None:
        """An empty file; raises `Blocked(TAKEN)` where there is one already."""
        with only_blocked(_kind_of):
            if self.read() is not None:
                raise Blocked(TroubleKind.TAKEN)
            opened = derived(passphrase)
            self._opened = opened
            self.write({})

    def lock(self) -> None:
        """Forgets what opens the file."""
        self._opened = None

    def set_aside(self) -> Path:
        """Gives a damaged file another name, which is returned, and puts the copy in its place
        if that one is whole. The person asked for it."""
        with only_blocked(_kind_of):
            when = f"{datetime.now(timezone.utc):%Y%m%dT%H%M%SZ}"
            aside = self.path.with_name(f"{self.path.name}.bad-{when}")
            self.path.rename(aside)
            self._opened = None
            try:
                whole = _bytes(self._copy)
                if whole is not None:
                    taken_apart(whole)
                    write_whole(self.path, whole)
            except Blocked:  # the copy is no better, and stays where it is
                pass
            return aside

    def unlock(self, *, may_ask: bool) -> None:
        """So that `items` can be read. There must be a file: none is made unasked."""
        read = self.read()
        if self._opened is not None and read and read.head.derivation == self._opened.derivation:
            return
        self._opened = None
        if read is None:
            raise Blocked(TroubleKind.NO_COLLECTION)
        passphrase = self._ask() if may_ask and self._ask else None
        if passphrase is None:
            raise Blocked(TroubleKind.LOCKED)
        self.open(passphrase)

    def read(self) -> Sealed | None:
        """The file as it is now, still encrypted; None where there is none."""
        content = _bytes(self.path)
        return None if content is None else taken_apart(content)

    def items(self) -> dict[str, str]:
        """The keys by name. The file must be unlocked."""
        read = self.read()
        if read is None or self._opened is None:
            return {}
        items = unsealed(read, self._opened.key)
        content = read.line + read.sealed
        if self._copy_content() != content:  # an end came between the two
            write_whole(self._copy, content)
        return items

    def write(self, items: dict[str, str]) -> None:
        if self._opened is None:
            raise Blocked(TroubleKind.LOCKED)
        content = sealed(items, self._opened)
        write_whole(self.path, content)
        if _bytes(self.path) != content:
            raise Blocked(TroubleKind.MISMATCH)
        write_whole(self._copy, content)

    def _copy_content(self) -> bytes | None:
        try:
            return _bytes(self._copy)
        except Blocked:
            return None


class FileKeychain:
    """Each call reads the file anew: what was written is read back from the disk."""

    def __init__(self, file: KeyFile, *, may_ask: bool) -> None:
        self._file = file
        self._may_ask = may_ask

    def place(self) -> Place:
        self._file.read()  # a file that cannot be used is no place
        return PLACE

    def count(self, name: str) -> Count:
        return Count(int(name in self.names()), 0)

    def names(self) -> tuple[str, ...]:
        read = self._file.read()
        return read.head.names if read else ()

    def unlock(self) -> None:
        self._file.unlock(may_ask=self._may_ask)

    def get(self, name: str) -> Secret | None:
        if not self.count(name).ours:
            return None
        self.unlock()
        return Secret(self._file.items()[name])

    def put(self, name: str, secret: Secret) -> None:
        self.unlock()
        self._file.write({**self._file.items(), name: secret.reveal()})

    def delete(self, name: str) -> None:
        if not self.count(name).ours:
            return
        self.unlock()
        items = self._file.items()
        self._file.write({kept: value for kept, value in items.items() if kept != name})


def _bytes(path: Path) -> bytes | None:
    """Never follows a link, never waits at a pipe, never reads more than a little."""
    if path.is_symlink():
        raise Blocked(TroubleKind.ODD_FILE)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise Blocked(TroubleKind.ODD_FILE)
            content = stream.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        raise Blocked(TroubleKind.ODD_FILE) from None
    if len(content) > LARGEST:
        raise Blocked(TroubleKind.ODD_FILE)
    return content


def _kind_of(error: Exception) -> TroubleKind:
    return TroubleKind.REFUSED if isinstance(error, OSError) else TroubleKind.UNKNOWN
