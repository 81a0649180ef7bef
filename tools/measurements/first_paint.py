# SPDX-License-Identifier: MIT
"""From exec to the first painted window: ours / an empty one of PySide6, both from source.

`first_paint.py RUNS` measures; `first_paint.py WINDOW` is one start, whose end it says on stdout.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path


def seconds(window: str) -> float:
    """Until the child says that it has painted."""
    start = time.perf_counter()
    command = [sys.executable, str(Path(__file__)), window]
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.read(1) == b"!", f"the {window} window was not painted"
    taken = time.perf_counter() - start
    child.wait()
    return taken


def say_when_painted() -> None:
    """Instead of running the program, runs it until its window is painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    class Watch(QObject):
        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, done)  # after the painting
            return False

    def done() -> None:
        os.write(1, b"!")
        os._exit(0)

    run = QApplication.exec

    def watch_and_run(*_: object) -> int:
        watch = Watch()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                window.installEventFilter(watch)
        return run()

    QApplication.exec = watch_and_run  # type: ignore[method-assign,assignment]


def empty() -> None:
    from PySide6.QtWidgets import QApplication, QWidget

    say_when_painted()
    application = QApplication([])
    window = QWidget()
    window.resize(960, 680)
    window.show()
    application.exec()


def keyready() -> None:
    from keyready import app

    say_when_painted()
    app.main([])


if sys.argv[1].isdigit():
    print(
        json.dumps(
            {"start": [(seconds("keyready"), seconds("empty")) for _ in range(int(sys.argv[1]))]}
        )
    )
else:
    {"empty": empty, "keyready": keyready}[sys.argv[1]]()
