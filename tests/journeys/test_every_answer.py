# SPDX-License-Identifier: MIT
"""Every collected answer, of every provider, as the window's entry and as the console judge it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any
from urllib.parse import urlsplit

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from checkout import ROOT
from keyready.core.secret import Secret
from keyready.core.verdict import Stage
from keyready.services.catalog import Catalog
from keyready.services.custody.stores import stores
from keyready.services.entry import Checked, Entry, address_in_force
from keyready.services.files.memory import Memory
from keyready.services.network.request import Network
from secret_session import SecretSession

pytestmark = pytest.mark.journey

CASES = json.loads((ROOT / "tests/cases/answers.json").read_text("utf-8"))
KEY = "sk-EXAMPLE-0123456789-abcdefghij-WXYZ"
CATALOG = Catalog()
EXITS = {"genuine": 0, "rejected": 1, "not_judged": 3}

# What a free probe and a list of models are answered with, before a trial.
LIST = {"object": "list", "data": [{"id": "gpt-4o-mini", "object": "model"}]}
GOOD = {
    "anthropic": {"data": [{"type": "model", "id": "claude-haiku-test"}], "has_more": False},
    "cohere": {"valid": True, "models": [{"name": "command-test"}]},
    "deepseek": {"is_available": True, "balance_infos": [], **LIST},
    "gemini": {"models": [{"name": "models/gemini-test"}]},
    "together": [{"id": "test-Instruct", "object": "model"}],
    "xai": {"api_key_blocked": False, "api_key_disabled": False, **LIST},
}


class Answering:
    """A server that answers the free probe well, where the case is about the trial."""

    def __init__(self, server: HTTPServer, case: dict[str, Any]) -> None:
        self.case = case
        self.url = server.url_for("").rstrip("/")
        provider = CATALOG.provider(case["provider"])
        probes = [provider.free, provider.trial.models if provider.trial else None]
        self._free = {urlsplit(probe.path).path for probe in probes if probe is not None}
        server.expect_request(re.compile(".*")).respond_with_handler(self._respond)

    def _respond(self, request: Request) -> Response:
        case = self.case
        if case["stage"] == "trial" and request.path in self._free:
            good = GOOD.get(case["provider"], LIST)
            return Response(json.dumps(good), 200, {"content-type": "application/json"})
        body = case["body"] if isinstance(case["body"], str) else json.dumps(case["body"])
        return Response(body, case["status"], case["headers"])


@pytest.fixture(params=CASES, ids=[case["id"] for case in CASES])
def answering(request: pytest.FixtureRequest, httpserver: HTTPServer) -> Answering:
    return Answering(httpserver, request.param)


def test_as_the_window_asks(answering: Answering) -> None:
    case = answering.case
    provider = CATALOG.provider(case["provider"])
    address = address_in_force(provider, {}, stored=answering.url)
    entry = Entry(provider.id, provider, address, stores(Memory(), {}), {}, Network)
    checked = entry.check(Secret(KEY), Stage(case["stage"]))
    assert isinstance(checked, Checked)
    verdict = checked.verdict
    got = {"key": verdict.key.value, "usable": verdict.usable.value, "cause": verdict.cause.value}
    assert got == case["expect"]


def test_as_the_console_asks(answering: Answering, secret_session: SecretSession) -> None:
    case = answering.case
    command = ["check", case["provider"], "--json", "--stdin", "--base-url", answering.url]
    if case["stage"] == "trial":
        command.append("--trial")
    ended = subprocess.run(
        [sys.executable, "-m", "keyready", *command],
        env=secret_session.whole_environment(),
        input=KEY,
        capture_output=True,
        text=True,
        timeout=30,
    )
    said = json.loads(ended.stdout)
    assert {name: said[name] for name in ("key", "usable", "cause")} == case["expect"]
    unusable = case["expect"]["usable"] == "no"
    assert ended.returncode == (1 if unusable else EXITS[case["expect"]["key"]])
    assert ended.stderr == ""
    assert KEY[8:] not in ended.stdout
