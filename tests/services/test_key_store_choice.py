# SPDX-License-Identifier: MIT
"""Which store is used: the desktop's own, found anew each time, and no other (H1 to H6).

What we keep there are the items that keyring would make.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import keyring.backends.SecretService
import pytest

from keyready.core.secret import Secret
from keyready.services.custody.key_store import (
    Saved,
    Trouble,
    key_store,
    practice_key_store,
)
from keyready.services.custody.keychain import Place, TroubleKind
from keyready.services.custody.stored_item import Kept
from secret_session import SecretSession, living_in

OLD = Secret("sk-EXAMPLE-old")
NEW = Secret("sk-EXAMPLE-new")
SERVICE = "io.github.keyready.Keyready/openai"
PLACE = Place("gnome_keyring", "GNOME keyring", "Login")
IN_ANOTHER_PROCESS = """
import sys
from keyready.core.secret import Secret
from keyready.services.custody.key_store import Saved, key_store
outcome = key_store().save("openai", Secret(sys.stdin.read()))
print(type(outcome).__name__, getattr(outcome, "kind", ""), "keyring" in sys.modules)
"""


def save_elsewhere(session: SecretSession, **variables: str) -> str:
    """What another process says that saves with these variables set."""
    done = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        input=NEW.reveal(),
        env={**session.whole_environment(), "PYTHONPATH": os.pathsep.join(sys.path), **variables},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return done.stdout.strip()


class TestTheSameItemsAsKeyring:
    def test_keyring_reads_replaces_and_deletes_what_we_wrote(
        self, secret_session: SecretSession
    ) -> None:
        ring = keyring.backends.SecretService.Keyring()
        key_store().save("openai", OLD)
        assert ring.get_password(SERVICE, "api-key") == OLD.reveal()
        ring.set_password(SERVICE, "api-key", NEW.reveal())
        assert key_store().read("openai") == NEW
        ring.delete_password(SERVICE, "api-key")
        assert key_store().read("openai") is None

    def test_we_read_and_replace_what_keyring_wrote(self, secret_session: SecretSession) -> None:
        ring = keyring.backends.SecretService.Keyring()
        ring.set_password(SERVICE, "api-key", OLD.reveal())
        assert key_store().read("openai") == OLD
        assert key_store().save("openai", NEW) == Saved(PLACE, replaced=True)
        assert ring.get_password(SERVICE, "api-key") == NEW.reveal()

    def test_the_command_of_keyring_reads_it(self, secret_session: SecretSession) -> None:
        key_store().save("openai", OLD)
        said = subprocess.run(
            [sys.executable, "-m", "keyring", "get", SERVICE, "api-key"],
            env=secret_session.whole_environment(),
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
        assert said.stdout.strip() == OLD.reveal()

    def test_nothing_is_on_disk_in_plain_text(self, secret_session: SecretSession) -> None:
        key_store().save("openai", OLD)
        key_store().save("openai", NEW)
        files = [path for path in secret_session.home.rglob("*") if path.is_file()]
        assert secret_session.keyrings / "login.keyring" in files
        for key in (OLD, NEW):
            assert not [path for path in files if key.reveal().encode() in path.read_bytes()]


class TestNoKeyring:
    def test_h1_a_keyring_that_starts_later_is_found_without_a_restart(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with living_in(monkeypatch, no_daemon=True) as session:
            store = key_store()
            outcome = store.save("openai", NEW)
            assert isinstance(outcome, Trouble)
            assert (outcome.kind, outcome.kept) == (TroubleKind.NO_KEYRING, Kept.OLD)
            session.start_daemon()
            assert store.save("openai", NEW) == Saved(PLACE, replaced=False)

    @pytest.mark.parametrize(
        "address", [None, "", "autolaunch:", "rubbish", "unix:path=/dev/null", "tcp:host=::1"]
    )
    def test_h2_without_a_bus_it_is_said_at_once(
        self, address: str | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with living_in(monkeypatch, no_bus=True):
            if address is None:
                monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
            else:
                monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
            outcome = key_store().save("openai", NEW)
        assert isinstance(outcome, Trouble)
        assert (outcome.kind, outcome.kept) == (TroubleKind.DEAD_BUS, Kept.OLD)

    def test_without_the_variable_the_bus_of_the_login_session_is_found(
        self, secret_session: SecretSession, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
        assert key_store().place() == PLACE

    @pytest.mark.parametrize("power", ["no_daemon", "no_bus"])
    def test_practice_and_only_practice_uses_memory(
        self, power: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with living_in(monkeypatch, **{power: True}):
            practice = practice_key_store()
            outcome = practice.save("practice", NEW)
            assert isinstance(outcome, Saved)
            assert outcome.place.id == "memory"
            assert practice.read("practice") == NEW
            assert isinstance(key_store().read("practice"), Trouble)

    def test_practice_uses_the_keyring_where_there_is_one(
        self, secret_session: SecretSession
    ) -> None:
        assert practice_key_store().save("practice", NEW) == Saved(PLACE, replaced=False)
        assert key_store().entries() == ()
        assert practice_key_store().entries() == ("practice",)

    def test_practice_does_not_slip_into_memory_when_the_keyring_is_locked(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with living_in(monkeypatch, locked=True):
            assert practice_key_store().save("practice", NEW) == Trouble(TroubleKind.LOCKED)


class TestNothingElseChoosesTheStore:
    def test_h3_no_plain_text_store_is_used(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with living_in(monkeypatch, no_daemon=True, plain=True) as session:
            said = save_elsewhere(session)
            assert said == "Trouble TroubleKind.NO_KEYRING False"
            files = [path for path in session.home.rglob("*") if path.is_file()]
            assert not [path for path in files if NEW.reveal().encode() in path.read_bytes()]
            assert not list(session.home.rglob("keyring_pass.cfg"))

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring"),  # H4
            (  # H5
                "KEYRING_PROPERTY_PREFERRED_COLLECTION",
                "/org/freedesktop/secrets/collection/session",
            ),
            ("KEYRING_PROPERTY_SCHEME", "KeePassXC"),
        ],
    )
    def test_h4_h5_no_variable_chooses(
        self, name: str, value: str, secret_session: SecretSession
    ) -> None:
        assert save_elsewhere(secret_session, **{name: value}) == "Saved  False"
        secret_session.kill_daemon()
        secret_session.start_daemon()
        assert key_store().read("openai") == NEW

    def test_h5_a_collection_that_does_not_last_is_not_taken(
        self, secret_session: SecretSession
    ) -> None:
        secret_session.keep_for_this_login_only()
        assert key_store().save("openai", NEW) == Trouble(TroubleKind.NO_COLLECTION)

    def test_h6_the_rc_file_runs_no_code(
        self, secret_session: SecretSession, tmp_path: Path
    ) -> None:
        trace = tmp_path / "trace"
        (tmp_path / "intruder.py").write_text(f"open({str(trace)!r}, 'w').close()\n")
        secret_session.configure_keyring(
            f"[backend]\ndefault-keyring=intruder.Keyring\nkeyring-path={tmp_path}\n"
        )
        assert save_elsewhere(secret_session) == "Saved  False"
        assert not trace.exists()
