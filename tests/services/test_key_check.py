# SPDX-License-Identifier: MIT
"""A key is checked over real HTTP: the answers of the shared cases, and who is asked what."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request as Received
from werkzeug import Response

from keyready.core.provider import Provider
from keyready.core.secret import Secret
from keyready.core.verdict import Cause, Judgement, Next, Usable
from keyready.services.catalog import Catalog
from keyready.services.network.key_check import check, trial
from keyready.services.practice.practice_answers import PracticeKey, practice_answers
from keyready.services.practice.practice_service import PracticeService, practice_provider

CASES = json.loads((Path(__file__).parents[1] / "cases" / "answers.json").read_text("utf-8"))
KEY = Secret("sk-proj-EXAMPLE-0123456789-abcdefghij-WXYZ")
PROVIDERS = {provider.id: provider for provider in Catalog().providers}
MODEL = "example-model"


class Api:
    """Answers every request with what `answer` makes of it, and remembers the requests."""

    def __init__(self, server: HTTPServer) -> None:
        self.url = server.url_for("").rstrip("/")
        self.received: list[Received] = []
        self.answer: Callable[[Received], Response] = lambda received: Response("{}")
        server.expect_request(re.compile(".*")).respond_with_handler(self._respond)

    def _respond(self, received: Received) -> Response:
        received.get_data(cache=True)
        self.received.append(received)
        return self.answer(received)

    def models(self) -> list[str]:
        return [json.loads(one.get_data())["model"] for one in self.received]


@pytest.fixture
def api(httpserver: HTTPServer) -> Api:
    return Api(httpserver)


def reply(status: int, body: Any, headers: dict[str, str] | None = None) -> Response:
    text = body if isinstance(body, str) else json.dumps(body)
    return Response(text, status, headers or {"content-type": "application/json"})


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_every_shared_case_gets_its_verdict_over_http(case: dict[str, Any], api: Api) -> None:
    api.answer = lambda received: reply(case["status"], case["body"], case["headers"])
    provider = PROVIDERS[case["provider"]]
    if case["stage"] == "free":
        verdict = check(provider, KEY, api.url)
    else:
        verdict = trial(provider, KEY, api.url, (MODEL,))
    got = {"key": verdict.key.value, "usable": verdict.usable.value, "cause": verdict.cause.value}
    assert got == case["expect"]
    assert verdict.http_status == case["status"]
    assert KEY.reveal() not in repr(verdict)


# Who is asked what


@pytest.mark.parametrize("provider", PROVIDERS.values(), ids=PROVIDERS.keys())
def test_the_key_goes_into_the_providers_header_and_nowhere_else(
    provider: Provider, api: Api
) -> None:
    check(provider, KEY, api.url)
    trial(provider, KEY, api.url, (MODEL,))
    assert api.received
    for received in api.received:
        assert received.headers[provider.auth.header] == provider.auth.prefix + KEY.reveal()
        others = [v for n, v in received.headers if n.lower() != provider.auth.header.lower()]
        elsewhere = [received.url, received.get_data(as_text=True), *others]
        assert not any(KEY.reveal() in text for text in elsewhere)
        for name, value in provider.auth.extra.items():
            assert received.headers[name] == value


def test_without_a_key_no_header_is_sent(api: Api) -> None:
    check(PROVIDERS["custom"], None, api.url)
    assert "Authorization" not in api.received[0].headers


@pytest.mark.parametrize("provider", PROVIDERS.values(), ids=PROVIDERS.keys())
def test_a_key_for_another_address_never_goes_to_the_providers_own(
    provider: Provider, api: Api
) -> None:
    """The test would fail by itself if anything left this machine."""
    check(provider, KEY, api.url)
    trial(provider, KEY, api.url)


def test_a_server_that_stands_in_is_asked_at_the_same_path(api: Api) -> None:
    check(PROVIDERS["huggingface"], KEY, f"{api.url}/v1")
    assert [received.path for received in api.received] == ["/api/whoami-v2"]


def test_where_nothing_can_be_asked_for_free_the_trial_is_offered(api: Api) -> None:
    verdict = check(PROVIDERS["perplexity"], KEY, api.url)
    assert (verdict.key, verdict.usable) == (Judgement.NOT_JUDGED, Usable.UNKNOWN)
    assert verdict.next is Next.TRIAL
    assert api.received == []


def test_models_that_are_listed_come_with_the_verdict(api: Api) -> None:
    listed = {"object": "list", "data": [{"id": "gpt-a", "object": "model"}]}
    api.answer = lambda received: reply(200, listed)
    verdict = check(PROVIDERS["openai"], KEY, api.url)
    assert (verdict.cause, verdict.models) == (Cause.ACCEPTED, ("gpt-a",))
    assert (verdict.endpoint, verdict.http_status) == ("GET /models", 200)


def error(status: int, code: str) -> Response:
    return reply(status, {"error": {"message": "EXAMPLE", "type": None, "code": code}})


COMPLETION = {
    "id": "chatcmpl-EXAMPLE",
    "object": "chat.completion",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "OK"}}],
}


def test_a_model_that_is_refused_gives_way_to_the_next(api: Api) -> None:
    def answer(received: Received) -> Response:
        is_first = len(api.received) == 1
        return error(404, "model_not_found") if is_first else reply(200, COMPLETION)

    api.answer = answer
    verdict = trial(PROVIDERS["openai"], KEY, api.url, ("gpt-a", "gpt-b", "gpt-c"))
    assert (verdict.cause, verdict.facts["model"]) == (Cause.READY, "gpt-b")
    assert api.models() == ["gpt-a", "gpt-b"]


def test_three_models_are_tried_at_most(api: Api) -> None:
    api.answer = lambda received: error(404, "model_not_found")
    verdict = trial(PROVIDERS["openai"], KEY, api.url, tuple(f"gpt-{i}" for i in range(9)))
    assert verdict.cause is Cause.MODEL_UNAVAILABLE
    assert len(api.received) == 3


@pytest.mark.parametrize(
    ("status", "code"), [(429, "insufficient_quota"), (429, "rate_limit_exceeded"), (500, "")]
)
def test_32_nothing_else_is_tried_twice(status: int, code: str, api: Api) -> None:
    api.answer = lambda received: error(status, code)
    trial(PROVIDERS["openai"], KEY, api.url, ("gpt-a", "gpt-b"))
    assert len(api.received) == 1


def test_where_no_listed_model_can_chat_nothing_is_asked(api: Api) -> None:
    verdict = trial(PROVIDERS["openai"], KEY, api.url, ("text-embedding-3-small", "whisper-1"))
    assert verdict.cause is Cause.MODEL_UNAVAILABLE
    assert api.received == []


def test_a_trial_that_lists_its_own_models_chooses_among_them(api: Api) -> None:
    listing = [p for p in PROVIDERS.values() if p.trial is not None and p.trial.models is not None]
    assert listing
    for provider in listing:
        api.received.clear()
        trial(provider, KEY, api.url)
        assert provider.trial is not None
        assert provider.trial.models is not None
        assert api.received[0].method == provider.trial.models.method


def test_what_a_trial_could_choose_from_comes_with_its_verdict(api: Api) -> None:
    listed = {"data": [{"id": "deepseek-chat"}, {"id": "deepseek-reasoner"}]}
    api.answer = lambda received: reply(200, listed if received.method == "GET" else COMPLETION)
    verdict = trial(PROVIDERS["deepseek"], KEY, api.url)
    assert verdict.cause is Cause.READY
    assert verdict.models == ("deepseek-chat", "deepseek-reasoner")


# Practice


@pytest.fixture
def practice() -> Iterator[Provider]:
    service = PracticeService()
    service.start()
    yield practice_provider(PROVIDERS["practice"], service.origin)
    service.stop()


FREE = {
    "ready": Cause.ACCEPTED,
    "second": Cause.ACCEPTED,
    "no_credit": Cause.NO_CREDIT,
    "revoked": Cause.KEY_REJECTED,
    "restricted": Cause.CANNOT_LIST_MODELS,
    "busy": Cause.PROVIDER_BUSY,
    "offline": Cause.NO_CONNECTION,
}


@pytest.mark.parametrize("key", practice_answers().keys, ids=lambda key: key.id)
def test_every_practice_key_gets_the_verdict_that_it_is_for(
    key: PracticeKey, practice: Provider
) -> None:
    verdict = check(practice, Secret(key.example), practice.base_url)
    assert verdict.cause is FREE[key.id]


@pytest.mark.parametrize("key_id", ["ready", "second", "restricted"])
def test_a_practice_key_that_works_passes_the_trial(key_id: str, practice: Provider) -> None:
    (example,) = [key.example for key in practice_answers().keys if key.id == key_id]
    secret = Secret(example)
    before = check(practice, secret, practice.base_url)
    verdict = trial(practice, secret, practice.base_url, before.models)
    assert (verdict.key, verdict.usable) == (Judgement.GENUINE, Usable.YES)


def test_the_practice_pages_are_at_the_service_that_runs(practice: Provider) -> None:
    origin = practice.base_url.removesuffix("/v1")
    assert all(page.startswith(f"{origin}/practice/") for page in practice.pages.values())
    guide = Catalog().guide("practice")
    named = {click.page for step in guide.steps for click in step.clicks if click.page}
    assert named <= practice.pages.keys()
