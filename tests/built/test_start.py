# SPDX-License-Identifier: MIT
"""The start of the packaged window: seen soon, with little behind it, and then at rest."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkout import ROOT
from keyready.ui.look.tokens import DARK
from portal import portal
from screen_dots import Dots
from secret_session import SecretSession, until
from virtual_screen import VirtualScreen

pytestmark = pytest.mark.built

# What is loaded when the first picture is on the screen: nothing that speaks to anybody.
AT_FIRST_PAINT = """
import sys
from PySide6.QtWidgets import QApplication
from keyready import app
from keyready.ui.main_window import MainWindow

run = QApplication.exec

def run_until_painted(application):
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    window.painted.disconnect()  # nothing may follow
    window.painted.connect(lambda: (print(*sys.modules, sep="\\n"), application.quit()))
    return run()

QApplication.exec = run_until_painted
sys.exit(app.main([]))
"""
NOT_YET = {
    *("requests", "urllib3", "http.client", "ssl", "truststore", "PySide6.QtNetwork"),
    *("PySide6.QtSvg", "keyready.ui.look.theme", "keyready.ui.tasks"),
    *("keyring", "secretstorage", "jeepney", "cryptography", "msgspec"),
    *(
        "keyready.services.custody.key_store",
        "keyready.services.network.transport",
        "keyready.services.desk",
    ),
}


def test_nothing_that_reaches_out_is_loaded_when_the_window_is_painted() -> None:
    with VirtualScreen() as screen:
        command = ["env", f"PYTHONPATH={ROOT / 'desktop'}", sys.executable, "-c", AT_FIRST_PAINT]
        said = subprocess.run(
            command,
            env={**os.environ, **screen.environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    loaded = set(said.stdout.split())
    assert "keyready.ui.main_window" in loaded
    assert loaded & NOT_YET == set()


# When the window is whole and the keyring was looked at; then something is pasted.
AT_REST_AND_AFTER_A_PASTE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from keyready import app
from keyready.ui.main_window import MainWindow
from keyready.ui.paste.secret_field import SecretField
from keyready.ui.tasks import Tasks

run = QApplication.exec

def run_and_paste(application):
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))

    def when_idle(then):
        if all(tasks.is_idle for tasks in window.findChildren(Tasks)):
            print(*sys.modules)
            then()
        else:
            QTimer.singleShot(50, lambda: when_idle(then))

    def paste():
        window.findChild(SecretField).setText("sk-EXAMPLE")
        when_idle(application.quit)

    window.filled.connect(lambda: when_idle(paste))
    return run()

QApplication.exec = run_and_paste
sys.exit(app.main([]))
"""
WITH_A_PASTE = {"requests", "ssl", "secretstorage", "cryptography", "_hashlib"}


def test_what_a_key_needs_is_loaded_with_the_paste_and_not_at_rest(
    secret_session: SecretSession,
) -> None:
    with VirtualScreen() as screen:
        said = subprocess.run(
            [sys.executable, "-c", AT_REST_AND_AFTER_A_PASTE],
            env={
                **secret_session.whole_environment(),
                **screen.environment,
                "PYTHONPATH": str(ROOT / "desktop"),
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    at_rest, after = (set(line.split()) for line in said.stdout.splitlines())
    assert "keyready.services.custody.secret_listing" in at_rest  # the keyring was looked at
    assert at_rest & WITH_A_PASTE == set()
    assert not {"PySide6.QtNetwork", "encodings.idna"} & at_rest  # each takes memory for nothing
    assert after >= WITH_A_PASTE


@pytest.fixture(params=["the keyboard elsewhere", "in the paste field"])
def window(
    programs: Path, secret_session: SecretSession, request: pytest.FixtureRequest
) -> Iterator[int]:
    """The process of the packaged window, open and left alone."""
    with VirtualScreen() as screen:
        environment = {**secret_session.whole_environment(), **screen.environment}
        program = subprocess.Popen([programs / "keyready-window"], env=environment)
        try:
            screen.window("OpenAI")
            if request.param == "in the paste field":
                screen.focus("OpenAI")
                screen.press("ctrl+3")
            yield program.pid
        finally:
            program.kill()
            program.wait()


def switches(pid: int) -> dict[str, int]:
    """How often each thread gave up the processor by itself: by waiting for something."""
    found = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        for line in (task / "status").read_text("ascii").splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                found[task.name] = int(line.split()[1])
    return found


def test_at_rest_nothing_wakes_up(window: int) -> None:
    """No timer, no polling, neither ours nor Qt's: in 30 seconds no thread runs."""
    seen = [switches(window)]

    def is_at_rest() -> bool:
        time.sleep(5)
        seen.append(switches(window))
        return seen[-1] == seen[-2]

    until(is_at_rest, 60)
    before = switches(window)
    time.sleep(31)  # some clocks of Qt's tick every 30 seconds
    assert switches(window) == before


SIDE = (60, 400)  # in the left column, where nothing stands
NOTHING = bytes(3)


def test_a_desktop_that_is_dark_sees_no_light_window(programs: Path, tmp_path: Path) -> None:
    """Such a desktop tells it through its portal, a moment after the program asked."""
    dark = {"org.freedesktop.appearance": {"color-scheme": ("u", 1)}}
    answers = {"ReadAll": lambda _: ("a{sa{sv}}", (dark,))}
    with SecretSession() as session, VirtualScreen((960, 680), memory=tmp_path) as screen:
        dots = Dots(tmp_path / "Xvfb_screen0")
        given = {**session.whole_environment(), **screen.environment}
        with portal(given["DBUS_SESSION_BUS_ADDRESS"], answers):
            given["XDG_CURRENT_DESKTOP"] = "GNOME"
            running = subprocess.Popen([programs / "keyready-window"], env=given)
            whole, seen = threading.Event(), {NOTHING}
            looking = threading.Thread(target=look, args=(dots, seen, whole))
            looking.start()
            try:
                screen.window("OpenAI")  # what it is called once it is filled
            finally:
                whole.set()
                looking.join()
                running.kill()
                running.wait()
    assert seen == {NOTHING, bytes.fromhex(DARK.sidebar.removeprefix("#"))[::-1]}


def look(dots: Dots, seen: set[bytes], whole: threading.Event) -> None:
    while not whole.wait(0.001):
        seen.add(dots.at(*SIDE))
