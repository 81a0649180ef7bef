# SPDX-License-Identifier: MIT
"""The libraries under us log no key. The program switches their logs off (`process_env`); here
they are on, all of them, at DEBUG.
"""

from __future__ import annotations

import logging
import warnings

import pytest
from pytest_httpserver import HTTPServer

from keyready.core.secret import Secret
from keyready.services.catalog import Catalog
from keyready.services.custody.key_store import Saved, Trouble, key_store
from keyready.services.network.key_check import check
from keyready.services.network.request import Network
from secret_session import SecretSession, living_in
from traces import traces

HIDDEN = "9vQx+7Lm/Tz3=Rw8Ks5Bn"
KEY = Secret(f"sk-proj-EXAMPLE-{HIDDEN}-WXYZ")


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    for name in (None, *logging.root.manager.loggerDict):
        caplog.set_level(logging.DEBUG, logger=name)
    warnings.simplefilter("always")
    return caplog


def words(logged: pytest.LogCaptureFixture) -> bytes:
    """Every record with everything that was given to it."""
    return "\n".join(str(record.__dict__) for record in logged.records).encode()


def test_saving_and_reading(
    secret_session: SecretSession, logged: pytest.LogCaptureFixture
) -> None:
    assert isinstance(key_store().save("openai", KEY), Saved)
    assert key_store().read("openai") == KEY
    assert traces(HIDDEN, words(logged)) == []


@pytest.mark.parametrize("power", ["no_bus", "no_daemon", "locked", "empty"])
def test_a_keyring_that_fails(
    power: str, monkeypatch: pytest.MonkeyPatch, logged: pytest.LogCaptureFixture
) -> None:
    with living_in(monkeypatch, **{power: True}):
        assert isinstance(key_store().save("openai", KEY), Trouble)
    assert traces(HIDDEN, words(logged)) == []


@pytest.mark.parametrize("provider_id", ["openai", "anthropic", "gemini", "azure"])
@pytest.mark.parametrize("status", [200, 302, 401, 500])
def test_checking(
    provider_id: str, status: int, logged: pytest.LogCaptureFixture, httpserver: HTTPServer
) -> None:
    echo = {"error": {"message": f"Incorrect API key: {KEY.reveal()}"}}
    httpserver.expect_request("").respond_with_json(echo, status=status)
    provider = Catalog().provider(provider_id)
    check(provider, KEY, httpserver.url_for("/v1"), Network())
    assert any(record.name.startswith("urllib3") for record in logged.records)
    assert traces(HIDDEN, words(logged)) == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/v1", "https://127.0.0.1:9/v1"])
def test_a_connection_that_fails(address: str, logged: pytest.LogCaptureFixture) -> None:
    check(Catalog().provider("openai"), KEY, address, Network())
    assert traces(HIDDEN, words(logged)) == []
