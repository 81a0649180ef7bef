# SPDX-License-Identifier: MIT
"""LiteLLM's proxy, with a master key and no database; behind it OpenAI's own answers, replayed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from judging import providers
from keyready.core.secret import Secret
from keyready.core.verdict import Cause, Judgement
from keyready.services.network.key_check import check, trial
from peers.peer import free_port, installed, serving

pytestmark = pytest.mark.peers

MASTER = "sk-practice-master-EXAMPLE-0123456789"
CASES = {
    case["id"]: case
    for case in json.loads((Path(__file__).parents[1] / "cases/answers.json").read_text("utf-8"))
    if case["provider"] == "openai"
}
# What says of OpenAI's key, account or limits that they do not do: at a gateway, its operator's.
REFUSED = [name for name, case in CASES.items() if case["expect"]["usable"] == "no"]
RIGHT_AT_A_GATEWAY = {
    "rate_rpd": Cause.RATE_LIMITED,  # how LiteLLM repeats it, the words on payment are gone
    "ok_models_empty": Cause.PROVIDER_DOWN,  # it is no answer to a chat
}
MOCKED = {"mock-mini": "OK", "mock-busy": "litellm.RateLimitError"}


@pytest.fixture(scope="module")
def behind() -> Iterator[HTTPServer]:
    """The provider behind the gateway: /<case>/v1/... answers as that case does."""

    def replay(request: Request) -> Response:
        case = CASES[request.path.split("/")[1]]
        body = case["body"] if isinstance(case["body"], str) else json.dumps(case["body"])
        return Response(body, case["status"], case["headers"])

    with HTTPServer(host="127.0.0.1") as server:
        server.expect_request(re.compile(".*")).respond_with_handler(replay)
        yield server


@pytest.fixture(scope="module")
def litellm(behind: HTTPServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("litellm")
    models = {name: {"mock_response": said} for name, said in MOCKED.items()}
    models |= {name: {"api_base": behind.url_for(f"/{name}/v1")} for name in CASES}
    (folder / "config.yaml").write_text(json.dumps(configuration(models)))  # JSON is YAML
    program, port = installed("litellm-*/bin/litellm"), free_port()
    options = ["--config", "config.yaml", "--host", "127.0.0.1", "--port", str(port)]
    with serving([program, *options], port, folder):
        yield f"http://127.0.0.1:{port}/v1"


def configuration(models: dict[str, dict[str, str]]) -> dict[str, Any]:
    common = {"model": "openai/EXAMPLE", "api_key": "sk-EXAMPLE-operator", "max_retries": 0}
    return {
        "model_list": [
            {"model_name": name, "litellm_params": {**common, **given}}
            for name, given in models.items()
        ],
        "general_settings": {"master_key": MASTER},
        "router_settings": {"num_retries": 0, "disable_cooldowns": True},
        "litellm_settings": {"telemetry": False},
    }


@pytest.fixture(params=["custom", "openai"])
def provider(request: pytest.FixtureRequest) -> Any:
    """Named as what it is, and reached as OpenAI by another base URL."""
    return providers()[request.param]


def test_the_master_key_is_accepted_and_ready(provider: Any, litellm: str) -> None:
    seen = check(provider, Secret(MASTER), litellm)
    assert seen.cause is Cause.ACCEPTED
    assert set(seen.models) == {*MOCKED, *CASES}
    assert trial(provider, Secret(MASTER), litellm, ("mock-mini",)).cause is Cause.READY


@pytest.mark.parametrize("key", ["sk-practice-wrong-EXAMPLE-01234", "EXAMPLE-not-of-LiteLLM"])
def test_another_key_is_rejected(provider: Any, key: str, litellm: str) -> None:
    for verdict in (
        check(provider, Secret(key), litellm),
        trial(provider, Secret(key), litellm, ("mock-mini",)),
    ):
        assert verdict.cause is Cause.KEY_REJECTED
        assert key not in repr(verdict)


def test_no_key_is_missing(provider: Any, litellm: str) -> None:
    assert check(provider, None, litellm).cause is Cause.KEY_MISSING
    assert trial(provider, None, litellm, ("mock-mini",)).cause is Cause.KEY_MISSING


def test_a_model_that_it_does_not_have_gives_way_to_the_next(provider: Any, litellm: str) -> None:
    missing = trial(provider, Secret(MASTER), litellm, ("EXAMPLE-absent",))
    assert missing.cause is Cause.MODEL_UNAVAILABLE
    assert missing.key is Judgement.GENUINE
    both = trial(provider, Secret(MASTER), litellm, ("EXAMPLE-absent", "mock-mini"))
    assert (both.cause, both.facts["model"]) == (Cause.READY, "mock-mini")


def test_a_limit_of_the_moment_is_waited_for(provider: Any, litellm: str) -> None:
    busy = trial(provider, Secret(MASTER), litellm, ("mock-busy",))
    assert busy.cause is Cause.RATE_LIMITED


@pytest.mark.parametrize("case", [name for name in REFUSED if "image" not in name])
def test_the_operators_trouble_is_not_the_persons(provider: Any, case: str, litellm: str) -> None:
    verdict = trial(provider, Secret(MASTER), litellm, (case,))
    expected = RIGHT_AT_A_GATEWAY.get(case, Cause.UPSTREAM_KEY_REJECTED)
    assert verdict.cause is expected, verdict.said


@pytest.mark.parametrize("case", CASES)
def test_nothing_that_is_passed_on_rejects_the_key(provider: Any, case: str, litellm: str) -> None:
    assert trial(provider, Secret(MASTER), litellm, (case,)).key is not Judgement.REJECTED


def test_a_wrong_path_is_the_address(provider: Any, litellm: str) -> None:
    assert check(provider, Secret(MASTER), f"{litellm}/v1").cause is Cause.WRONG_BASE_URL


@pytest.mark.parametrize(("key", "code", "cause"), [(MASTER, 0, "ready"), ("x", 1, "key_rejected")])
def test_the_console_says_the_same(key: str, code: int, cause: str, litellm: str) -> None:
    command = ["check", "custom", "--stdin", "--trial", "--json", "--base-url", litellm]
    ended = subprocess.run(
        [sys.executable, "-m", "keyready", *command],
        input=key if key == MASTER else "sk-practice-wrong-EXAMPLE-01234",
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "desktop")},
    )
    assert (ended.returncode, json.loads(ended.stdout)["cause"]) == (code, cause)
    assert MASTER not in ended.stdout + ended.stderr
