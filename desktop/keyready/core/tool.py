# SPDX-License-Identifier: MIT
"""A program that uses keys: how it can be given one, and where it keeps plain copies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import msgspec

_NAMES = re.compile(r"\{(get|run|keyready|entry|variable|service|user|base_url)\}")


class Plain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Files in which it keeps a key that anybody can read who can read them.

    `files` may begin with `~`, and with a variable and its default: `${XDG_CONFIG_HOME:~/.config}`.
    `json`: the key is at the dotted path `member`. `lines`: it is set under the name `member`.
    """

    files: tuple[str, ...]
    format: Literal["json", "lines"]
    member: str
    provider: str = "openai"


class Recipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Text to copy. `place` is a shell, a language, or `file`: then `file` names the one that it
    belongs in. `text` has the names of `Filling` in braces. `proved`: a test installs the tool,
    uses the recipe, and sees the key arrive; the others are by the tool's documentation."""

    place: Literal["sh", "fish", "powershell", "python", "javascript", "emacs", "lua", "file"]
    text: str
    file: str = ""
    proved: bool = False


class Tool(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`takes`: a `command` that prints the key, a `variable`, or only a `plain` copy. `trap` says
    by language what overrides what, or what to look out for."""

    id: str
    name: str
    order: int
    takes: Literal["command", "variable", "plain"]
    trap: dict[str, str]
    site: str = ""
    recipes: tuple[Recipe, ...] = ()
    plain: tuple[Plain, ...] = ()

    def __post_init__(self) -> None:
        if self.takes != "plain" and not self.recipes:
            raise ValueError("recipes: a tool that can be given a key has at least one")


@dataclass(frozen=True)
class Filling:
    """`keyready` is the path of the console, `entry` an id, `variable` the name by which the
    provider's programs find a key, `service` and `user` those in the keyring."""

    keyready: str
    entry: str
    variable: str
    service: str
    user: str
    base_url: str

    @property
    def get(self) -> str:
        """The command that prints the key."""
        return f"{self.keyready} get {self.entry}"

    @property
    def run(self) -> str:
        """What stands before a command that is to have the key."""
        return f"{self.keyready} run {self.entry} --"


def filled(recipe: Recipe, filling: Filling) -> str:
    """Braces that are none of these names stay: they belong to the tool."""
    return _NAMES.sub(lambda found: str(getattr(filling, found[1])), recipe.text)
