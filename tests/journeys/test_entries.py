# SPDX-License-Identifier: MIT
"""Several keys: of other providers, of one provider, and of servers of one's own."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from journeys.conftest import Person, Start
from keyready.services.custody.key_store import key_store
from keyready.ui.pages.add_page import AddPage
from keyready.ui.pages.connection_page import ConnectionPage
from keyready.ui.sidebar import PlaceButton
from secret_session import SecretSession

pytestmark = pytest.mark.journey

KEY = "sk-EXAMPLE-" + "a1B2" * 10
MODELS = {"object": "list", "data": [{"id": "EXAMPLE", "object": "model"}]}


def buttons(person: Person) -> list[PlaceButton]:
    return person.app.window.findChildren(PlaceButton)


def listed(person: Person) -> list[str]:
    return [button.place_id for button in buttons(person)]


def add(person: Person, provider: str, name: str = "") -> AddPage:
    person.app.show_add()
    page = person.app.window.findChild(AddPage)
    assert page is not None
    page.choice.setCurrentIndex(page.choice.findData(provider))
    page.name.setText(name)
    person.click(page.add)
    return page


def test_another_provider_joins_the_list_and_stays(
    secret_session: SecretSession, start: Start
) -> None:
    person = start()
    assert "deepseek" not in listed(person)
    add(person, "deepseek")
    person.open("key")
    assert "DeepSeek" in person.app.window.windowTitle()
    again = start()
    assert "deepseek" in listed(again)
    assert "DeepSeek" in again.app.window.windowTitle()


def test_a_second_key_of_one_provider_has_its_own_name_and_place(
    secret_session: SecretSession, start: Start, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/v1/models").respond_with_json(MODELS)
    person = start({"OPENAI_BASE_URL": httpserver.url_for("/v1")}).at_the_key_of("openai")
    person.paste_and_press_enter(KEY)
    person.waits_for("The key is real")
    add(person, "openai", "Work")
    person.open("key")
    assert "OpenAI · Work" in person.app.window.windowTitle()
    other = KEY[::-1].replace("ELPMAXE", "EXAMPLE")
    person.paste_and_press_enter(other)
    person.waits_for("The key is real")
    entries = key_store().entries()
    assert entries == ("openai", "openai/work")
    person.app.show_connection()
    connection = person.app.window.findChild(ConnectionPage)
    assert connection is not None
    assert connection.choice.findText("OpenAI · Work") >= 0
    refused = add(person, "openai", "work")
    assert "has this name already" in refused.notice.text()


def test_a_server_of_ones_own_is_asked_at_its_address(
    secret_session: SecretSession, start: Start, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/v1/models").respond_with_json(MODELS)
    person = start()
    add(person, "custom")
    person.open("key")
    address = person.panel.address
    assert address.edit.isVisible()
    address.edit.setText("http://api.example.com/v1")
    person.click(address.use)
    assert "unprotected" in address.notice.text()
    address.edit.setText(httpserver.url_for("/v1"))
    person.click(address.use)
    assert httpserver.url_for("/v1") in person.panel.address.shown.text()
    person.paste_and_press_enter(KEY)
    person.waits_for("The key is real")


def test_h33_28_a_look_alike_host_is_used_only_when_both_forms_were_confirmed(
    secret_session: SecretSession, start: Start
) -> None:
    person = start()
    add(person, "custom")
    person.open("key")
    address = person.panel.address
    address.edit.setText("https://аррӏе.com/v1")
    person.click(address.use)
    sent = "https://xn--80ak6aa92e.com/v1"
    assert "аррӏе.com" in address.notice.text()
    assert sent in address.notice.text()
    assert not address.edit.isVisible()
    person.click(address.cancel)
    assert (address.edit.isVisible(), address.confirm.isVisible()) == (True, False)
    assert sent not in address.shown.text()
    person.click(address.use)
    person.click(address.confirm)
    assert sent in person.panel.address.shown.text()


def test_an_added_key_can_be_taken_off_the_list(
    secret_session: SecretSession, start: Start
) -> None:
    person = start()
    add(person, "openai", "Work")
    person.open("key")
    person.click(person.panel.forget)
    assert "openai/work" not in listed(start())


def test_a_key_is_shown_under_another_name_and_programs_find_it_as_before(
    secret_session: SecretSession, start: Start, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/v1/models").respond_with_json(MODELS)
    person = start({"OPENAI_BASE_URL": httpserver.url_for("/v1")})
    add(person, "openai", "Work")
    add(person, "openai", "Lab")
    person.at_the_key_of("openai/work")
    person.paste_and_press_enter(KEY)
    person.waits_for("The key is real")
    person.choose_more(person.panel.kept.rename)
    naming = person.panel.naming
    assert naming.edit.text() == "Work"
    assert "openai/work" in naming.hint.text()
    naming.edit.setText("Lab")
    person.click(naming.use)
    assert "has this name already" in naming.notice.text()
    naming.edit.setText("Office")
    person.click(naming.use)
    assert "OpenAI · Office" in person.app.window.windowTitle()
    assert person.panel.kept.isVisible()
    person = start()
    person.at_the_key_of("openai/work")
    assert "OpenAI · Office" in person.app.window.windowTitle()
    shown = {button.place_id: button.accessibleName() for button in buttons(person)}
    assert "Office" in shown["openai/work"]
    assert secret_session.kept("io.github.keyready.Keyready/openai/work") == KEY


def test_an_added_key_without_a_saved_one_can_be_renamed_too(
    secret_session: SecretSession, start: Start
) -> None:
    person = start()
    add(person, "openai", "Work")
    person.open("key")
    person.click(person.panel.rename)
    person.panel.naming.edit.setText("Office")
    person.click(person.panel.naming.use)
    assert "OpenAI · Office" in person.app.window.windowTitle()
    person.choose("practice")
    person.open("key")
    assert not person.panel.kept.rename.isVisible()
