# SPDX-License-Identifier: MIT
"""A program that uses keys: how it can be given one, and where it keeps plain copies."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import Literal, get_args

import msgspec

from keyready.core.entry_id import PRACTICE
from keyready.core.rivals import PlaceKind

_NAMES = re.compile(r"\{(get|run|keyready|entry|variable|service|user|base_url|header)\}")
_PLAIN_PATH = re.compile(r"[A-Za-z0-9_./:\\~+@-]+")  # what no shell reads as anything else
Shell = Literal["sh", "fish", "powershell"]
_SHELLS: tuple[str, ...] = get_args(Shell)
_IN_STRINGS = ("file", "lua", "javascript", "emacs")  # their recipes put commands between quotes

# How the tool that a recipe is for gets the key: a shell runs the command (`shell`), the tool
# starts it itself (`direct`) or splits it at blanks first (`blanks`); it has the key in a
# variable (`variable`), after a shell has read its start files (`start`); Python's keyring
# (`python`); or this recipe alone gives none (`nothing`).
Way = Literal["shell", "direct", "blanks", "variable", "start", "python", "nothing"]


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
    uses the recipe, and sees the key arrive; the others are by the tool's documentation. `runs`
    is the `way`, where the place and the text do not tell."""

    place: Literal["sh", "fish", "powershell", "python", "javascript", "emacs", "lua", "file"]
    text: str
    file: str = ""
    proved: bool = False
    runs: Way | None = None

    @property
    def way(self) -> Way:
        """How the key gets to the tool."""
        if self.runs:
            return self.runs
        if self.place == "python":
            return "python"
        return "variable" if "{run}" in self.text else "shell"


class Tool(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`takes`: a `command` that prints the key, a `variable`, or only a `plain` copy. `trap` says
    by language what overrides what, or what to look out for. `loses_to` are the places whose key
    the tool takes before ours. `providers` are those whose keys it is for; none named: all."""

    id: str
    name: str | dict[str, str]
    order: int
    takes: Literal["command", "variable", "plain"]
    trap: dict[str, str]
    site: str = ""
    recipes: tuple[Recipe, ...] = ()
    plain: tuple[Plain, ...] = ()
    loses_to: tuple[PlaceKind, ...] = ()
    providers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.takes != "plain" and not self.recipes:
            raise ValueError("recipes: a tool that can be given a key has at least one")

    def named(self, language: str) -> str:
        """Its name; most are the same in every language."""
        return self.name if isinstance(self.name, str) else self.name[language]

    def is_for(self, provider_id: str) -> bool:
        """Can it use a key of this provider? Practice shows what OpenAI's keys have."""
        meant = "openai" if provider_id == PRACTICE else provider_id
        return not self.providers or meant in self.providers

    def recipes_in(self, shell: Shell) -> tuple[Recipe, ...]:
        """Those that a person with this shell can use. What starts a command is the same line in
        each: where a shell has none of its own, that of `sh` is written for it."""
        has_own = any(one.place == shell for one in self.recipes)
        wanted = shell if has_own else "sh"
        return tuple(
            msgspec.structs.replace(one, place=shell, proved=one.proved and has_own)
            if one.place in _SHELLS
            else one
            for one in self.recipes
            if one.place not in _SHELLS or one.place == wanted
        )


@dataclass(frozen=True)
class Filling:
    """`keyready` is the path of the console, `entry` an id, `variable` the name by which the
    provider's programs find a key, `service` and `user` those in the keyring, `header` what stands
    before the key in a request. `is_chosen`: the provider names no variable, so `run` is told
    this one. `windows`: the system whose shells the commands are written for."""

    keyready: str
    entry: str
    variable: str
    service: str
    user: str
    base_url: str
    header: str = "Authorization: Bearer "
    is_chosen: bool = False
    windows: bool = False

    @property
    def get(self) -> str:
        """The command that prints the key."""
        return self.get_in("sh")

    @property
    def run(self) -> str:
        """What stands before a command that is to have the key."""
        return self.run_in("sh")

    def get_in(self, shell: str) -> str:
        return f"{self._program(shell)} get {self.entry}"

    def run_in(self, shell: str) -> str:
        what = f"--env {self.variable}={self.entry}" if self.is_chosen else self.entry
        return f"{self._program(shell)} run {what} --"

    def _program(self, shell: str) -> str:
        """The path, quoted where a shell would take it apart."""
        if _PLAIN_PATH.fullmatch(self.keyready) and (self.windows or "\\" not in self.keyready):
            return self.keyready
        if shell == "powershell":
            return "& '" + self.keyready.replace("'", "''") + "'"
        return f'"{self.keyready}"' if self.windows else shlex.quote(self.keyready)


def filled(recipe: Recipe, filling: Filling) -> str:
    """Braces that are none of these names stay: they belong to the tool."""
    return _NAMES.sub(lambda found: _value(found[1], recipe, filling), recipe.text)


def command(recipe: Recipe, filling: Filling) -> tuple[str, ...] | str:
    """What gives the key as the tool would get it: a list is started as it is, a text is for the
    system's shell. Empty where this recipe alone gives none.

    A tool that reads a variable is stood in for by a program that prints it.
    """
    way, shell = recipe.way, recipe.place if recipe.place in _SHELLS else "sh"
    if way == "nothing":
        return ""
    if way == "direct":
        return (filling.keyready, "get", filling.entry)
    if way == "blanks":
        return tuple(f"{filling.keyready} get {filling.entry}".split())
    if way == "python":
        names = f"{filling.service!r}, {filling.user!r}"
        program = f"import keyring, sys; sys.stdout.write(keyring.get_password({names}) or '')"
        return ("python" if filling.windows else "python3", "-c", program)
    line = filling.get_in(shell)
    if way in ("variable", "start"):
        line = f"{filling.run_in(shell)} {_printing(way, shell, filling)}"
    if shell == "powershell":
        return ("powershell", "-NoProfile", "-Command", line)
    return ("fish", "-c", line) if shell == "fish" else line


def _printing(way: Way, shell: str, filling: Filling) -> str:
    """A command that prints the variable; for `start`, in a shell that a person would begin."""
    if filling.windows:
        asked = f"cmd /d /c echo %{filling.variable}%"
        return f'powershell -Command "{asked}"' if way == "start" else asked
    asked = f"printenv {filling.variable}"
    if way != "start":
        return asked
    started = "fish" if shell == "fish" else '"${SHELL:-/bin/sh}"'
    return f"{started} -i -c '{asked}'"


def _value(name: str, recipe: Recipe, filling: Filling) -> str:
    shell = recipe.place if recipe.place in _SHELLS else "sh"
    if name == "get" and recipe.way == "blanks":
        value = f"{filling.keyready} get {filling.entry}"
    elif name == "get":
        value = filling.get_in(shell)
    elif name == "run":
        value = filling.run_in(shell)
    else:
        value = str(getattr(filling, name))
    if recipe.place in _IN_STRINGS and name in ("get", "run", "keyready"):
        return value.replace("\\", "\\\\").replace('"', '\\"')
    return value
