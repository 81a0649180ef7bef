# SPDX-License-Identifier: MIT
"""A person keeps a key elsewhere: by a choice of their own, shown, moved, opened, found again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytest_httpserver import HTTPServer

from journeys.conftest import Person, Start
from keyready.core.secret import Secret
from keyready.services.custody.key_file import KeyFile
from keyready.services.files.memory import default_folder
from password_store import PasswordStore, password_store
from secret_session import SecretSession, living_in

pytestmark = pytest.mark.journey

KEY = "sk-EXAMPLE-practice-of-stores-WXYZ"
SERVICE = "io.github.keyready.Keyready/openai"
PASSPHRASE = "practice passphrase"
MODELS = {"object": "list", "data": [{"id": "gpt-4o-mini", "object": "model"}]}


@pytest.fixture
def openai(httpserver: HTTPServer) -> dict[str, str]:
    """The environment of a person whose OpenAI is on this computer, and takes any key."""
    httpserver.expect_request("/v1/models").respond_with_json(MODELS)
    return {"OPENAI_BASE_URL": httpserver.url_for("/v1")}


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[PasswordStore]:
    with password_store(git=True) as store:
        for name, value in store.environment.items():
            monkeypatch.setenv(name, value)
        yield store


def press(button: object) -> None:
    """By the keyboard, which cares for no layout that is still under way."""
    QTest.keyClick(button, Qt.Key.Key_Return)


def keep_in(person: Person, name: str) -> None:
    panel = person.panel.stores
    person.qtbot.waitUntil(lambda: panel.button(name) is not None, timeout=20_000)
    press(panel.button(name))


def give(person: Person, passphrase: str, *, twice: bool = False) -> None:
    asked = person.panel.passphrase
    person.qtbot.waitUntil(asked.isVisible, timeout=20_000)
    asked.field.hold(Secret(passphrase))
    if twice:
        asked.again.hold(Secret(passphrase))
    press(asked.give)


def is_kept_in(person: Person, words: str) -> None:
    """Until the key's own card says so."""
    place = person.panel.kept.place
    person.qtbot.waitUntil(lambda: words in place.text(), timeout=20_000)


def saved(start: Start, openai: dict[str, str]) -> Person:
    person = start(openai).at_the_key_of("openai")
    person.paste_and_press_enter(KEY)
    person.waits_for("The key is real")
    person.rests()
    return person


def saved_in_a_file(start: Start, openai: dict[str, str]) -> Person:
    person = saved(start, openai)
    person.choose_more(person.panel.kept.elsewhere)
    keep_in(person, "file")
    give(person, PASSPHRASE, twice=True)
    is_kept_in(person, "encrypted file")
    return person


def test_a_key_goes_to_pass_and_to_the_file_and_back(
    secret_session: SecretSession, store: PasswordStore, start: Start, openai: dict[str, str]
) -> None:
    person = saved(start, openai)
    person.choose_more(person.panel.kept.elsewhere)
    keep_in(person, "pass")
    is_kept_in(person, "Kept in pass")
    person.waits_for("Kept in pass")
    assert store.show("keyready/openai") == f"{KEY}\n"
    assert secret_session.kept(SERVICE) == ""
    person.rests()
    press(person.panel.kept.check)
    person.waits_for("The key is real")
    person.rests()
    person.choose_more(person.panel.kept.elsewhere)
    keep_in(person, "file")
    give(person, PASSPHRASE, twice=True)
    is_kept_in(person, "encrypted file")
    assert store.values() == []
    person = start(openai).at_the_key_of("openai")  # another day
    is_kept_in(person, "encrypted file")
    press(person.panel.kept.check)
    give(person, "another passphrase")
    notice = person.panel.passphrase.notice
    person.qtbot.waitUntil(lambda: "does not open" in notice.text(), timeout=20_000)
    give(person, PASSPHRASE)
    person.waits_for("The key is real")
    person.rests()
    person.choose_more(person.panel.kept.elsewhere)
    person.qtbot.waitUntil(lambda: "It is here" in person.panel.stores.words(), timeout=20_000)
    keep_in(person, "")
    is_kept_in(person, "GNOME keyring")
    assert secret_session.kept(SERVICE) == KEY


