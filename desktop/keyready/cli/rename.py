# SPDX-License-Identifier: MIT
"""`keyready rename`: another name to show, or another id for programs to ask for.

A name stands for itself and changes nothing else, so that no program loses its key by it. What
reads like an id of the same provider (openai/private) is one: then the key itself moves.
"""

from __future__ import annotations

import argparse

from keyready.cli.console import complain, say
from keyready.cli.entry import Knowledge
from keyready.cli.misused import Misused
from keyready.core.entries import RefusedName
from keyready.core.entry_id import meant_entry, provider_of
from keyready.core.exits import Exit
from keyready.core.phrasing import told
from keyready.process_env import Environment
from keyready.services.custody import keeping
from keyready.services.custody.key_store import Trouble


def run(options: argparse.Namespace, environment: Environment) -> int:
    known = Knowledge(environment)
    old = known.meant(options.entry)
    new = meant_entry(options.name, {}) if "/" in options.name else None
    if new is not None and provider_of(new) == provider_of(old):
        return _move(old, new, known)
    if "/" in old and old not in known.memory.own and not known.stores_of(old).read(old):
        raise Misused(known.say("no_entry", entry=old))
    renamed = known.entries.rename(old, options.name)
    if isinstance(renamed, RefusedName):
        said = told(known.words.entry_name[renamed.reason], {})
        raise Misused(f"{said.headline} {said.advice}")
    known.memory.flush()
    say(known.say("renamed", entry=old, name=renamed.name))
    return Exit.GOOD


def _move(old: str, new: str, known: Knowledge) -> int:
    if old == new:
        raise Misused("Both are the same entry.")
    if old not in known.memory.own and not known.stores_of(old).read(old):
        raise Misused(known.say("no_entry", entry=old))
    stopped = keeping.rename(old, new, known.stores_of(old))
    if isinstance(stopped, Trouble):
        raise known.keyring_trouble(stopped, known.catalog.provider(provider_of(old)))
    if isinstance(stopped, keeping.Taken):
        complain(known.say("taken", entry=new))
        return Exit.NOT_DONE
    say(known.say("moved", old=old, new=new))
    return Exit.GOOD
