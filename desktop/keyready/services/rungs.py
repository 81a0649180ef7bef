# SPDX-License-Identifier: MIT
"""The way to an API, opened rung by rung on the worker thread that `connection` starts.

`exchange` opens the same way in one go; here each part of it is named. Nothing secret is
sent but the proxy's own password, to the proxy.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timezone
from http.client import HTTPException, HTTPResponse
from typing import cast
from urllib.parse import urlsplit

from requests.utils import get_auth_from_url
from urllib3.exceptions import LocationParseError
from urllib3.util import make_headers, parse_url
from urllib3.util.ssltransport import SSLTransport

from keyready.core.ladder import Finding, Rung, RungId, State, clock_rung, found
from keyready.core.ladder import http_rung, tls_rung
from keyready.core.verdict import Cause
from keyready.services.exchange import HEADERS
from keyready.services.lifeline import Lifeline
from keyready.services.network_fault import cause_of, certificate_doubt
from keyready.services.proxy import Proxy, proxy_in_force
from keyready.services.request import Network
from keyready.services.trust import blind_context, issuer_of, trusting_context

_BODY_LIMIT = 64 * 1024  # bytes
_PORTS = {"http": 80, "https": 443}

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
    with ExitStack() as stack:
        try:
            way = _Way(base_url, network, lifeline, stack, proxy)
        except LocationParseError:  # its text may hold the password
            yield found(Finding.NAME_PROXY_UNREADABLE, **_origin(proxy))
            return
        for rung_id, step in zip(
            RungId, (way.name, way.tcp, way.proxy, way.tls, way.http, way.clock), strict=True
        ):
            try:
                rung = step()
            except (OSError, HTTPException, UnicodeError) as error:
                rung = way.fallen(rung_id, error)
            yield rung
            if rung.state is State.BAD:
                return


def _origin(proxy: Proxy | None) -> dict[str, str]:
    return {"source": proxy.source, "variable": proxy.variable} if proxy else {}


class _Way:
    """One way to one API. Each step builds on those before it and raises what stopped it."""

    def __init__(
        self,
        base_url: str,
        network: Network,
        lifeline: Lifeline,
        stack: ExitStack,
        proxy: Proxy | None,
    ) -> None:
        """Raises `LocationParseError` if the proxy's address is none."""
        self._network, self._lifeline, self._stack = network, lifeline, stack
        self._target = urlsplit(base_url)
        self._host = self._target.hostname or ""
        self._hop = (self._host, self._target.port or _PORTS[self._target.scheme])
        self._proxy = proxy
        self._facts = {"host": self._host}
        if proxy is not None:
            address = parse_url(proxy.url)
            if not address.host:
                raise LocationParseError("")
            self._proxy_kind = address.scheme or "http"
            self._hop = (address.host.strip("[]"), address.port or _PORTS.get(self._proxy_kind, 80))
            shown = f"{self._proxy_kind}://{address.host}:{self._hop[1]}"
            self._facts |= {"proxy": shown, **_origin(proxy)}
        self._places: list[str] = []
        self._date = ""

    def name(self) -> Rung:
        places = socket.getaddrinfo(*self._hop, type=socket.SOCK_STREAM)
        self._places = [str(place[0]) for *_, place in places]
        return self._at_hop(Finding.NAME_FOUND, address=self._places[0])

    def tcp(self) -> Rung:
        self._connection = self._connected()
        return self._at_hop(Finding.TCP_OPEN, address=str(self._connection.getpeername()[0]))

    def proxy(self) -> Rung:
        if self._proxy is None:
            return found(Finding.PROXY_NONE)
        if self._proxy_kind not in _PORTS:
            return found(Finding.PROXY_UNKNOWN_KIND, **self._facts)
        self._connection, status = self._tunnelled(self._connection, self._proxy.url)
        if status == 407:
            return found(Finding.PROXY_LOGIN, **self._facts)
        finding = Finding.PROXY_PASSED if 200 <= status < 300 else Finding.PROXY_REFUSED
        return found(finding, **self._facts, status=str(status))

    def tls(self) -> Rung:
        if self._target.scheme == "http":
            return found(Finding.TLS_NOT_NEEDED)
        try:
            context = trusting_context(self._network.ca_file)
        except OSError:
            return found(Finding.TLS_CA_FILE, file=str(self._network.ca_file))
        self._connection = self._secured(self._connection, context, self._host)
        return tls_rung(issuer_of(self._connection) or "")

    def http(self) -> Rung:
        """Every API that we know answers at `/models` without a key: with JSON, or 401 or 404."""
        head = {"host": self._target.netloc, **HEADERS}
        answer = self._asked(self._connection, "GET", f"{self._target.path}/models", head)
        headers = {name.lower(): text for name, text in answer.getheaders()}
        self._date = headers.get("date", "")
        return http_rung(self._host, answer.status, headers, answer.read(_BODY_LIMIT))

    def clock(self) -> Rung:
        return clock_rung(self._date, datetime.now(timezone.utc))

    def fallen(self, rung_id: RungId, error: BaseException) -> Rung:
        """What it means that the step to `rung_id` raised `error`."""
        if rung_id is RungId.TLS and isinstance(error, ssl.SSLCertVerificationError):
            today = datetime.now().astimezone().date().isoformat()
            facts = {**self._facts, "issuer": self._refused_issuer(), "today": today}
            return found(_DOUBTS[certificate_doubt(error)], **facts)
        return self._at_hop(_FALLS.get((rung_id, cause_of(error))) or _OTHER_FALLS[rung_id])

    def _at_hop(self, finding: Finding, **facts: str) -> Rung:
        host, port = self._hop
        if self._proxy is not None:
            finding = _OF_PROXY.get(finding, finding)
        if finding.rung in (RungId.NAME, RungId.TCP):
            facts |= {"host": host, "port": str(port)}
        return found(finding, **{**self._facts, **facts})

    def _connected(self) -> socket.socket:
        """To the first address that lets us in; raises what the last one said."""
        for place in self._places:
            try:
                connection = socket.create_connection(
                    (place, self._hop[1]), self._network.connect_s
                )
            except OSError:
                if place == self._places[-1]:
                    raise
            else:
                break
        connection.settimeout(self._network.deadline_s)
        self._stack.callback(connection.close)
        return self._lifeline.hold(connection)

    def _tunnelled(self, connection: socket.socket, url: str) -> tuple[socket.socket, int]:
        if self._proxy_kind == "https":
            context = trusting_context(self._network.ca_file)
            connection = self._secured(connection, context, self._hop[0])
        place = f"[{self._host}]" if ":" in self._host else self._host
        place = f"{place}:{self._target.port or _PORTS[self._target.scheme]}"
        head = {"host": place}
        login = get_auth_from_url(url)
        if login[0]:
            head |= make_headers(proxy_basic_auth=":".join(login))
        return connection, self._asked(connection, "CONNECT", place, head).status

    def _secured(
        self, connection: socket.socket, context: ssl.SSLContext, host: str
    ) -> socket.socket:
        if isinstance(connection, ssl.SSLSocket):
            inner = SSLTransport(connection, context, host)  # as good as a socket
            return cast(socket.socket, inner)
        secure = context.wrap_socket(connection, server_hostname=host)
        self._stack.callback(secure.close)
        return secure

    def _asked(
        self, connection: socket.socket, method: str, what: str, head: dict[str, str]
    ) -> HTTPResponse:
        lines = [f"{method} {what} HTTP/1.1", *(f"{name}: {text}" for name, text in head.items())]
        connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        answer = HTTPResponse(connection, method=method)
        self._stack.callback(answer.close)
        answer.begin()
        return answer

    def _refused_issuer(self) -> str:
        """Whose certificate was refused, by a second handshake in which nothing is said."""
        try:
            connection = self._connected()
            if self._proxy is not None:
                connection, _ = self._tunnelled(connection, self._proxy.url)
            return issuer_of(self._secured(connection, blind_context(), self._host)) or ""
        except (OSError, HTTPException, UnicodeError):
            return ""
