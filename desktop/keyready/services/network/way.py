# SPDX-License-Identifier: MIT
"""The way to an API, opened part by part: `exchange` opens the same way in one go."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from contextlib import ExitStack
from http.client import HTTPResponse
from typing import cast
from urllib.parse import urlsplit

from requests.utils import get_auth_from_url
from urllib3.exceptions import LocationParseError
from urllib3.util import make_headers, parse_url
from urllib3.util.ssltransport import SSLTransport

from keyready.services.network.lifeline import Lifeline
from keyready.services.network.proxy import Proxy
from keyready.services.network.request import Network
from keyready.services.network.trust import trusting_context

PORTS = {"http": 80, "https": 443}


class Way:
    """The calls build on each other in their order, and raise what stopped them: `OSError`,
    `HTTPException` or `UnicodeError`. Nothing secret is sent but the proxy's own password, to
    the proxy. `stack` closes what is opened.

    `host` is the API's; `hop` (host and port) is where the first connection goes: the API or
    the proxy. `proxy_shown` is the proxy's address without name and password.
    """

    def __init__(
        self,
        base_url: str,
        proxy: Proxy | None,
        network: Network,
        lifeline: Lifeline,
        stack: ExitStack,
    ) -> None:
        """Raises `LocationParseError` (whose text may hold a password) for a proxy's address."""
        self._network, self._lifeline, self._stack = network, lifeline, stack
        self._target = urlsplit(base_url)
        self.is_plain = self._target.scheme == "http"
        self.host = self._target.hostname or ""
        self.hop = (self.host, self._target.port or PORTS[self._target.scheme])
        self.proxy_kind = self.proxy_shown = ""
        if proxy is not None:
            self._go_through(proxy)

    def _go_through(self, proxy: Proxy) -> None:
        address = parse_url(proxy.url)
        if not address.host:
            raise LocationParseError("")
        place = f"[{self.host}]" if ":" in self.host else self.host
        self._far_end = f"{place}:{self.hop[1]}"
        self.proxy_kind = address.scheme or "http"
        self.hop = (address.host.strip("[]"), address.port or PORTS.get(self.proxy_kind, 80))
        self.proxy_shown = f"{self.proxy_kind}://{address.host}:{self.hop[1]}"
        self._login = get_auth_from_url(proxy.url)

    def resolve(self) -> str:
        """The first address of the hop."""
        places = socket.getaddrinfo(*self.hop, type=socket.SOCK_STREAM)
        self._addresses = [str(place[0]) for *_, place in places]
        return self._addresses[0]

    def connect(self) -> str:
        """The address of the hop that let us in: the first that does."""
        for address in self._addresses:
            try:
                self._socket = socket.create_connection(
                    (address, self.hop[1]), self._network.connect_s
                )
            except OSError:
                if address == self._addresses[-1]:
                    raise
            else:
                break
        self._socket.settimeout(self._network.deadline_s)
        self._stack.callback(self._socket.close)
        self._lifeline.hold(self._socket)
        return address

    def tunnel(self) -> int:
        """The status with which the proxy answers the wish to go through it."""
        if self.proxy_kind == "https":
            self.secure(trusting_context(self._network.ca_file), self.hop[0])
        head = {"host": self._far_end}
        if self._login[0]:
            head |= make_headers(proxy_basic_auth=":".join(self._login))
        return self._ask("CONNECT", self._far_end, head).status

    def secure(self, context: ssl.SSLContext, host: str) -> socket.socket:
        """The socket, after a handshake."""
        if isinstance(self._socket, ssl.SSLSocket):
            inner = SSLTransport(self._socket, context, host)
            self._socket = cast(socket.socket, inner)  # as good as one
        else:
            self._socket = context.wrap_socket(self._socket, server_hostname=host)
            self._stack.callback(self._socket.close)
        return self._socket

    def get(self, path: str, headers: Mapping[str, str]) -> HTTPResponse:
        """The answer to `path` below the base URL; its body is not yet read."""
        head = {"host": self._target.netloc, **headers}
        return self._ask("GET", self._target.path + path, head)

    def _ask(self, method: str, what: str, headers: Mapping[str, str]) -> HTTPResponse:
        head = (f"{method} {what} HTTP/1.1", *(f"{name}: {headers[name]}" for name in headers))
        self._socket.sendall("\r\n".join((*head, "", "")).encode("latin-1"))
        answer = HTTPResponse(self._socket, method=method)
        self._stack.callback(answer.close)
        answer.begin()
        return answer
