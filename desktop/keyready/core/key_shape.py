# SPDX-License-Identifier: MIT
"""What keys look like from outside: whose they seem to be, and how little of them is shown.

A shape only warns: makers change lengths and alphabets without notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from keyready.core.secret import SHORT, Secret

KeyKind = Literal["key", "wrong_kind", "identifier", "session_token", "placeholder", "foreign"]


class KeyShape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One form of key, or of what is taken for one.

    `prefix` is public and may be shown; `pattern` is a regular expression for the whole
    value; `lengths` are those that are known, in characters, and tell a key that was cut off.
    `reported`: people report it, and its maker does not say so.
    `provider` is the id of the provider it belongs to (its own file need not say so),
    `owner` that provider's name as people know it.
    """

    id: str
    kind: KeyKind = "key"
    prefix: str = ""
    pattern: str = ""
    lengths: tuple[int, ...] = ()
    reported: bool = False
    provider: str = ""
    owner: str = ""

    def __post_init__(self) -> None:
        check_pattern(self.pattern)

    def complete(self, value: str) -> bool:
        """Is this the whole form, not only its beginning?"""
        return bool(self.pattern) and re.fullmatch(self.pattern, value) is not None

    def fits(self, value: str) -> bool:
        return value.startswith(self.prefix) if self.prefix else self.complete(value)


def check_pattern(pattern: str) -> None:
    """Refuse what is no regular expression, in the way in which msgspec names the place."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None


def shape_of(value: str, shapes: Iterable[KeyShape]) -> KeyShape | None:
    """The shape that fits best: the longest prefix, then the whole form."""
    fitting = [shape for shape in shapes if shape.fits(value)]
    return max(fitting, key=lambda s: (len(s.prefix), s.complete(value)), default=None)


def recognise(secret: Secret, shapes: Iterable[KeyShape]) -> KeyShape | None:
    """Whose key it seems to be and of which kind, None where nothing fits.

    `Provider.key_shapes` holds a provider's own shapes and the beginnings of foreign ones.
    """
    return shape_of(secret.reveal(), shapes)


def mask(secret: Secret, shapes: Iterable[KeyShape] = ()) -> str:
    """`sk-proj-…WXYZ`: what is public of its shape and the last four; little of a short value."""
    shape = recognise(secret, shapes)
    return secret.masked(shape.prefix if shape else "")


def fingerprint(secret: Secret) -> str:
    """`…WXYZ (164)`: the last four and the length in characters, to tell two keys apart."""
    tail = secret.reveal()[-4:] if len(secret) >= SHORT else ""
    return f"…{tail} ({len(secret)})"
