# SPDX-License-Identifier: MIT
"""An outcome turned into a verdict by the provider's rules. Knows no provider."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from keyready.core.answer import Answer, Fault
from keyready.core.key_shape import KeyShape, shape_of
from keyready.core.provider import Provider
from keyready.core.reading import Reading, read, values_at
from keyready.core.redaction import echo, redact, without_key
from keyready.core.rules import Rule, Situation, facts_if_met
from keyready.core.secret import Secret
from keyready.core.verdict import MEANINGS, Cause, Stage, Verdict
from keyready.core.wait import wait_seconds

MODELS = 2_000  # names that a verdict keeps
NAME = 200  # characters of the longest code, id or model name that is kept

_REQUEST_IDS = ("x-request-id", "request-id", "apim-request-id", "cf-ray")
_UNRECOGNISED = Rule(cause=Cause.UNRECOGNISED)


def judge(
    provider: Provider, stage: Stage, outcome: Answer | Fault, sent: Secret | None
) -> Verdict:
    """The verdict on one answer, or on the lack of one. Any bytes yield one; nothing raises.

    `sent` is the key that went along, None if none did: no eight characters of it in a row
    get into the verdict.
    """
    if isinstance(outcome, Fault):
        return _verdict(Rule(cause=outcome.cause), stage, outcome, sent, outcome.facts)
    reading = read(outcome)
    shape = _repeated(reading, provider.key_shapes)
    situation = Situation(
        stage, reading, outcome.headers, shape.kind if shape else None, sent is not None
    )
    rule, facts = _decide(provider.rules, situation)
    if shape and shape.owner and rule.echo:
        facts["owner"] = shape.owner
    if (wait := wait_seconds(reading, outcome.headers)) is not None:
        facts["wait_s"] = str(wait)
    return _verdict(rule, stage, outcome, sent, facts, reading, _models(provider, stage, reading))


def _decide(rules: Iterable[Rule], situation: Situation) -> tuple[Rule, dict[str, str]]:
    for rule in rules:
        facts = facts_if_met(rule, situation)
        if facts is not None:
            return rule, facts
    return _UNRECOGNISED, {}


def _verdict(
    rule: Rule,
    stage: Stage,
    outcome: Answer | Fault,
    sent: Secret | None,
    facts: Mapping[str, str],
    reading: Reading | None = None,
    models: Iterable[str] = (),
) -> Verdict:
    meaning = MEANINGS[rule.cause]
    headers = outcome.headers if isinstance(outcome, Answer) else {}
    code = next((c for c in reading.codes if not c.isdigit()), None) if reading else None
    request_id = next((headers[name] for name in _REQUEST_IDS if name in headers), None)
    return Verdict(
        cause=rule.cause,
        key=rule.key or meaning.key,
        usable=rule.usable or meaning.usable,
        stage=stage,
        endpoint=without_key(outcome.endpoint, sent),
        elapsed_ms=outcome.elapsed_ms,
        http_status=outcome.status if isinstance(outcome, Answer) else None,
        code=redact(code, sent)[:NAME] if code else None,
        request_id=_printable(without_key(request_id, sent)) if request_id else None,
        said=redact(reading.message, sent) if reading else "",
        facts={name: redact(value, sent)[:NAME] for name, value in facts.items()},
        models=tuple(name for name in models if without_key(name, sent) == name),
    )


def _repeated(reading: Reading, shapes: Iterable[KeyShape]) -> KeyShape | None:
    """The shape of the key that the answer repeats, as far as its mask shows it."""
    repeated = echo(reading.message)
    if repeated is None:
        return None
    visible, *hidden = re.split(r"\*{2,}|\.{3}|…", repeated.strip("'\"` "))
    return shape_of(visible, shapes) if visible or not hidden else None


def _models(provider: Provider, stage: Stage, reading: Reading) -> list[str]:
    """The names of the models that the free probe lists."""
    path = provider.free.models if provider.free else ""
    if stage is not Stage.FREE or not path or not reading.succeeded:
        return []
    names = (value for value in values_at(reading.tree, path) if isinstance(value, str))
    return [n for n in names if n and len(n) <= NAME and n.isprintable()][:MODELS]


def _printable(text: str) -> str:
    return "".join(char for char in text if char.isprintable())[:NAME]
