# SPDX-License-Identifier: MIT
"""A key is tried at its provider: what is asked is data, what is answered becomes a verdict."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import msgspec

from keyready.core.answer import Fault
from keyready.core.judge import judge
from keyready.core.provider import Provider, Trial
from keyready.core.secret import Secret
from keyready.core.verdict import Cause, Stage, Verdict
from keyready.services.network.request import Credential, Network, Request
from keyready.services.network.transport import send

# After these the next candidate may still do; after any other answer it would not.
_ANOTHER_MODEL = frozenset({Cause.MODEL_UNAVAILABLE, Cause.MODEL_NOT_ALLOWED})


def check(
    provider: Provider, secret: Secret | None, base_url: str, network: Network | None = None
) -> Verdict:
    """The free probe: is the key real? Blocks at most as long as one request may take.

    `base_url` is the address in force, without a slash at its end. `Verdict.models` has what
    the provider listed, for `trial`. Where nothing can be asked for free, the verdict has the
    fact `no_free_probe`.
    """
    probe = provider.free
    if probe is None:
        facts = {"no_free_probe": "yes"} if provider.trial else {}
        return _unasked(provider, Stage.FREE, Cause.UNRECOGNISED, **facts)
    request = _request(provider, secret, base_url, probe.method, probe.path, probe.body)
    return judge(provider, Stage.FREE, send(request, network), secret)


def trial(
    provider: Provider,
    secret: Secret | None,
    base_url: str,
    listed: tuple[str, ...] = (),
    network: Network | None = None,
) -> Verdict:
    """One tiny request that may cost something: can the key be used now?

    `listed` are the models of the verdict before. A model that is refused gives way to the
    next candidate, three at most; nothing else is tried twice. `Verdict.models` has what could
    be chosen from. The fact `model` names the
    model that was asked.
    """
    plan = provider.trial
    if plan is None:
        return _unasked(provider, Stage.TRIAL, Cause.UNRECOGNISED)
    if not listed and plan.models is not None:
        lister = msgspec.structs.replace(provider, free=plan.models)
        listed = check(lister, secret, base_url, network).models
    verdict = _unasked(provider, Stage.TRIAL, Cause.MODEL_UNAVAILABLE)
    for model in plan.candidates(listed):
        verdict = _try_model(provider, plan, secret, base_url, model, network)
        if verdict.cause not in _ANOTHER_MODEL:
            break
    return dataclasses.replace(verdict, models=listed)


def _try_model(
    provider: Provider,
    plan: Trial,
    secret: Secret | None,
    base_url: str,
    model: str,
    network: Network | None,
) -> Verdict:
    path, body = plan.path_for(model), plan.body_for(model)
    request = _request(provider, secret, base_url, plan.method, path, body)
    verdict = judge(provider, Stage.TRIAL, send(request, network), secret)
    return dataclasses.replace(verdict, facts={"model": model, **verdict.facts})


def _request(
    provider: Provider,
    secret: Secret | None,
    base_url: str,
    method: str,
    path: str,
    body: Mapping[str, Any] | None,
) -> Request:
    auth = provider.auth
    headers = dict(auth.extra)
    if body is not None:
        headers["content-type"] = "application/json"
    return Request(
        method,
        _url(provider, base_url, path),
        Credential(auth.header, auth.prefix, secret) if secret else None,
        headers,
        json.dumps(body).encode() if body is not None else None,
    )


def _url(provider: Provider, base_url: str, path: str) -> str:
    """Where `path` is asked. A whole address is the provider's; a server that stands in for the
    provider has its own at the same path, and the key goes to no other host."""
    if not path.startswith("https://"):
        return base_url + path
    if base_url == provider.base_url:
        return path
    stand_in, whole = urlsplit(base_url), urlsplit(path)
    return urlunsplit((stand_in.scheme, stand_in.netloc, whole.path, whole.query, ""))


def _unasked(provider: Provider, stage: Stage, cause: Cause, **facts: str) -> Verdict:
    return judge(provider, stage, Fault(cause, 0, "", facts), None)
