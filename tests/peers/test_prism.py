# SPDX-License-Identifier: MIT
"""Stoplight Prism, serving OpenAI's published description of its interface."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from judging import KEY, providers
from keyready.core.verdict import Cause
from keyready.services.network.key_check import check, trial
from peers.peer import free_port, installed, serving

pytestmark = pytest.mark.peers

DESCRIPTION = os.environ.get("OPENAPI", "")  # before the tests' own environment begins
OPENAI = providers()["openai"]


@pytest.fixture(scope="module")
def prism(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not DESCRIPTION:
        pytest.skip("make test-peers OPENAPI=path: tests/README.md says where to get it")
    program, port = installed("prism-*/node_modules/.bin/prism"), free_port()
    options = ["mock", "--errors", "--host", "127.0.0.1", "--port", str(port)]
    command = [program, *options, Path(DESCRIPTION).resolve()]
    with serving(command, port, tmp_path_factory.mktemp("prism")):
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("provider", ["openai", "custom"])
def test_a_key_is_accepted_and_ready(provider: str, prism: str) -> None:
    seen = check(providers()[provider], KEY, prism)
    assert seen.cause is Cause.ACCEPTED
    assert trial(providers()[provider], KEY, prism, seen.models).cause is Cause.READY


def test_without_a_key_it_is_missing(prism: str) -> None:
    seen = check(OPENAI, None, prism)
    assert (seen.cause, seen.http_status) == (Cause.KEY_MISSING, 401)
    assert trial(OPENAI, None, prism, ("EXAMPLE",)).cause is Cause.KEY_MISSING


def test_a_path_that_is_not_described_is_the_address(prism: str) -> None:
    assert check(OPENAI, KEY, f"{prism}/v1").cause is Cause.WRONG_BASE_URL
