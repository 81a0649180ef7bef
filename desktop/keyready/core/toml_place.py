# SPDX-License-Identifier: MIT
"""In which line of a TOML file the fault is that its decoder names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile

Steps = tuple[str, ...]  # ("rules", "1", "cause"); "..." is any key of a table

_KEY = r"[\w.-]+"
_TABLES = re.compile(rf"\s*\[\[\s*({_KEY})\s*\]\]")
_TABLE = re.compile(rf"\s*\[\s*({_KEY})\s*\]")
_MEMBER = re.compile(rf"\s*({_KEY})\s*=")


def line_of(reason: str, text: str) -> int:
    """The line (from 1) that `reason` means: msgspec's words for a fault in `text`.

    A fault of the syntax names its line. One of the contents names a path ("$.rules[1].cause"):
    then it is the line that comes nearest to it, the first where nothing does.
    """
    if named := re.search(r"at line (\d+)", reason):
        return int(named[1])
    if "at end of document" in reason:
        return max(1, len(text.splitlines()))
    wanted = _path(reason)
    places = [(_common(path, wanted), -line) for line, path in _places(text.splitlines())]
    nearest, line = max(places, default=(0, -1))
    return -line if nearest else 1


def _path(reason: str) -> Steps:
    inside = re.search(r"`\$([^`]*)`", reason)
    steps = re.findall(r"\w+|\.\.\.", inside[1]) if inside else []
    # Our own checks begin with the member: "pages.keys: ...", "status '4011' is ...".
    ours = re.match(r"([a-z_.]+)\b", reason)
    steps += ours[1].split(".") if ours else []
    name = re.search(r"unknown field `([^`]*)`|enum value '([^']*)' - at `key`", reason)
    steps += [name[1] or name[2]] if name else []
    return tuple(steps)


def _places(lines: Iterable[str]) -> Iterator[tuple[int, Steps]]:
    table: Steps = ()
    begun: Counter[Steps] = Counter()
    for number, line in enumerate(lines, start=1):
        if found := _TABLES.match(line):
            name = tuple(found[1].split("."))
            table = (*name, str(begun[name]))
            begun[name] += 1
            yield number, table
        elif found := _TABLE.match(line):
            table = tuple(found[1].split("."))
            yield number, table
        elif found := _MEMBER.match(line):
            yield number, (*table, *found[1].split("."))


def _common(path: Steps, wanted: Steps) -> int:
    """How many steps they have in common from the beginning."""
    pairs = zip(path, wanted)  # noqa: B905  # one may be longer
    return sum(1 for _ in takewhile(lambda pair: pair[1] in (pair[0], "..."), pairs))
