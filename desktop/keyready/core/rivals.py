# SPDX-License-Identifier: MIT
"""Keys outside the keyring, in the order in which they win over the one that is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from keyready.core.key_shape import mask
from keyready.core.provider import Provider
from keyready.core.secret import Secret


class PlaceKind(str, Enum):
    """The first wins over the next: a program reads its own environment, which a shell's start
    file has filled, which began as that of the login. `.env` files and a tool's own store count
    for some programs only."""

    ENVIRONMENT = "environment"
    SHELL = "shell"
    LOGIN = "login"
    DOTENV = "dotenv"
    TOOL = "tool"


@dataclass(frozen=True)
class Rival:
    """One place with a key. `where` is a file, or what else it is in; `name` a variable or a
    member. `secret` is None where the value is worked out by a shell. `tool` is the id of one."""

    provider: Provider
    kind: PlaceKind
    where: str
    name: str
    line: int | None = None
    secret: Secret | None = None
    tool: str = ""

    @property
    def shown(self) -> str:
        """Its mask, "" where there is no value."""
        return mask(self.secret, self.provider.key_shapes) if self.secret else ""

    @property
    def place(self) -> str:
        """ "~/.bashrc:12 (OPENAI_API_KEY)"."""
        line = f":{self.line}" if self.line else ""
        return f"{self.where}{line} ({self.name})"


def ordered(rivals: Iterable[Rival]) -> tuple[Rival, ...]:
    """Each place once, the one that wins first; within a kind as they were found."""
    kinds = list(PlaceKind)
    once = {(one.kind, one.where, one.line, one.name): one for one in rivals}
    return tuple(sorted(once.values(), key=lambda one: kinds.index(one.kind)))


def row(rival: Rival, *, is_kept: bool | None) -> dict[str, Any]:
    """For JSON. `is_kept`: it is the key that is kept, None where that is not known."""
    return {
        "kind": rival.kind.value,
        "provider": rival.provider.id,
        "place": rival.where,
        "line": rival.line,
        "name": rival.name,
        "tool": rival.tool or None,
        "mask": rival.shown or None,
        "same_as_kept": is_kept,
    }
