# SPDX-License-Identifier: MIT
"""Walks the main journey in the real window and takes a picture of each step.

`tour.py [FOLDER]` makes its own virtual screen and its own keyring session, both thrown away
at the end; the window, the keyring and the practice service are the real ones. The tests of the
window use the same parts (tests/virtual_screen.py, tests/secret_session.py).
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from picture_fonts import choose_fonts

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

INSIDE = "--inside"
LIMIT_S = 20


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "tour"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    from secret_session import SecretSession
    from virtual_screen import VirtualScreen

    with SecretSession() as session, VirtualScreen() as screen:
        choose_fonts(session.home / ".config")
        scale = {"QT_SCALE_FACTOR": "1.5", "LANG": os.environ.get("LANG", "C.UTF-8")}
        environment = {**session.whole_environment(), **screen.environment, **scale}
        command = [sys.executable, str(Path(__file__)), INSIDE, str(folder)]
        ended = subprocess.run(command, env=environment)
    if ended.returncode == 0:
        print(f"Done. The pictures are in {folder}/:")
        print("\n".join(f"  {picture.name}" for picture in sorted(folder.glob("*.png"))))
    return ended.returncode


def inside(folder: Path) -> int:
    """Runs the window, and the walk beside it."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from keyready import app as program
    from keyready.ui.main_window import MainWindow

    run = QApplication.exec
    finished: list[bool] = []

    def walk() -> None:
        tour = Tour(folder)
        try:
            tour.walk()
            finished.append(True)
        finally:
            tour.window.close()

    def run_and_walk(_: QApplication) -> int:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        window.filled.connect(walk, Qt.ConnectionType.QueuedConnection)
        return run()

    QApplication.exec = run_and_walk  # type: ignore[method-assign,assignment]
    code = program.main([])
    return code if finished else 1


class Tour:
    """One walk. Every wait is for something that a person would see."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from keyready.ui.main_window import MainWindow

        self._folder = folder
        self._count = 0
        self.window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        screen = self.window.screen().availableGeometry()
        self.window.setGeometry(screen)

    def walk(self) -> None:
        from keyready.services.practice.practice_answers import practice_answers

        keys = {key.id: key.example for key in practice_answers().keys}
        self._picture("welcome")
        self._choose("practice")
        self._picture("practice")
        self._click(self._page.steps["account"].tick)
        self._open("billing")
        self._click(self._page.steps["billing"].tick)
        self._picture("billing")
        self._open("key")
        self._picture("paste-field")
        self._save(f'OPENAI_API_KEY="{keys["ready"]}"')
        self._picture("the-key-is-real")
        self._click(self._panel.card.action)
        self._rest()
        self._picture("it-can-be-used")
        for name in ("no_credit", "revoked", "offline"):
            self._click(self._panel.kept.replace)
            self._save(keys[name])
            self._picture(name.replace("_", "-"))
        self._click(self._panel.card.action)
        self._until(lambda: self._connection.look.isEnabled())
        self._picture("connection")
        for place in ("helper", "compare", "add", "settings"):
            self._choose(place)
            self._picture(place)
        self._choose("practice")
        self._open("use")
        self._until(lambda: any(row.isVisible() for row in self._uses.rows))
        self._picture("use-it-safely")
        self._open("key")
        self._panel.kept.remove.trigger()
        self._picture("remove")
        self._click(self._panel.kept.confirm)
        self._rest()
        self._picture("removed")

    @property
    def _page(self):  # type: ignore[no-untyped-def]
        from keyready.ui.entry.guide_page import GuidePage

        return next(page for page in self.window.findChildren(GuidePage) if page.isVisible())

    @property
    def _panel(self):  # type: ignore[no-untyped-def]
        from keyready.ui.entry.key_panel import KeyPanel

        return self._page.findChild(KeyPanel)

    @property
    def _uses(self):  # type: ignore[no-untyped-def]
        from keyready.ui.entry.use_panel import UsePanel

        return self._page.findChild(UsePanel)

    @property
    def _connection(self):  # type: ignore[no-untyped-def]
        from keyready.ui.pages.connection_page import ConnectionPage

        return self.window.findChild(ConnectionPage)

    def _choose(self, place: str) -> None:
        from keyready.ui.sidebar import PlaceButton

        buttons = self.window.findChildren(PlaceButton)
        before = self.window.windowTitle()
        self._click(next(button for button in buttons if button.place_id == place))
        self._until(lambda: self.window.windowTitle() != before)

    def _open(self, step: str) -> None:
        self._click(self._page.steps[step].header)

    def _save(self, text: str) -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(text)
        self._click(self._panel.save)
        self._rest()

    def _rest(self) -> None:
        """Until nothing is being waited for: the card says how things stand."""
        self._until(lambda: self._panel.save.isEnabled() and self._panel.card.is_resting)

    def _click(self, button) -> None:  # type: ignore[no-untyped-def]
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _until(self, seen: Callable[[], bool]) -> None:
        from PySide6.QtTest import QTest

        deadline = time.monotonic() + LIMIT_S
        while not seen():
            if time.monotonic() > deadline:
                raise TimeoutError("the tour waited in vain")
            QTest.qWait(10)

    def _picture(self, name: str) -> None:
        from PySide6.QtTest import QTest

        QTest.qWait(50)  # a picture shows what was painted last
        self._count += 1
        file = self._folder / f"{self._count:02}-{name}.png"
        self.window.screen().grabWindow(self.window.winId()).save(str(file))


if __name__ == "__main__":
    sys.exit(inside(Path(sys.argv[2])) if sys.argv[1:2] == [INSIDE] else main())
