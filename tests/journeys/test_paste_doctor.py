# SPDX-License-Identifier: MIT
"""What a person sees of a paste that is no key, or no key for here, and what a click does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytest_httpserver import HTTPServer

from journeys.conftest import Person, Start
from keyready.core.secret import Secret
from keyready.services.custody.key_store import key_store
from keyready.ui.pages.add_page import AddPage
from keyready.ui.paste.field_tools import ENDS_SHOWN_MS
from secret_session import SecretSession

pytestmark = pytest.mark.journey

PRACTICE = "sk-practice-ready-EXAMPLE-4f2a-READY"
KEY = "sk-EXAMPLE-" + "a1B2" * 10
ANTHROPIC = "sk-ant-api03-" + "EXAMPLE" * 13 + "xxAA"
ADMIN = "sk-admin-EXAMPLE-0123456789"
CUT = "sk-proj-EXAMPLE-" + "a1B2" * 20
MODELS = {"object": "list", "data": [{"id": "EXAMPLE", "object": "model"}]}


def holds(person: Person, text: str) -> bool:
    return person.panel.field.secret() == Secret(text)


def take_remedy(person: Person, index: int = 0) -> None:
    button = person.panel.findings.remedies[index]
    rows = button.parentWidget()
    person.qtbot.waitUntil(
        lambda: (
            rows.layout().geometry().contains(button.geometry())
            and button.visibleRegion().boundingRect() == button.rect()
        )
    )
    person.click(button)


def test_a_character_is_named_and_one_click_takes_it_out(
    secret_session: SecretSession, start: Start
) -> None:
    person = start().at_the_key_of("practice")
    person.paste_and_press_enter(PRACTICE[:16] + "\u200b" + PRACTICE[16:])
    assert "place 17" in person.panel.findings.words()
    assert "U+200B" in person.panel.findings.words()
    assert not person.panel.card.isVisible()
    take_remedy(person)
    assert holds(person, PRACTICE)
    assert not person.panel.findings.isVisible()
    person.click(person.panel.save)
    person.waits_for("The key is real")


def test_the_key_in_a_longer_text_is_taken_by_one_click(
    secret_session: SecretSession, start: Start
) -> None:
    person = start(language="ko").at_the_key_of("practice")
    person.copy(f"DEBUG=true\nPRACTICE_API_KEY={PRACTICE}\n")
    person.click(person.panel.save)
    assert f"{len(PRACTICE)}자짜리 키" in person.panel.findings.words()
    take_remedy(person, -1)
    assert holds(person, PRACTICE)


def test_a_key_of_another_provider_goes_to_its_page_by_one_click(
    secret_session: SecretSession, start: Start
) -> None:
    person = start().at_the_key_of("openai")
    here = person.panel
    person.paste_and_press_enter(ANTHROPIC)
    assert "a key of Anthropic" in here.findings.words()
    assert holds(person, ANTHROPIC)
    take_remedy(person)
    assert "Anthropic" in person.app.window.windowTitle()
    assert person.panel is not here
    assert holds(person, ANTHROPIC)
    assert person.panel.field.isVisible()
    assert here.field.is_empty()
    assert key_store().entries() == ()


def test_what_only_seems_wrong_is_saved_when_the_person_says_so(
    secret_session: SecretSession, start: Start, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/v1/models").respond_with_json(MODELS)
    person = start({"OPENAI_BASE_URL": httpserver.url_for("/v1")}).at_the_key_of("openai")
    person.paste_and_press_enter(ADMIN)
    assert "admin key" in person.panel.findings.words()
    assert person.panel.save.text() == "Save anyway"
    assert key_store().entries() == ()
    QTest.keyClick(person.panel.field, Qt.Key.Key_Backspace)
    assert not person.panel.findings.isVisible()
    assert person.panel.save.text() == "Save and check"
    person.click(person.panel.save)
    assert key_store().entries() == ()
    person.click(person.panel.save)
    person.waits_for("The key is real")
    assert key_store().entries() == ("openai",)


def test_a_key_that_seems_cut_off_is_saved_and_that_is_said(
    secret_session: SecretSession, start: Start, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/v1/models").respond_with_json(MODELS)
    person = start({"OPENAI_BASE_URL": httpserver.url_for("/v1")}).at_the_key_of("openai")
    person.paste_and_press_enter(CUT)
    person.waits_for("The key is real")
    assert f"Only {len(CUT)} characters" in person.panel.notice.text()
    assert key_store().entries() == ("openai",)


def test_an_unknown_form_and_a_second_use_are_said_and_saved(
    secret_session: SecretSession, start: Start, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/v1/models").respond_with_json(MODELS)
    person = start({"OPENAI_BASE_URL": httpserver.url_for("/v1")}).at_the_key_of("openai")
    person.paste_and_press_enter(KEY)
    person.waits_for("The key is real")
    assert "do not know this form" in person.panel.notice.text()
    person.app.show_add()
    person.app.window.findChild(AddPage).asked.emit("openai", "Work")
    person.open("key")
    person.paste_and_press_enter(KEY)
    person.waits_for("The key is real")
    assert "same key as in “OpenAI”" in person.panel.notice.text()


@pytest.mark.parametrize("held", ["image", "files", "nothing"])
def test_17_a_clipboard_without_text_is_named(
    secret_session: SecretSession, start: Start, held: str
) -> None:
    person = start().at_the_key_of("openai")
    data = QMimeData()
    if held == "image":
        data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    elif held == "files":
        data.setUrls(["file:///EXAMPLE/key.txt"])
    QGuiApplication.clipboard().setMimeData(data)
    person.click(person.panel.save)
    assert "no text to paste" in person.panel.findings.words()
    assert person.panel.field.is_empty()


def test_1_the_reason_is_given_when_there_is_nothing_to_save(
    secret_session: SecretSession, start: Start
) -> None:
    person = start().at_the_key_of("openai")
    person.paste_and_press_enter("   ")
    assert "nothing to save" in person.panel.findings.words()


def test_the_ends_are_shown_for_a_moment_and_hidden_when_the_keyboard_leaves(
    secret_session: SecretSession, start: Start
) -> None:
    person = start().at_the_key_of("openai")
    panel = person.panel
    person.app.window.activateWindow()
    person.qtbot.waitUntil(person.app.window.isActiveWindow)
    assert not panel.tools.isVisible()
    person.copy(f'export OPENAI_API_KEY="{KEY}"')
    panel.field.setFocus()
    panel.field.paste()
    person.click(panel.tools.look)
    assert panel.tools.ends.text() == "sk-…a1B2"
    person.step("key").header.setFocus()
    assert panel.tools.ends.text() == ""
    panel.field.setFocus()
    person.click(panel.tools.look)
    assert panel.tools.ends.text() == "sk-…a1B2"
    person.qtbot.waitUntil(lambda: panel.tools.ends.text() == "", timeout=ENDS_SHOWN_MS + 2_000)
    person.click(panel.tools.clear)
    assert panel.field.is_empty()
    assert not panel.tools.isVisible()
