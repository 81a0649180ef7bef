# SPDX-License-Identifier: MIT
"""The main job, rehearsed: from no key to a checked key in the keyring, and away again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from journeys.conftest import Start
from keyready.services.practice.practice_answers import practice_answers
from secret_session import SecretSession

pytestmark = pytest.mark.journey

KEYS = {key.id: key.example for key in practice_answers().keys}
SERVICE = "io.github.keyready.Keyready.Practice/practice"


def test_from_no_key_to_a_checked_key(secret_session: SecretSession, start: Start) -> None:
    person = start()
    person.choose("practice")
    assert "Practice" in person.app.window.windowTitle()
    person.click(person.step("account").tick)
    person.open("billing")
    assert not person.step("account").body.isVisible()
    person.click(person.step("billing").tick)
    assert person.page.counter.text() == "2 of 4 done"

    person.open("key")
    person.copy(f'export OPENAI_API_KEY="{KEYS["ready"]}"\n')
    person.click(person.panel.save)
    person.waits_for("The key is real")

    assert secret_session.kept(SERVICE) == KEYS["ready"]
    assert person.panel.field.is_empty()
    assert QGuiApplication.clipboard().text() == ""
    assert person.panel.kept.shown_key.text() == "sk-practice-…" + KEYS["ready"][-4:]
    assert "GNOME keyring" in person.panel.kept.place.text()
    assert "Login" in person.panel.kept.place.text()
    assert "quotation marks" in person.panel.notice.text()
    assert person.step("key").tick.isChecked()
    assert person.page.counter.text() == "3 of 4 done"

    person.click(person.panel.card.action)  # the tiny request
    person.waits_for("It can be used now")
    person.click(person.panel.card.action)
    assert person.step("use").body.isVisible()


def test_the_next_start_opens_where_the_person_was(
    secret_session: SecretSession, start: Start
) -> None:
    person = start().at_the_key_of("practice")
    person.paste_and_press_enter(KEYS["no_credit"])
    person.waits_for("no credit")
    again = start()
    again.qtbot.waitUntil(lambda: again.panel.isVisible())
    assert "Practice" in again.app.window.windowTitle()
    assert again.step("key").body.isVisible()
    assert "no credit" in again.headline()
    assert "checked just now" in again.panel.kept.place.text()
    assert again.panel.kept.shown_key.text().startswith("sk-practice-")


@pytest.mark.parametrize(
    ("key", "tone", "headline", "action"),
    [
        (
            "ready",
            "good",
            "The key is real. Can it be used? Not tried yet.",
            "Try one tiny request",
        ),
        ("no_credit", "attention", "no credit", "Open billing page"),
        ("revoked", "bad", "does not accept this key", "Paste another key"),
        ("restricted", "good", "may not list models", "Try one tiny request"),
        ("busy", "not_judged", "not judged", "Check again"),
        ("offline", "not_judged", "not judged", "Check the connection"),
    ],
)
def test_each_practice_key_leads_to_its_verdict(
    secret_session: SecretSession, start: Start, key: str, tone: str, headline: str, action: str
) -> None:
    person = start().at_the_key_of("practice")
    person.paste_and_press_enter(KEYS[key])
    person.waits_for(headline)
    card = person.panel.card
    assert card.property("card") == tone
    assert card.action.text() == action
    assert KEYS[key] not in card.details.code.text()
    assert secret_session.kept(SERVICE) == KEYS[key]


def test_no_credit_leads_to_the_billing_page(secret_session: SecretSession, start: Start) -> None:
    person = start().at_the_key_of("practice")
    person.paste_and_press_enter(KEYS["no_credit"])
    person.waits_for("no credit")
    person.click(person.panel.card.action)
    assert person.step("billing").body.isVisible()
    assert [address.rsplit("/", 1)[1] for address in person.visited] == ["billing"]
    assert person.visited[0].startswith("http://127.0.0.1:")


def test_replacing_keeps_the_old_key_until_the_new_one_is_kept(
    secret_session: SecretSession, start: Start
) -> None:
    person = start().at_the_key_of("practice")
    person.paste_and_press_enter(KEYS["ready"])
    person.waits_for("The key is real")
    person.click(person.panel.kept.replace)
    person.paste_and_press_enter("this is no key")
    assert "not a key" in person.panel.findings.words()
    assert not person.panel.field.is_empty()
    assert secret_session.kept(SERVICE) == KEYS["ready"]
    person.click(person.panel.cancel)
    person.click(person.panel.kept.replace)
    person.paste_and_press_enter(KEYS["revoked"])
    person.waits_for("does not accept")
    assert secret_session.kept(SERVICE) == KEYS["revoked"]
    assert not person.step("key").tick.isChecked()


def test_removing_asks_first(secret_session: SecretSession, start: Start) -> None:
    person = start().at_the_key_of("practice")
    person.paste_and_press_enter(KEYS["ready"])
    person.waits_for("The key is real")
    person.choose_more(person.panel.kept.remove)
    person.click(person.panel.kept.keep)
    assert secret_session.kept(SERVICE) == KEYS["ready"]
    person.choose_more(person.panel.kept.remove)
    person.click(person.panel.kept.confirm)
    person.waits_for("removed")
    assert secret_session.kept(SERVICE) == ""
    assert person.panel.field.isVisible()
    assert not person.step("key").tick.isChecked()


def test_the_clipboard_is_left_alone_when_it_holds_something_else(
    secret_session: SecretSession, start: Start
) -> None:
    person = start().at_the_key_of("practice")
    person.panel.field.setText(KEYS["ready"])
    person.copy("a letter to my mother")
    person.click(person.panel.save)
    person.waits_for("The key is real")
    assert QGuiApplication.clipboard().text() == "a letter to my mother"


def test_without_a_keyring_practice_keeps_its_key_in_memory_and_says_so(start: Start) -> None:
    person = start().at_the_key_of("practice")
    person.paste_and_press_enter(KEYS["ready"])
    person.waits_for("The key is real")
    assert "memory" in person.panel.kept.place.text()


def test_without_a_keyring_a_real_key_stays_in_the_field(start: Start, home: Path) -> None:
    person = start().at_the_key_of("openai")
    key = "sk-EXAMPLE-" + "a1B2" * 10
    person.paste_and_press_enter(key)
    person.waits_for("keyring (D-Bus session)")
    assert "still in the field" in person.panel.card.advice.text() + person.headline()
    assert len(person.panel.field.secret()) == len(key)
    assert QGuiApplication.clipboard().text() == key
    assert person.panel.card.action.text() == "Try again"
    for folder, _, names in os.walk(home):
        for name in names:
            assert key.encode() not in (Path(folder) / name).read_bytes()


def test_the_keyboard_is_led_from_the_field_to_the_next_action(
    secret_session: SecretSession, start: Start
) -> None:
    person = start().at_the_key_of("practice")
    person.app.window.activateWindow()
    person.paste_and_press_enter(KEYS["no_credit"])
    person.waits_for("no credit")
    person.qtbot.waitUntil(person.panel.card.action.hasFocus)
    QTest.keyClick(person.panel.card.action, Qt.Key.Key_Return)
    assert person.step("billing").body.isVisible()
