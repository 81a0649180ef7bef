# SPDX-License-Identifier: MIT
"""`keyready move`: keeps a key in another store from now on; programs find it as before."""

from __future__ import annotations

import argparse

from keyready.cli.console import complain, say
from keyready.cli.entry import Knowledge
from keyready.cli.misused import Misused
from keyready.core.entry_id import PRACTICE, provider_of
from keyready.core.exits import Exit
from keyready.core.phrasing import place_words
from keyready.process_env import Environment
from keyready.services.custody import keeping
from keyready.services.custody.key_store import FILE, KEYRING, PASS, Trouble

STORES = {"keyring": KEYRING, "pass": PASS, "file": FILE}


def run(options: argparse.Namespace, environment: Environment) -> int:
    known = Knowledge(environment)
    entry = known.meant(options.entry)
    provider = known.catalog.provider(provider_of(entry))
    if options.to not in STORES:
        raise Misused(f"Say where: --to {', --to '.join(STORES)}.")
    if provider.id == PRACTICE:
        raise Misused("Practice keys move nowhere.")
    stores = known.stores_of(entry)
    moved = keeping.move_to(STORES[options.to], entry, stores, known.words)
    if isinstance(moved, Trouble):
        raise known.keyring_trouble(moved, provider)
    if moved is None:
        complain(known.no_key(entry))
        return Exit.NO_KEY
    place = moved.place
    where = place_words(place.id, place.store, place.collection, known.words)
    say(known.say("kept", entry=entry, place=where))
    if moved.left is not None:
        complain(known.say("copy_left", why=str(known.keyring_trouble(moved.left, provider))))
        return Exit.NOT_DONE
    return Exit.GOOD
