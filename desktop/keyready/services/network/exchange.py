# SPDX-License-Identifier: MIT
"""One HTTP exchange with `requests`, on the worker thread that `transport` starts.

There is no `requests.Session`: the session is what consults `.netrc` and the environment,
keeps cookies, and reads (and follows) redirects, none of which may meet a key.
"""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError
from urllib3.util import parse_url

from keyready import __version__
from keyready.core.answer import Answer, Fault
from keyready.core.verdict import Cause
from keyready.services.network.lifeline import Lifeline
from keyready.services.network.network_fault import cause_of, validity_doubt
from keyready.services.network.proxy import proxy_in_force
from keyready.services.network.request import Attempt, Network, Request
from keyready.services.network.trust import glimpse, trusting_context

BODY_LIMIT = 1024 * 1024  # bytes, as they came and decompressed
_PIECE = 64 * 1024
_GLIMPSE_S = 3.0
_CLOCK_TOLERANCE = timedelta(days=1)
HEADERS = {
    "accept": "application/json",
    "accept-encoding": "identity",
    "connection": "close",
    "user-agent": f"keyready/{__version__}",
}


def exchange(attempt: Attempt, key: str, network: Network, lifeline: Lifeline) -> Answer | Fault:
    """Sends the request with `key` in its credential's header, and reads the answer."""
    request = attempt.request
    try:
        context = trusting_context(network.ca_file)
    except OSError:
        return attempt.fault(Cause.TLS_UNTRUSTED, ca_file=str(network.ca_file))
    proxy = proxy_in_force(request.url, network)
    try:
        response = _Adapter(context, lifeline).send(
            _prepared(request, key),
            stream=True,
            timeout=(network.connect_s, network.deadline_s),
            proxies={"all": proxy.url} if proxy else {},
        )
        body, truncated = _readable_body(response)
    except (OSError, HTTPError, UnicodeError) as error:  # requests' exceptions are OSErrors
        return _fault(attempt, error, is_direct=proxy is None)
    headers = {name.lower(): text for name, text in response.headers.items()}
    return Answer(
        response.status_code, headers, body, attempt.elapsed_ms, request.endpoint, truncated
    )


def _prepared(request: Request, key: str) -> requests.PreparedRequest:
    def authorise(prepared: requests.PreparedRequest) -> requests.PreparedRequest:
        if request.credential is not None:
            prepared.headers[request.credential.header] = request.credential.prefix + key
        return prepared

    headers = {**HEADERS, **request.headers}
    return requests.Request(
        request.method, request.url, headers=headers, data=request.body, auth=authorise
    ).prepare()


class _Adapter(HTTPAdapter):
    """Verifies against `context` alone and ties every connection to `lifeline`. No retries."""

    def __init__(self, context: ssl.SSLContext, lifeline: Lifeline) -> None:
        self._context = context
        self._pools = _pools(lifeline)
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, ssl_context=self._context, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager

    def cert_verify(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: `requests` would trust its own list of authorities beside the system's."""


def _pools(lifeline: Lifeline) -> dict[str, Any]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> Any:
            return lifeline.hold(super()._new_conn())

    class Secure(HTTPSConnection):
        def _new_conn(self) -> Any:
            return lifeline.hold(super()._new_conn())

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _readable_body(response: requests.Response) -> tuple[bytes, bool]:
    """At most `BODY_LIMIT` bytes of the decompressed body, and whether there was more."""
    received = bytearray()
    while len(received) <= BODY_LIMIT:
        piece = response.raw.read(_PIECE, decode_content=False)
        if not piece:
            break
        received += piece
    body = _decompressed(bytes(received), response.headers)
    return body[:BODY_LIMIT], max(len(received), len(body)) > BODY_LIMIT


def _decompressed(body: bytes, headers: Mapping[str, str]) -> bytes:
    # We ask for `identity`; some servers compress all the same.
    if headers.get("content-encoding", "").strip().lower() not in ("gzip", "x-gzip", "deflate"):
        return body
    gzip_or_zlib = zlib.MAX_WBITS | 32
    try:
        return zlib.decompressobj(gzip_or_zlib).decompress(body, BODY_LIMIT + 1)
    except zlib.error:
        return body  # not what its header says: judged as it came


def _fault(attempt: Attempt, error: BaseException, *, is_direct: bool) -> Fault:
    cause = cause_of(error)
    if cause is not Cause.TLS_UNTRUSTED or not is_direct:
        return attempt.fault(cause)
    address = parse_url(attempt.request.url)
    seen = glimpse(attempt.request.host, address.port or 443, _GLIMPSE_S)
    facts = {"issuer": seen.issuer} if seen.issuer else {}
    doubt = validity_doubt(error)
    if doubt is None:
        return attempt.fault(cause, **facts)
    return attempt.fault(_whose_clock(doubt, seen.server_time), validity=doubt, **facts)


def _whose_clock(doubt: str, server_time: datetime | None) -> Cause:
    """A certificate out of its dates: is this computer's clock wrong, or the certificate?

    The server's own time decides. Where it cannot be had, "not yet valid" is laid to our clock
    (nobody issues certificates for next year) and "expired" to the certificate (that happens).
    """
    if server_time is None:
        return Cause.CLOCK_WRONG if doubt == "not_yet_valid" else Cause.TLS_UNTRUSTED
    is_ours = abs(datetime.now(timezone.utc) - server_time) > _CLOCK_TOLERANCE
    return Cause.CLOCK_WRONG if is_ours else Cause.TLS_UNTRUSTED
