# SPDX-License-Identifier: MIT
"""`slow_server.py CERTIFICATE`: https on loopback, each answer 300 ms late. Prints its port."""

from __future__ import annotations

import json
import ssl
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LATENCY_S = 0.3
NAMES = [{"id": f"model-{number}", "object": "model"} for number in range(80)]
BODY = json.dumps({"object": "list", "data": NAMES}).encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        time.sleep(LATENCY_S)
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *_: object) -> None:
        """Nothing: it would hold the key."""


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1])
server.socket = context.wrap_socket(server.socket, True, do_handshake_on_connect=False)
print(server.server_address[1], flush=True)
server.serve_forever()
