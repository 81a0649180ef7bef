# SPDX-License-Identifier: MIT
"""Our gate over KeePassXC, which authorises each connection by itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from keyready.core.secret import Secret
from keyready.services.custody.key_store import Removed, Saved, Trouble
from keyready.services.custody.keychain import Place, TroubleKind
from keyready.services.custody.system_keychains import system_backend
from peers.asked import T, asked_once, unattended_store
from peers.keepassxc import ACCESS, DATABASE, exported, keepassxc
from secret_session import SecretSession, until
from virtual_screen import VirtualScreen

pytestmark = [
    pytest.mark.keyrings,
    pytest.mark.skipif(not shutil.which("keepassxc"), reason="needs the package keepassxc"),
]

OLD = Secret("sk-EXAMPLE-old")
NEW = Secret("sk-EXAMPLE-new")
SERVICE = "io.github.keyready.Keyready/openai"
PLACE = Place("keepassxc", "KeePassXC", DATABASE)


def allowed(screen: VirtualScreen, call: Callable[[], T]) -> T:
    """The person allows what is asked for, once."""
    return asked_once(screen, ACCESS, lambda: screen.press("Return"), call)


@pytest.mark.parametrize("confirms", [True, False], ids=["as it comes", "reads unconfirmed"])
def test_each_call_is_one_connection_and_at_most_one_question(
    confirms: bool, session: SecretSession, screen: VirtualScreen
) -> None:
    """A save writes, reads back and tidies; KeePassXC always asks who replaces or, by its
    settings, who reads what another connection wrote.
    """
    with keepassxc(session, screen, confirms=confirms):
        store = unattended_store()
        assert store.place() == PLACE
        assert store.save("openai", OLD) == Saved(PLACE, replaced=False)
        assert store.entries() == ("openai",)
        replaced = allowed(screen, lambda: store.save("openai", NEW))
        assert replaced == Saved(PLACE, replaced=True)
        if confirms:
            assert allowed(screen, lambda: store.read("openai")) == NEW
            assert allowed(screen, lambda: store.remove("openai")) == Removed(others=0)
        else:
            assert store.read("openai") == NEW
            assert session.kept(SERVICE) == NEW.reveal()  # as another program reads it
            assert session.kept(f"{SERVICE}#staging") == ""
            assert store.remove("openai") == Removed(others=0)
        assert store.entries() == ()


@pytest.mark.parametrize(("confirms", "recycles"), [(True, True), (False, False)])
def test_the_start_of_the_program_asks_nothing(
    confirms: bool, recycles: bool, session: SecretSession, screen: VirtualScreen
) -> None:
    """Even where a save was interrupted, and to read or to delete would open a question."""
    with keepassxc(session, screen, confirms=confirms, recycles=recycles):
        store = unattended_store()
        assert isinstance(store.save("openai", OLD), Saved)
        with system_backend().session() as keychain:
            keychain.put(f"{SERVICE}#staging", OLD)
        assert store.recover("openai") == Trouble(TroubleKind.LOCKED)
        found = store.read("openai", quick=True)
        assert found == (Trouble(TroubleKind.LOCKED) if confirms else OLD)


def test_it_keeps_earlier_and_removed_values_as_we_say(
    session: SecretSession, screen: VirtualScreen
) -> None:
    """SECURITY.md: in the history of an entry and in its recycle bin."""
    with keepassxc(session, screen):
        with system_backend().session() as keychain:
            keychain.put(SERVICE, OLD)
            keychain.put(SERVICE, NEW)
            keychain.delete(SERVICE)
        until(lambda: "<History>" in exported(session.folder))
        database = exported(session.folder)
    assert "Recycle Bin" in database
    assert OLD.reveal() in database
    assert NEW.reveal() in database
