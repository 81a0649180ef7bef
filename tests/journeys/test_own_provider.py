# SPDX-License-Identifier: MIT
"""A provider file of the person's own works like ours; a fault in one is said with its place."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytest_httpserver import HTTPServer

from journeys.conftest import Start
from keyready.services.custody.key_store import key_store
from secret_session import SecretSession

pytestmark = pytest.mark.journey

KEY = "sk-EXAMPLE-" + "a1B2" * 10
OWN = """
id = "home"
name = "Home server"
order = 500
base_url = "{base_url}"
rules_from = ["openai_compatible", "http"]
[free]
method = "GET"
path = "/models"
models = "data.*.id"
"""


def test_a_file_of_ones_own_is_a_provider_and_a_faulty_one_is_named(
    secret_session: SecretSession, start: Start, httpserver: HTTPServer
) -> None:
    models = {"object": "list", "data": [{"id": "EXAMPLE", "object": "model"}]}
    httpserver.expect_request("/v1/models").respond_with_json(models)
    folder = secret_session.home / ".config/keyready/providers"
    folder.mkdir(parents=True)
    (folder / "home.toml").write_text(OWN.format(base_url=httpserver.url_for("/v1")))
    (folder / "wrong.toml").write_text('id = "wrong"\nname = 3\n')
    person = start()
    person.at_the_key_of("home").paste_and_press_enter(KEY)
    person.waits_for("The key is real")
    assert key_store().entries() == ("home",)
    said = " ".join(label.text() for label in person.page.findChildren(QLabel))
    assert "wrong.toml, line 2:" in said
