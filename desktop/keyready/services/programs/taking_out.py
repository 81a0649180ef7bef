# SPDX-License-Identifier: MIT
"""Takes a key out of the plain file that it was imported from: text in, text out, then the file."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path

from keyready.core.assignments import assignments, without_line
from keyready.core.json_member import without_member
from keyready.core.rivals import Rival
from keyready.services.programs.plain_file import PlainFile, plain_file

_LONG = re.compile(r"[\w+/=.~-]{16,}")


@dataclass(frozen=True)
class Edit:
    """What would change. `shown` is the difference, with the key as its mask."""

    file: PlainFile
    text: str = field(repr=False)
    shown: str

    def make(self) -> bool:
        """False where it could not be done; the file is then as it was."""
        return self.file.replaced(self.text)


def edit_of(rival: Rival) -> Edit | None:
    """None where the key cannot be taken out without touching anything else."""
    file = plain_file(Path(rival.where)) if rival.line else None
    if file is None or rival.secret is None:
        return None
    text = _without(file.text, rival)
    if text is None:
        return None
    key, shown = rival.secret.reveal(), rival.shown
    before, after = (part.replace(key, shown).splitlines() for part in (file.text, text))
    difference = difflib.unified_diff(before, after, n=0, lineterm="")
    # A line that is changed can hold another secret as well.
    body = (_LONG.sub("…", line) for line in list(difference)[2:])
    return Edit(file, text, "\n".join([f"--- {rival.where}", f"+++ {rival.where}", *body]))


def _without(text: str, rival: Rival) -> str | None:
    assert rival.secret is not None  # noqa: S101  # whoever calls has looked
    for one in assignments(text):
        if (one.line, one.name) == (rival.line, rival.name) and one.value == rival.secret.reveal():
            return without_line(text, one.line) if one.is_alone else None
    return without_member(text, rival.name)
