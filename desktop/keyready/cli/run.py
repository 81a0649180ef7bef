# SPDX-License-Identifier: MIT
"""`keyready run`: a command with keys in its environment, for it alone."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator

from keyready.cli.misused import Misused
from keyready.cli.passphrase import passphrase
from keyready.cli.unavailable import explained, meant, seconds
from keyready.core.exits import Exit
from keyready.core.secret import Secret
from keyready.process_env import Environment
from keyready.services.programs import child, hand_off

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def run(options: argparse.Namespace, environment: Environment) -> int:
    limit_s = seconds(options.timeout)
    wanted = tuple(_wanted(options, environment))
    if not options.command:
        raise Misused("After the entries comes --, then the command: keyready run openai -- CMD.")
    if not wanted:
        raise Misused("Which key? keyready run openai -- COMMAND.")
    given: dict[str, str] = {}
    keys: list[tuple[str, Secret]] = []
    for name, entry in wanted:
        key = hand_off.key_of(entry, environment, limit_s, passphrase)
        if not isinstance(key, Secret):  # before anything is started
            return explained(key, entry, environment)
        mine = hand_off.named(name, key) if name else hand_off.variables(entry, key, environment)
        _check(mine, given, entry)
        given.update(mine)
        keys.append((entry, key))
    return _started(options, {**environment, **given}, keys)


def _wanted(options: argparse.Namespace, environment: Environment) -> Iterator[tuple[str, str]]:
    """Each variable that was named, "" for those of the provider, and its entry."""
    yield from (("", meant(typed, environment)) for typed in options.entry)
    for pair in options.env:
        name, equals, typed = pair.partition("=")
        if not equals or not _NAME.fullmatch(name):
            raise Misused("--env takes NAME=ENTRY, for example TOKEN=openai.")
        yield name, meant(typed, environment)


def _check(mine: dict[str, str], given: dict[str, str], entry: str) -> None:
    if not mine:
        raise Misused(f"{entry} has no variable of its own: name one, --env NAME={entry}.")
    if twice := sorted(mine.keys() & given.keys()):
        raise Misused(f"Two keys would be in {twice[0]}: name another for one, with --env.")


def _started(
    options: argparse.Namespace, environment: Environment, keys: list[tuple[str, Secret]]
) -> int:
    if options.mask:
        from keyready.services.masked.masked_child import run_masked

        ended = run_masked(options.command, environment, hand_off.masks(keys))
    else:
        ended = child.become(options.command, environment)
    if isinstance(ended, child.NotStarted):
        is_absent = ended.code == Exit.NOT_FOUND
        why = "was not found" if is_absent else "cannot be run"
        sys.stderr.write(f"keyready: The command after -- {why}.\n")
        return ended.code
    return ended if ended >= 0 or sys.platform == "win32" else child.die_likewise(-ended)
