# SPDX-License-Identifier: MIT
"""A program that changes keys until it is killed: what it does to them it prints, line by line.

    python restless_program.py SEED [CHANGES]

"save ENTRY KEY", "remove ENTRY", "move ENTRY ENTRY", and of a change of keys "begin ENTRY KEY",
"switch ENTRY", "back ENTRY", "give_up ENTRY", "finish ENTRY" before each change, "done" after it.
Each goes as in the window: the keyring first, then the file of what is remembered.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from itertools import count

from keyready.core.progress import Progress
from keyready.core.secret import Secret
from keyready.services.key_store import Removed, Saved, key_store
from keyready.services.memory import Memory
from keyready.services.rotated_item import Role

ENTRIES = ("openai", "openai/work")
PLAIN = ("save", "save", "move", "remove")
OF_ROLE = {
    None: ("begin", "begin", *PLAIN),
    Role.NEXT: ("switch", "switch", "begin", "give_up", "save", "remove"),
    Role.PREVIOUS: ("back", "finish", "finish", "save", "remove"),
}


def main(seed: int, changes: int | None = None) -> None:
    chance = random.Random(seed)
    say("ready")
    for number in count() if changes is None else range(changes):
        here, there = chance.sample(ENTRIES, 2)
        key = Secret(f"sk-EXAMPLE-{seed}-{number}")
        kept, beside = key_store().read(here), key_store().beside(here)
        assert isinstance(beside, dict)
        verb = chance.choice(OF_ROLE[next(iter(beside), None)]) if kept else "save"
        if verb in ("save", "begin"):
            say(f"{verb} {here} {key.reveal()}")
            save(here, key) if verb == "save" else begin(here, key)
        elif verb == "move":
            assert isinstance(kept, Secret)
            say(f"move {here} {there}")
            save(there, kept)
            remove(here)
        else:
            say(f"{verb} {here}")
            CHANGES[verb](here)
        say("done")


def save(entry: str, key: Secret) -> None:
    assert isinstance(key_store().save(entry, key), Saved)
    remember(entry, lambda progress: progress.saved(key.reveal()[-4:], ""))


def remove(entry: str) -> None:
    assert isinstance(key_store().remove(entry), Removed)
    remember(entry, Progress.removed)


def begin(entry: str, key: Secret) -> None:
    assert isinstance(key_store().save_beside(entry, Role.NEXT, key), Saved)
    remember(entry, lambda progress: progress.changing(key.reveal()[-4:]))


def exchange(entry: str, role: Role) -> None:
    assert isinstance(key_store().exchange(entry, role), Saved)
    remember(entry, Progress.exchanged)


def forget(entry: str, role: Role) -> None:
    assert isinstance(key_store().remove_beside(entry, role), Removed)
    remember(entry, Progress.changed)


CHANGES: dict[str, Callable[[str], None]] = {
    "remove": remove,
    "switch": lambda entry: exchange(entry, Role.NEXT),
    "back": lambda entry: exchange(entry, Role.PREVIOUS),
    "give_up": lambda entry: forget(entry, Role.NEXT),
    "finish": lambda entry: forget(entry, Role.PREVIOUS),
}


def remember(entry: str, change: Callable[[Progress], Progress]) -> None:
    memory = Memory()
    memory.keep(entry, change)
    memory.flush()
    assert memory.is_kept


def say(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())  # at once, and never half


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
