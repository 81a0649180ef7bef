# SPDX-License-Identifier: MIT
"""A program that changes keys until it is killed: what it does to them it prints, line by line.

    python restless_program.py SEED [CHANGES]
    python restless_program.py SEED wandering
    python restless_program.py SEED going

"save ENTRY KEY", "remove ENTRY", "move ENTRY ENTRY", and of a change of keys "begin ENTRY KEY",
"switch ENTRY", "back ENTRY", "give_up ENTRY", "finish ENTRY" before each change, "done" after it.
Each goes as in the window: the keyring first, then the file of what is remembered. A wandering
one does this in all stores, and says "keep ENTRY STORE" before it moves the key to another. A going
one keeps one key in the file, and then in the keyring again.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from itertools import count

from keyready.core.progress import Progress
from keyready.core.secret import Secret
from keyready.services.custody.key_store import FILE, KEYRING, Removed, Saved, Trouble, key_store
from keyready.services.custody.keychain import TroubleKind
from keyready.services.custody.move import Moved
from keyready.services.custody.rotated_item import Role
from keyready.services.custody.stores import Stores, stores
from keyready.services.files.memory import Memory

ENTRIES = ("openai", "openai/work")
PLAIN = ("save", "save", "move", "remove")
VERBS = {  # by what lies beside the key
    None: ("begin", "begin", "save", "save", "move", "remove"),
    Role.NEXT: ("switch", "switch", "begin", "give_up", "save", "remove"),
    Role.PREVIOUS: ("back", "finish", "finish", "save", "remove"),
}
WANDERING = {
    None: (*("keep",) * 9, "begin", "save", "remove"),
    Role.NEXT: ("switch", "give_up", "remove"),
    Role.PREVIOUS: ("finish", "remove"),
}
PASSPHRASE = Secret("practice passphrase")
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


def wander(seed: int) -> None:
    chance = random.Random(seed)
    kept = stores(Memory(), os.environ, lambda: PASSPHRASE)
    say("ready")
    for number in count():
        entry = chance.choice(ENTRIES)
        beside = kept.of(entry).beside(entry)
        assert isinstance(beside, dict)
        verb = chance.choice(WANDERING[next(iter(beside), None)])
        others = [name for name in kept.names if name != kept.name_of(entry)]
        key, to = f"sk-EXAMPLE-{seed}-{number}", chance.choice(others)
        verb = verb if kept.read(entry) is not None else "save"
        if beside:  # both stay where they are
            refused = kept.move(entry, to)
            assert isinstance(refused, Trouble)
            assert refused.kind is TroubleKind.CHANGING
        given = {"save": (key,), "begin": (key,), "keep": (to or "keyring",)}.get(verb, ())
        say(" ".join((verb, entry, *given)))
        assert isinstance(changed(kept, verb, entry, Secret(key), to), (Saved, Moved, Removed))
        say("done")


def go(seed: int) -> None:
    entry, key = ENTRIES[0], f"sk-EXAMPLE-{seed}"
    kept = stores(Memory(), os.environ, lambda: PASSPHRASE)
    say("ready")
    say(f"save {entry} {key}")
    assert isinstance(kept.save(entry, Secret(key)), Saved)
    say("done")
    for to in (FILE, KEYRING):
        say(f"keep {entry} {to or 'keyring'}")
        assert isinstance(kept.move(entry, to), Moved)
        say("done")


def changed(kept: Stores, verb: str, entry: str, key: Secret, to: str) -> object:
    store = kept.of(entry)
    return {
        "save": lambda: kept.save(entry, key),
        "keep": lambda: kept.move(entry, to),
        "remove": lambda: kept.remove(entry),
        "begin": lambda: store.save_beside(entry, Role.NEXT, key),
        "switch": lambda: store.exchange(entry, Role.NEXT),
        "give_up": lambda: store.remove_beside(entry, Role.NEXT),
        "finish": lambda: store.remove_beside(entry, Role.PREVIOUS),
    }[verb]()


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
    seed, *more = sys.argv[1:]
    other = {"wandering": wander, "going": go}.get("".join(more))
    if other:
        other(int(seed))
    else:
        main(int(seed), *map(int, more))
