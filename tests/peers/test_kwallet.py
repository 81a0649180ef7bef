# SPDX-License-Identifier: MIT
"""Our gate over KWallet, which writes later, and tells names while it is locked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest

from keyready.core.secret import Secret
from keyready.services.custody.key_store import (
    SERVICE,
    KeyStore,
    Removed,
    Role,
    Saved,
    Trouble,
)
from keyready.services.custody.keychain import Place, TroubleKind
from keyready.services.custody.stored_item import Recovery
from keyready.services.custody.system_keychains import system_backend
from peers.asked import asked_once, unattended_store
from peers.kwallet import PASSWORD, QUESTION, WALLET, KWallet, kwallet
from secret_session import SecretSession
from virtual_screen import VirtualScreen

pytestmark = [
    pytest.mark.keyrings,
    pytest.mark.skipif(not shutil.which("kwalletd5"), reason="needs the package libkf5wallet-bin"),
]

OLD = Secret("sk-EXAMPLE-old")
NEW = Secret("sk-EXAMPLE-new")
ITEM = f"{SERVICE}/openai"
FOLDER = f"Password for 'api-key' on '{SERVICE}"  # what comes before the first slash of a label
PLACE = Place("kwallet", "KWallet", WALLET)
NOBODY = Trouble(TroubleKind.NO_KEYRING, detail="DBusErrorResponse")
MANY = 1_000  # sessions; one of 128 would have had another key than ours


@pytest.fixture
def wallet(session: SecretSession, screen: VirtualScreen) -> Iterator[KWallet]:
    with kwallet(session, screen) as wallet:
        yield wallet


@pytest.fixture
def store(wallet: KWallet) -> KeyStore:
    return unattended_store()


def as_keyring_reads(session: SecretSession, name: str) -> str:
    command = [sys.executable, "-m", "keyring", "get", name, "api-key"]
    environment = session.whole_environment()
    ended = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, timeout=20)
    return ended.stdout.rstrip("\n")


def test_a_key_comes_is_replaced_and_goes(store: KeyStore, session: SecretSession) -> None:
    assert store.place() == PLACE
    assert store.entries() == ()
    assert store.save("openai", OLD) == Saved(PLACE, replaced=False)
    assert store.save("openai", NEW) == Saved(PLACE, replaced=True)
    assert store.save("openai/work", OLD) == Saved(PLACE, replaced=False)
    assert store.entries() == ("openai", "openai/work")
    assert store.read("openai") == NEW
    assert session.kept(ITEM) == as_keyring_reads(session, ITEM) == NEW.reveal()
    assert session.kept(f"{ITEM}#staging") == ""
    assert store.remove("openai") == Removed(others=0)
    assert store.entries() == ("openai/work",)
    assert store.read("openai") is None


def test_what_another_program_keeps_is_read_and_left(
    store: KeyStore, session: SecretSession
) -> None:
    """`secret-tool` adds an attribute of its own, xdg:schema."""
    command = ["secret-tool", "store", "--label=x", "service", ITEM, "username", "api-key"]
    environment = session.whole_environment()
    subprocess.run(command, env=environment, input=OLD.reveal(), text=True, check=True, timeout=20)
    assert store.read("openai") == OLD
    assert store.save("openai", NEW) == Saved(PLACE, replaced=False)
    assert store.read("openai") == NEW
    assert store.remove("openai") == Removed(others=1)
    assert store.read("openai") == OLD


def test_a_change_of_keys(store: KeyStore) -> None:
    store.save("openai", OLD)
    assert store.save_beside("openai", Role.NEXT, NEW) == Saved(PLACE, replaced=False)
    assert store.exchange("openai", Role.NEXT) == Saved(PLACE, replaced=True)
    assert store.read("openai") == NEW
    assert store.beside("openai") == {Role.PREVIOUS: OLD}
    assert store.entries() == ("openai",)
    assert store.remove("openai") == Removed(others=0, beside=True)


class TestLocked:
    @pytest.fixture
    def store(self, store: KeyStore, session: SecretSession) -> KeyStore:
        store.save("openai", OLD)
        session.lock()
        return store

    def test_a_start_asks_nothing_and_sees_the_names(self, store: KeyStore) -> None:
        assert store.place() == PLACE
        assert store.entries() == ("openai",)
        assert store.recover("openai") is None
        assert store.read("openai", quick=True) == Trouble(TroubleKind.LOCKED)

    def test_the_person_opens_it_once(self, store: KeyStore, screen: VirtualScreen) -> None:
        def password() -> None:
            screen.type(PASSWORD)
            screen.press("Return")

        saved = asked_once(screen, QUESTION, password, lambda: store.save("openai", NEW))
        assert saved == Saved(PLACE, replaced=True)
        assert store.read("openai", quick=True) == NEW

    def test_the_person_closes_the_question(self, store: KeyStore, screen: VirtualScreen) -> None:
        def cancel() -> None:
            screen.press("Escape")

        read = asked_once(screen, QUESTION, cancel, lambda: store.read("openai"))
        assert read == Trouble(TroubleKind.DISMISSED)
        saved = asked_once(screen, QUESTION, cancel, lambda: store.save("openai", NEW))
        assert saved == Trouble(TroubleKind.DISMISSED)

    def test_nobody_answers(self, store: KeyStore) -> None:
        assert store.save("openai", NEW) == Trouble(TroubleKind.TIMED_OUT, detail="TimeoutError")


class TestItDies:
    """At once after what we said. By itself it writes its file within five seconds."""

    def test_after_a_save(self, store: KeyStore, wallet: KWallet) -> None:
        store.save("openai", OLD)
        wallet.die_and_come_back()
        assert store.read("openai") == OLD
        store.save("openai", NEW)
        wallet.die_and_come_back()
        assert store.read("openai") == NEW

    def test_within_a_change_of_keys(self, store: KeyStore, wallet: KWallet) -> None:
        store.save("openai", OLD)
        store.save_beside("openai", Role.NEXT, NEW)
        store.exchange("openai", Role.NEXT)
        wallet.die_and_come_back()
        assert store.read("openai") == NEW
        assert store.beside("openai") == {Role.PREVIOUS: OLD}

    def test_after_a_removal(self, store: KeyStore, wallet: KWallet) -> None:
        store.save("openai", OLD)
        assert wallet.listed(FOLDER).split() == ["openai'"]
        assert store.remove("openai") == Removed(others=0)
        wallet.die_and_come_back()
        assert store.read("openai") is None
        assert wallet.listed(FOLDER).split() == []

    def test_within_a_save(self, store: KeyStore, wallet: KWallet) -> None:
        store.save("openai", OLD)
        with system_backend().session() as keychain:
            keychain.put(f"{ITEM}#staging", NEW)
            wallet.kill()
        assert store.read("openai") == NOBODY
        wallet.start()
        assert store.read("openai") == OLD
        assert store.recover("openai") is Recovery.COMPLETED
        assert store.read("openai") == NEW


def test_every_session_has_our_key(store: KeyStore) -> None:
    assert store.save("openai", OLD) == Saved(PLACE, replaced=False)
    found = Counter(store.read("openai") == OLD for _ in range(MANY))
    assert found == {True: MANY}


@pytest.mark.parametrize(("desktop", "place"), [("KDE", PLACE), ("XFCE", NOBODY)])
def test_it_is_started_where_it_is_the_keyring_of_the_desktop(
    desktop: str,
    place: Place | Trouble,
    wallet: KWallet,
    store: KeyStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wallet.sleep()
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
    assert store.place() == place


def test_there_is_no_wallet_yet(session: SecretSession, screen: VirtualScreen) -> None:
    with kwallet(session, screen, wallet=False):
        assert unattended_store().save("openai", NEW) == Trouble(TroubleKind.NO_COLLECTION)
