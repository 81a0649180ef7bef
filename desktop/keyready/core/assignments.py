# SPDX-License-Identifier: MIT
"""Variables that a text sets: a `.env` file, a shell's start file, an environment of a login.

Only what stands on a line of its own is understood; whatever a shell would have to work out is
said to be computed, and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_NAME = r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:export\s+|set\s+)?{_NAME}\s*=\s*(?P<rest>.*)",  # shells, .env, environment.d
        rf"set\s+(?:-\S+\s+)+{_NAME}\s+(?P<rest>.*)",  # fish
        rf"setenv\s+{_NAME}\s+(?P<rest>.*)",  # csh
        rf"\$env:{_NAME}\s*=\s*(?P<rest>.*)",  # PowerShell
        rf"SETUVAR\s+--export\s+{_NAME}:(?P<rest>.*)",  # fish_variables
        rf"{_NAME}\s+(?:DEFAULT|OVERRIDE)=(?P<rest>.*)",  # pam_environment
        r"(?:-\s+)?(?P<quote>[\"']?)(?P<name>[A-Za-z][\w-]*)(?P=quote)\s*:\s+(?P<rest>.*)",  # YAML
    )
)
_QUOTED = re.compile(r"([\"'])(.*?)\1(.*)")
_BARE = re.compile(r"([^\s#;]*)(.*)")
_COMPUTED = re.compile(r"[$`]|%\w+%")
_NOTHING_MORE = re.compile(r"\s*;?\s*(?:#.*)?")


@dataclass(frozen=True)
class Assignment:
    """`line` counts from 1. `value` is a secret perhaps, so it does not print. `is_computed`:
    the value is not in this text. `is_alone`: nothing but a comment follows it on its line."""

    name: str
    line: int
    value: str = field(repr=False)
    is_computed: bool = False
    is_alone: bool = True


def lines(text: str) -> list[str]:
    """With their ends, so that joined they are the text again."""
    return _LINE.findall(text)


def assignments(text: str) -> Iterator[Assignment]:
    """In the order of the text. What is commented out sets nothing."""
    for number, line in enumerate(lines(text), 1):
        stripped = line.lstrip("\ufeff").strip()
        found = next(filter(None, (form.fullmatch(stripped) for form in _FORMS)), None)
        if found:
            value, is_quoted, more = _value(found["rest"].strip())
            computed = bool(_COMPUTED.search(value)) and is_quoted != "'"
            alone = _NOTHING_MORE.fullmatch(more) is not None
            yield Assignment(found["name"], number, value, computed, alone)


def without_line(text: str, number: int) -> str:
    """The text without this line; every other byte stays as it is."""
    return "".join(line for n, line in enumerate(lines(text), 1) if n != number)


def _value(rest: str) -> tuple[str, str, str]:
    """The value, the quotation mark around it or "", and what follows it on its line."""
    if quoted := _QUOTED.fullmatch(rest):
        return quoted[2], quoted[1], quoted[3]
    bare = _BARE.fullmatch(rest)
    return (bare[1], "", bare[2]) if bare else ("", "", rest)
