# SPDX-License-Identifier: MIT
"""What the environment says otherwise is shown where it matters: at the verdict."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from journeys.conftest import Start
from secret_session import SecretSession

pytestmark = pytest.mark.journey

KEY = "sk-EXAMPLE-" + "a1B2" * 10
MODELS = {"object": "list", "data": [{"id": "gpt-EXAMPLE", "object": "model"}]}


def test_another_key_and_organization_in_the_environment_are_said(
    secret_session: SecretSession, start: Start, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/v1/models").respond_with_json(MODELS)
    other = "sk-EXAMPLE-" + "z9Y8" * 10
    environment = {
        "OPENAI_BASE_URL": httpserver.url_for("/v1"),
        "OPENAI_API_KEY": other,
        "OPENAI_ORG_ID": "org-EXAMPLEEXAMPLEEXAMPLE",
    }
    person = start(environment).at_the_key_of("openai")
    person.paste_and_press_enter(KEY)
    person.waits_for("The key is real")
    remarks = person.panel.card.remarks.text()
    assert "OPENAI_API_KEY" in remarks
    assert "OPENAI_ORG_ID" in remarks
    assert other not in remarks
    assert all("OpenAI-Organization" not in request.headers for request, _ in httpserver.log)
