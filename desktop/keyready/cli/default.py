# SPDX-License-Identifier: MIT
"""`keyready default`: which key a bare provider means in `get`, `run` and `check`."""

from __future__ import annotations

import argparse

from keyready.cli.console import complain, say
from keyready.cli.entry import Knowledge
from keyready.core.entry_id import provider_of
from keyready.core.exits import Exit
from keyready.process_env import Environment
from keyready.services.custody.key_store import Trouble


def run(options: argparse.Namespace, environment: Environment) -> int:
    known = Knowledge(environment)
    entry = known.meant(options.entry)
    provider = known.catalog.provider(provider_of(entry))
    key = known.stores_of(entry).read(entry) if entry != provider.id else ""
    if isinstance(key, Trouble):
        raise known.keyring_trouble(key, provider)
    if key is None:
        complain(known.no_key(entry))
        return Exit.NO_KEY
    known.memory.keep_default(entry)
    known.memory.flush()
    say(known.say("default", provider=provider.id, entry=entry))
    return Exit.GOOD
