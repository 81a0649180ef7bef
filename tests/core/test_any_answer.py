# SPDX-License-Identifier: MIT
"""Any bytes yield a verdict, and no verdict holds eight characters of the key in a row."""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from judging import HTML, JSON, KEY, answer, error, judged, providers
from keyready.core.answer import Answer, Fault
from keyready.core.judge import judge
from keyready.core.redaction import RUN
from keyready.core.secret import Secret
from keyready.core.verdict import Cause, Stage, Verdict

SECRET = KEY.reveal()
NAMES = sorted(providers())
WORDS = ["error", "message", "code", "type", "status", "details", "data", "id", "object", "model"]

texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from([SECRET, SECRET[3:], SECRET.upper(), f"key {SECRET}\0{SECRET}", "list"]),
    st.tuples(st.text(max_size=9), st.text(max_size=9)).map(lambda ends: SECRET.join(ends)),
)
trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(WORDS) | texts, inner, max_size=6)
    ),
    max_leaves=20,
)
bodies = st.one_of(
    st.binary(max_size=300),
    texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
    trees.map(lambda tree: json.dumps(tree).encode()),
    trees.map(lambda tree: json.dumps({"error": tree}).encode()),
)
headers = st.fixed_dictionaries(
    {"content-type": st.sampled_from([JSON, HTML, "", "text/plain"])},
    optional=dict.fromkeys(
        ["x-request-id", "retry-after", "retry-after-ms", "date", "cf-ray", "location"], texts
    ),
)


def shown(verdict: Verdict) -> str:
    """Every text in a verdict, however deep."""

    def flat(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [text for pair in value.items() for inner in pair for text in flat(inner)]
        if isinstance(value, (tuple, list)):
            return [text for inner in value for text in flat(inner)]
        return [str(value)]

    return "\n".join(flat(astuple(verdict)))


def holds(text: str, secret: str) -> bool:
    return any(secret[at : at + RUN] in text for at in range(len(secret) - RUN + 1))


@settings(max_examples=400, deadline=None)
@given(
    name=st.sampled_from(NAMES),
    stage=st.sampled_from(Stage),
    status=st.integers(100, 599) | st.sampled_from([200, 400, 401, 403, 404, 429]),
    headers=headers,
    body=bodies,
)
@example("openai", Stage.FREE, 200, {"content-type": JSON}, b"[" * 200_000)
@example("openai", Stage.FREE, 200, {"content-type": JSON}, b'{"a":' * 200_000)
@example("openai", Stage.FREE, 200, {"content-type": JSON}, b"9" * 10_000)
@example("openai", Stage.FREE, 401, {"content-type": HTML}, b"<" * 100_000)
@example("openai", Stage.FREE, 401, {}, json.dumps({"error": "\ud800" + SECRET}).encode())
@example("gemini", Stage.FREE, 200, {"content-type": JSON}, b"[null]")
@example("together", Stage.FREE, 200, {"content-type": JSON}, b'[{"id":null}]')
def test_h31_any_answer_yields_a_verdict_without_the_key(
    name: str, stage: Stage, status: int, headers: dict[str, str], body: bytes
) -> None:
    verdict = judge(
        providers()[name], stage, Answer(status, headers, body, 1, "GET /v1/models"), KEY
    )
    assert not holds(shown(verdict), SECRET)
    shown(verdict).encode("utf-8")  # no lone surrogates: it can be printed


@settings(max_examples=200, deadline=None)
@given(secret=st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=8))
def test_whatever_the_key_looks_like_its_echo_goes(secret: str) -> None:
    said = f"No {secret}, not {secret[1:]} nor {secret * 2}: try again in 20s"
    body = {"error": {"message": said, "code": secret, "type": secret}, "object": secret}
    for provider in ("openai", "custom"):
        reply = answer(429, body, JSON, x_request_id=f"req_{secret}")
        verdict = judge(providers()[provider], Stage.TRIAL, reply, Secret(secret))
        ours = {cause.value for cause in Cause} | {"GET /v1/models", "not_judged"}
        said_by_them = [verdict.said, verdict.code or "", verdict.request_id or ""]
        assert not any(holds(text, secret) for text in [*said_by_them, *verdict.facts.values()])
        assert verdict.cause.value in ours


def test_a_faults_facts_hold_no_key() -> None:
    fault = Fault(Cause.DNS_FAILED, 1, f"GET /v1?key={SECRET}", {"host": f"{SECRET}.example"})
    assert not holds(shown(judge(providers()["openai"], Stage.FREE, fault, KEY)), SECRET)


@pytest.mark.parametrize("short", ["hunter2", "abc", "x"])
def test_a_short_value_that_comes_back_whole_goes(short: str) -> None:
    body = error(f"Incorrect API key provided: {short}. You can find your API key", None, "e")
    verdict = judge(providers()["openai"], Stage.FREE, answer(401, body), Secret(short))
    assert f" {short}." not in verdict.said


def test_a_truncated_answer_is_no_success() -> None:
    assert judged("openai", "free", 200, '{"object":"list","data":[{"id":"m"').key.value == (
        "not_judged"
    )
