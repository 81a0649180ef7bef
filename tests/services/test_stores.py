# SPDX-License-Identifier: MIT
"""Where each key is kept, found again, and moved: never lost, never in two minds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from keyready.core.entries import Own
from keyready.core.secret import Secret
from keyready.services.custody import keeping
from keyready.services.custody.file_door import FileState
from keyready.services.custody.file_lock import FileLock
from keyready.services.custody.key_file import KeyFile
from keyready.services.custody.key_store import (
    FILE,
    KEYRING,
    PASS,
    KeyStore,
    Removed,
    Saved,
    Trouble,
)
from keyready.services.custody.keychain import FOLDER, Backend, Blocked, Keychain, TroubleKind
from keyready.services.custody.memory_store import MemoryStore
from keyready.services.custody.move import Moved
from keyready.services.custody.rotated_item import Role
from keyready.services.custody.stored_item import Kept
from keyready.services.custody.stores import Stores, stores
from keyready.services.files.memory import Memory
from password_store import password_store
from secret_session import SecretSession
from services.fuse import Fuse, Killed

KEY = Secret("sk-EXAMPLE-practice-key")
OTHER = Secret("sk-EXAMPLE-practice-other")
PASSPHRASE = Secret("practice passphrase")


class Machine:
    """Three stores that outlive the program; each `start` is a new one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fuse = Fuse()
        self.backends: dict[str, Backend] = {
            name: _Burning(self.fuse) for name in (KEYRING, PASS, FILE)
        }

    def start(self) -> Stores:
        kept = {
            name: KeyStore(backend, FileLock(self.folder / "lock"), FOLDER, name)
            for name, backend in self.backends.items()
        }
        return Stores(self.memory(), kept)

    def memory(self) -> Memory:
        return Memory(self.folder)

    def holders(self) -> set[str]:
        """The stores that hold the key, whatever is remembered."""
        kept = self.start()
        return {name for name in self.backends if kept._stores[name].read("openai") is not None}


class _Burning(MemoryStore):
    def __init__(self, fuse: Fuse) -> None:
        super().__init__()
        self._fuse = fuse
        self.blocked: TroubleKind | None = None

    @contextmanager
    def session(self, *, quick: bool = False) -> Iterator[Keychain]:
        if self.blocked is not None:
            raise Blocked(self.blocked)
        yield self

    def put(self, name: str, secret: Secret) -> None:
        self._fuse.burn(done=False)
        super().put(name, secret)
        self._fuse.burn(done=True)

    def delete(self, name: str) -> None:
        self._fuse.burn(done=False)
        super().delete(name)
        self._fuse.burn(done=True)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(tmp_path)
    flush = Memory.flush

    def burning_flush(memory: Memory) -> None:
        machine.fuse.burn(done=False)
        flush(memory)
        machine.fuse.burn(done=True)

    monkeypatch.setattr(Memory, "flush", burning_flush)
    return machine


def test_a_key_is_in_the_keyring_until_somebody_chose_otherwise(machine: Machine) -> None:
    kept = machine.start()
    assert isinstance(kept.save("openai", KEY), Saved)
    assert kept.name_of("openai") == KEYRING
    assert machine.holders() == {KEYRING}


@pytest.mark.parametrize("to", [PASS, FILE])
def test_a_move_is_remembered_and_leaves_no_copy(machine: Machine, to: str) -> None:
    machine.start().save("openai", KEY)
    moved = machine.start().move("openai", to)
    assert isinstance(moved, Moved)
    assert moved.left is None
    assert machine.start().name_of("openai") == to
    assert machine.start().read("openai") == KEY
    assert machine.holders() == {to}
    assert machine.memory().own["openai"] == Own(store=to)
    assert isinstance(machine.start().move("openai", KEYRING), Moved)
    assert machine.holders() == {KEYRING}


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
def test_h35_an_end_at_any_step_of_a_move_leaves_the_key_and_the_next_start_tidies(
    done: bool, machine: Machine
) -> None:
    ends = tidied = 0
    for step in range(1, 20):
        machine.start().save("openai", KEY)
        start = machine.start().name_of("openai")
        to = PASS if start == KEYRING else KEYRING
        try:
            with machine.fuse.lit(step, Killed(), done=done):
                machine.start().move("openai", to)
        except Killed:
            ends += 1
            assert machine.start().read("openai") == KEY
            found = machine.start().at_start("openai")
            assert found.key == KEY
            tidied += found.move_ended
            assert machine.holders() == {machine.start().name_of("openai")}
            assert machine.start().at_start("openai").move_ended is False  # said once
            assert machine.memory().own.get("openai", Own()).copy is None
    assert ends >= 6
    assert tidied >= 2


