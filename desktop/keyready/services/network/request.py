# SPDX-License-Identifier: MIT
"""What is asked of a provider, and how it leaves this computer."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from keyready.core.answer import Fault
from keyready.core.secret import Secret
from keyready.core.verdict import Cause


@dataclass(frozen=True)
class Credential:
    """Where the secret goes: the header, and what stands before the secret in it."""

    header: str
    prefix: str
    secret: Secret


@dataclass(frozen=True)
class Request:
    """What is asked. `headers` hold nothing secret."""

    method: str
    url: str
    credential: Credential | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = field(default=None, repr=False)

    @property
    def endpoint(self) -> str:
        """As in `Answer.endpoint`; without the query, where some providers take a key."""
        return f"{self.method} {self._parts.path or '/'}"

    @property
    def host(self) -> str:
        return self._parts.hostname or ""

    @property
    def may_leave(self) -> bool:
        """Is this a whole address, of https, or of plain http on this computer itself?"""
        try:
            has_port = self._parts.port != 0
        except ValueError:
            return False
        is_private = self._parts.scheme == "http" and is_loopback(self.host)
        return bool(self.host) and has_port and (self._parts.scheme == "https" or is_private)

    @property
    def _parts(self) -> SplitResult:
        try:
            return urlsplit(self.url)
        except ValueError:  # brackets that make no sense
            return urlsplit("")


@dataclass(frozen=True)
class Network:
    """How requests leave this computer.

    `proxy` None stands for what the system and the environment say; it is an address that may
    hold a password, so it is not shown. `ca_file` (PEM) is trusted beside the system's store.
    Both times are in seconds; `connect_s` is for each address of a host, `deadline_s` for all.
    """

    proxy: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    connect_s: float = 5.0
    deadline_s: float = 15.0


@dataclass(frozen=True)
class Attempt:
    """One sending of `request`, and since when (`time.monotonic`)."""

    request: Request
    started: float = field(default_factory=time.monotonic)

    @property
    def elapsed_ms(self) -> int:
        return round((time.monotonic() - self.started) * 1000)

    def fault(self, cause: Cause, **facts: str) -> Fault:
        facts = {"host": self.request.host, **facts}
        return Fault(cause, self.elapsed_ms, self.request.endpoint, facts)


def is_loopback(host: str) -> bool:
    """This computer itself: "localhost", 127.0.0.0/8, ::1."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
