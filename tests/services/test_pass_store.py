# SPDX-License-Identifier: MIT
"""A real `pass` that fails in every way we know, and one that two machines share over git."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from keyready.core.secret import Secret
from keyready.services.custody.file_lock import FileLock
from keyready.services.custody.key_store import PASS, KeyStore, Saved, Trouble
from keyready.services.custody.keychain import FOLDER, TroubleKind
from keyready.services.custody.pass_store import PassStore
from keyready.services.custody.stored_item import Kept
from password_store import PasswordStore, password_store
from secret_session import until
from traces import traces_in

pytestmark = pytest.mark.journey  # real programs, again and again

HIDDEN = "q7Wm2Zt9Kp4Vx8Ns3Rd6"
OLD = Secret("sk-EXAMPLE-old")
NEW = Secret(f"sk-EXAMPLE-{HIDDEN}")


def keys(store: PasswordStore, **limits: float) -> KeyStore:
    lock = FileLock(store.folder / "lock")
    return KeyStore(PassStore(store.environment, **limits), lock, FOLDER, PASS)


def trouble(kind: TroubleKind, kept: Kept = Kept.OLD) -> Trouble:
    return Trouble(kind, kept, store=PASS)


@pytest.fixture
def locked() -> Iterator[PasswordStore]:
    """Its key has a passphrase that is asked for."""
    with password_store(locked=True) as store:
        yield store


def test_what_we_write_the_person_reads_with_pass_and_the_other_way_round() -> None:
    with password_store() as store:
        keys(store).save("openai/work", NEW)
        assert store.show("keyready/openai/work") == f"{NEW.reveal()}\n"
        store.run("pass", "insert", "-m", "keyready/mistral", given=f"{OLD.reveal()}\nmy notes\n")
        assert keys(store).read("mistral") == OLD
        assert keys(store).entries() == ("mistral", "openai/work")
        assert traces_in(HIDDEN, store.folder) == []


def test_without_pass_and_without_a_store_each_is_said(
    tmp_path: Path,
) -> None:
    with password_store(set_up=False) as store:
        assert keys(store).save("openai", NEW) == trouble(TroubleKind.NO_COLLECTION)
        assert keys(store).place() == trouble(TroubleKind.NO_COLLECTION)
        bare = PassStore({**store.environment, "PATH": str(tmp_path)})
        outcome = KeyStore(bare, FileLock(tmp_path / "lock"), FOLDER, PASS).save("openai", NEW)
        assert outcome == trouble(TroubleKind.NO_KEYRING)


@pytest.mark.parametrize("how", ["dismissed", "wrong"])
def test_a_passphrase_that_is_not_given_changes_nothing(locked: PasswordStore, how: str) -> None:
    locked.answers(how)
    assert keys(locked).save("openai", NEW) == trouble(TroubleKind.DISMISSED)
    assert keys(locked).entries() == ()
    locked.answers("right")
    assert isinstance(keys(locked).save("openai", OLD), Saved)
    locked.answers(how)
    assert keys(locked).save("openai", NEW) == trouble(TroubleKind.DISMISSED)
    assert keys(locked).read("openai") == trouble(TroubleKind.DISMISSED)
    locked.answers("right")
    assert keys(locked).read("openai") == OLD


def test_a_quick_look_asks_nobody(locked: PasswordStore) -> None:
    locked.answers("right")
    keys(locked).save("openai", OLD)
    locked.answers("silent")
    assert keys(locked).entries() == ("openai",)
    assert keys(locked).read("openai", quick=True) == trouble(TroubleKind.LOCKED)
    assert keys(locked).recover("openai") is None


def test_where_nobody_could_be_asked_it_is_locked(locked: PasswordStore) -> None:
    del locked.environment["GPG_TTY"]
    assert keys(locked).save("openai", NEW) == trouble(TroubleKind.LOCKED)


def test_a_question_that_nobody_answers_ends_in_time_and_leaves_no_program(
    locked: PasswordStore,
) -> None:
    locked.answers("silent")
    begun = time.monotonic()
    outcome = keys(locked, prompt_s=1.0).save("openai", NEW)
    assert outcome == trouble(TroubleKind.TIMED_OUT)
    assert time.monotonic() - begun < 6
    assert keys(locked).entries() == ()
    until(lambda: not locked.programs())


def test_its_programs_do_not_outlive_us(locked: PasswordStore) -> None:
    """Killed, while gpg waits for a passphrase."""
    locked.answers("right")
    keys(locked).save("openai", OLD)
    locked.answers("silent")
    code = (
        "import os\n"
        "from keyready.services.custody.pass_store import PassStore\n"
        "with PassStore(os.environ).session() as keychain: keychain.get('keyready/openai')\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], env=in_our_python(locked)) as program:
        until(lambda: "gpg" in locked.programs())
        program.kill()
    until(lambda: not locked.programs())


def in_our_python(store: PasswordStore) -> dict[str, str]:
    return {**store.environment, "PYTHONPATH": os.pathsep.join(sys.path)}


def test_a_key_of_another_computer_is_named_as_such() -> None:
    with password_store() as store, password_store(set_up=False) as other:
        keys(store).save("openai", OLD)
        store.environment["GNUPGHOME"] = str(other.gnupg)
        assert keys(store).read("openai") == trouble(TroubleKind.NO_SECRET_KEY)
        (store.root / ".gpg-id").write_text("nobody@localhost\n")
        assert keys(store).save("openai", NEW) == trouble(TroubleKind.REFUSED)


@pytest.mark.parametrize("damage", [b"no message of gpg", b"cut"])
def test_a_damaged_entry_is_unreadable_and_can_be_written_anew(damage: bytes) -> None:
    with password_store() as store:
        keys(store).save("openai", OLD)
        file = store.root / "keyready/openai.gpg"
        file.write_bytes(file.read_bytes()[:-9] if damage == b"cut" else damage)
        assert keys(store).read("openai") == trouble(TroubleKind.UNREADABLE)
        assert isinstance(keys(store).save("openai", NEW), Saved)
        assert keys(store).read("openai") == NEW


def test_an_entry_that_gpg_had_only_begun_is_none() -> None:
    with password_store(git=True) as store:
        keys(store).save("openai", OLD)
        (store.root / "keyready/mistral.gpg").touch()
        assert keys(store).entries() == ("openai",)
        assert keys(store).read("mistral") is None
        assert isinstance(keys(store).save("mistral", NEW), Saved)


def test_a_git_that_takes_nothing_is_said_and_the_key_is_there() -> None:
    with password_store(git=True) as store:
        hook = store.root / ".git/hooks/pre-commit"
        hook.write_text("#!/bin/sh\nexit 1\n")
        hook.chmod(0o700)
        outcome = keys(store).save("openai", NEW)
        assert outcome == trouble(TroubleKind.UNCOMMITTED, Kept.NEW)
        hook.unlink()
        assert keys(store).read("openai") == NEW
        assert isinstance(keys(store).save("mistral", OLD), Saved)  # which completes it
        assert store.run("pass", "git", "status", "--porcelain") == ""


# Two machines, each with a home, a copy of the key, and a git between them.


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[tuple[PasswordStore, PasswordStore]]:
    with ExitStack() as open_stores:
        first = open_stores.enter_context(password_store(git=True))
        second = open_stores.enter_context(password_store(set_up=False))
        shared = str(tmp_path / "shared.git")
        first.run("git", "init", "--quiet", "--bare", "--initial-branch=main", shared)
        first.run("pass", "git", "remote", "add", "origin", shared)
        keys(first).save("mistral", OLD)
        first.run("pass", "git", "push", "--quiet", "--set-upstream", "origin", "main")
        second.run("gpg", "--batch", "--import", given=first.secret_key())
        second.run("git", "clone", "--quiet", shared, str(second.root))
        second.run("pass", "git", "config", "pull.rebase", "false")
        second.environment["PASSWORD_STORE_GPG_OPTS"] = "--trust-model always"
        yield first, second


def test_a_key_comes_from_another_machine_and_goes_back_changed(
    machines: tuple[PasswordStore, PasswordStore],
) -> None:
    first, second = machines
    keys(first).save("openai", OLD)
    first.run("pass", "git", "push", "--quiet")
    assert keys(second).entries() == ("mistral",)
    second.run("pass", "git", "pull", "--quiet")
    assert keys(second).read("openai") == OLD
    assert isinstance(keys(second).save("openai", NEW), Saved)
    second.run("pass", "git", "push", "--quiet")
    first.run("pass", "git", "pull", "--quiet")
    assert keys(first).read("openai") == NEW


def test_two_versions_that_meet_are_a_state_and_none_is_lost(
    machines: tuple[PasswordStore, PasswordStore],
) -> None:
    first, second = machines
    keys(first).save("openai", OLD)
    first.run("pass", "git", "push", "--quiet")
    keys(second).save("openai", NEW)
    second.run("pass", "git", "pull", "--quiet")
    assert keys(second).read("openai") == trouble(TroubleKind.CONFLICT)
    assert keys(second).save("openai", OLD) == trouble(TroubleKind.CONFLICT)
    assert keys(second).read("mistral") == OLD  # the others go on
    for side, key in (("--theirs", OLD), ("--ours", NEW)):
        second.run("pass", "git", "checkout", side, "--", "keyready/openai.gpg")
        assert second.show("keyready/openai") == f"{key.reveal()}\n"
    second.run("pass", "git", "add", "keyready/openai.gpg")
    second.run("pass", "git", "commit", "--quiet", "--no-edit")
    assert keys(second).read("openai") == NEW
