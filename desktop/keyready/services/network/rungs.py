# SPDX-License-Identifier: MIT
"""The rungs of one ladder, climbed on the worker thread that `connection` starts."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timezone
from http import HTTPStatus
from http.client import HTTPException

from urllib3.exceptions import LocationParseError

from keyready.core.ladder import (
    Finding,
    Rung,
    RungId,
    State,
    clock_rung,
    found,
    http_rung,
    tls_rung,
)
from keyready.core.verdict import Cause
from keyready.services.network.exchange import HEADERS
from keyready.services.network.lifeline import Lifeline
from keyready.services.network.network_fault import cause_of, certificate_doubt
from keyready.services.network.proxy import proxy_in_force
from keyready.services.network.request import Network
from keyready.services.network.trust import blind_context, issuer_of, trusting_context
from keyready.services.network.way import PORTS, Way

_BODY_LIMIT = 64 * 1024  # bytes
_EXPECTED = (OSError, HTTPException, UnicodeError)

_OF_PROXY = {
    Finding.NAME_FOUND: Finding.NAME_PROXY_FOUND,
    Finding.NAME_NOT_FOUND: Finding.NAME_PROXY_NOT_FOUND,
    Finding.TCP_OPEN: Finding.TCP_PROXY_OPEN,
    Finding.TCP_REFUSED: Finding.TCP_PROXY_REFUSED,
}
_FALLS = {
    (RungId.TCP, Cause.TIMED_OUT): Finding.TCP_TIMED_OUT,
    (RungId.PROXY, Cause.TIMED_OUT): Finding.PROXY_TIMED_OUT,
    (RungId.TLS, Cause.TIMED_OUT): Finding.TLS_TIMED_OUT,
    (RungId.TLS, Cause.NOT_THE_API): Finding.TLS_PLAIN,
    (RungId.HTTP, Cause.TIMED_OUT): Finding.HTTP_TIMED_OUT,
    (RungId.HTTP, Cause.NOT_THE_API): Finding.HTTP_NOT_THE_API,
    (RungId.HTTP, Cause.MTLS_REQUIRED): Finding.HTTP_CLIENT_CERTIFICATE,
}
_OTHER_FALLS = {
    RungId.NAME: Finding.NAME_NOT_FOUND,
    RungId.TCP: Finding.TCP_REFUSED,
    RungId.PROXY: Finding.PROXY_BROKEN,
    RungId.TLS: Finding.TLS_BROKEN,
    RungId.HTTP: Finding.HTTP_BROKEN,
}
_DOUBTS = {
    None: Finding.TLS_UNTRUSTED,
    "expired": Finding.TLS_EXPIRED,
    "not_yet_valid": Finding.TLS_NOT_YET_VALID,
    "wrong_host": Finding.TLS_WRONG_HOST,
}


def rungs(base_url: str, network: Network, lifeline: Lifeline) -> Iterator[Rung]:
    """The rungs in their order, up to the first bad one."""
    proxy = proxy_in_force(base_url, network)
    origin = {"source": proxy.source, "variable": proxy.variable} if proxy else {}
    with ExitStack() as stack:

        def way() -> Way:
            return Way(base_url, proxy, network, lifeline, stack)

        try:
            climb = _Climb(way, network, origin)
        except LocationParseError:
            yield found(Finding.NAME_PROXY_UNREADABLE, **origin)
            return
        for rung_id, step in climb.steps.items():
            try:
                rung = step()
            except _EXPECTED as error:
                rung = climb.fallen(rung_id, error)
            yield rung
            if rung.state is State.BAD:
                return


class _Climb:
    """Each step builds on those before it; it raises what stopped it."""

    def __init__(self, way: Callable[[], Way], network: Network, origin: dict[str, str]) -> None:
        self._another_way, self._way, self._network = way, way(), network
        self._facts = {"host": self._way.host}
        if shown := self._way.proxy_shown:
            self._facts |= {"proxy": shown, **origin}
        self._date = ""
        self.steps: dict[RungId, Callable[[], Rung]] = {
            RungId.NAME: self._name,
            RungId.TCP: self._tcp,
            RungId.PROXY: self._proxy,
            RungId.TLS: self._tls,
            RungId.HTTP: self._http,
            RungId.CLOCK: self._clock,
        }

    def fallen(self, rung_id: RungId, error: BaseException) -> Rung:
        """What it means that the step to `rung_id` raised `error`."""
        if rung_id is RungId.TLS and isinstance(error, ssl.SSLCertVerificationError):
            today = datetime.now().astimezone().date().isoformat()
            issuer = self._refused_issuer()
            return self._found(_DOUBTS[certificate_doubt(error)], issuer=issuer, today=today)
        return self._found(_FALLS.get((rung_id, cause_of(error))) or _OTHER_FALLS[rung_id])

    def _found(self, finding: Finding, **facts: str) -> Rung:
        if finding.rung in (RungId.NAME, RungId.TCP):
            host, port = self._way.hop
            facts |= {"host": host, "port": str(port)}
            finding = _OF_PROXY.get(finding, finding) if self._way.proxy_shown else finding
        return found(finding, **{**self._facts, **facts})

    def _name(self) -> Rung:
        address = self._way.resolve()
        is_name = address != self._way.hop[0]
        finding = Finding.NAME_FOUND if is_name else Finding.NAME_NOT_NEEDED
        return self._found(finding, address=address)

    def _tcp(self) -> Rung:
        return self._found(Finding.TCP_OPEN, address=self._way.connect())

    def _proxy(self) -> Rung:
        if not self._way.proxy_shown:
            return found(Finding.PROXY_NONE)
        if self._way.proxy_kind not in PORTS:
            return self._found(Finding.PROXY_UNKNOWN_KIND)
        status = self._way.tunnel()
        if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
            return self._found(Finding.PROXY_LOGIN)
        is_open = 200 <= status < 300
        finding = Finding.PROXY_PASSED if is_open else Finding.PROXY_REFUSED
        return self._found(finding, status=str(status))

    def _tls(self) -> Rung:
        if self._way.is_plain:
            return found(Finding.TLS_NOT_NEEDED)
        try:
            context = trusting_context(self._network.ca_file)
        except OSError:
            return found(Finding.TLS_CA_FILE, file=str(self._network.ca_file))
        return tls_rung(issuer_of(self._way.secure(context, self._way.host)) or "")

    def _http(self) -> Rung:
        """Every API that we know answers at `/models` without a key: with JSON, 401 or 404."""
        answer = self._way.get("/models", HEADERS)
        headers = {name.lower(): text for name, text in answer.getheaders()}
        self._date = headers.get("date", "")
        return http_rung(self._way.host, answer.status, headers, answer.read(_BODY_LIMIT))

    def _clock(self) -> Rung:
        return clock_rung(self._date, datetime.now(timezone.utc))

    def _refused_issuer(self) -> str:
        """Whose certificate was refused, by a second handshake in which nothing is said."""
        way = self._another_way()
        try:
            way.resolve()
            way.connect()
            if way.proxy_shown:
                way.tunnel()
            return issuer_of(way.secure(blind_context(), way.host)) or ""
        except _EXPECTED:
            return ""
