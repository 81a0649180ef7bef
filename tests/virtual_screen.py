# SPDX-License-Identifier: MIT
"""A virtual X screen with a keyboard, a clipboard and a camera.

Debian packages: xvfb, xdotool, xclip, x11-utils. The screen dies with the tests, however those
end.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CAMERA = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
application.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


class VirtualScreen:
    """One screen. `environment` is what a program needs to show a window on it.

    `memory` is a folder in which the server keeps the screen's dots, as the file Xvfb_screen0.
    """

    def __init__(
        self,
        size: tuple[int, int] = (1440, 1020),
        dots_per_inch: int = 96,
        memory: Path | None = None,
    ) -> None:
        self._size = size
        self._memory = memory
        self._dots_per_inch = dots_per_inch
        self._server: subprocess.Popen[bytes] | None = None
        self.environment: dict[str, str] = {}

    def __enter__(self) -> VirtualScreen:
        reading, writing = os.pipe()
        width, height = self._size
        self._server = subprocess.Popen(
            [
                *("setpriv", "--pdeathsig", "KILL", "Xvfb", "-displayfd", str(writing)),
                *("-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"),
                *("-dpi", str(self._dots_per_inch)),
                *(("-fbdir", str(self._memory)) if self._memory else ()),
            ],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as number:  # written when the screen is ready
            display = f":{number.readline().strip()}"
        self.environment = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        return self

    def __exit__(self, *exception: object) -> None:
        assert self._server is not None
        self._server.kill()
        self._server.wait()

    def press(self, *keys: str) -> None:
        """Press keys on the keyboard, each as xdotool names it ("Return", "ctrl+v")."""
        self._run("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        self._run("xdotool", "type", "--delay", "2", text)

    def window(self, title: str) -> str:
        """The id of the window whose title holds this, once it is shown."""
        found = self._run("xdotool", "search", "--sync", "--onlyvisible", "--name", title)
        return found.split()[0]

    def focus(self, title: str) -> None:
        self._run("xdotool", "windowfocus", "--sync", self.window(title))

    def put_on_clipboard(self, text: str) -> None:
        self._run("xclip", "-selection", "clipboard", "-in", given=text)

    @contextmanager
    def frozen_clipboard(self, text: str) -> Iterator[None]:
        """The clipboard belongs to a program that answers nobody."""
        owner = subprocess.Popen(
            ["xclip", "-quiet", "-selection", "clipboard", "-in"],
            env={**os.environ, **self.environment},
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            assert owner.stdin is not None
            with owner.stdin as pipe:
                pipe.write(text.encode())
            while self.clipboard() != text:
                pass
            owner.send_signal(signal.SIGSTOP)
            yield
        finally:
            owner.kill()
            owner.wait()

    def clipboard(self, selection: str = "clipboard") -> str:
        """The text of "clipboard" or "primary", "" where it is empty or nobody's."""
        return self._run("xclip", "-selection", selection, "-out", must_work=False)

    def seen_by_all(self) -> str:
        """Every window with every property, as any program on the screen can read them."""
        tree = self._run("xwininfo", "-root", "-tree")
        windows = re.findall(r"^ +(0x\w+) ", tree, re.M)
        each = [self._run("xprop", "-id", window) for window in windows]
        return "\n".join([tree, self._run("xprop", "-root"), *each])

    def take_picture(self, file: Path) -> None:
        self._run(sys.executable, "-c", _CAMERA, str(file))

    def _run(self, *command: str, given: str = "", must_work: bool = True) -> str:
        ended = subprocess.run(
            command,
            env={**os.environ, **self.environment},
            input=given,
            stdout=subprocess.PIPE if not given else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            check=must_work,
            timeout=20,
        )
        return ended.stdout or ""
