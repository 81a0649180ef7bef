# SPDX-License-Identifier: MIT
"""Starts the window: makes its parts and connects them. Nothing else does."""

from __future__ import annotations

import sys
import time
from functools import partial

from PySide6.QtCore import QTimer

from keyready import process_env
from keyready.services.catalog import Catalog, preferred_language
from keyready.services.desk import Desk
from keyready.services.memory import Memory
from keyready.services.settings import Settings
from keyready.services.stores import practice_stores, stores
from keyready.services.window_lock import WindowLock
from keyready.ui.application import make_application, open_in_browser, speak
from keyready.ui.main_window import MainWindow
from keyready.ui.places import Places
from keyready.ui.screen_capture import keep_out_of_captures

OTHER_WINDOW_S = 1.0  # how long a second start looks for the window of the first
DOOR_OPENS_MS = 300  # by then the window is painted; a second start looks for longer


def main(arguments: list[str] | None = None) -> int:
    """Open the window, or with `--self-test` prove that this program is whole."""
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
    language = preferred_language(environment)
    speak(application, language)
    memory = Memory()
    keys = stores(memory, environment)
    practice, settings = practice_stores(memory), Settings(keys.keyring)
    desk = Desk(Catalog(language), memory, settings, keys, practice, environment)
    places = Places(application, desk, open_in_browser)
    places.window.show()
    keep_out_of_captures(places.window)
    places.warm_up()
    QTimer.singleShot(DOOR_OPENS_MS, places, partial(_open_door, places.window, lock.address))
    return application.exec()


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
    """Loads Qt's network library, for which the first picture must not wait."""
    from keyready.ui.door import Door

    door = Door(address, window)
    door.knocked.connect(window.come_forward)
    window.closed.connect(door.close)
