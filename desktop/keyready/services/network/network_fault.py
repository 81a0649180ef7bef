# SPDX-License-Identifier: MIT
"""From an exception of the network to a cause: by type and number, never by its text.

The texts are left alone because `requests` quotes addresses and header values in them.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator

from requests.exceptions import InvalidProxyURL, InvalidSchema, InvalidURL
from urllib3.exceptions import LocationValueError

from keyready.core.verdict import Cause

# The first type that is found in the chain of exceptions decides.
_BY_TYPE: tuple[tuple[type[BaseException], Cause], ...] = (
    (socket.gaierror, Cause.DNS_FAILED),
    (ssl.SSLCertVerificationError, Cause.TLS_UNTRUSTED),
    (ssl.SSLEOFError, Cause.NO_CONNECTION),
    (ssl.SSLZeroReturnError, Cause.NO_CONNECTION),
    (ssl.SSLError, Cause.TLS_UNTRUSTED),
    (TimeoutError, Cause.TIMED_OUT),
    (ConnectionError, Cause.NO_CONNECTION),
    (InvalidProxyURL, Cause.NO_CONNECTION),
    (InvalidURL, Cause.WRONG_BASE_URL),
    (InvalidSchema, Cause.NO_CONNECTION),  # of a proxy: SOCKS needs a package we do not ship
    (LocationValueError, Cause.WRONG_BASE_URL),
    (UnicodeError, Cause.WRONG_BASE_URL),
    (http.client.IncompleteRead, Cause.NO_CONNECTION),
    (http.client.HTTPException, Cause.NOT_THE_API),
    (OSError, Cause.NO_CONNECTION),
)

# OpenSSL's names for TLS failures that are no question of trust.
_BY_REASON = {
    "WRONG_VERSION_NUMBER": Cause.NOT_THE_API,  # plain HTTP answered
    "HTTP_REQUEST": Cause.NOT_THE_API,
    "RECORD_LAYER_FAILURE": Cause.NOT_THE_API,  # the same since OpenSSL 3.2
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": Cause.MTLS_REQUIRED,
    "UNEXPECTED_EOF_WHILE_READING": Cause.NO_CONNECTION,
}

# OpenSSL, Windows (CERT_E_EXPIRED, which means either) and macOS have numbers of their own.
_DOUBTS = {
    **dict.fromkeys((9, -67819), "not_yet_valid"),
    **dict.fromkeys((10, -67818, 0x800B0101, 0x800B0101 - 2**32), "expired"),
    **dict.fromkeys((62, 64, -67602, 0x800B010F, 0x800B010F - 2**32), "wrong_host"),
}

_TUNNEL = "Tunnel connection failed: "
_BY_TUNNEL_STATUS = {"407": Cause.PROXY_LOGIN, "403": Cause.NETWORK_BLOCKED}


def cause_of(error: BaseException) -> Cause:
    """The cause that the chain of exceptions under `error` stands for."""
    links = tuple(_chain(error))
    if (refusal := _tunnel_refusal(links)) is not None:
        return refusal
    for kind, cause in _BY_TYPE:
        for link in links:
            if isinstance(link, kind):
                reason = link.reason if isinstance(link, ssl.SSLError) else None
                return _BY_REASON.get(reason or "", cause)
    return Cause.NO_CONNECTION


def validity_doubt(error: BaseException) -> str | None:
    """Where a certificate's dates are why it was refused: "not_yet_valid" or "expired"."""
    doubt = certificate_doubt(error)
    return None if doubt == "wrong_host" else doubt


def certificate_doubt(error: BaseException) -> str | None:
    """Why a certificate was refused, if it is no question of its issuer: the dates, as above,
    or "wrong_host"."""
    for link in _chain(error):
        if isinstance(link, ssl.SSLCertVerificationError):
            return _DOUBTS.get(getattr(link, "verify_code", 0))
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _tunnel_refusal(links: tuple[BaseException, ...]) -> Cause | None:
    # http.client gives the status of a refused CONNECT in the text only; the text is its own.
    for link in links:
        text = link.args[0] if type(link) is OSError and link.args else None
        if isinstance(text, str) and text.startswith(_TUNNEL):
            status = text[len(_TUNNEL) :][:3]
            return _BY_TUNNEL_STATUS.get(status, Cause.NO_CONNECTION)
    return None
