# SPDX-License-Identifier: MIT
"""A small JSON file of the person's: read whole, replaced whole, set aside when it is damaged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import msgspec

from keyready.services.files.whole_file import write_whole


class Versioned(Protocol):
    """What such a file holds: a struct of defaults, its own version among them. Members that an
    older version did not have yet get their defaults; a newer version is not understood."""

    @property
    def version(self) -> int: ...


T = TypeVar("T", bound=Versioned)


def utc_now() -> datetime:
    return datetime.now(timezone.utc)


class JsonFile(Generic[T]):
    """Nothing here raises for what a disk can do.

    `set_aside` is where a file was moved that could not be understood (damaged, or written by
    a newer version), else None. `is_kept` says whether the disk took the last value; a file
    that could not be read is never written over.
    """

    def __init__(self, path: Path, kind: type[T], now: Callable[[], datetime] = utc_now) -> None:
        self._path = path
        self._kind = kind
        self._now = now
        self._may_write = True
        self.set_aside: Path | None = None
        self.is_kept = True

    def read(self) -> T:
        """What the file holds; the defaults where it is not there or not understood."""
        try:
            text = self._path.read_bytes()
        except FileNotFoundError:
            return self._kind()
        except OSError:
            self._may_write = self.is_kept = False  # it may hold what we could not read
            return self._kind()
        try:
            value = msgspec.json.decode(text, type=self._kind)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            value = None
        newest = self._kind().version
        if value is None or not 1 <= value.version <= newest:
            self._put_aside()
            return self._kind()
        return msgspec.structs.replace(value, version=newest)  # type: ignore[type-var]

    def write(self, value: T) -> bool:
        """Replaces the file; gives `is_kept`."""
        if self._may_write:
            text = msgspec.json.format(msgspec.json.encode(value))
            self.is_kept = _written(self._path, text)
        return self.is_kept

    def _put_aside(self) -> None:
        when = self._now().astimezone(timezone.utc)
        aside = self._path.with_name(f"{self._path.name}.bad-{when:%Y%m%dT%H%M%SZ}")
        try:
            self._path.replace(aside)
        except OSError:
            self._may_write = self.is_kept = False
        else:
            self.set_aside = aside


def _written(file: Path, text: bytes) -> bool:
    try:
        write_whole(file, text)
    except OSError:
        return False
    return True
