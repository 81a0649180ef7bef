# SPDX-License-Identifier: MIT
"""The way from this computer to an API, rung by rung, and what each rung can be found to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from enum import Enum
from http import HTTPStatus
from urllib.parse import urlsplit

CLOCK_TOLERANCE_S = 300

# Programs that read TLS on its way, by what their certificates name as issuer.
_INSPECTORS = re.compile(
    r"\b(adguard|barracuda|bitdefender|blue coat|cato networks|charles proxy|check point|cisco|"
    r"doctor web|eset|fiddler|forcepoint|fortinet|goguardian|iboss|kaspersky|lightspeed|mcafee|"
    r"menlo security|mitmproxy|monitorapp|netskope|norton|palo alto|portswigger|securly|skyhigh|"
    r"somansa|sonicwall|soosan|sophos|trend micro|watchguard|web/mail shield|zscaler)\b",
    re.IGNORECASE,
)
_API_WITHOUT_KEY = frozenset(
    {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
)


class RungId(str, Enum):
    """From the ground up. With a proxy in force, `NAME` and `TCP` are those of the proxy."""

    NAME = "name"
    TCP = "tcp"
    PROXY = "proxy"
    TLS = "tls"
    HTTP = "http"
    CLOCK = "clock"


class State(str, Enum):
    """Ends nothing, deserves a look, ends the way here, or was not looked at."""

    GOOD = "good"
    ATTENTION = "attention"
    BAD = "bad"
    NOT_REACHED = "not_reached"


class Finding(Enum):
    """What a rung was found to be: the rung, the id of the words in it, and the state."""

    def __init__(self, rung: RungId, id: str, state: State) -> None:
        self.rung = rung
        self.id = id
        self.state = state

    NAME_FOUND = (RungId.NAME, "found", State.GOOD)
    NAME_PROXY_FOUND = (RungId.NAME, "proxy_found", State.GOOD)
    NAME_NOT_NEEDED = (RungId.NAME, "not_needed", State.GOOD)
    NAME_NOT_FOUND = (RungId.NAME, "not_found", State.BAD)
    NAME_PROXY_NOT_FOUND = (RungId.NAME, "proxy_not_found", State.BAD)
    NAME_PROXY_UNREADABLE = (RungId.NAME, "proxy_unreadable", State.BAD)
    NAME_TIMED_OUT = (RungId.NAME, "timed_out", State.BAD)

    TCP_OPEN = (RungId.TCP, "open", State.GOOD)
    TCP_PROXY_OPEN = (RungId.TCP, "proxy_open", State.GOOD)
    TCP_REFUSED = (RungId.TCP, "refused", State.BAD)
    TCP_PROXY_REFUSED = (RungId.TCP, "proxy_refused", State.BAD)
    TCP_TIMED_OUT = (RungId.TCP, "timed_out", State.BAD)

    PROXY_NONE = (RungId.PROXY, "none", State.GOOD)
    PROXY_PASSED = (RungId.PROXY, "passed", State.GOOD)
    PROXY_LOGIN = (RungId.PROXY, "login", State.BAD)
    PROXY_REFUSED = (RungId.PROXY, "refused", State.BAD)
    PROXY_UNKNOWN_KIND = (RungId.PROXY, "unknown_kind", State.BAD)
    PROXY_BROKEN = (RungId.PROXY, "broken", State.BAD)
    PROXY_TIMED_OUT = (RungId.PROXY, "timed_out", State.BAD)

    TLS_TRUSTED = (RungId.TLS, "trusted", State.GOOD)
    TLS_INSPECTED = (RungId.TLS, "inspected", State.ATTENTION)
    TLS_NOT_NEEDED = (RungId.TLS, "not_needed", State.GOOD)
    TLS_UNTRUSTED = (RungId.TLS, "untrusted", State.BAD)
    TLS_EXPIRED = (RungId.TLS, "expired", State.BAD)
    TLS_NOT_YET_VALID = (RungId.TLS, "not_yet_valid", State.BAD)
    TLS_WRONG_HOST = (RungId.TLS, "wrong_host", State.BAD)
    TLS_CA_FILE = (RungId.TLS, "ca_file", State.BAD)
    TLS_PLAIN = (RungId.TLS, "plain", State.BAD)
    TLS_BROKEN = (RungId.TLS, "broken", State.BAD)
    TLS_TIMED_OUT = (RungId.TLS, "timed_out", State.BAD)

    HTTP_API = (RungId.HTTP, "api", State.GOOD)
    HTTP_FAILING = (RungId.HTTP, "failing", State.ATTENTION)
    HTTP_REDIRECT = (RungId.HTTP, "redirect", State.BAD)
    HTTP_NOT_THE_API = (RungId.HTTP, "not_the_api", State.BAD)
    HTTP_PROXY_LOGIN = (RungId.HTTP, "proxy_login", State.BAD)
    HTTP_CLIENT_CERTIFICATE = (RungId.HTTP, "client_certificate", State.BAD)
    HTTP_BROKEN = (RungId.HTTP, "broken", State.BAD)
    HTTP_TIMED_OUT = (RungId.HTTP, "timed_out", State.BAD)

    CLOCK_RIGHT = (RungId.CLOCK, "right", State.GOOD)
    CLOCK_AHEAD = (RungId.CLOCK, "ahead", State.ATTENTION)
    CLOCK_BEHIND = (RungId.CLOCK, "behind", State.ATTENTION)
    CLOCK_UNTOLD = (RungId.CLOCK, "untold", State.NOT_REACHED)


@dataclass(frozen=True)
class Rung:
    """`finding` None stands for a rung below which the way already ended.

    `facts` fill the words of the finding: `host`, `port`, `address`, `proxy` (without name and
    password), `source` ("settings", "environment", "system") and `variable`, `issuer`, `today`,
    `file`, `status`, `target`, `skew_s` (whole seconds). None of them is secret.
    """

    id: RungId
    finding: Finding | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def state(self) -> State:
        return self.finding.state if self.finding else State.NOT_REACHED


@dataclass(frozen=True)
class Ladder:
    """All rungs in their order, on the way to `address` (a base URL)."""

    address: str
    rungs: tuple[Rung, ...]

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    @property
    def weakest(self) -> Rung | None:
        """The first bad rung, else the first that deserves attention, else None: all is well."""
        for state in (State.BAD, State.ATTENTION):
            for rung in self.rungs:
                if rung.state is state:
                    return rung
        return None


def ladder(address: str, climbed: Iterable[Rung], *, in_time: bool = True) -> Ladder:
    """The whole ladder, of the rungs that were climbed: those above were not reached.

    Without `in_time` the first of those is where the time ran out.
    """
    rungs = list(climbed)
    above = list(RungId)[len(rungs) :]
    if not in_time and len(above) > 1:  # the clock takes no time
        rungs.append(found(Finding[f"{above.pop(0).name}_TIMED_OUT"]))
    return Ladder(address, (*rungs, *map(Rung, above)))


def found(finding: Finding, **facts: str) -> Rung:
    return Rung(finding.rung, finding, facts)


def tls_rung(issuer: str) -> Rung:
    """Of a certificate that this computer trusts: was it issued by a program that reads along?"""
    is_inspector = _INSPECTORS.search(issuer) is not None
    return found(Finding.TLS_INSPECTED if is_inspector else Finding.TLS_TRUSTED, issuer=issuer)


def http_rung(host: str, status: int, headers: Mapping[str, str], body: bytes) -> Rung:
    """Of the answer to a request without a key. `headers` has lower-case names.

    An API answers with JSON, or refuses with a status; what a portal or a filter answers
    looks different. `host` is the one that was asked.
    """
    said = {"host": host, "status": str(status)}
    target = _host_of(headers.get("location", ""))
    if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        return found(Finding.HTTP_PROXY_LOGIN)
    if 300 <= status < 400 and target and target != host:
        return found(Finding.HTTP_REDIRECT, target=target)
    is_json = "json" in headers.get("content-type", "") or body.lstrip()[:1] in (b"{", b"[")
    if status >= 500 and status != HTTPStatus.NETWORK_AUTHENTICATION_REQUIRED:
        return found(Finding.HTTP_FAILING, **said)
    if is_json or status in _API_WITHOUT_KEY or 300 <= status < 400:
        return found(Finding.HTTP_API, **said)
    return found(Finding.HTTP_NOT_THE_API, **said)


def _host_of(location: str) -> str:
    try:
        return urlsplit(location).hostname or ""
    except ValueError:  # brackets that make no sense
        return ""


def clock_rung(date: str, now: datetime) -> Rung:
    """`date` is the answer's Date header ("" if it has none), `now` knows its time zone."""
    from email.utils import parsedate_to_datetime  # a dozen modules, for this one line

    try:
        told = parsedate_to_datetime(date)
    except ValueError:
        return found(Finding.CLOCK_UNTOLD)
    if told.tzinfo is None:  # "-0000"
        told = told.replace(tzinfo=timezone.utc)
    skew_s = round((now - told).total_seconds())
    if abs(skew_s) <= CLOCK_TOLERANCE_S:
        return found(Finding.CLOCK_RIGHT)
    is_ahead = skew_s > 0
    finding = Finding.CLOCK_AHEAD if is_ahead else Finding.CLOCK_BEHIND
    return found(finding, skew_s=str(abs(skew_s)))
