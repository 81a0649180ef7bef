# SPDX-License-Identifier: MIT
"""CHANGELOG.md, read: what software centres and packages say of each version."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CHANGELOG = ROOT / "CHANGELOG.md"
_VERSION = re.compile(r"^## \[(?P<version>[^]]+)\](?: - (?P<date>\d{4}-\d\d-\d\d))?$", re.M)
_MARKS = re.compile(r"[*`]|\[([^]]+)\]\([^)]+\)")


class Release(NamedTuple):
    """`date` is "2026-11-24", or "" for what is not released yet. `changes` are plain text."""

    version: str
    date: str
    changes: tuple[str, ...]


def releases(text: str | None = None) -> list[Release]:
    """The newest first, as the file has them."""
    text = CHANGELOG.read_text("utf-8") if text is None else text
    heads = list(_VERSION.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [
        Release(head["version"], head["date"] or "", _changes(text[head.end() : end]))
        for head, end in zip(heads, ends, strict=True)
    ]


def _changes(section: str) -> tuple[str, ...]:
    items = re.findall(r"^- (.+(?:\n  .+)*)", section, re.M)
    return tuple(_MARKS.sub(lambda m: m[1] or "", " ".join(item.split())) for item in items)
