# SPDX-License-Identifier: MIT
"""Starts the window: makes its parts and connects them. Nothing else does."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from keyready import process_env
from keyready.services.files.window_lock import WindowLock
from keyready.services.files.window_size import WindowSize
from keyready.ui.application import (
    language_to_speak,
    make_application,
    open_in_browser,
    show_icon,
    speak,
)
from keyready.ui.main_window import MainWindow

if TYPE_CHECKING:
    from keyready.services.desk import Desk

OTHER_WINDOW_S = 1.0  # how long a second start looks for the window of the first
LAST_WRITE_S = 0.3  # what closing waits for the disk at most, to keep the size


def main(arguments: list[str] | None = None) -> int:
    """Open the window, or with `--self-test` prove that this program is whole.

    The window is painted before anything is read: then it is filled.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    environment = process_env.prepare()
    if "--self-test" in arguments:
        from keyready import self_test

        return self_test.main()
    application = make_application()
    lock = WindowLock()
    if not _is_first(lock):
        return 0
    process_env.leave_to_children(environment)
    window = MainWindow()
    _keep_its_size(window)
    window.painted.connect(partial(_fill, application, window, environment, lock.address))
    window.show()
    code = application.exec()
    from keyready.ui.tasks import end_of_tasks

    end_of_tasks()
    return code


def _keep_its_size(window: MainWindow) -> None:
    kept = WindowSize()
    size = kept.read()
    if size is not None:
        window.resize(*size)

    def keep() -> None:
        writing = partial(kept.write, window.width(), window.height())
        last = threading.Thread(target=writing, daemon=True)
        last.start()
        last.join(LAST_WRITE_S)

    window.closed.connect(keep)


def _fill(
    application: QApplication, window: MainWindow, environment: Mapping[str, str], address: str
) -> None:
    """The rest of the program, now that something is to be seen."""
    from keyready.ui.tasks import Tasks

    process_env.keep_no_log()
    without_it_there_is_nothing = partial(QApplication.exit, 1)
    made = partial(_furnish, application, window, address)
    Tasks(window).run(window, partial(_desk, environment), made, without_it_there_is_nothing)


def _desk(environment: Mapping[str, str]) -> Desk:
    """Reads what the program knows and remembers."""
    from keyready.services.catalog import Catalog
    from keyready.services.custody.stores import practice_stores, stores
    from keyready.services.desk import Desk
    from keyready.services.files.languages import languages
    from keyready.services.files.memory import Memory
    from keyready.services.settings import Settings

    memory = Memory()
    keys, practice = stores(memory, environment), practice_stores(memory)
    catalog = Catalog(language_to_speak(memory.language, environment, languages()))
    return Desk(catalog, memory, Settings(keys.keyring), keys, practice, environment)


def _furnish(application: QApplication, window: MainWindow, address: str, desk: Desk) -> None:
    from keyready.ui.look.caret import Caret
    from keyready.ui.look.theme import Theme
    from keyready.ui.places import Places
    from keyready.ui.screen_capture import keep_out_of_captures

    keep_out_of_captures(window)
    show_icon()
    Caret(application)
    speak(desk.catalog.language)
    theme = Theme(application)
    places = Places(window, theme, desk, open_in_browser)
    places.updates.ask()
    window.filled.emit()
    QTimer.singleShot(0, window, partial(_open_door, window, address))


def _is_first(lock: WindowLock) -> bool:
    """Take the lock, or let the window come forward that has it.

    One that is just closing gives the lock up; one that is just opening may not hear us yet.
    """
    deadline = time.monotonic() + OTHER_WINDOW_S
    while not lock.take():
        from keyready.ui.door import knock

        if knock(lock.address, wait_ms=200) or time.monotonic() >= deadline:
            return False
        time.sleep(0.05)
    return True


def _open_door(window: MainWindow, address: str) -> None:
    """Last: on Windows with it comes Qt's network library, for which no picture must wait."""
    from keyready.ui.door import Door

    door = Door(address, window)
    door.knocked.connect(window.come_forward)
    window.closed.connect(door.close)
