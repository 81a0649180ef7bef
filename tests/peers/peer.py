# SPDX-License-Identifier: MIT
"""A server that we did not write, on a loopback port of its own, for the length of a test."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from secret_session import until

PEERS = Path(__file__).parents[2] / "build" / "peers"
_START_S = 120.0  # both read megabytes before they listen


def installed(pattern: str) -> Path:
    """The program that `make test-peers` has installed; the newest, where there are several."""
    found = sorted(PEERS.glob(pattern))
    assert found, "it is not installed: run these tests with `make test-peers`"
    return found[-1]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def serving(command: Sequence[str | Path], port: int, folder: Path) -> Iterator[None]:
    """Runs the server in `folder` until the end, with nothing of this environment but PATH."""
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", *command],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )

    def answers() -> bool:
        assert server.poll() is None, log.read_text()[-4_000:]
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", port)) == 0

    try:
        until(answers, _START_S)
        yield
    finally:
        server.kill()
        server.wait()
