# SPDX-License-Identifier: MIT
"""Answers and the providers that judge them, for the tests of verdicts."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from keyready.core.answer import Answer
from keyready.core.judge import judge
from keyready.core.provider import Provider, decode_provider, decode_rule_set
from keyready.core.secret import Secret
from keyready.core.verdict import Stage, Verdict
from keyready.resource_files import resource

KEY = Secret("sk-proj-EXAMPLEkeyThatNobodyHas0123456789WXYZ")
JSON = "application/json"
HTML = "text/html; charset=UTF-8"


@cache
def providers() -> dict[str, Provider]:
    sets = {f.stem: decode_rule_set(f.read_bytes()) for f in resource("rules").glob("*.toml")}
    files = resource("providers").glob("*.toml")
    return {file.stem: decode_provider(file.read_bytes(), sets) for file in files}


def answer(status: int, body: Any, kind: str = JSON, **headers: str) -> Answer:
    """An answer; a text is sent as it is, anything else as JSON."""
    raw = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(
        status,
        {"content-type": kind, **named} if kind else named,
        raw.encode() if isinstance(raw, str) else raw,
        12,
        "GET /v1/models",
    )


def judged(
    provider: str, stage: str, status: int, body: Any, kind: str = JSON, **headers: str
) -> Verdict:
    reply = answer(status, body, kind, **headers)
    return judge(providers()[provider], Stage(stage), reply, KEY)


def error(message: str = "EXAMPLE", type: str | None = None, code: Any = None) -> dict[str, Any]:
    """OpenAI's envelope."""
    return {"error": {"message": message, "type": type, "param": None, "code": code}}
