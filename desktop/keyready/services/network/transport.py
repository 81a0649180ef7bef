# SPDX-License-Identifier: MIT
"""One request, one answer: verified, to the named host only, and over in time.

`requests` is imported with the first request only, so that the window opens without it.
"""

from __future__ import annotations

import unicodedata

from keyready.core.answer import Answer, Fault
from keyready.core.verdict import Cause
from keyready.services.network.lifeline import DeadlineReached, Lifeline, within
from keyready.services.network.request import Attempt, Network, Request


def send(request: Request, network: Network | None = None) -> Answer | Fault:
    """Sends `request` once. Blocks at most `network.deadline_s`, whatever the other side does.

    Plain http leaves for loopback addresses only; loopback never passes a proxy; redirects are
    answers. A fault's facts: `host`; and where they apply `issuer`, `validity`, `character`.
    """
    network = network or Network()
    attempt = Attempt(request)
    credential = request.credential
    key = credential.secret.reveal() if credential else ""
    return _refused_here(attempt, key) or _in_time(attempt, key, network)


def _refused_here(attempt: Attempt, key: str) -> Fault | None:
    """What must not even reach `requests`, which quotes it in its exceptions."""
    if not attempt.request.may_leave:
        return attempt.fault(Cause.WRONG_BASE_URL)
    for text in (key, *attempt.request.headers.values()):
        if (character := _unfit_character(text)) is not None:
            return attempt.fault(Cause.KEY_MISSING, character=character)
    return None


def _unfit_character(text: str) -> str | None:
    """The first character that no header may hold, as "U+2013 en dash at 12" (from 1)."""
    for position, character in enumerate(text, start=1):
        if not " " <= character <= "~":
            name = unicodedata.name(character, "control character").lower()
            return f"U+{ord(character):04X} {name} at {position}"
    return None


def _in_time(attempt: Attempt, key: str, network: Network) -> Answer | Fault:
    def work(lifeline: Lifeline) -> Answer | Fault:
        from keyready.services.network.exchange import exchange

        return exchange(attempt, key, network, lifeline)

    try:
        return within(network.deadline_s, work)
    except DeadlineReached:
        return attempt.fault(Cause.TIMED_OUT)
