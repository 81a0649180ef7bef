# SPDX-License-Identifier: MIT
"""What is said, and what is kept, when a real gnome-keyring misbehaves (H7 to H17)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import secretstorage

from keyready.core.secret import Secret
from keyready.services.custody.file_lock import FileLock
from keyready.services.custody.key_store import (
    KeyStore,
    Removed,
    Saved,
    Trouble,
    key_store,
    lock_file,
)
from keyready.services.custody.keychain import Place, TroubleKind
from keyready.services.custody.secret_service import SecretService
from keyready.services.custody.stored_item import Kept
from secret_session import SecretSession, living_in
from services.sizes import sizes

OLD = Secret("sk-EXAMPLE-old")
NEW = Secret("sk-EXAMPLE-new")
SERVICE = "io.github.keyready.Keyready/openai"
PLACE = Place("gnome_keyring", "GNOME keyring", "Login")


def impatient_store() -> KeyStore:
    backend = SecretService(answer_s=0.4, prompt_s=0.4, look_s=0.2)
    return KeyStore(backend, FileLock(lock_file()))


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


class TestLocked:
    def test_h7_a_locked_keyring_is_named_and_nothing_is_changed(
        self, secret_session: SecretSession
    ) -> None:
        key_store().save("openai", OLD)
        secret_session.lock()
        store = key_store()
        assert store.save("openai", NEW) == Trouble(TroubleKind.LOCKED, Kept.OLD)
        assert store.read("openai") == Trouble(TroubleKind.LOCKED)
        assert store.remove("openai") == Trouble(TroubleKind.LOCKED, Kept.OLD)
        secret_session.kill_daemon()
        secret_session.start_daemon()
        assert store.read("openai") == OLD

    def test_to_look_without_reading_needs_no_unlocking(
        self, secret_session: SecretSession
    ) -> None:
        key_store().save("openai", OLD)
        secret_session.lock()
        assert key_store().place() == PLACE
        assert key_store().entries() == ("openai",)
        assert key_store().recover("openai") is None

    def test_a_keyring_that_was_never_unlocked_says_so_instead_of_no_entries(
        self, secret_session: SecretSession
    ) -> None:
        key_store().save("openai", OLD)
        secret_session.kill_daemon()
        secret_session.start_daemon(unlock=False)
        assert key_store().entries() == Trouble(TroubleKind.LOCKED)

    def test_h14_a_missing_collection_is_never_created(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with living_in(monkeypatch, empty=True, activation=True) as session:
            store = key_store()
            missing = Trouble(TroubleKind.NO_COLLECTION)
            assert store.place() == store.entries() == store.read("openai") == missing
            assert store.save("openai", NEW) == missing
            assert not list(session.keyrings.glob("*.keyring"))
            assert not session.has_owner("org.gnome.keyring.SystemPrompter")  # no window either

    @sizes(50, 500)
    def test_h17_descriptors_are_closed_on_every_path(
        self, times: int, secret_session: SecretSession
    ) -> None:
        store = key_store()
        store.save("openai", OLD)
        secret_session.lock()
        store.save("openai", NEW)
        before = open_descriptors()
        for _ in range(times):
            assert store.save("openai", NEW) == Trouble(TroubleKind.LOCKED)
        assert open_descriptors() == before


@pytest.mark.journey
class TestAKeyringThatFails:
    def test_h9_a_frozen_keyring_ends_in_the_limit(self, secret_session: SecretSession) -> None:
        store = impatient_store()
        store.save("openai", OLD)
        os.kill(secret_session.daemon_pid, signal.SIGSTOP)
        begun = time.monotonic()
        outcome = store.save("openai", NEW)
        took_s = time.monotonic() - begun
        os.kill(secret_session.daemon_pid, signal.SIGCONT)
        assert isinstance(outcome, Trouble)
        assert outcome.kind is TroubleKind.TIMED_OUT
        assert took_s < 2
        assert key_store().read("openai") in (OLD, NEW)
        assert key_store().save("openai", NEW) == Saved(PLACE, replaced=True)

    def test_h9_37_frozen_within_a_write_the_state_is_called_unknown(
        self, secret_session: SecretSession, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        create = secretstorage.Collection.create_item

        def create_frozen(*args: object, **kwargs: object) -> object:
            os.kill(secret_session.daemon_pid, signal.SIGSTOP)
            return create(*args, **kwargs)

        monkeypatch.setattr(secretstorage.Collection, "create_item", create_frozen)
        outcome = impatient_store().save("openai", NEW)
        os.kill(secret_session.daemon_pid, signal.SIGCONT)
        assert outcome == Trouble(TroubleKind.TIMED_OUT, Kept.UNKNOWN, "TimeoutError")

    @pytest.mark.parametrize("old", [OLD, None], ids=["replacing", "first"])
    def test_38_locked_between_write_and_reading_back_the_state_is_called_unknown(
        self,
        old: Secret | None,
        secret_session: SecretSession,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        if old:
            key_store().save("openai", old)
        create = secretstorage.Collection.create_item

        def create_and_lock(*args: object, **kwargs: object) -> object:
            item = create(*args, **kwargs)
            secret_session.lock()
            return item

        with monkeypatch.context() as locking:
            locking.setattr(secretstorage.Collection, "create_item", create_and_lock)
            outcome = key_store().save("openai", NEW)
        assert outcome == Trouble(TroubleKind.LOCKED, Kept.UNKNOWN)
        secret_session.kill_daemon()
        secret_session.start_daemon()  # unlocked
        assert key_store().read("openai") in (old, NEW)
        key_store().recover("openai")
        assert key_store().read("openai") == NEW

    def test_h11_a_dead_bus_is_named_and_a_new_one_is_found(
        self, secret_session: SecretSession
    ) -> None:
        store = key_store()
        store.save("openai", OLD)
        secret_session.kill_bus()
        outcome = store.save("openai", NEW)
        assert isinstance(outcome, Trouble)
        assert (outcome.kind, outcome.kept) == (TroubleKind.DEAD_BUS, Kept.OLD)
        secret_session.kill_daemon()
        secret_session.start_bus()
        secret_session.start_daemon()
        assert store.read("openai") == OLD

    def test_h11_a_bus_that_accepts_nobody_is_left_in_time(
        self, secret_session: SecretSession
    ) -> None:
        os.kill(secret_session.bus_pid, signal.SIGSTOP)
        outcome = impatient_store().read("openai")
        os.kill(secret_session.bus_pid, signal.SIGCONT)
        assert isinstance(outcome, Trouble)
        assert outcome.kind is TroubleKind.DEAD_BUS

    @pytest.mark.parametrize(("old", "kept"), [(OLD, Kept.OLD), (None, Kept.NONE)])
    def test_h12_a_keyring_that_cannot_write_keeps_the_old_key(
        self, old: Secret | None, kept: Kept, secret_session: SecretSession
    ) -> None:
        if old:
            key_store().save("openai", old)
        with secret_session.full_disk():
            outcome = key_store().save("openai", NEW)
        assert outcome == Trouble(TroubleKind.REFUSED, kept, "DBusErrorResponse")
        secret_session.kill_daemon()
        secret_session.start_daemon()
        assert key_store().read("openai") == old

    def test_h13_two_programs_at_once_do_not_crash_it(self, secret_session: SecretSession) -> None:
        """Without the lock gnome-keyring 42 aborts in about one of eight such runs."""
        reading = (
            "from keyready.services.custody.key_store import Trouble, key_store\n"
            "for _ in range(40): assert not isinstance(key_store().read('openai'), Trouble)\n"
        )
        environment = {
            **secret_session.whole_environment(),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        reader = subprocess.Popen([sys.executable, "-c", reading], env=environment)
        store = key_store()
        while reader.poll() is None:
            assert isinstance(store.save("openai", NEW), Saved)
        assert reader.returncode == 0
        assert secret_session.daemon_runs()

    def test_h13_the_console_does_not_speak_while_another_program_of_ours_does(
        self, secret_session: SecretSession
    ) -> None:
        """What the crash needs is rare; that two conversations never meet is sure."""
        with FileLock(lock_file()).held():
            said = subprocess.run(
                [sys.executable, "-m", "keyready", "check", "--json"],
                env={**secret_session.whole_environment(), "PYTHONPATH": os.pathsep.join(sys.path)},
                stdout=subprocess.PIPE,
                timeout=30,
            )
        assert json.loads(said.stdout)["cause"] == "keyring_busy"


class TestWhatOthersPutThere:
    def put(self, value: bytes, **attributes: str) -> None:
        """As `secret-tool store` does."""
        with closing(secretstorage.dbus_init()) as connection:
            collection = secretstorage.get_default_collection(connection)
            names = {"service": SERVICE, "username": "api-key", **attributes}
            collection.create_item("something", names, value)

    def test_h15_ours_is_read_and_removed_and_theirs_is_counted(
        self, secret_session: SecretSession
    ) -> None:
        self.put(b"sk-EXAMPLE-theirs")
        store = key_store()
        assert store.save("openai", OLD) == Saved(PLACE, replaced=False)
        self.put(b"sk-EXAMPLE-theirs-too", application="another")
        assert store.read("openai") == OLD
        assert store.save("openai", NEW) == Saved(PLACE, replaced=True)
        assert store.read("openai") == NEW
        assert store.remove("openai") == Removed(others=2)
        assert store.entries() == ()

    def test_h16_bytes_that_are_no_text_are_called_unreadable_and_can_be_replaced(
        self, secret_session: SecretSession
    ) -> None:
        self.put(b"\xff\xfe\x00", application="Python keyring library")
        store = key_store()
        assert store.read("openai") == Trouble(TroubleKind.UNREADABLE)
        assert store.save("openai", NEW) == Saved(PLACE, replaced=True)
        assert store.read("openai") == NEW