def test_a_copy_that_somebody_keeps_on_purpose_is_never_tidied(machine: Machine) -> None:
    """It may be the one that another machine shares over git."""
    kept = machine.start()
    kept.save("openai", KEY)
    kept._stores[PASS].save("openai", KEY)
    assert machine.start().at_start("openai").move_ended is False
    assert machine.holders() == {KEYRING, PASS}
    assert isinstance(machine.start().move("openai", PASS), Moved)
    assert machine.holders() == {PASS}


def test_another_key_under_the_name_stops_a_move(machine: Machine) -> None:
    kept = machine.start()
    kept.save("openai", KEY)
    kept._stores[PASS].save("openai", OTHER)
    assert kept.move("openai", PASS) == Trouble(TroubleKind.TAKEN, store=PASS)
    assert kept.read("openai") == KEY
    assert kept._stores[PASS].read("openai") == OTHER


@pytest.mark.parametrize("role", list(Role))
def test_during_a_change_of_keys_nothing_moves(machine: Machine, role: Role) -> None:
    kept = machine.start()
    kept.save("openai", KEY)
    kept.of("openai").save_beside("openai", role, OTHER)
    assert kept.move("openai", PASS) == Trouble(TroubleKind.CHANGING, store=KEYRING)
    assert machine.holders() == {KEYRING}
    assert machine.start().at_start("openai").beside == {role: OTHER}
    assert machine.memory().own.get("openai", Own()) == Own()
    kept.of("openai").remove_beside("openai", role)
    assert isinstance(kept.move("openai", PASS), Moved)


def test_nothing_moves_to_where_another_computer_changes_the_same_key(machine: Machine) -> None:
    kept = machine.start()
    kept.save("openai", KEY)
    kept._stores[PASS].save("openai", KEY)
    kept._stores[PASS].save_beside("openai", Role.NEXT, OTHER)
    assert kept.move("openai", PASS) == Trouble(TroubleKind.TAKEN, store=PASS)
    assert machine.holders() == {KEYRING, PASS}


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
def test_h35_a_change_of_keys_begun_amidst_a_move_stays_where_it_is(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, done: bool
) -> None:
    """By another Keyready. Also when an end cuts the way back off."""
    outcomes = []
    for step in range(1, 20):
        machine.start().remove("openai")
        machine.start().choose("openai", KEYRING)
        machine.start().save("openai", KEY)
        with monkeypatch.context() as meanwhile, suppress(Killed):
            _after_the_copy(meanwhile, lambda: _begin_a_change(machine))
            with machine.fuse.lit(step, Killed(), done=done):
                outcomes.append(machine.start().move("openai", PASS))
        found = machine.start().at_start("openai")
        assert found.key == KEY
        assert machine.holders() == {KEYRING}
        assert found.beside == machine.start().keyring.beside("openai")
    assert outcomes[-1] == Trouble(TroubleKind.CHANGING, store=KEYRING)
    assert found.beside == {Role.NEXT: OTHER}


