# SPDX-License-Identifier: MIT
"""A program that changes keys until it is killed: what it does to them it prints, line by line.

    python restless_program.py SEED [CHANGES]
    python restless_program.py SEED wandering

"save ENTRY KEY", "remove ENTRY" or "move ENTRY ENTRY" before each change, "done" after it. A
save goes as in the window: the keyring first, then the file of what is remembered. A wandering
one says "keep ENTRY STORE" as well, and moves the key to that store.
"""

from __future__ import annotations

import os
import random
import sys
from itertools import count

from keyready.core.secret import Secret
from keyready.services.key_store import Removed, Saved, key_store
from keyready.services.memory import Memory
from keyready.services.stores import Moved, stores

ENTRIES = ("openai", "openai/work")
PASSPHRASE = Secret("practice passphrase")


def main(seed: int, changes: int | None = None) -> None:
    chance = random.Random(seed)
    say("ready")
    for number in count() if changes is None else range(changes):
        here, there = chance.sample(ENTRIES, 2)
        verb = chance.choice(("save", "save", "move", "remove")) if number else "save"
        key = Secret(f"sk-EXAMPLE-{seed}-{number}")
        kept = key_store().read(here)
        if verb == "save" or kept is None:
            say(f"save {here} {key.reveal()}")
            save(here, key)
        elif verb == "remove":
            say(f"remove {here}")
            remove(here)
        else:
            assert isinstance(kept, Secret)
            say(f"move {here} {there}")
            save(there, kept)
            remove(here)
        say("done")


def wander(seed: int) -> None:
    chance = random.Random(seed)
    kept = stores(Memory(), os.environ, lambda: PASSPHRASE)
    say("ready")
    for number in count():
        entry = chance.choice(ENTRIES)
        verb = chance.choice(("keep", "keep", "keep", "save", "remove"))
        key = Secret(f"sk-EXAMPLE-{seed}-{number}")
        if verb == "save" or kept.read(entry) is None:
            say(f"save {entry} {key.reveal()}")
            assert isinstance(kept.save(entry, key), Saved)
        elif verb == "remove":
            say(f"remove {entry}")
            assert isinstance(kept.remove(entry), Removed)
        else:
            to = chance.choice([name for name in kept.names if name != kept.name_of(entry)])
            say(f"keep {entry} {to or 'keyring'}")
            assert isinstance(kept.move(entry, to), Moved)
        say("done")


def save(entry: str, key: Secret) -> None:
    assert isinstance(key_store().save(entry, key), Saved)
    remember(entry, key.reveal()[-4:])


def remove(entry: str) -> None:
    assert isinstance(key_store().remove(entry), Removed)
    remember(entry, "")


def remember(entry: str, mask: str) -> None:
    memory = Memory()
    memory.keep(entry, lambda progress: progress.saved(mask, "", memory.utc()))
    memory.flush()
    assert memory.is_kept


def say(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())  # at once, and never half


if __name__ == "__main__":
    if sys.argv[2:] == ["wandering"]:
        wander(int(sys.argv[1]))
    else:
        main(*map(int, sys.argv[1:]))
