# SPDX-License-Identifier: MIT
"""The language changes at once, in the same window, and nothing that the person did is lost."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

import pseudo_language
from journeys.conftest import Person, Start
from keyready.services.catalog import Catalog
from keyready.services.custody.stores import practice_stores, stores
from keyready.services.desk import Desk
from keyready.services.files.memory import Memory, default_folder
from keyready.services.settings import Settings
from keyready.ui.look.fold import Fold
from keyready.ui.look.theme import Theme
from keyready.ui.main_window import MainWindow
from keyready.ui.menus import Menus
from keyready.ui.pages.settings_page import SettingsPage
from keyready.ui.places import Places
from screens import wait_until
from secret_session import SecretSession

pytestmark = pytest.mark.journey

KEY = "sk-proj-EXAMPLEvQx7LmTz3Rw8Ks5BnWXYZ"
MODELS = {"object": "list", "data": [{"id": "gpt-5-mini", "object": "model"}]}


def settings(person: Person) -> SettingsPage:
    person.app.go("settings")
    return next(page for page in person.app.window.findChildren(SettingsPage) if page.isVisible())


def choose(person: Person, language: str) -> None:
    """As with the mouse or the keyboard: choose in the list, and let it be said."""
    page = settings(person)
    at = page.language.findData(language)
    page.language.setCurrentIndex(at)
    page.language.activated.emit(at)
    person.qtbot.waitUntil(lambda: person.app.tasks.is_idle)


def test_everything_speaks_the_other_language_and_the_next_start_remembers(
    secret_session: SecretSession, start: Start
) -> None:
    person = start()
    window = person.app.window
    page = settings(person)
    assert [page.language.itemText(at) for at in range(3)] == [
        "As the system says",
        "English",
        "한국어",
    ]
    page.host.setText("proxy.example.com")
    page.password.setText("EXAMPLE-password")
    page.language.setFocus()
    choose(person, "ko")
    page = settings(person)
    assert person.app.window is window
    assert window.windowTitle() == "설정 – Keyready"
    assert (page.host.text(), page.password.secret().reveal()) == (
        "proxy.example.com",
        "EXAMPLE-password",
    )
    assert QApplication.focusWidget() is page.language
    assert page.language.currentText() == "한국어"
    menus = window.menuBar()
    assert isinstance(menus, Menus)
    assert menus.actions()[2].text() == "이동(&G)"
    assert QLocale().language() == QLocale.Language.Korean
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "취소"
    assert json.loads((default_folder() / "state.json").read_text())["language"] == "ko"
    choose(person, "")
    assert window.windowTitle() == "Settings – Keyready"
    assert QLocale().language() != QLocale.Language.Korean


def test_a_pasted_key_moves_over_with_all_that_was_said_of_it(
    secret_session: SecretSession, start: Start
) -> None:
    person = start().at_the_key_of("openai")
    text = f"Here is your key, keep it safe: {KEY}."
    person.paste_and_press_enter(text)
    assert person.panel.findings.isVisible()
    fold = person.step("key").findChildren(Fold)[-1]
    fold.setChecked(True)
    choose(person, "ko")
    person.choose("openai")
    assert person.panel.field.secret().reveal() == text
    assert str(len(text)) in person.panel.field.accessibleDescription()
    assert person.panel.findings.isVisible()
    assert "키" in person.panel.findings.words()
    assert person.step("key").is_open
    assert person.step("key").findChildren(Fold)[-1].isChecked()
    assert "비밀 키" in person.step("key").header.accessibleName()


def test_a_verdict_and_a_trouble_are_said_again_in_the_other_language(
    secret_session: SecretSession, start: Start, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/v1/models").respond_with_json(MODELS)
    person = start({"OPENAI_BASE_URL": httpserver.url_for("/v1")}).at_the_key_of("openai")
    person.paste_and_press_enter(KEY)
    person.waits_for("The key is real")
    assert "The key is real" in person.headline()
    choose(person, "ko")
    person.choose("openai")
    assert "진짜 키" in person.headline()
    assert "방금" in person.step("key").header.accessibleName()
    assert "다시 읽어" in person.panel.kept.place.text()
    person.click(person.panel.kept.check)
    person.rests()
    choose(person, "en")
    person.choose("openai")
    assert "The key is real" in person.headline()


def test_a_key_on_its_way_to_the_provider_gets_its_verdict(
    secret_session: SecretSession, start: Start, httpserver: HTTPServer
) -> None:
    """The page that waits goes on in its words, and says the outcome in the new ones."""
    arrived, go_on = threading.Event(), threading.Event()

    def answer(_: Request) -> Response:
        arrived.set()
        go_on.wait(20)
        return Response(json.dumps(MODELS), content_type="application/json")

    httpserver.expect_request("/v1/models").respond_with_handler(answer)
    person = start({"OPENAI_BASE_URL": httpserver.url_for("/v1")}).at_the_key_of("openai")
    person.paste_and_press_enter(KEY)
    person.qtbot.waitUntil(arrived.is_set, timeout=20_000)
    page = settings(person)
    page.language_chosen.emit("ko")
    assert person.app.window.windowTitle() == "설정 – Keyready"
    assert settings(person).language.accessibleName() == "언어"  # at once: it has no work
    person.choose("openai")
    assert person.panel.card.stop.isVisible()
    go_on.set()
    person.waits_for("진짜 키")
    assert person.panel.kept.isVisible()
    assert "확인됨" in person.step("key").header.accessibleName()


def test_a_third_language_needs_files_only(
    secret_session: SecretSession, qapp: QApplication, tmp_path: Path
) -> None:
    resources = pseudo_language.copy_of_resources(tmp_path)
    memory = Memory()
    keys, practice = stores(memory, os.environ), practice_stores(memory)
    desk = Desk(Catalog("en", resources), memory, Settings(keys.keyring), keys, practice, {})
    app = Places(MainWindow(), Theme(qapp), desk, lambda _: None)
    try:
        app.window.show()
        app.go("settings")
        page = app.window.findChild(SettingsPage)
        assert page is not None
        offered = [page.language.itemText(at) for at in range(page.language.count())]
        assert offered[1:] == ["English", pseudo_language.OWN_NAME, "한국어"]
        page.language_chosen.emit(pseudo_language.LANGUAGE)
        said = pseudo_language.stretched("Settings")
        assert app.window.windowTitle() == f"{said} – {pseudo_language.stretched('Keyready')}"
        app.go("openai")
        wait_until(lambda: app.tasks.is_idle)
        step = app.pages["openai"].steps["account"].header
        assert pseudo_language.stretched("Account") in step.accessibleName()
        assert pseudo_language.stretched("open") in step.accessibleName()
    finally:
        app.window.close()
        app.window.deleteLater()
        QTest.qWait(0)