def test_a_key_that_is_replaced_amidst_a_move_is_the_one_that_stays(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.start().save("openai", KEY)
    with monkeypatch.context() as meanwhile:
        _after_the_copy(meanwhile, lambda: machine.start().keyring.save("openai", OTHER))
        outcome = machine.start().move("openai", PASS)
    assert outcome == Trouble(TroubleKind.CHANGING, store=KEYRING)
    assert machine.start().read("openai") == OTHER
    assert machine.holders() == {KEYRING}


def _begin_a_change(machine: Machine) -> None:
    machine.start().keyring.save_beside("openai", Role.NEXT, OTHER)


def _after_the_copy(meanwhile: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    save = KeyStore.save

    def saved(store: KeyStore, entry: str, secret: Secret) -> Saved | Trouble:
        outcome = save(store, entry, secret)
        meanwhile.undo()
        change()
        return outcome

    meanwhile.setattr(KeyStore, "save", saved)


def test_a_newer_key_that_was_cut_off_is_the_one_that_moves(machine: Machine) -> None:
    machine.start().save("openai", KEY)
    with machine.backends[KEYRING].session() as keychain:
        keychain.put(f"{FOLDER}/openai#staging", OTHER)
    assert isinstance(machine.start().move("openai", PASS), Moved)
    assert machine.start().read("openai") == OTHER
    assert machine.holders() == {PASS}


@pytest.mark.parametrize("store", [KEYRING, PASS])
def test_an_id_is_not_changed_while_its_keys_are(machine: Machine, store: str) -> None:
    kept = machine.start()
    kept.choose("openai/work", store)
    kept.save("openai/work", KEY)
    kept.of("openai/work").save_beside("openai/work", Role.NEXT, OTHER)
    refused = Trouble(TroubleKind.CHANGING, store=store)
    assert keeping.rename("openai/work", "openai/home", kept) == refused
    assert machine.start().read("openai/home") is None
    assert machine.start().at_start("openai/work").beside == {Role.NEXT: OTHER}


def test_a_store_that_cannot_take_it_leaves_the_key_where_it_was(machine: Machine) -> None:
    machine.start().save("openai", KEY)
    blocked: Any = machine.backends[PASS]
    blocked.blocked = TroubleKind.LOCKED
    assert machine.start().move("openai", PASS) == Trouble(TroubleKind.LOCKED, store=PASS)
    assert machine.start().read("openai") == KEY
    assert machine.start().name_of("openai") == KEYRING


def test_a_disk_that_remembers_nothing_moves_nothing(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.start().save("openai", KEY)
    with monkeypatch.context() as disk:
        disk.setattr("keyready.services.files.json_file._written", lambda *_: False)
        outcome = machine.start().move("openai", PASS)
    assert outcome == Trouble(TroubleKind.NOT_NOTED, Kept.OLD, store=PASS)
    assert machine.holders() == {KEYRING}
    assert machine.start().name_of("openai") == KEYRING


@pytest.mark.parametrize("where", [PASS, FILE])
def test_where_the_memory_is_lost_the_key_is_found_and_reported_once(
    machine: Machine, where: str
) -> None:
    machine.start().save("openai", KEY)
    machine.start().move("openai", where)
    (machine.folder / "state.json").write_bytes(b"damaged")
    assert machine.start().read("openai") == KEY  # the console, which remembers nothing
    found = machine.start().at_start("openai")
    assert (found.key, found.elsewhere) == (KEY, True)
    assert machine.start().name_of("openai") == where
    assert machine.start().at_start("openai").elsewhere is False


def test_a_store_that_nobody_knows_is_the_keyring(machine: Machine) -> None:
    machine.start().save("openai", KEY)
    memory = machine.memory()
    memory.keep_own("openai", Own(store="of a newer version"))
    memory.flush()
    assert machine.start().read("openai") == KEY


def test_removing_takes_an_interrupted_copy_along(machine: Machine) -> None:
    machine.start().save("openai", KEY)
    with pytest.raises(Killed), machine.fuse.lit(3, Killed(), done=True):  # noted, put, noted
        machine.start().move("openai", PASS)
    assert len(machine.holders()) == 2
    assert isinstance(machine.start().remove("openai"), Removed)
    assert machine.holders() == set()
    assert machine.start().at_start("openai").kept is False


def test_the_list_names_the_store_of_each_key_and_who_was_silent(machine: Machine) -> None:
    kept = machine.start()
    kept.save("openai", KEY)
    kept.save("mistral", KEY)
    kept.move("openai", PASS)
    assert kept.kept() == ({"openai": PASS, "mistral": KEYRING}, [])
    pass_: Any = machine.backends[PASS]
    pass_.blocked = TroubleKind.NO_KEYRING
    homes, silent = machine.start().kept()
    assert homes == {"mistral": KEYRING}
    assert silent == [Trouble(TroubleKind.NO_KEYRING, store=PASS)]


def test_a_keyring_that_is_not_there_is_no_trouble_for_who_keeps_all_elsewhere(
    machine: Machine,
) -> None:
    keyring: Any = machine.backends[KEYRING]
    keyring.blocked = TroubleKind.NO_KEYRING
    kept = machine.start()
    assert kept.choose("openai", PASS)
    kept.save("openai", KEY)
    assert machine.start().kept() == ({"openai": PASS}, [])


def test_no_variable_chooses_a_store(
    secret_session: SecretSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    with password_store() as store:
        for name in ("KEYREADY_STORE", "PYTHON_KEYRING_BACKEND", "KEYRING_BACKEND"):
            monkeypatch.setenv(name, "pass")
        kept = stores(Memory(), store.environment)
        kept.save("openai", KEY)
        assert kept.name_of("openai") == KEYRING
        assert not (store.root / "keyready").exists()


def test_the_real_stores_from_one_to_the_next(secret_session: SecretSession) -> None:
    with password_store(git=True) as store:
        kept = stores(Memory(), store.environment)
        kept.save("openai", KEY)
        assert isinstance(kept.move("openai", PASS), Moved)
        assert store.values() == [KEY.reveal()]
        assert kept.move("openai", FILE) == Trouble(TroubleKind.NO_COLLECTION, store=FILE)
        assert kept.file.state() is FileState.NONE
        assert kept.file.open(PASSPHRASE) is None
        assert kept.file.state() is FileState.OPEN
        assert isinstance(kept.move("openai", FILE), Moved)
        assert store.values() == []
        assert KeyFile().path.is_file()
        again = stores(Memory(), store.environment)
        assert again.file.state() is FileState.LOCKED
        assert again.at_start("openai").kept is True
        assert again.read("openai") == Trouble(TroubleKind.LOCKED, store=FILE)
        assert again.file.open(Secret("wrong passphrase")) == Trouble(
            TroubleKind.WRONG_PASSPHRASE, store=FILE
        )
        assert again.file.open(PASSPHRASE) is None
        assert isinstance(again.move("openai", KEYRING), Moved)
        assert secret_session.kept("io.github.keyready.Keyready/openai") == KEY.reveal()
