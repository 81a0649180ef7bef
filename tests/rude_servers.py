# SPDX-License-Identifier: MIT
"""Servers on 127.0.0.1 that misbehave in one way each, and remember what reached them."""

from __future__ import annotations

import contextlib
import datetime
import gzip
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import trustme

Behaviour = Callable[[socket.socket, threading.Event], None]


@dataclass
class RudeServer:
    """`received` has the first bytes of every connection that sent any."""

    port: int
    over: threading.Event = field(default_factory=threading.Event)
    connections: int = 0
    received: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1/models"

    @property
    def secure_url(self) -> str:
        return f"https://localhost:{self.port}/v1/models"


@contextlib.contextmanager
def rude_server(behave: Behaviour, tls: ssl.SSLContext | None = None) -> Iterator[RudeServer]:
    """Accepts until the end of the block; every connection's request is read, then `behave`."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = RudeServer(listener.getsockname()[1])

        def serve(connection: socket.socket) -> None:
            # What a client that hangs up causes here is no matter of the test.
            with contextlib.suppress(OSError), connection:
                secured = tls.wrap_socket(connection, server_side=True) if tls else connection
                with secured:
                    request = secured.recv(65536)
                    if request:
                        server.received.append(request)
                        behave(secured, server.over)

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    server.connections += 1
                    threading.Thread(target=serve, args=(connection,), daemon=True).start()

        acceptor = threading.Thread(target=accept, daemon=True)
        acceptor.start()
        try:
            yield server
        finally:
            server.over.set()
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)


def answering(
    body: bytes, status: str = "200 OK", headers: str = "Content-Type: application/json\r\n"
) -> Behaviour:
    def behave(connection: socket.socket, over: threading.Event) -> None:
        head = f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)

    return behave


def tunnelling(port: int) -> Behaviour:
    """A proxy: whatever host is wished for, the way leads to `port` of this machine."""

    def behave(connection: socket.socket, over: threading.Event) -> None:
        with socket.create_connection(("127.0.0.1", port)) as far:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=_pouring, args=(far, connection), daemon=True)
            back.start()
            _pouring(connection, far)
            back.join()

    return behave


def _pouring(source: socket.socket, into: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            into.sendall(data)
        into.shutdown(socket.SHUT_WR)


def resetting(connection: socket.socket, over: threading.Event) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def hanging_up(connection: socket.socket, over: threading.Event) -> None:
    """Closes in good manners, without a word."""


def silent(connection: socket.socket, over: threading.Event) -> None:
    over.wait(60)


def _dripping(connection: socket.socket, over: threading.Event, drop: bytes) -> None:
    while not over.wait(0.05):
        connection.sendall(drop)


def dripping_body(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    _dripping(connection, over, b" ")


def dripping_headers(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _dripping(connection, over, b"z")


def short_body(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"object": "li')


def endless_body(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not over.is_set():
        connection.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def garbage(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n" * 10)


def many_headers(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-Again: and again\r\n" * 300 + b"\r\n")


def huge_header(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Huge: " + b"h" * 100_000 + b"\r\n\r\n")


def bomb(megabytes: int) -> bytes:
    """Zeros, compressed to a thousandth."""
    return gzip.compress(bytes(megabytes * 1024 * 1024))


@dataclass(frozen=True)
class Authority:
    """A certificate authority that no system trusts, and what it can issue for localhost."""

    ca: trustme.CA = field(
        default_factory=lambda: trustme.CA(organization_name="Example Inspection")
    )

    def tls(
        self,
        host: str = "localhost",
        not_before: datetime.datetime | None = None,
        not_after: datetime.datetime | None = None,
    ) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.ca.issue_cert(host, not_before=not_before, not_after=not_after).configure_cert(context)
        return context
