# SPDX-License-Identifier: MIT
"""The connection can be looked at before any key exists, and from a verdict that blames it."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from journeys.conftest import Person, Start
from keyready.services.practice.practice_answers import practice_answers
from keyready.ui.pages.connection_page import ConnectionPage
from secret_session import SecretSession

pytestmark = pytest.mark.journey


def found(person: Person) -> str:
    """What the screen for the connection says, once it has looked."""
    page = person.app.window.findChild(ConnectionPage)
    assert page is not None
    person.qtbot.waitUntil(
        lambda: page.card.isVisible() and not page.card.stop.isVisible(), timeout=20_000
    )
    return page.card.headline.text()


def test_a_clear_way_is_found_without_a_key(start: Start, httpserver: HTTPServer) -> None:
    refusal = {"error": {"message": "You didn't provide an API key."}}
    httpserver.expect_request("/v1/models").respond_with_json(refusal, status=401)
    person = start({"OPENAI_BASE_URL": httpserver.url_for("/v1")})
    person.app.show_connection("openai")
    assert "is clear" in found(person)
    assert all("Authorization" not in request.headers for request, _ in httpserver.log)


def test_a_way_that_ends_is_named(start: Start) -> None:
    person = start({"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"})
    person.app.show_connection("openai")
    assert "ends here: Connection" in found(person)
    page = person.app.window.findChild(ConnectionPage)
    assert page is not None
    assert "127.0.0.1" in page.card.details.code.text()


def test_a_verdict_that_blames_the_connection_leads_there(
    secret_session: SecretSession, start: Start
) -> None:
    keys = {key.id: key.example for key in practice_answers().keys}
    person = start().at_the_key_of("practice")
    person.paste_and_press_enter(keys["offline"])
    person.waits_for("not judged")
    person.click(person.panel.card.action)
    assert "is clear" in found(person)
