# SPDX-License-Identifier: MIT
"""One member of a JSON text: where it stands, and the text without it."""

from __future__ import annotations

import json
import re
from typing import Any


def member(text: str, path: str) -> str | None:
    """The text at a dotted path, None if there is none or it is no text."""
    found = _loaded(text)
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, str) else None


def line_of_member(text: str, path: str) -> int | None:
    """Counted from 1; None where its line cannot be told for certain."""
    found = _place(text, path)
    return text.count("\n", 0, found[0]) + 1 if found else None


def without_member(text: str, path: str) -> str | None:
    """The same text without that member and one comma. None where that cannot be done safely:
    what is left is read again and compared."""
    found = _place(text, path)
    expected = _loaded(text)
    if found is None or not _drop(expected, path.split(".")):
        return None
    before, after = text[: found[0]], text[found[1] :]
    if behind := re.match(r"\s*,", after):
        shorter = before.rstrip(" \t") + after[behind.end() :].lstrip(" \t").removeprefix("\n")
    else:
        shorter = re.sub(r",\s*$", "", before) + after
    return shorter if _loaded(shorter) == expected else None


def _place(text: str, path: str) -> tuple[int, int] | None:
    value = member(text, path)
    if value is None:
        return None
    name = re.escape(json.dumps(path.rpartition(".")[2]))
    found = list(re.finditer(rf"{name}\s*:\s*{re.escape(json.dumps(value))}", text))
    return found[0].span() if len(found) == 1 else None


def _drop(value: Any, names: list[str]) -> bool:
    for name in names[:-1]:
        value = value.get(name) if isinstance(value, dict) else None
    return isinstance(value, dict) and value.pop(names[-1], None) is not None


def _loaded(text: str) -> Any:
    try:
        return json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
