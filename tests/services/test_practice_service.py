# SPDX-License-Identifier: MIT
"""The practice service, asked over real HTTP by a client that is not ours."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest

from keyready.services.practice.practice_answers import practice_answers
from keyready.services.practice.practice_service import PracticeService

EXAMPLES = {key.id: key.example for key in practice_answers().keys}


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Client:
    origin: str

    def submit(self, path: str, form: str) -> Reply:
        """As a browser sends the form of a page."""
        connection = http.client.HTTPConnection(urlsplit(self.origin).netloc, timeout=10)
        connection.request("POST", path, form)
        answer = connection.getresponse()
        reply = Reply(answer.status, dict(answer.getheaders()), answer.read().decode())
        connection.close()
        return reply

    def ask(
        self, method: str, path: str, key: str | None = None, body: Any = None, **headers: str
    ) -> Reply:
        connection = http.client.HTTPConnection(urlsplit(self.origin).netloc, timeout=10)
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        try:
            connection.request(method, path, json.dumps(body) if body else None, headers)
            answer = connection.getresponse()
            lowered = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, lowered, answer.read().decode())
        finally:
            connection.close()


@pytest.fixture
def client() -> Iterator[Client]:
    service = PracticeService()
    base_url = service.start()
    assert base_url.startswith("http://127.0.0.1:")
    assert base_url.endswith("/v1")
    yield Client(service.origin)
    service.stop()


@pytest.mark.parametrize(
    ("key_id", "status", "code"),
    [
        ("no_credit", 429, "insufficient_quota"),
        ("revoked", 401, "invalid_api_key"),
        ("busy", 503, "server_is_overloaded"),
    ],
)
def test_each_key_leads_to_its_answer(client: Client, key_id: str, status: int, code: str) -> None:
    reply = client.ask("GET", "/v1/models", EXAMPLES[key_id])
    assert (reply.status, reply.json["error"]["code"]) == (status, code)


def test_a_ready_key_lists_models_and_completes_a_chat(client: Client) -> None:
    key = EXAMPLES["ready"]
    models = client.ask("GET", "/v1/models", key).json
    assert models["object"] == "list"
    model = models["data"][0]["id"]
    reply = client.ask("POST", "/v1/chat/completions", key, {"model": model, "messages": []})
    assert (reply.status, reply.json["object"]) == (200, "chat.completion")
    assert reply.json["model"] == model
    reply = client.ask("POST", "/v1/responses", key, {"model": model, "input": "Hello"})
    assert (reply.status, reply.json["status"]) == (200, "completed")


def test_a_restricted_key_may_not_list_but_may_chat(client: Client) -> None:
    key = EXAMPLES["restricted"]
    reply = client.ask("GET", "/v1/models", key)
    assert reply.status == 403
    assert "api.model.read" in reply.json["error"]
    body = {"model": "gpt-4o-mini", "messages": []}
    assert client.ask("POST", "/v1/chat/completions", key, body).status == 200


def test_an_offline_key_meets_a_closed_connection(client: Client) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        client.ask("GET", "/v1/models", EXAMPLES["offline"])


def test_a_key_may_have_any_tail(client: Client) -> None:
    assert client.ask("GET", "/v1/models", "sk-practice-ready").status == 200
    assert client.ask("GET", "/v1/models", "sk-practice-ready-my-own").status == 200


def test_an_unknown_key_is_rejected_and_echoed_as_openai_does(client: Client) -> None:
    reply = client.ask("GET", "/v1/models", "sk-proj-EXAMPLE-of-nobody-WXYZ")
    assert reply.status == 401
    assert "sk-proj-******************WXYZ" in reply.json["error"]["message"]


def test_no_key_is_said_to_be_missing(client: Client) -> None:
    reply = client.ask("GET", "/v1/models")
    assert reply.status == 401
    assert reply.json["error"]["message"].startswith("You didn't provide an API key")


def test_odd_requests_get_openais_refusals(client: Client) -> None:
    key = EXAMPLES["ready"]
    assert client.ask("GET", "/models", key).json["error"]["code"] == "unknown_url"
    reply = client.ask("POST", "/v1/chat/completions", key, {"model": 'no "such" model'})
    assert (reply.status, reply.json["error"]["code"]) == (404, "model_not_found")
    reply = client.ask("POST", "/v1/chat/completions", key, ["no object"])
    assert reply.status == 400


def test_answers_carry_openais_headers(client: Client) -> None:
    first = client.ask("GET", "/v1/models", EXAMPLES["ready"]).headers
    second = client.ask("GET", "/v1/models", EXAMPLES["ready"]).headers
    assert first["x-request-id"].startswith("req_")
    assert first["x-request-id"] != second["x-request-id"]
    assert first["openai-version"] == "2020-10-01"
    assert {"openai-organization", "openai-processing-ms"} <= first.keys()


def test_the_root_welcomes_without_a_key(client: Client) -> None:
    assert "Welcome" in client.ask("GET", "/").json["message"]


@pytest.mark.parametrize("language", ["en-US,en;q=0.9", "ko-KR,ko;q=0.9"])
@pytest.mark.parametrize(
    "page", ["signup", "keys", "billing", "limits", "usage", "organization", "status"]
)
def test_every_page_of_the_guide_says_that_it_is_practice(
    client: Client, page: str, language: str
) -> None:
    reply = client.ask("GET", f"/practice/{page}", **{"Accept-Language": language})
    assert reply.status == 200
    banner = "연습 화면이에요" if language.startswith("ko") else "This is practice"
    assert banner in reply.text


def test_the_keys_page_offers_every_practice_key(client: Client) -> None:
    text = client.ask("GET", "/practice/keys").text
    for example in EXAMPLES.values():
        assert f"<code>{example}</code>" in text


def test_a_key_deleted_on_the_keys_page_is_refused_until_it_is_brought_back(
    client: Client,
) -> None:
    key, other = EXAMPLES["ready"], EXAMPLES["second"]
    for form in (f"delete={other}x", "delete=sk-EXAMPLE", "delete=", "", "\xff"):
        assert client.submit("/practice/billing", f"delete={key}").status == 303
        assert client.submit("/practice/keys", form).status == 303
        assert client.ask("GET", "/v1/models", key).status == 200
    assert client.submit("/practice/keys", f"delete={key}").headers["location"] == "/practice/keys"
    reply = client.ask("GET", "/v1/models", key)
    assert (reply.status, reply.json["error"]["code"]) == (401, "invalid_api_key")
    assert "Bring back" in client.ask("GET", "/practice/keys").text
    client.submit("/practice/keys", f"restore={key}")
    assert client.ask("GET", "/v1/models", key).status == 200


def test_an_unknown_page_is_not_found(client: Client) -> None:
    assert client.ask("GET", "/practice/../answers.toml").status == 404


def test_documented_keys_look_like_keys() -> None:
    for key in practice_answers().keys:
        assert key.example.startswith(f"{key.prefix}-EXAMPLE")
        assert len(key.example) >= 30


def test_it_can_be_stopped_and_started_again() -> None:
    service = PracticeService()
    service.stop()
    first = service.start()
    assert service.start() == first
    service.stop()
    assert service.origin == ""
    client = Client(service.start().removesuffix("/v1"))
    assert client.ask("GET", "/").status == 200
    service.stop()


def test_stopping_does_not_wait_for_a_slow_answer() -> None:
    service = PracticeService(latency_s=60)
    service.start()
    connection = http.client.HTTPConnection(urlsplit(service.origin).netloc, timeout=10)
    connection.request("GET", "/")
    started = time.monotonic()
    service.stop()
    assert time.monotonic() - started < 5
    connection.close()
