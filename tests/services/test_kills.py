# SPDX-License-Identifier: MIT
"""Ends that nobody asked for, with real processes: kill -9 of the program and of the keyring.

Each test has two sizes: a small one for every day, and the one of `make test-kills`.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
import secretstorage

from keyready.core.secret import Secret
from keyready.services.catalog import Catalog
from keyready.services.custody import sealed_keys
from keyready.services.custody.key_file import KeyFile
from keyready.services.custody.key_store import (
    FILE,
    KEYRING,
    PASS,
    SERVICE,
    Removed,
    Saved,
    Trouble,
    key_store,
    lock_file,
)
from keyready.services.custody.keychain import FOLDER
from keyready.services.custody.rotated_item import Role
from keyready.services.custody.stored_item import Kept
from keyready.services.custody.stores import practice_stores, stores
from keyready.services.entry import Entry, address_in_force
from keyready.services.files.memory import Memory
from keyready.services.network.request import Network
from keyready.services.practice.practice_answers import practice_answers
from password_store import PasswordStore, password_store
from secret_session import SecretSession, until
from services.restless_program import CHANGES, ENTRIES, PASSPHRASE
from services.sizes import sizes

pytestmark = pytest.mark.journey  # of a program that is killed, again and again

LONGEST_LIFE_S = 0.5
LONGEST_SAVE_S = 0.08
LONGEST_WANDERING_S = 2.5
EVERY_VERB = 31536  # a seed whose first eleven changes are of all kinds
WRITES_A_RUN = 400
WRITES_A_SAVE = 3  # one that replaces: the staging item, the key, the end of the staging item
WRITES = "write,writev,pwrite64,sendto,sendmsg,rename,renameat,renameat2,unlink,fsync,ftruncate"


class Held(NamedTuple):
    """The keys of one entry: the one in use, and those beside it."""

    used: str | None = None
    next: str | None = None
    previous: str | None = None


NOTHING = Held()


@dataclass
class Books:
    """What the keyring must hold, by what the restless program said before its end."""

    settled: dict[str, Held] = field(default_factory=dict)
    begun: list[str] = field(default_factory=list)

    def read(self, said: str) -> None:
        for line in said.split("\n")[:-1]:
            verb, *names = line.split(" ")
            if verb == "done":
                self.settled, self.begun = self.after(), []
            elif verb != "ready":
                self.begun = [verb, *names]

    def after(self) -> dict[str, Held]:
        """With what is begun carried out."""
        if not self.begun:
            return self.settled
        verb, entry, *rest = self.begun
        had, after = self.settled.get(entry, NOTHING), dict(self.settled)
        if verb == "move":
            there = after.get(rest[0], NOTHING)
            after[rest[0]] = there._replace(used=had.used)
        after[entry] = {
            "save": lambda: had._replace(used=rest[0]),
            "keep": lambda: had,  # in another place
            "begin": lambda: had._replace(next=rest[0]),
            "switch": lambda: Held(had.next, None, had.used),
            "back": lambda: Held(had.previous, had.used, None),
            "give_up": lambda: Held(had.used),
            "finish": lambda: Held(had.used),
        }.get(verb, Held)()
        return after

    def compare(self, found: dict[str, Held]) -> None:
        """Fails where a key was lost; then takes over what was found."""
        after = self.after()
        verb = self.begun[0] if self.begun else ""
        for entry in ENTRIES:
            before, now = self.settled.get(entry, NOTHING), found[entry]
            allowed = [before, after.get(entry, NOTHING)]
            if verb == "remove":  # those beside the key in use go before it
                allowed += [Held(before.used), before._replace(next=None)]
            assert now in allowed
        if verb == "move":  # under the one name or the other
            assert self.settled[self.begun[1]].used in [held.used for held in found.values()]
        self.settled, self.begun = found, []


def held(key: Secret | None, beside: Mapping[Role, Secret]) -> Held:
    others = {role.value: one.reveal() for role, one in beside.items()}
    return Held(key.reveal() if key else None, **others)


def items_of(entry: str, found: Mapping[str, Held]) -> list[str]:
    """The names of the items that hold these keys."""
    names = {"used": entry, "next": f"{entry}#next", "previous": f"{entry}#previous"}
    return [name for part, name in names.items() if getattr(found[entry], part)]


def after_the_next_start() -> dict[str, Held]:
    """The keys by entry; nothing else of ours may be left, in the keyring or on the disk."""
    store = key_store()
    for entry in ENTRIES:
        assert not isinstance(store.recover(entry), Trouble)
    found, expected = {}, []
    for entry in ENTRIES:
        key, beside = store.read(entry), store.beside(entry)
        assert not isinstance(key, Trouble)
        assert not isinstance(beside, Trouble)
        found[entry] = held(key, beside)
        expected += items_of(entry, found)
    with closing(secretstorage.dbus_init()) as connection:
        items = secretstorage.get_default_collection(connection).get_all_items()
        names = sorted(item.get_attributes()["service"] for item in items)
    assert names == [f"{SERVICE}/{name}" for name in sorted(expected)]
    memory = Memory()
    assert memory.set_aside is None
    memory.keep_opened(str(time.monotonic_ns()))
    memory.flush()
    state = {file.name for file in lock_file().parent.iterdir()}
    assert state == {"state.json", "keyring.lock", "keyring.turn"}
    return found


def after_the_next_start_of(store: PasswordStore) -> tuple[dict[str, Held], int]:
    """The keys by entry, each in one store only, and how many copies a move had left."""
    until(lambda: not store.programs())
    kept = stores(Memory(), store.environment, lambda: PASSPHRASE)
    assert kept.file.open(PASSPHRASE) is None
    found, tidied = {}, 0
    for entry in ENTRIES:
        seen = kept.at_start(entry)
        tidied += seen.move_ended
        found[entry] = held(seen.key, seen.beside or {})
    again = stores(Memory(), store.environment, lambda: PASSPHRASE)
    assert not any(again.at_start(entry).move_ended for entry in ENTRIES)  # said once
    homes = {name: [e for e in ENTRIES if again.name_of(e) == name] for name in again.names}
    values = [key for entry in homes[PASS] for key in found[entry] if key]
    assert sorted(store.values()) == sorted(values)
    with KeyFile().session(quick=True) as keychain:
        names = [f"{FOLDER}/{name}" for entry in homes[FILE] for name in items_of(entry, found)]
        assert sorted(keychain.names() or ()) == sorted(names)
    with closing(secretstorage.dbus_init()) as connection:
        items = secretstorage.get_default_collection(connection).get_all_items()
        there = sorted(item.get_attributes()["service"] for item in items)
    names = [f"{SERVICE}/{name}" for entry in homes[KEYRING] for name in items_of(entry, found)]
    assert there == sorted(names)
    assert not (store.root / ".git/index.lock").exists()
    return found, tidied


def values() -> list[str]:
    """All that the keyring holds, whoever wrote it."""
    with closing(secretstorage.dbus_init()) as connection:
        items = secretstorage.get_default_collection(connection).get_all_items()
        return [item.get_secret().decode() for item in items]


def make_key_file(store: PasswordStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the least that is read: what is tested is not how long a passphrase takes."""
    cheap = partial(sealed_keys.Derivation, memory_kib=19 * 1024, passes=1, lanes=1)
    with monkeypatch.context() as making:
        making.setattr(sealed_keys, "Derivation", cheap)
        assert stores(Memory(), store.environment).file.open(PASSPHRASE) is None


