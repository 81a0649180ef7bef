# SPDX-License-Identifier: MIT
"""What every store of keys has to do: one contract, held against each of them.

The Secret Service is a real gnome-keyring, pass a real one with a key and a git. Windows and
macOS are keyring's real backends on models of the system's functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import secretstorage

from keyready.core.secret import Secret
from keyready.services.custody.file_lock import FileLock
from keyready.services.custody.key_file import KeyFile
from keyready.services.custody.key_store import (
    PRACTICE_SERVICE,
    SERVICE,
    KeyStore,
    Removed,
    Saved,
    Trouble,
)
from keyready.services.custody.keychain import (
    FOLDER,
    USERNAME,
    Backend,
    Keychain,
    Place,
    TroubleKind,
    only_blocked,
)
from keyready.services.custody.memory_store import MemoryStore
from keyready.services.custody.pass_store import PassKeychain, PassStore
from keyready.services.custody.stored_item import Kept, Recovery
from keyready.services.custody.system_keychains import system_backend
from password_store import password_store
from secret_session import SecretSession
from services.fake_keychains import on_macos, on_windows
from services.fuse import Fuse, Killed
from services.rotation_contract import RotationContract

OLD = Secret("sk-EXAMPLE-old")
NEW = Secret("sk-EXAMPLE-new")
STAGING = "#staging"
CHANGES = range(1, 12)  # more than any call makes


class KeyStoreContract(RotationContract):
    """Subclasses say which store; `values` are all values in it, also hidden copies."""

    backend: Backend
    fuse: Fuse
    values: Callable[[], list[str]]
    place: Place
    tells_names = True
    service = SERVICE

    @property
    def stable(self) -> str:
        return f"{self.service}/openai"

    @pytest.fixture(autouse=True)
    def _lock_file(self, tmp_path: Path) -> None:
        self.lock_path = tmp_path / "state" / "keyring.lock"

    @property
    def store(self) -> KeyStore:
        """A new one each time: nothing may live in the object alone."""
        return KeyStore(self.backend, FileLock(self.lock_path), self.service)

    def put(self, name: str, secret: Secret) -> None:
        with self.backend.session() as keychain:
            keychain.put(name, secret)

    def test_an_empty_store_has_no_key(self) -> None:
        assert self.store.read("openai") is None
        assert self.store.remove("openai") == Removed(others=0)
        assert self.store.recover("openai") is None
        assert self.store.entries() == (() if self.tells_names else None)

    def test_a_saved_key_is_read_and_its_place_is_named(self) -> None:
        assert self.store.place() == self.place
        assert self.store.save("openai", OLD) == Saved(self.place, replaced=False)
        assert self.store.read("openai") == OLD
        assert self.values() == [OLD.reveal()]

    def test_h44_a_replaced_key_is_nowhere(self) -> None:
        self.store.save("openai", OLD)
        assert self.store.save("openai", NEW) == Saved(self.place, replaced=True)
        assert self.store.read("openai") == NEW
        assert self.values() == [NEW.reveal()]

    def test_h44_a_removed_key_is_nowhere_and_the_others_stay(self) -> None:
        self.store.save("openai", OLD)
        self.store.save("openai/work", NEW)
        self.put(self.stable + STAGING, NEW)
        assert self.store.remove("openai") == Removed(others=0)
        assert self.store.read("openai") is None
        assert self.store.read("openai/work") == NEW
        assert self.values() == [NEW.reveal()]

    def test_entries_are_those_with_a_key(self) -> None:
        self.store.save("openai/work", OLD)
        self.store.save("mistral", OLD)
        self.put(self.stable + STAGING, OLD)
        expected = ("mistral", "openai", "openai/work")
        assert self.store.entries() == (expected if self.tells_names else None)

    def test_practice_and_real_keys_do_not_meet(self) -> None:
        practice = KeyStore(self.backend, FileLock(self.lock_path), "io.github.keyready.Practice")
        practice.save("openai", OLD)
        assert self.store.read("openai") is None
        assert self.store.entries() == (() if self.tells_names else None)

    def test_the_longest_key_fits(self) -> None:
        key = Secret("sk-EXAMPLE".ljust(1280, "x"))
        assert isinstance(self.store.save("openai", key), Saved)
        assert self.store.read("openai") == key

    @pytest.mark.parametrize(
        ("value", "kind"),
        [
            ("x" * 1281, TroubleKind.TOO_LONG),
            ("", TroubleKind.REFUSED),
            (" sk-EXAMPLE", TroubleKind.REFUSED),
            ("sk-EXAMPLE\n", TroubleKind.REFUSED),
            ("sk-\x00EXAMPLE", TroubleKind.REFUSED),
            ("sk-EXAMPLÉ", TroubleKind.REFUSED),
            ("sk-EXAMPLE\ud800", TroubleKind.REFUSED),
        ],
    )
    def test_what_can_be_no_key_never_reaches_the_store(
        self, value: str, kind: TroubleKind
    ) -> None:
        self.store.save("openai", OLD)
        assert self.store.save("openai", Secret(value)) == Trouble(kind, Kept.OLD)
        assert self.values() == [OLD.reveal()]

    @pytest.mark.parametrize("value", ["no key at all", "é", "x" * 2000])
    def test_a_stored_value_that_is_no_key_is_unreadable_and_can_be_replaced(
        self, value: str
    ) -> None:
        if self.place.id == "windows_credentials" and len(value) > 1280:
            pytest.skip("Windows holds no such value")
        self.put(self.stable, Secret(value))
        assert self.store.read("openai") == Trouble(TroubleKind.UNREADABLE)
        assert self.store.save("openai", NEW) == Saved(self.place, replaced=True)
        assert self.store.read("openai") == NEW

    def test_h10_an_item_that_never_got_its_value_is_no_key_and_is_tidied(self) -> None:
        self.put(self.stable, Secret(""))
        assert self.store.read("openai") is None
        assert self.store.recover("openai") is Recovery.TIDIED
        assert self.values() == []
        self.put(self.stable, Secret(""))
        self.put(self.stable + STAGING, Secret(""))
        assert self.store.read("openai") is None
        assert self.store.recover("openai") is Recovery.TIDIED
        assert isinstance(self.store.save("openai", NEW), Saved)
        assert self.store.read("openai") == NEW

    @pytest.mark.parametrize("remains", [None, "", "no key at all"])
    def test_39_a_write_cut_off_when_the_old_key_was_gone_is_read_and_completed(
        self, remains: str | None
    ) -> None:
        if remains is not None:
            self.put(self.stable, Secret(remains))
        self.put(self.stable + STAGING, NEW)
        assert self.store.read("openai") == NEW
        assert self.store.recover("openai") is Recovery.COMPLETED
        assert self.store.read("openai") == NEW
        assert self.values() == [NEW.reveal()]
        assert self.store.recover("openai") is None

    def test_39_a_write_cut_off_before_it_took_the_name_is_completed(self) -> None:
        self.put(self.stable, OLD)
        self.put(self.stable + STAGING, NEW)
        assert self.store.read("openai") == OLD
        assert self.store.recover("openai") is Recovery.COMPLETED
        assert self.store.read("openai") == NEW
        assert self.values() == [NEW.reveal()]

    def test_a_copy_left_behind_is_tidied(self) -> None:
        self.put(self.stable, NEW)
        self.put(self.stable + STAGING, NEW)
        assert self.store.recover("openai") is Recovery.TIDIED
        assert self.values() == [NEW.reveal()]

    @pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
    def test_h35_an_end_at_any_change_leaves_the_old_or_the_new_key(self, done: bool) -> None:
        """At every instant that can be told apart; `test_kills.py` does not tell them apart."""
        ends = 0
        for change in CHANGES:
            self.store.save("openai", OLD)
            try:
                with self.fuse.lit(change, Killed(), done=done):
                    self.store.save("openai", NEW)
            except Killed:
                ends += 1
                assert self.store.read("openai") in (OLD, NEW)
                self.store.recover("openai")
                assert self.store.read("openai") in (OLD, NEW)
                assert len(self.values()) == 1
        assert ends >= 3  # staging, stable, and the staging item's end

    @pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
    @pytest.mark.parametrize("old", [OLD, None], ids=["replacing", "first"])
    def test_h10_after_a_failure_at_any_change_the_trouble_tells_what_is_kept(
        self, old: Secret | None, done: bool
    ) -> None:
        """At every instant: never a false word about what is in the store."""
        failures = 0
        for change in CHANGES:
            self.store.remove("openai")
            if old:
                self.store.save("openai", old)
            with self.fuse.lit(change, RuntimeError("sk-EXAMPLE-new"), done=done):
                outcome = self.store.save("openai", NEW)
            told: Secret | None = NEW
            if isinstance(outcome, Trouble):
                failures += 1
                assert "EXAMPLE" not in repr(outcome)
                told = {Kept.OLD: old, Kept.NEW: NEW, Kept.NONE: None}[outcome.kept]
            assert self.store.read("openai") == told
            self.store.recover("openai")
            assert self.store.read("openai") == told
            assert self.values() == ([told.reveal()] if told else [])
        assert failures >= 1

    def test_a_failed_removal_tells_whether_the_key_is_still_there(self) -> None:
        for done, kept, key in ((False, Kept.OLD, OLD), (True, Kept.NONE, None)):
            self.store.save("openai", OLD)
            with self.fuse.lit(1, RuntimeError(), done=done):
                outcome = self.store.remove("openai")
            assert isinstance(outcome, Trouble)
            assert outcome.kept is kept
            assert self.store.read("openai") == key

    def test_a_store_that_alters_keys_is_found_out_before_the_old_one_is_touched(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.store.save("openai", OLD)
        with self.backend.session() as keychain:
            kind_of_keychain = type(keychain)
        put = kind_of_keychain.put
        with monkeypatch.context() as altering:
            altering.setattr(
                kind_of_keychain,
                "put",
                lambda keychain, name, secret: put(keychain, name, Secret("sk-EXAMPLE-altered")),
            )
            assert self.store.save("openai", NEW) == Trouble(TroubleKind.MISMATCH, Kept.OLD)
            self.store.remove("openai/work")
            assert self.store.save("openai/work", NEW) == Trouble(TroubleKind.MISMATCH, Kept.NONE)
        assert self.store.read("openai") == OLD
        assert self.values() == [OLD.reveal()]

    def test_the_lock_is_free_again_after_every_call(self) -> None:
        self.store.save("openai", Secret(""))
        self.store.save("openai", OLD)
        self.store.remove("openai")
        with FileLock(self.lock_path, wait_s=0).held():
            lock = FileLock(self.lock_path, wait_s=0)
            outcome = KeyStore(self.backend, lock, self.service).read("openai")
        assert outcome == Trouble(TroubleKind.BUSY)


@pytest.mark.parametrize("entry", ["", "/", "openai/", "/work", "open ai", "openai\n"])
def test_21_no_entry_without_a_proper_name_can_be_asked_for(entry: str, tmp_path: Path) -> None:
    store = KeyStore(MemoryStore(), FileLock(tmp_path / "lock"))
    for call in (store.read, store.remove, store.recover, lambda name: store.save(name, NEW)):
        with pytest.raises(ValueError, match="not the name of an entry"):
            call(entry)
    assert "" not in (SERVICE, PRACTICE_SERVICE, USERNAME)


@pytest.mark.journey  # with the real one, again and again
class TestSecretService(KeyStoreContract):
    place = Place("gnome_keyring", "GNOME keyring", "Login")

    @pytest.fixture(autouse=True)
    def _store(self, secret_session: SecretSession, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fuse = Fuse()
        self.backend = system_backend()
        self.values = _all_values
        create, delete = secretstorage.Collection.create_item, secretstorage.Item.delete

        def burning_create(*args: object, **kwargs: object) -> object:
            self.fuse.burn(done=False)
            item = create(*args, **kwargs)
            self.fuse.burn(done=True)
            return item

        def burning_delete(item: secretstorage.Item) -> None:
            self.fuse.burn(done=False)
            delete(item)
            self.fuse.burn(done=True)

        monkeypatch.setattr(secretstorage.Collection, "create_item", burning_create)
        monkeypatch.setattr(secretstorage.Item, "delete", burning_delete)


class TestMemory(KeyStoreContract):
    place = Place("memory", "memory")

    @pytest.fixture(autouse=True)
    def _store(self) -> None:
        self.fuse = Fuse()
        self.backend = _BurningMemory(self.fuse)
        self.values = self.backend.values


@pytest.mark.journey  # each call starts pass and gpg
class TestPass(KeyStoreContract):
    """The real one, with a git."""

    place = Place("pass", "pass")
    service = FOLDER
    every = 4

    @pytest.fixture(autouse=True)
    def _store(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        self.fuse = Fuse()
        with password_store(git=True) as store:
            self.backend = PassStore(store.environment)
            self.values = store.values
            _burn_around(monkeypatch, PassKeychain, "_written", self.fuse)
            _burn_around(monkeypatch, PassKeychain, "_removed", self.fuse)
            yield
            assert store.run("pass", "git", "status", "--porcelain") == ""


@pytest.mark.journey  # with the real one, again and again
class TestKeyFile(KeyStoreContract):
    place = Place("file", "encrypted file")
    service = FOLDER

    @pytest.fixture(autouse=True)
    def _store(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fuse = Fuse()
        self.backend = file = KeyFile(tmp_path / "keys.keyready")
        file.make(Secret("practice passphrase"))
        self.values = lambda: list(file.items().values())
        _burn_around(monkeypatch, KeyFile, "write", self.fuse)

    def test_h44_a_removed_key_is_in_no_file_even_for_who_knows_the_passphrase(self) -> None:
        self.store.save("openai", OLD)
        self.store.save("openai", NEW)
        for path in self.backend.path.parent.glob("keys.*"):
            kept = KeyFile(path)
            kept.open(Secret("practice passphrase"))
            assert list(kept.items().values()) == [NEW.reveal()]


def _burn_around(monkeypatch: pytest.MonkeyPatch, kind: type, change: str, fuse: Fuse) -> None:
    plain = getattr(kind, change)

    def burning(*arguments: object) -> None:
        fuse.burn(done=False)
        plain(*arguments)
        fuse.burn(done=True)

    monkeypatch.setattr(kind, change, burning)


class TestWindows(KeyStoreContract):
    place = Place("windows_credentials", "Windows Credential Manager")
    tells_names = False

    @pytest.fixture(autouse=True)
    def _store(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fuse = Fuse()
        monkeypatch.setenv("KEYRING_PROPERTY_PERSIST", "session")
        self.credentials = on_windows(monkeypatch, self.fuse)
        self.backend = system_backend()
        self.values = self.credentials.values

    def test_keys_stay_on_this_machine(self) -> None:
        self.store.save("openai", OLD)
        persist = [item["Persist"] for item in self.credentials.items.values()]
        assert persist == [self.credentials.CRED_PERSIST_LOCAL_MACHINE]


class TestMacOS(KeyStoreContract):
    place = Place("macos_keychain", "macOS Keychain")
    tells_names = False

    @pytest.fixture(autouse=True)
    def _store(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fuse = Fuse()
        monkeypatch.setenv("KEYRING_PROPERTY_KEYCHAIN", "/tmp/another.keychain")
        self.security = on_macos(monkeypatch, self.fuse)
        self.backend = system_backend()
        self.values = self.security.values

    @pytest.mark.parametrize(
        ("status", "kind"),
        [
            (-128, TroubleKind.DISMISSED),
            (-25308, TroubleKind.LOCKED),
            (-25293, TroubleKind.REFUSED),
            (-1, TroubleKind.UNKNOWN),
        ],
    )
    def test_refusals_of_the_keychain_are_told_apart(
        self, status: int, kind: TroubleKind, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> str:
            raise self.security.Error(status, "Unknown Error")

        monkeypatch.setattr(self.security, "find_generic_password", refuse)
        outcome = self.store.read("openai")
        assert isinstance(outcome, Trouble)
        assert outcome.kind is kind


class _BurningMemory(MemoryStore):
    def __init__(self, fuse: Fuse) -> None:
        super().__init__()
        self._fuse = fuse

    @contextmanager
    def session(self, *, quick: bool = False) -> Iterator[Keychain]:
        with only_blocked(lambda error: TroubleKind.UNKNOWN):
            yield self

    def put(self, name: str, secret: Secret) -> None:
        self._fuse.burn(done=False)
        super().put(name, secret)
        self._fuse.burn(done=True)

    def delete(self, name: str) -> None:
        there = self.count(name).ours
        if there:
            self._fuse.burn(done=False)
        super().delete(name)
        if there:
            self._fuse.burn(done=True)

    def values(self) -> list[str]:
        return [secret.reveal() for secret in self._items.values()]


def _all_values() -> list[str]:
    with secretstorage.dbus_init() as connection:
        collection = secretstorage.get_default_collection(connection)
        return [item.get_secret().decode() for item in collection.get_all_items()]
