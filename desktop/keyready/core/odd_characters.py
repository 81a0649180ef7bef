# SPDX-License-Identifier: MIT
"""Characters that no key has: what each one is, and what it most likely was."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from keyready.core.paste import ENDS, name_of

WHITE = ENDS["spaces"] + ENDS["line_breaks"]

# Cyrillic and Greek letters that look like Latin ones, and what each looks like.
_LOOK_ALIKE = dict(
    zip(
        "АВЕКМНОРСТУХІЈЅԚԜаеорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχ",
        "ABEKMHOPCTYXIJSQWaeopcyxijshdqwABEZHIKMNOPTYXaikvopux",
        strict=True,
    )
)
_LIKE = re.compile(r"[A-Za-z0-9._-]")

# Each kind with its characters and what one click puts in their place; None: that is not known.
KINDS: tuple[tuple[str, str, str | None], ...] = (
    ("line_break", ENDS["line_breaks"], ""),
    ("space", ENDS["spaces"], ""),
    ("invisible", ENDS["zero_width"] + ENDS["byte_order_mark"], ""),
    ("direction", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""),
    ("quote", "“”„‟‘’‚‛«»‹›\"'`´", ""),
    ("dash", "\u2010\u2011\u2012\u2212\ufe63\uff0d", "-"),
    ("long_dash", "\u2013\u2014\u2015", None),  # one hyphen or two, as the text program liked
)


@dataclass(frozen=True)
class Odd:
    """One kind of odd character: the first of them, its place from 1, and how many there are."""

    kind: str
    char: str
    position: int
    count: int

    def facts(self) -> dict[str, str]:
        return {
            "position": str(self.position),
            "code_point": f"U+{ord(self.char):04X}",
            "name": name_of(self.char),
            "count": str(self.count),
            "latin": _latin(self.char),
        }


def odd_characters(value: str) -> Iterator[Odd]:
    """Each kind that is in `value`, in the order of the first ones."""
    found: dict[str, list[int]] = {}
    for place, char in enumerate(value):
        # Straight quotes may be inside a key, but not at its ends.
        inside = 0 < place < len(value) - 1
        if not "!" <= char <= "~" or (char in "\"'`" and not inside):
            found.setdefault(_kind(char), []).append(place)
    for kind, places in found.items():
        yield Odd(kind, value[places[0]], places[0] + 1, len(places))


def without(kind: str, value: str) -> str | None:
    """`value` with the characters of this kind mended, None where that is not known."""
    if kind == "look_alike":
        return "".join(_latin(char) or char for char in value)
    for name, characters, instead in KINDS:
        if name == kind and instead is not None:
            return re.sub(f"[{re.escape(characters)}]", instead, value)
    return None


def _kind(char: str) -> str:
    for kind, characters, _ in KINDS:
        if char in characters:
            return kind
    return "look_alike" if _latin(char) else "character"


def _latin(char: str) -> str:
    """The Latin letter or digit that `char` looks like, or ""."""
    if char.isascii():
        return ""
    plain = _LOOK_ALIKE.get(char) or unicodedata.normalize("NFKC", char)
    return plain if _LIKE.fullmatch(plain) else ""
