# SPDX-License-Identifier: MIT
"""Which certificates are trusted, and what can be learnt of one that is not."""

from __future__ import annotations

import email.utils
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import truststore


def trusting_context(ca_file: Path | None) -> ssl.SSLContext:
    """The operating system's trust store, and `ca_file` (PEM) beside it.

    Raises `OSError` if `ca_file` cannot be read or holds no certificate.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file is not None:
        context.load_verify_locations(cafile=ca_file)
    return context


def blind_context() -> ssl.SSLContext:
    """Verifies nothing: for a second look at a certificate that was refused, never for a key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


@dataclass(frozen=True)
class Glimpse:
    """Of a server whose certificate was refused: who issued it, and what time the server has."""

    issuer: str | None = None
    server_time: datetime | None = None


def glimpse(host: str, port: int, timeout_s: float) -> Glimpse:
    """A second look without verification, to name the issuer (an antivirus, a company proxy).

    It carries nothing of the person's: one `HEAD /` without a key. What it brings only chooses
    words; nothing is trusted because of it. Every failure is an empty glimpse.
    """
    context = blind_context()
    issuer = None
    try:
        with (
            socket.create_connection((host, port), timeout_s) as plain,
            context.wrap_socket(plain, server_hostname=host) as secure,
        ):
            issuer = issuer_of(secure)
            secure.sendall(f"HEAD / HTTP/1.0\r\nHost: {host}\r\n\r\n".encode("latin-1", "replace"))
            return Glimpse(issuer, _date(secure.recv(4096)))
    except (OSError, UnicodeError):
        return Glimpse(issuer)


def issuer_of(secure: Any) -> str | None:
    """The organisation, else the name, of who issued the certificate at the other end of
    `secure`: an `SSLSocket`, or urllib3's `SSLTransport` (TLS inside TLS). Trusted or not.
    """
    # The public call gives no details of an unverified certificate; this one is in 3.10 to 3.14.
    try:
        chain: list[Any] = getattr(secure, "sslobj", secure)._sslobj.get_unverified_chain()
        parts = dict(part[0] for part in chain[0].get_info()["issuer"])
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return None
    return parts.get("organizationName") or parts.get("commonName")


def _date(head: bytes) -> datetime | None:
    for line in head.decode("latin-1").splitlines():
        if line.lower().startswith("date:"):
            try:
                return email.utils.parsedate_to_datetime(line[5:].strip()).astimezone(timezone.utc)
            except ValueError:
                return None
    return None
