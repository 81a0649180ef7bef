# SPDX-License-Identifier: MIT
"""One encrypted file with a passphrase, as a store that a person can choose.

A line of JSON, and after it the encrypted keys. The line says how the passphrase becomes a key
(Argon2id) and which names are kept: names hold no secret, and without them no start could tell
what is there before the passphrase is known. All of the line is authenticated with the keys.
Beside the file lies a copy, renewed after each change: it mends a damaged file, and keeps no
old key.
"""

from __future__ import annotations

import hmac
import os
import stat
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec
import platformdirs

from keyready.core.secret import Secret
from keyready.services.keychain import (
    Blocked,
    Count,
    Keychain,
    Place,
    TroubleKind,
    only_blocked,
)
from keyready.services.whole_file import write_whole

PLACE = Place("file", "encrypted file")
FILE_NAME = "keys.keyready"
_LARGEST = 1 << 20  # bytes; some six hundred of the longest keys
_FORMAT: Literal["keyready keys"] = "keyready keys"
_VERSION = 1
_NONCE_BYTES = 12

# More than OWASP asks for (19 MiB and 2 passes, or 46 MiB and 1): 0.3 s on two cores of 2024.
# A file may say otherwise within bounds, so that none makes us take the whole memory.
_MEMORY_KIB, _PASSES, _LANES = 128 * 1024, 4, 4


class Derivation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a passphrase becomes a key. `check` tells a wrong passphrase from a damaged file."""

    salt: Annotated[bytes, msgspec.Meta(min_length=16, max_length=64)]
    check: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    memory_kib: Annotated[int, msgspec.Meta(ge=19 * 1024, le=512 * 1024)] = _MEMORY_KIB
    passes: Annotated[int, msgspec.Meta(ge=1, le=16)] = _PASSES
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)] = _LANES
    method: Literal["argon2id"] = "argon2id"


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line. `size` counts the bytes after it."""

    derivation: Derivation
    nonce: Annotated[bytes, msgspec.Meta(min_length=_NONCE_BYTES, max_length=_NONCE_BYTES)]
    names: tuple[str, ...]
    size: Annotated[int, msgspec.Meta(ge=16, le=_LARGEST)]
    format: Literal["keyready keys"] = _FORMAT
    version: Literal[1] = 1
    cipher: Literal["chacha20-poly1305"] = "chacha20-poly1305"


class _Stamp(msgspec.Struct, frozen=True):
    format: str = ""
    version: int = 0


class _Read(NamedTuple):
    head: Head
    line: bytes
    sealed: bytes


class _Opened(NamedTuple):
    derivation: Derivation
    key: bytes


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
        self._opened: _Opened | None = None

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
            opened = _derived(passphrase, read.head.derivation)
            _unsealed(read, opened.key)
            self._opened = opened

    def make(self, passphrase: Secret) -> None:
        """An empty file; raises `Blocked(TAKEN)` where there is one already."""
        with only_blocked(_kind_of):
            if self.read() is not None:
                raise Blocked(TroubleKind.TAKEN)
            opened = _derived(passphrase)
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
                    _taken_apart(whole)
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

    def read(self) -> _Read | None:
        """The file as it is now, still encrypted; None where there is none."""
        content = _bytes(self.path)
        return None if content is None else _taken_apart(content)

    def items(self) -> dict[str, str]:
        """The keys by name. The file must be unlocked."""
        read = self.read()
        if read is None or self._opened is None:
            return {}
        items = _unsealed(read, self._opened.key)
        content = read.line + read.sealed
        if self._copy_content() != content:  # an end came between the two
            write_whole(self._copy, content)
        return items

    def write(self, items: dict[str, str]) -> None:
        if self._opened is None:
            raise Blocked(TroubleKind.LOCKED)
        content = _sealed(items, self._opened)
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
            content = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        raise Blocked(TroubleKind.ODD_FILE) from None
    if len(content) > _LARGEST:
        raise Blocked(TroubleKind.ODD_FILE)
    return content


def _taken_apart(content: bytes) -> _Read:
    line, end, sealed = content.partition(b"\n")
    try:
        stamp = msgspec.json.decode(line, type=_Stamp)
        if stamp.format == _FORMAT and stamp.version > _VERSION:
            raise Blocked(TroubleKind.NEWER)
        head = msgspec.json.decode(line, type=Head)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise Blocked(TroubleKind.DAMAGED) from None
    if not end or len(sealed) != head.size:
        raise Blocked(TroubleKind.DAMAGED)
    return _Read(head, line + end, sealed)


def _derived(passphrase: Secret, known: Derivation | None = None) -> _Opened:
    """The key of a new file, or that of a `known` one, or `Blocked(WRONG_PASSPHRASE)`."""
    # Loaded late: most people never have such a file.
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    way = known or Derivation(os.urandom(16), bytes(32))
    text = unicodedata.normalize("NFC", passphrase.reveal()).encode("utf-8", "surrogatepass")
    both = Argon2id(
        salt=way.salt,
        length=64,
        iterations=way.passes,
        lanes=way.lanes,
        memory_cost=way.memory_kib,
    ).derive(text)
    key, check = both[:32], both[32:]
    if known is None:
        return _Opened(msgspec.structs.replace(way, check=check), key)
    if not hmac.compare_digest(check, known.check):
        raise Blocked(TroubleKind.WRONG_PASSPHRASE)
    return _Opened(known, key)


def _sealed(items: dict[str, str], opened: _Opened) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    text = msgspec.json.encode(items)
    nonce = os.urandom(_NONCE_BYTES)
    head = Head(opened.derivation, nonce, tuple(sorted(items)), len(text) + 16)
    line = msgspec.json.encode(head) + b"\n"
    return line + ChaCha20Poly1305(opened.key).encrypt(nonce, text, line)


def _unsealed(read: _Read, key: bytes) -> dict[str, str]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        text = ChaCha20Poly1305(key).decrypt(read.head.nonce, read.sealed, read.line)
        return msgspec.json.decode(text, type=dict[str, str])
    except (InvalidTag, msgspec.MsgspecError):
        raise Blocked(TroubleKind.DAMAGED) from None


def _kind_of(error: Exception) -> TroubleKind:
    return TroubleKind.REFUSED if isinstance(error, OSError) else TroubleKind.UNKNOWN
