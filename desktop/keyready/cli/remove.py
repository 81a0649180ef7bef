# SPDX-License-Identifier: MIT
"""`keyready remove`: takes a key out of the keyring, after a question."""

from __future__ import annotations

import argparse

from keyready.cli.console import agreed, complain, say
from keyready.cli.entry import Knowledge
from keyready.core.entry_id import provider_of
from keyready.core.exits import Exit
from keyready.core.key_shape import mask
from keyready.process_env import Environment
from keyready.services.custody import keeping
from keyready.services.custody.key_store import Trouble
from keyready.services.custody.keychain import TroubleKind


def run(options: argparse.Namespace, environment: Environment) -> int:
    known = Knowledge(environment)
    entry = known.meant(options.entry)
    provider = known.catalog.provider(provider_of(entry))
    key = known.stores_of(entry).read(entry)
    is_odd = isinstance(key, Trouble) and key.kind is TroubleKind.UNREADABLE
    if isinstance(key, Trouble) and not is_odd:  # what is no key can be removed all the same
        raise known.keyring_trouble(key, provider)
    if key is None:
        complain(known.no_key(entry))
        return Exit.NO_KEY
    shown = "…" if isinstance(key, Trouble) else mask(key, provider.key_shapes)
    if not options.yes and not agreed(known.say("remove", entry=entry, mask=shown)):
        complain(known.say("remove_yes"))
        return Exit.NOT_DONE
    removed = keeping.remove(entry, known.stores_of(entry))
    if isinstance(removed, Trouble):
        raise known.keyring_trouble(removed, provider)
    say(known.say("removed", entry=entry, provider=provider.name))
    if removed.others:
        complain(known.say("others"))
    return Exit.GOOD
