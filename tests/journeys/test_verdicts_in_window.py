# SPDX-License-Identifier: MIT
"""What the window says of each answer: the collected cases, sent by a server that is not ours."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytest_httpserver import HTTPServer

from checkout import ROOT
from journeys.conftest import Person, Start
from keyready.core.verdict import MEANINGS, Cause
from keyready.resource_files import resource
from secret_session import SecretSession

pytestmark = pytest.mark.journey

KEY = "sk-EXAMPLEkeyThatNobodyHas0123456789WXYZ"
WORDS = msgspec.toml.decode(resource("words", "en.toml").read_bytes())
CASES = [
    case
    for case in json.loads((ROOT / "tests/cases/answers.json").read_text("utf-8"))
    if case["provider"] == "openai"
]
FREE = [case for case in CASES if case["stage"] == "free"]
TRIAL = [case for case in CASES if case["stage"] == "trial"]
GOOD = next(case for case in CASES if case["id"] == "ok_models")
TONES = {
    ("genuine", "yes"): "good",
    ("genuine", "unknown"): "good",
    ("genuine", "no"): "attention",
    ("rejected", "no"): "bad",
    ("not_judged", "unknown"): "not_judged",
}


def respond(server: HTTPServer, path: str, case: dict[str, Any]) -> None:
    body = case["body"] if isinstance(case["body"], str) else json.dumps(case["body"])
    asked = server.expect_request(path, headers={"Authorization": f"Bearer {KEY}"})
    asked.respond_with_data(body, case["status"], case["headers"])


def headlines(expected: dict[str, str]) -> str:
    """A pattern for what the cause may say; facts that the answer brings can be anything."""
    own = WORDS["causes"][expected["cause"]]
    said = {
        "key": WORDS["key"][expected["key"]],
        "usable": WORDS["usable"][expected["usable"]],
        "provider": "OpenAI",
    }
    templates = [own[name] for name in ("headline", "headline_with") if name in own]
    parts = (re.split(r"\{(\w+)\}", template) for template in templates)
    return "|".join(
        "".join(
            (re.escape(said[part]) if part in said else "[^{}]+") if is_fact else re.escape(part)
            for part, is_fact in zip(each, [False, True] * len(each), strict=False)
        )
        for each in parts
    )


def shows(person: Person, case: dict[str, Any], was_ticked: bool = False) -> None:
    """The window's whole answer to this case. `was_ticked`: an answer before proved the key."""
    expected = case["expect"]
    leads_to = MEANINGS[Cause(expected["cause"])].step
    pattern = re.compile(headlines(expected))
    person.qtbot.waitUntil(lambda: bool(pattern.fullmatch(person.headline())), timeout=20_000)
    card = person.panel.card
    assert card.property("card") == TONES[expected["key"], expected["usable"]]
    proved = {"genuine": True, "rejected": False, "not_judged": was_ticked}[expected["key"]]
    proved = proved and (leads_to, expected["usable"]) != ("key", "no")
    assert person.step("key").tick.isChecked() == proved
    for step, panel in person.page.steps.items():
        calls = step == leads_to and expected["usable"] != "yes"
        said = panel.header.accessibleName()
        assert ("needs you" in said or "no longer true" in said) == calls
    details = card.details.code.text().splitlines()
    assert f"HTTP status: {case['status']}" in details
    assert f"Cause: {expected['cause']}" in details
    if request_id := case["headers"].get("x-request-id"):
        assert f"Request id: {request_id}" in details
    error = case["body"].get("error") if isinstance(case["body"], dict) else None
    if isinstance(error, dict) and error["code"]:
        assert f"Code: {error['code']}" in details
    window = person.app.window
    texts = [label.text() for label in window.findChildren(QLabel)]
    texts += [button.text() + button.toolTip() for button in window.findChildren(QAbstractButton)]
    assert KEY[10:] not in "\n".join(texts)


@pytest.mark.parametrize("case", FREE, ids=lambda case: case["id"])
def test_an_answer_to_the_free_request(
    case: dict[str, Any], secret_session: SecretSession, start: Start, httpserver: HTTPServer
) -> None:
    respond(httpserver, "/v1/models", case)
    person = start({"OPENAI_BASE_URL": httpserver.url_for("/v1")}).at_the_key_of("openai")
    person.paste_and_press_enter(KEY)
    shows(person, case)


@pytest.mark.parametrize("case", TRIAL, ids=lambda case: case["id"])
def test_an_answer_to_the_tiny_request(
    case: dict[str, Any], secret_session: SecretSession, start: Start, httpserver: HTTPServer
) -> None:
    respond(httpserver, "/v1/models", GOOD)
    respond(httpserver, "/v1/chat/completions", case)
    person = start({"OPENAI_BASE_URL": httpserver.url_for("/v1")}).at_the_key_of("openai")
    person.paste_and_press_enter(KEY)
    shows(person, GOOD)
    person.click(person.panel.card.action)
    shows(person, case, was_ticked=True)
