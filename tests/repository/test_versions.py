# SPDX-License-Identifier: MIT
"""The versions that are locked, and the one that must not come back."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from checkout import ROOT

LOCKS = ("run.txt", "dev.txt")

# PySide6 6.12.0 on Python 3.11 miscounts references to None and True, and aborts the process
# after some 600 signals. A fixed Qt or Python must pass this before the marker may go.
MANY_SIGNALS = """
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Bell(QObject):
    rung = Signal(object, bool)

app = QApplication([])
bell, label, heard = Bell(), QLabel(), []
bell.rung.connect(lambda nothing, yes: heard.append((nothing, yes)))
for _ in range(2_000):
    bell.rung.emit(None, True)
for number in range(20_000):
    label.setText(str(number))
print(len(heard), label.text())
"""


def test_qt_survives_many_signals_on_this_python() -> None:
    answer = subprocess.run([sys.executable, "-c", MANY_SIGNALS], capture_output=True, text=True)
    assert (answer.returncode, answer.stdout) == (0, "2000 19999\n")


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_keeps_that_qt_from_old_pythons(lock: str) -> None:
    wanted = {r"6\.11\.\d+": "python_full_version < '3.12'", r".*": "python_full_version >= '3.12'"}
    lines = re.findall(r"^pyside6-essentials==(\S+) ; (.*?) \\$", _text(lock), re.MULTILINE)
    assert len(lines) == len(wanted)
    for (version, marker), (pattern, expected) in zip(lines, wanted.items(), strict=True):
        assert re.fullmatch(pattern, version)
        assert marker == expected


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_one_version_and_its_hashes(lock: str) -> None:
    packages = re.split(r"^(?=\S)", re.sub(r"^ *#.*\n", "", _text(lock), flags=re.M), flags=re.M)[
        1:
    ]
    assert len(packages) > 20
    bare = [text for text in packages if not re.match(r"[\w.-]+==\S+.*\\\n +--hash=sha256:", text)]
    assert bare == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_place_to_download_from(lock: str) -> None:
    assert re.findall(r"file:|https?:|--(?:index|extra|find)", _text(lock)) == []


def test_what_runs_is_what_is_tested() -> None:
    run, dev = (set(re.findall(r"^[\w.-]+==\S+", _text(lock), re.MULTILINE)) for lock in LOCKS)
    assert run <= dev


def _text(lock: str) -> str:
    return (ROOT / "requirements" / lock).read_text()
