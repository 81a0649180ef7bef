# SPDX-License-Identifier: MIT
"""However often the program is started, there is one window (H37)."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from running_program import SOURCE
from secret_session import SecretSession, until
from virtual_screen import VirtualScreen

pytestmark = pytest.mark.journey

TITLE = "Keyready"


class Desk:
    """A screen with a person who starts the program again and again."""

    def __init__(self, session: SecretSession, screen: VirtualScreen) -> None:
        self.screen = screen
        self._environment = {**session.whole_environment(), **screen.environment}
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            SOURCE, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        self.started.append(process)
        return process

    def open(self) -> subprocess.Popen[bytes]:
        process = self.start()
        self.screen.focus(TITLE)
        return process

    def running(self) -> list[subprocess.Popen[bytes]]:
        return [process for process in self.started if process.poll() is None]


@pytest.fixture
def desk(secret_session: SecretSession) -> Iterator[Desk]:
    with VirtualScreen() as screen, ended(Desk(secret_session, screen)) as desk:
        yield desk


@contextmanager
def ended(desk: Desk) -> Iterator[Desk]:
    try:
        yield desk
    finally:
        for process in desk.started:
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()


def test_h37_a_second_start_ends_at_once_and_says_nothing(desk: Desk) -> None:
    first = desk.open()
    began = time.monotonic()
    second = desk.start()
    assert second.wait(10) == 0
    assert time.monotonic() - began <= 2.0
    assert second.stdout is not None
    assert second.stdout.read() == b""
    assert desk.running() == [first]


def test_h37_twenty_starts_at_once_give_one_window(desk: Desk) -> None:
    for _ in range(20):
        desk.start()
    until(lambda: len(desk.running()) == 1, limit_s=60)
    assert [p.returncode for p in desk.started if p.poll() is not None] == [0] * 19
    desk.screen.focus(TITLE)
    desk.screen.press("ctrl+q")
    assert desk.running()[0].wait(10) == 0


@pytest.mark.parametrize("left", [None, b"", b"\0garbage"], ids=["as it was", "empty", "garbage"])
def test_h37_after_a_kill_the_next_start_has_its_window(
    left: bytes | None, desk: Desk, secret_session: SecretSession
) -> None:
    first = desk.open()
    first.kill()
    first.wait()
    file = Path(secret_session.environment["XDG_RUNTIME_DIR"]) / "keyready" / "window.lock"
    assert file.exists()
    if left is not None:
        file.write_bytes(left)
    second = desk.open()
    desk.screen.press("ctrl+q")
    assert second.wait(10) == 0


def test_a_start_while_the_window_closes_has_its_own(desk: Desk) -> None:
    first = desk.open()
    desk.screen.press("ctrl+q")
    second = desk.start()
    assert first.wait(10) == 0
    desk.screen.focus(TITLE)
    assert desk.running() == [second]


def test_the_console_works_beside_the_window(desk: Desk, secret_session: SecretSession) -> None:
    desk.open()
    listed = subprocess.run(
        [*SOURCE, "list"],
        env=secret_session.whole_environment(),
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert (listed.returncode, listed.stderr) == (0, b"")
