# SPDX-License-Identifier: MIT
"""What came back from a request: an HTTP answer, or a fault on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from keyready.core.verdict import Cause


@dataclass(frozen=True)
class Answer:
    """One HTTP answer.

    `headers` has lower-case names; `body` is at most as long as the transport reads
    (`truncated` says that there was more); `elapsed_ms` is in milliseconds from the
    start of the connection; `endpoint` reads "GET /v1/models".
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    elapsed_ms: int
    endpoint: str
    truncated: bool = False


@dataclass(frozen=True)
class Fault:
    """No answer that could be judged: what stood in the way.

    `cause` is one of the network causes; `facts` fill the words of that cause
    (for instance `issuer`, `host`), and never hold the key.
    """

    cause: Cause
    elapsed_ms: int
    endpoint: str
    facts: Mapping[str, str] = field(default_factory=dict)
