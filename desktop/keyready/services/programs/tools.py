# SPDX-License-Identifier: MIT
"""The programs that we know: their files in `resources/tools/`, and the plain keys they keep."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from keyready.core.assignments import assignments
from keyready.core.json_member import line_of_member, member
from keyready.core.tool import Plain, Tool
from keyready.resource_files import resource
from keyready.services.files.data_file import read
from keyready.services.programs.plain_file import PlainFile, plain_file

_VARIABLE = re.compile(r"\$\{(\w+):([^}]*)\}")


def tools(folder: Path | None = None) -> tuple[Tool, ...]:
    """In the order of the list. `folder` has their files. Raises `FaultyFile`."""
    files = (folder or resource("tools")).glob("*.toml")
    found = [read(file, lambda text: msgspec.toml.decode(text, type=Tool)) for file in files]
    return tuple(sorted(found, key=lambda tool: (tool.order, tool.id)))


def plain_files(plain: Plain, environment: Mapping[str, str]) -> Iterator[PlainFile]:
    """Those of its files that are there."""
    for pattern in plain.files:
        named = _VARIABLE.sub(lambda found: environment.get(found[1]) or found[2], pattern)
        if file := plain_file(Path(os.path.expanduser(named))):  # noqa: PTH111  # ~ within a text
            yield file


def value_in(plain: Plain, file: PlainFile) -> tuple[str, int | None] | None:
    """The key and its line, None if the file has none."""
    if plain.format == "json":
        value = member(file.text, plain.member)
        return (value, line_of_member(file.text, plain.member)) if value else None
    found = [a for a in assignments(file.text) if a.name == plain.member and a.value]
    return (found[-1].value, found[-1].line) if found and not found[-1].is_computed else None
