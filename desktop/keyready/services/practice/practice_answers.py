# SPDX-License-Identifier: MIT
"""What the practice service answers to which key: `resources/practice/answers.toml`, decoded."""

from __future__ import annotations

import json
from collections.abc import Collection

import msgspec

from keyready.resource_files import resource


class PracticeKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A documented key: recognised by `prefix`, shown as `example`."""

    id: str
    prefix: str
    example: str
    answers: dict[str, str] = {}


class PracticeAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`body` is JSON with places to fill in; `close` ends the connection without an answer."""

    status: int = 0
    body: str = ""
    close: bool = False

    def filled(self, **values: str) -> bytes:
        body = self.body.strip()
        for name, value in values.items():
            body = body.replace("{" + name + "}", json.dumps(value)[1:-1])
        return body.encode()


class PracticeAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. An endpoint reads "GET /v1/models"."""

    keys: tuple[PracticeKey, ...]
    default: dict[str, str]
    headers: dict[str, str]
    answers: dict[str, PracticeAnswer]

    def answer(
        self, endpoint: str, key: str | None, body: bytes, deleted: Collection[str] = ()
    ) -> tuple[PracticeAnswer, bytes]:
        """The answer as OpenAI's order of questions gives it, and its body filled in.

        `deleted` are the ids of keys that were deleted on the keys page.
        """
        model = _model(body) if body else ""
        name = self._name(endpoint, key, model, deleted)
        method, _, path = endpoint.partition(" ")
        answer = self.answers[name]
        return answer, answer.filled(
            method=method, path=path, request_model=model or "", key_echo=echo(key or "")
        )

    def known(self, key: str) -> PracticeKey | None:
        return next((entry for entry in self.keys if key.startswith(entry.prefix)), None)

    def _name(
        self, endpoint: str, key: str | None, model: str | None, deleted: Collection[str]
    ) -> str:
        if endpoint == "GET /":
            return "welcome"
        if endpoint not in self.default:
            return "unknown_url"
        if not key:
            return "missing"
        known = self.known(key)
        if known is None or known.id in deleted:
            return "rejected"
        if endpoint in known.answers:
            return known.answers[endpoint]
        if model is None:
            return "not_json"
        if model and f'"id": "{model}"' not in self.answers["models"].body:
            return "unknown_model"
        return self.default[endpoint]


def practice_answers() -> PracticeAnswers:
    """Reads the file, which is part of the program."""
    text = resource("practice", "answers.toml").read_bytes()
    return msgspec.toml.decode(text, type=PracticeAnswers)


def echo(key: str) -> str:
    """How OpenAI repeats a rejected key: whole when short, else first 8, asterisks, last 4."""
    return key if len(key) <= 12 else key[:8] + "*" * (len(key) - 12) + key[-4:]


def _model(body: bytes) -> str | None:
    """The model that a request names, "" if none; None if the body is no JSON object."""
    try:
        request = json.loads(body)
    except ValueError:
        return None
    return str(request.get("model", "")) if isinstance(request, dict) else None
