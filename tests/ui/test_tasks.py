# SPDX-License-Identifier: MIT
"""Work off the GUI thread: results come back, forgotten ones do not, nothing holds the exit."""

from __future__ import annotations

import subprocess
import sys
import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from keyready.ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Tasks:
    return Tasks()


def test_the_result_comes_back_on_the_gui_thread(qtbot: QtBot, tasks: Tasks) -> None:
    results: list[tuple[object, bool]] = []

    def done(result: object) -> None:
        results.append((result, threading.current_thread() is threading.main_thread()))

    tasks.run(tasks, lambda: threading.current_thread().name, done, pytest.fail)
    qtbot.waitUntil(lambda: bool(results))
    assert results == [("task-1", True)]


def test_a_bug_in_the_work_tells_its_type_and_never_its_text(
    qtbot: QtBot, tasks: Tasks, capsys: pytest.CaptureFixture[str]
) -> None:
    failed: list[bool] = []

    def work() -> None:
        raise RuntimeError("sk-EXAMPLE-secret")

    tasks.run(tasks, work, pytest.fail, lambda: failed.append(True))
    qtbot.waitUntil(lambda: bool(failed))
    printed = capsys.readouterr().err
    assert "RuntimeError" in printed
    assert "EXAMPLE" not in printed


def test_a_forgotten_task_tells_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    told: list[object] = []
    slow = tasks.run(tasks, gate.wait, told.append, pytest.fail)
    tasks.forget(slow)
    gate.set()
    tasks.run(tasks, lambda: "later", told.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["later"]


def test_an_owner_that_is_gone_is_not_told(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    told: list[object] = []
    owner = QLabel()
    tasks.run(owner, gate.wait, told.append, pytest.fail)
    owner.deleteLater()
    qtbot.waitUntil(lambda: not _alive(owner))
    gate.set()
    tasks.run(tasks, lambda: "other", told.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["other"]


def _alive(thing: QObject) -> bool:
    import shiboken6

    return shiboken6.isValid(thing)


@pytest.mark.parametrize("how", ["closure", "partial", "method"])
def test_work_that_carries_a_widget_is_refused(qtbot: QtBot, tasks: Tasks, how: str) -> None:
    label = QLabel("x")
    work = {
        "closure": lambda: label.text(),
        "partial": partial(print, label),
        "method": label.text,
    }[how]
    with pytest.raises(TypeError, match="QObject"):
        tasks.run(tasks, work, print, print)


def test_a_task_that_hangs_does_not_hold_the_exit() -> None:
    program = """
import threading
from PySide6.QtCore import QCoreApplication, QTimer
from keyready.ui.tasks import Tasks
app = QCoreApplication([])
tasks = Tasks()
tasks.run(tasks, threading.Event().wait, print, print)
QTimer.singleShot(0, app.quit)
raise SystemExit(app.exec())
"""
    ended = subprocess.run([sys.executable, "-c", program], timeout=20, capture_output=True)
    assert (ended.returncode, ended.stderr) == (0, b"")


AFTER_THE_END = """
import threading
from PySide6.QtCore import QCoreApplication
from keyready.ui.tasks import Tasks, end_of_tasks
application = QCoreApplication([])
tasks, go_on, told = Tasks(), threading.Event(), []
tasks.run(tasks, go_on.wait, told.append, lambda: told.append("failed"))
(worker,) = (thread for thread in threading.enumerate() if thread.name == "task-1")
if END:
    end_of_tasks()
go_on.set()
worker.join()
application.processEvents()
print(told)
"""


@pytest.mark.parametrize(("end", "told"), [(True, "[]"), (False, "[True]")])
def test_at_the_end_no_worker_enters_qt_any_more(end: bool, told: str) -> None:
    """The interpreter would stop it there, and Qt would abort the process."""
    script = AFTER_THE_END.replace("END", str(end))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == told
