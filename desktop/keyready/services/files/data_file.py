# SPDX-License-Identifier: MIT
"""A file of facts or words: decoded whole, or said to be faulty with the place of the fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from keyready.core.toml_place import line_of

LIMIT = 256 * 1024  # bytes; the longest of ours has a twentieth

T = TypeVar("T")


class FaultyFile(Exception):
    """`file` cannot be used; `reason` says why, and `line` (from 1) comes nearest to where."""

    def __init__(self, file: Path, reason: str, line: int = 1) -> None:
        super().__init__(f"{file.name}: {reason}")
        self.file = file
        self.reason = reason
        self.line = line


def read(file: Path, decode: Callable[[bytes], T]) -> T:
    """What `decode` makes of the file. Raises `FaultyFile`.

    Decoders name a fault and its place, and quote little of the file: a word, never a value
    that could be a key.
    """
    try:
        if file.exists() and not file.is_file():  # a pipe would make us wait
            raise FaultyFile(file, "not a file")
        with file.open("rb") as stream:
            text = stream.read(LIMIT + 1)
    except OSError as error:
        raise FaultyFile(file, error.strerror or type(error).__name__) from None
    if len(text) > LIMIT:
        raise FaultyFile(file, f"longer than {LIMIT} bytes")
    try:
        return decode(text)
    except UnicodeDecodeError as error:
        raise FaultyFile(file, "not UTF-8", text[: error.start].count(b"\n") + 1) from None
    except RecursionError:
        raise FaultyFile(file, "nested too deeply") from None
    except (msgspec.MsgspecError, ValueError) as error:
        reason = "".join(char for char in str(error) if char.isprintable())
        line = line_of(reason, text.decode("utf-8", "replace"))
        raise FaultyFile(file, reason, line) from None