def test_without_a_keyring_the_key_goes_where_the_person_says(
    monkeypatch: pytest.MonkeyPatch, start: Start, store: PasswordStore, openai: dict[str, str]
) -> None:
    with living_in(monkeypatch, no_daemon=True):
        for name in ("GNUPGHOME", "PASSWORD_STORE_DIR"):
            monkeypatch.setenv(name, store.environment[name])
        person = start(openai).at_the_key_of("openai")
        person.paste_and_press_enter(KEY)
        person.waits_for("no keyring")
        card = person.panel.card
        assert store.values() == []  # never by itself
        assert card.elsewhere.text() == "Keep it in another place"
        person.click(card.elsewhere)
        keep_in(person, "pass")
        person.waits_for("The key is real")
        is_kept_in(person, "Kept in pass")
        assert store.values() == [KEY]
        assert person.panel.field.is_empty()


def test_a_store_that_is_not_there_cannot_be_chosen_and_says_why(
    secret_session: SecretSession, start: Start, openai: dict[str, str]
) -> None:
    person = saved(start, openai)
    person.choose_more(person.panel.kept.elsewhere)
    panel = person.panel.stores
    person.qtbot.waitUntil(lambda: "It is here" in panel.words(), timeout=20_000)
    assert panel.button("pass") is None
    assert "not set up yet" in panel.words()
    person.click(panel.close_panel)
    assert not panel.isVisible()
    assert secret_session.kept(SERVICE) == KEY


def test_a_key_in_a_closed_file_is_found_when_all_else_is_forgotten(
    secret_session: SecretSession, start: Start, openai: dict[str, str]
) -> None:
    person = saved_in_a_file(start, openai)
    person.app.window.close()
    shutil.rmtree(default_folder())
    person = start(openai).at_the_key_of("openai")
    is_kept_in(person, "encrypted file")
    assert "locked" in person.panel.notice.text()
    press(person.panel.kept.check)
    give(person, PASSPHRASE)
    person.waits_for("The key is real")
    shown = person.panel.kept.shown_key
    person.qtbot.waitUntil(lambda: shown.text().endswith("WXYZ"), timeout=20_000)


def test_a_damaged_file_is_set_aside_when_the_person_says_so(
    secret_session: SecretSession, start: Start, openai: dict[str, str]
) -> None:
    person = saved_in_a_file(start, openai)
    file = KeyFile().path
    damaged = file.read_bytes()[:-1]
    person = start(openai).at_the_key_of("openai")
    file.write_bytes(damaged)
    press(person.panel.kept.check)
    asked = person.panel.passphrase
    person.qtbot.waitUntil(asked.aside.isVisible, timeout=20_000)
    assert file.read_bytes() == damaged
    person.click(asked.aside)
    person.qtbot.waitUntil(asked.field.isVisible, timeout=20_000)
    assert [one.read_bytes() for one in file.parent.glob("*.bad-*")] == [damaged]
    give(person, PASSPHRASE)
    person.waits_for("The key is real")


def test_two_passphrases_that_differ_make_no_file(
    secret_session: SecretSession, start: Start, openai: dict[str, str]
) -> None:
    person = saved(start, openai)
    person.choose_more(person.panel.kept.elsewhere)
    keep_in(person, "file")
    asked = person.panel.passphrase
    person.qtbot.waitUntil(asked.isVisible, timeout=20_000)
    asked.field.hold(Secret("short"))
    assert not asked.give.isEnabled()
    asked.field.hold(Secret(PASSPHRASE))
    asked.again.hold(Secret(PASSPHRASE + "x"))
    person.click(asked.give)
    assert "not the same" in asked.notice.text()
    person.click(asked.cancel)
    assert not KeyFile().path.exists()
    assert secret_session.kept(SERVICE) == KEY
    assert person.panel.kept.isEnabled()


def test_practice_keys_move_nowhere(secret_session: SecretSession, start: Start) -> None:
    person = start().at_the_key_of("practice")
    assert not person.panel.kept.elsewhere.isVisible()
