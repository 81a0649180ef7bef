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
VERBS = {  # by what lies beside the key
    None: ("begin", "begin", "save", "save", "move", "remove"),
    Role.NEXT: ("switch", "switch", "begin", "give_up", "save", "remove"),
    Role.PREVIOUS: ("back", "finish", "finish", "save", "remove"),
}
LEADS_TO = {"begin": Role.NEXT, "back": Role.NEXT, "switch": Role.PREVIOUS}


def main(seed: int, changes: int | None = None) -> None:
    chance = random.Random(seed)
    kept = {entry for entry in ENTRIES if key_store().read(entry) is not None}
    beside = {entry: role_beside(entry) for entry in ENTRIES}
    say("ready")
    for number in count() if changes is None else range(changes):
        here, there = chance.sample(ENTRIES, 2)
        verb = chance.choice(VERBS[beside[here]]) if here in kept else "save"
        key = f"sk-EXAMPLE-{seed}-{number}"
        names = {"save": (here, key), "begin": (here, key), "move": (here, there)}.get(
            verb, (here,)
        )
        say(" ".join((verb, *names)))
        CHANGES[verb](*names)
        say("done")
        if verb != "save":
            beside[here] = LEADS_TO.get(verb)
        kept |= {there if verb == "move" else here}
        kept -= {here} if verb in ("move", "remove") else set()


def role_beside(entry: str) -> Role | None:
    beside = key_store().beside(entry)
    assert isinstance(beside, dict)
    return next(iter(beside), None)


def save(entry: str, key: str) -> None:
    assert isinstance(key_store().save(entry, Secret(key)), Saved)
    remember(entry, lambda progress, when: progress.saved(key[-4:], "", when))


def remove(entry: str) -> None:
    assert isinstance(key_store().remove(entry), Removed)
    remember(entry, Progress.removed)


def move(here: str, there: str) -> None:
    key = key_store().read(here)
    assert isinstance(key, Secret)
    save(there, key.reveal())
    remove(here)


def begin(entry: str, key: str) -> None:
    assert isinstance(key_store().save_beside(entry, Role.NEXT, Secret(key)), Saved)
    remember(entry, lambda progress, _: progress.changing(key[-4:]))


def exchange(entry: str, role: Role) -> None:
    assert isinstance(key_store().exchange(entry, role), Saved)
    remember(entry, Progress.exchanged)


def forget(entry: str, role: Role) -> None:
    assert isinstance(key_store().remove_beside(entry, role), Removed)
    remember(entry, lambda progress, _: progress.changed())


CHANGES: dict[str, Callable[..., None]] = {
    "save": save,
    "move": move,
    "remove": remove,
    "begin": begin,
    "switch": lambda entry: exchange(entry, Role.NEXT),
    "back": lambda entry: exchange(entry, Role.PREVIOUS),
    "give_up": lambda entry: forget(entry, Role.NEXT),
    "finish": lambda entry: forget(entry, Role.PREVIOUS),
}


def remember(entry: str, change: Callable[[Progress, str], Progress]) -> None:
    memory = Memory()
    memory.keep(entry, lambda progress: change(progress, memory.utc()))
    memory.flush()
    assert memory.is_kept


def say(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())  # at once, and never half


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