def restless(*arguments: int | str) -> list[str]:
    program = Path(__file__).with_name("restless_program.py")
    return [sys.executable, str(program), *map(str, arguments)]


def environment(session: SecretSession) -> dict[str, str]:
    return {**session.whole_environment(), "PYTHONPATH": os.pathsep.join(sys.path)}


@sizes(10, 300)
def test_h35_killed_at_a_random_moment_the_old_or_the_new_key_is_there(
    times: int, secret_session: SecretSession
) -> None:
    """Input 39: what is begun is completed by the next start."""
    chance, books, cut = random.Random(35), Books(), 0
    for seed in range(times):
        with subprocess.Popen(
            restless(seed), env=environment(secret_session), stdout=subprocess.PIPE
        ) as program:
            assert program.stdout is not None
            said = program.stdout.readline()
            time.sleep(chance.uniform(0, LONGEST_LIFE_S))  # the moment is what is tested
            program.kill()
            said += program.stdout.read()
        assert program.returncode == -9
        books.read(said.decode())
        cut += bool(books.begun)
        books.compare(after_the_next_start())
    assert cut > times / 2
    print(f"{times} kills, {cut} of them within a change: no key lost, nothing left behind")


@sizes(8, 300)
def test_h35_killed_while_keys_move_from_store_to_store(
    times: int, secret_session: SecretSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keyring, pass with a git, encrypted file: each key is readable in the one place that is
    remembered, and the copy that a move has left is removed once."""
    chance, books, moves, tidied = random.Random(36), Books(), 0, 0
    with password_store(git=True) as store:
        there = {**environment(secret_session), **store.environment}
        make_key_file(store, monkeypatch)
        for seed in range(times):
            with subprocess.Popen(
                restless(seed, "wandering"), env=there, stdout=subprocess.PIPE
            ) as program:
                assert program.stdout is not None
                said = program.stdout.readline()
                time.sleep(chance.uniform(0, LONGEST_WANDERING_S))
                program.kill()
                said += program.stdout.read()
            assert program.returncode == -9
            books.read(said.decode())
            moves += books.begun[:1] == ["keep"]
            found, copies = after_the_next_start_of(store)
            tidied += copies
            books.compare(found)
    assert moves >= times / 10
    print(f"{times} kills, {moves} within a move, {tidied} copies tidied: no key lost")


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
@pytest.mark.parametrize(
    "step", [30, pytest.param(1, marks=pytest.mark.kills)], ids=["some", "all"]
)
def test_h35_killed_before_any_writing_system_call(
    step: int, secret_session: SecretSession
) -> None:
    """The kill comes as the call is entered, and so after the one before it was carried out."""
    call, ended = 1, False
    while not ended:
        books = Books()
        for entry in ENTRIES:  # the same eleven changes each time
            assert isinstance(key_store().remove(entry), Removed)
        inject = f"inject={WRITES}:signal=KILL:when={call}"
        tracing = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={WRITES}", "-e", inject)
        program = subprocess.run(
            [*tracing, *restless(EVERY_VERB, 11)],
            env=environment(secret_session),
            stdout=subprocess.PIPE,
            timeout=60,
        )
        ended = program.returncode == 0
        said = program.stdout.decode()
        books.read(said)
        books.compare(after_the_next_start())
        call += step
    assert call > step + 100  # else it did not get far
    assert {line.split(" ")[0] for line in said.splitlines()} >= set(CHANGES)
    print(f"{(call - step - 1) // step} kills, each at a writing system call: the same")


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
@pytest.mark.parametrize(
    "step", [40, pytest.param(1, marks=pytest.mark.kills)], ids=["some", "all"]
)
def test_h35_killed_before_any_writing_system_call_of_a_move(
    step: int, secret_session: SecretSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the keyring to the file and back; the calls of the save before it are among them."""
    call, tidied, ended = 1, 0, False
    with password_store() as store:
        make_key_file(store, monkeypatch)
        there = {**environment(secret_session), **store.environment}
        while not ended:
            books = Books()
            kept = stores(Memory(), store.environment, lambda: PASSPHRASE)
            assert isinstance(kept.remove(ENTRIES[0]), Removed)
            assert kept.choose(ENTRIES[0], KEYRING)
            inject = f"inject={WRITES}:signal=KILL:when={call}"
            tracing = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={WRITES}")
            program = subprocess.run(
                [*tracing, "-e", inject, *restless(call, "going")],
                env=there,
                stdout=subprocess.PIPE,
                timeout=60,
            )
            ended = program.returncode == 0
            books.read(program.stdout.decode())
            found, copies = after_the_next_start_of(store)
            tidied += copies
            books.compare(found)
            call += step
    assert call > step + 40  # else it did not get far
    assert tidied or step > 1
    print(f"{(call - step - 1) // step} kills, {tidied} copies tidied: no key lost")


@sizes(15, 200)
def test_h10_a_keyring_that_dies_within_a_write_leaves_no_false_word(
    times: int, secret_session: SecretSession
) -> None:
    chance, store, saved = random.Random(10), key_store(), 0
    before: Secret | None = None
    for trial in range(times):
        new = Secret(f"sk-EXAMPLE-{trial}")
        if trial % 2:  # a first save goes another way than one that replaces
            assert isinstance(store.remove("openai"), Removed)
            before = None
        death = threading.Timer(chance.uniform(0, LONGEST_SAVE_S), secret_session.kill_daemon)
        death.start()
        outcome = store.save("openai", new)
        death.join()
        secret_session.start_daemon()
        found = store.read("openai")
        if isinstance(outcome, Saved) or outcome.kept is Kept.NEW:
            saved += 1
            assert found == new
        elif outcome.kept is Kept.UNKNOWN:
            assert found in (before, new)
        else:
            assert found == before
        store.recover("openai")
        before = store.read("openai")
        assert before in (found, new)
        assert values() == ([before.reveal()] if before else [])  # nor an item without a value
    print(f"{times} dead keyrings, {saved} times called saved: each was true")


@sizes(1, 60)
def test_h13_window_and_console_at_once_do_not_crash_it(
    times: int, secret_session: SecretSession
) -> None:
    """Without the lock gnome-keyring 42 aborts in about one of eight such runs."""
    writes = WRITES_A_RUN if times > 1 else 30
    keys = {key.id: Secret(key.example) for key in practice_answers().keys}
    provider = Catalog("en").provider("practice")
    address = address_in_force(provider, {})
    entry = Entry("practice", provider, address, practice_stores(Memory()), {}, Network)
    assert isinstance(entry.save(keys["ready"]), Saved)
    checks = 0
    for _ in range(times):
        with console_again_and_again(secret_session) as ended:
            for _ in range(writes // WRITES_A_SAVE + 1):
                assert isinstance(entry.save(keys["ready"]), Saved)
                assert entry.store.read("practice") == keys["ready"]
        checks += len(ended)
        assert set(ended) == {0}, f"after {checks} consoles"
        assert secret_session.daemon_runs(), f"after {checks} consoles"
    print(f"{times} runs of {writes} writes beside {checks} consoles: the keyring lives")


@contextmanager
def console_again_and_again(session: SecretSession) -> Iterator[list[int]]:
    """The console reads and checks the same key, until the block ends; gives its exit codes."""
    console = [sys.executable, "-m", "keyready", "check", "practice", "--json"]
    codes: list[int] = []
    over = threading.Event()

    def loop() -> None:
        while not (over.is_set() and codes):
            ended = subprocess.run(
                console, env=environment(session), stdout=subprocess.DEVNULL, timeout=60
            )
            codes.append(ended.returncode)

    loops = threading.Thread(target=loop)
    loops.start()
    try:
        yield codes
    finally:
        over.set()
        loops.join()
