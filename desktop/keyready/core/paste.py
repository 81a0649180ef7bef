# SPDX-License-Identifier: MIT
"""From what was pasted to the key in it, or to the reason why there is none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from keyready.core.secret import Secret

LARGEST_PASTE = 64 * 1024  # characters; more is not even looked at
LONGEST_KEY = 1_280  # characters: Windows Credential Manager holds no more
_LONGEST_WITH_NAME = 2 * LONGEST_KEY

# What may stand at either end of a paste.
ENDS = {
    "byte_order_mark": "\ufeff",
    "zero_width": "\u200b\u200c\u200d\u2060\u00ad",
    "line_breaks": "\r\n\v\f\x85\u2028\u2029",
    "spaces": " \t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))),
}
_ALL_ENDS = "".join(ENDS.values())

_NAME = r"(?i:[\w.]{0,60}(?:key|token|secret)\w{0,60})|[A-Z][A-Z0-9]{0,60}(?:_[A-Z0-9]{1,60})+"
_DECLARED = r"(?i:(?:export|setx?|const|let|var)\s+|\$env:)?"

# What may stand around the key itself. Tried in turn until none fits.
_AROUND = [
    (word, re.compile(pattern, re.S))
    for word, pattern in (
        ("punctuation", "(?P<key>.+?)[,;]+"),
        ("header_name", r"(?i:(?:proxy-)?authorization|(?:x-)?(?:goog-)?api-key)\s*:(?P<key>.*)"),
        ("bearer", r"(?i:bearer)(?:[\s:](?P<key>.*))?"),
        ("assignment", rf"{_DECLARED}([\"']?)(?:{_NAME})\1\s*(?::=|[=:])(?!=)(?P<key>.+)"),
        ("assignment", rf"(?i:setx)\s+(?:{_NAME})\s(?P<key>.+)"),
        ("assignment", rf"{_DECLARED}[A-Z][A-Z0-9_]{{0,60}}_KEY\s*=(?P<key>)"),
        ("quotes", "(?P<quote>[\"'`])(?P<key>.+)(?P=quote)"),
        ("quotes", "[“”„](?P<key>.+)[“”]"),
        ("quotes", "[‘’‚](?P<key>.+)[‘’]"),
        ("quotes", "«(?P<key>.+)»"),
    )
]
_MASKED = re.compile(r"\*{3}|\.{3}|…|[•●∙·]{2}")
_LINE_BREAK = re.compile(f"[{ENDS['line_breaks']}]")
_NO_KEY = re.compile(r"[^\x21-\x7e]|^[\"'`]|[\"'`]$")
_UNNAMED = {"Cc": "control character", "Cs": "surrogate", "Co": "private use character"}


@dataclass(frozen=True)
class Cleaned:
    """A key of 1 to 1,280 printable ASCII characters, and what was removed around it."""

    secret: Secret
    removed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """Why a paste is no key; `reason` and the removed things are ids of `Words`.

    `position` counts from 1 in what was pasted, without what was removed around it.
    `length` is in characters. Only a character that no key has is ever named.
    """

    reason: str
    position: int | None = None
    code_point: str = ""
    name: str = ""
    length: int = 0

    def facts(self) -> dict[str, str]:
        """What the words of the reason may name."""
        return {
            "position": str(self.position or ""),
            "code_point": self.code_point,
            "name": self.name,
            "length": str(self.length),
        }


def clean(text: str) -> Cleaned | Refused:
    """The key in `text`. Cleaning what was cleaned changes nothing.

    Something odd inside a key is never taken out: it is named, and the person decides.
    """
    value, removed = unwrap(text)
    return _refusal(value) or Cleaned(Secret(value), removed)


def unwrap(text: str) -> tuple[str, tuple[str, ...]]:
    """What is left when all that stands around a key is taken off, and what that was."""
    removed: list[str] = []
    value = _without_ends(text, removed) if len(text) <= LARGEST_PASTE else text
    if len(value) <= _LONGEST_WITH_NAME:
        while (inner := _inside(value, removed)) is not None:
            value = _without_ends(inner, removed)
    return value, tuple(dict.fromkeys(removed))


def _without_ends(text: str, removed: list[str]) -> str:
    value = text.strip(_ALL_ENDS)
    ends = set(text.replace(value, "", 1) if value else text)
    removed += [word for word, characters in ENDS.items() if ends & set(characters)]
    return value


def _inside(text: str, removed: list[str]) -> str | None:
    """What one thing around the key leaves, None if nothing is around it."""
    for word, around in _AROUND:
        if found := around.fullmatch(text):
            removed.append(word)
            return found["key"] or ""
    return None


def _refusal(value: str) -> Refused | None:
    length = len(value)
    if not value:
        return Refused("empty")
    if length > LONGEST_KEY:
        return Refused("too_long", length=length)
    if found := _LINE_BREAK.search(value):
        return Refused("line_break", position=found.start() + 1, length=length)
    if _MASKED.search(value):
        return Refused("masked", length=length)
    if " " in value:
        return Refused("sentence", position=value.index(" ") + 1, length=length)
    if found := _NO_KEY.search(value):
        return _odd_character(found[0], found.start() + 1, length)
    return None


def _odd_character(char: str, position: int, length: int) -> Refused:
    return Refused("character", position, f"U+{ord(char):04X}", name_of(char), length)


def name_of(char: str) -> str:
    """The name that Unicode gives to a character, in small letters."""
    unnamed = _UNNAMED.get(unicodedata.category(char), "unknown character")
    return unicodedata.name(char, unnamed).lower()
