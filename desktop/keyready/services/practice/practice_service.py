# SPDX-License-Identifier: MIT
"""A rehearsal of OpenAI's API inside the program: HTTP on 127.0.0.1, nothing beyond it."""

from __future__ import annotations

import socketserver
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from keyready.core.provider import PageName, Provider
from keyready.services.practice.practice_answers import PracticeAnswers, practice_answers
from keyready.services.practice.practice_pages import practice_page

_REQUEST_LIMIT = 1024 * 1024  # bytes
_PAGES = "/practice/"
PAGES: tuple[PageName, ...] = (
    "signup",
    "keys",
    "billing",
    "limits",
    "usage",
    "organization",
    "status",
)


class PracticeService:
    """Runs while it is wanted: `start`, then `stop`. `latency_s` delays every answer (tests)."""

    def __init__(self, latency_s: float = 0.0) -> None:
        self._latency_s = latency_s
        self._server: _Server | None = None

    @property
    def origin(self) -> str:
        """While it runs "http://127.0.0.1:PORT", else an empty string."""
        return f"http://127.0.0.1:{self._server.server_port}" if self._server else ""

    def start(self) -> str:
        """Starts answering, if it does not yet, and gives the base URL, which ends in "/v1"."""
        if self._server is None:
            self._server = _Server(practice_answers(), self._latency_s)
            threading.Thread(
                target=self._server.serve_forever, args=(0.05,), daemon=True, name="practice"
            ).start()
        return f"{self.origin}/v1"

    def stop(self) -> None:
        """Stops answering. Does nothing if it does not run."""
        server, self._server = self._server, None
        if server is not None:
            server.stopping.set()
            server.shutdown()
            server.server_close()


def practice_provider(provider: Provider, origin: str) -> Provider:
    """The provider "practice", with its address and its pages at the service that runs."""
    return msgspec.structs.replace(
        provider,
        base_url=f"{origin}/v1",
        pages={name: f"{origin}{_PAGES}{name}" for name in PAGES},
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, answers: PracticeAnswers, latency_s: float) -> None:
        self.answers = answers
        self.latency_s = latency_s
        self.stopping = threading.Event()
        self.deleted: set[str] = set()  # ids of keys, until the service ends
        super().__init__(("127.0.0.1", 0), _Handler)

    def server_bind(self) -> None:
        # HTTPServer's own asks the name server for the name of 127.0.0.1, which can take seconds.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: a client that went away is no fault, and its traceback would be printed."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "keyready-practice"
    sys_version = ""

    def do_GET(self) -> None:
        self._respond()

    def do_POST(self) -> None:
        self._respond()

    def _respond(self) -> None:
        started = time.monotonic()
        body = self._request_body()
        self.server.stopping.wait(self.server.latency_s)
        path = urlsplit(self.path).path
        if path.startswith(_PAGES):
            page = path[len(_PAGES) :]
            return self._send_page(page) if self.command == "GET" else self._change(page, body)
        endpoint = f"{self.command} {path}"
        answer, filled = self.server.answers.answer(
            endpoint, self._key(), body, self.server.deleted
        )
        if answer.close:
            self.close_connection = True
            return None
        elapsed = f"{(time.monotonic() - started) * 1000:.0f}"
        own = {"x-request-id": f"req_{uuid.uuid4().hex}", "openai-processing-ms": elapsed}
        return self._send(answer.status, {**self.server.answers.headers, **own}, filled)

    def _request_body(self) -> bytes:
        length = self.headers.get("content-length", "0")
        size = min(int(length) if length.isdecimal() else 0, _REQUEST_LIMIT)
        return self.rfile.read(size)

    def _key(self) -> str | None:
        scheme, _, key = self.headers.get("authorization", "").partition(" ")
        return key.strip() if scheme.lower() == "bearer" else None

    def _change(self, page: str, body: bytes) -> None:
        """A key is deleted on the keys page, or brought back: its form says "delete=KEY"."""
        asked = parse_qs(body.decode("latin-1"))
        for verb, change in (
            ("delete", self.server.deleted.add),
            ("restore", self.server.deleted.discard),
        ):
            known = self.server.answers.known(asked.get(verb, [""])[0])
            if page == "keys" and known is not None:
                change(known.id)
        self._send(303, {"location": f"{_PAGES}keys"}, b"")

    def _send_page(self, name: str) -> None:
        language = self.headers.get("accept-language", "")
        page = practice_page(name, language, self.server.answers.keys, self.server.deleted)
        headers = {
            "content-type": "text/html; charset=utf-8",
            "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; "
            "script-src 'unsafe-inline'; form-action 'self'",
        }
        self._send(404 if page is None else 200, headers, page or b"")

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the program's output is for the person."""
