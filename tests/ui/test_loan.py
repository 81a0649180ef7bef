# SPDX-License-Identifier: MIT
"""The clock, the marks and the end of a loan. What other programs see: journeys/test_loan.py."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from keyready.core.secret import Secret
from keyready.ui.entry import loan as module
from keyready.ui.entry.kept_key import KeptKey
from keyready.ui.entry.loan import LIMIT_S, Loan, clock, conceal_on_macos, marked
from keyready.ui.look.theme import Theme

KEY = Secret("sk-proj-EXAMPLE-0123456789-abcdefghij-WXYZ")
WINDOWS = 'application/x-qt-windows-mime;value="{}"'


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock_of_test() -> Clock:
    return Clock()


@pytest.fixture
def loan(qtbot: QtBot, clock_of_test: Clock) -> Iterator[Loan]:
    loan = Loan(None, clock_of_test)
    yield loan
    loan.end()
    QGuiApplication.clipboard().clear()


def on_clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_the_time_is_the_one_that_is_promised(qtbot: QtBot, qapp: QApplication) -> None:
    kept = KeptKey(Theme(qapp))
    qtbot.addWidget(kept)
    assert LIMIT_S == 30
    assert kept.copy.text() == f"Copy for {LIMIT_S} seconds"


def test_it_counts_down_and_takes_the_key_back(
    qtbot: QtBot, loan: Loan, clock_of_test: Clock
) -> None:
    told: list[tuple[str, int]] = []
    loan.changed.connect(lambda entry, left: told.append((entry, left)))
    loan.begin("openai", KEY)
    assert on_clipboard() == KEY.reveal()
    clock_of_test.now += LIMIT_S - 1.5
    qtbot.waitUntil(lambda: told[-1] == ("openai", 2))
    assert on_clipboard() == KEY.reveal()
    clock_of_test.now += 1.5
    qtbot.waitUntil(lambda: told[-1] == ("openai", 0))
    assert told[0] == ("openai", LIMIT_S)
    assert on_clipboard() == ""
    assert loan.left_s == 0


def test_40_after_a_sleep_it_is_over_at_once_and_a_clock_set_back_changes_nothing(
    qtbot: QtBot, loan: Loan, clock_of_test: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    loan.begin("openai", KEY)
    a_year_ago = time.time() - 365 * 86400
    monkeypatch.setattr(time, "time", lambda: a_year_ago)
    clock_of_test.now += 1
    assert loan.left_s == LIMIT_S - 1
    clock_of_test.now += 8 * 3600  # asleep
    qtbot.waitUntil(lambda: on_clipboard() == "", timeout=1000)
    assert loan.entry == ""


@pytest.mark.parametrize(
    ("platform", "has_boot_time", "expected"),
    [("linux", True, "boottime"), ("darwin", False, "monotonic"), ("win32", False, "python")],
)
def test_40_the_clock_goes_on_while_the_computer_sleeps(
    platform: str, has_boot_time: bool, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {7: "boottime", 1: "monotonic"}
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    if has_boot_time:
        monkeypatch.setattr(time, "CLOCK_BOOTTIME", 7, raising=False)
    monkeypatch.setattr(time, "CLOCK_MONOTONIC", 1)
    asked: list[str] = []

    def gettime(number: int) -> float:
        asked.append(names[number])
        return 5.0

    def monotonic() -> float:
        asked.append("python")
        return 5.0

    with monkeypatch.context() as patched:
        patched.setattr(time, "clock_gettime", gettime)
        patched.setattr(time, "monotonic", monotonic)
        assert clock() == 5.0
    assert asked == [expected]


def test_another_copy_ends_it_and_stays(qtbot: QtBot, loan: Loan) -> None:
    loan.begin("openai", KEY)
    QGuiApplication.clipboard().setText("a letter")
    qtbot.waitUntil(lambda: loan.entry == "")
    loan.end()
    assert on_clipboard() == "a letter"


def test_a_second_loan_takes_the_place_of_the_first(loan: Loan) -> None:
    told: list[tuple[str, int]] = []
    loan.changed.connect(lambda entry, left: told.append((entry, left)))
    loan.begin("openai", KEY)
    loan.begin("openai/work", Secret("sk-proj-EXAMPLE-another"))
    assert ("openai", 0) in told
    assert told[-1] == ("openai/work", LIMIT_S)
    assert on_clipboard() == "sk-proj-EXAMPLE-another"


def test_nothing_of_the_key_stays_here_and_nothing_ticks_afterwards(loan: Loan) -> None:
    handler = signal.getsignal(signal.SIGTERM)
    loan.begin("openai", KEY)
    assert KEY.reveal() not in repr(vars(loan))
    assert not any(value == KEY for value in vars(loan).values() if isinstance(value, Secret))
    assert signal.getsignal(signal.SIGTERM) is not handler
    loan.end()
    assert [timer for timer in loan.findChildren(QTimer) if timer.isActive()] == []
    assert signal.getsignal(signal.SIGTERM) is handler


def test_a_termination_takes_it_back_first(
    qtbot: QtBot, loan: Loan, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []
    monkeypatch.setattr(module.signal, "raise_signal", lambda number: ended.append(on_clipboard()))
    loan.begin("openai", KEY)
    os.kill(os.getpid(), signal.SIGTERM)
    qtbot.waitUntil(lambda: ended == [""])


def test_h25_each_system_is_given_its_own_marks() -> None:
    linux, windows, macos = (marked(KEY, name) for name in ("linux", "win32", "darwin"))
    assert {data.text() for data in (linux, windows, macos)} == {KEY.reveal()}
    assert linux.data("x-kde-passwordManagerHint").data() == b"secret"
    for name in (
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
    ):
        assert windows.data(WINDOWS.format(name)).data() == bytes(4)  # a DWORD 0
    assert macos.formats() == ["text/plain"]


class Objc:
    """Notes what is sent, with names for objects, as macOS' runtime would understand it."""

    def __init__(self) -> None:
        self.sent: list[tuple[Any, ...]] = []
        self.names: dict[int, str] = {}
        self.objc_getClass = self._function(lambda name: self._named(name.decode()))
        self.sel_registerName = self._function(lambda name: self._named(name.decode()))
        self.objc_msgSend = self._function(self._send)

    def _function(self, work: Any) -> Any:
        class Function:
            restype: Any = None
            argtypes: Any = None

            def __call__(inner, *arguments: Any) -> Any:
                assert inner.restype is ctypes.c_void_p
                assert len(inner.argtypes) == len(arguments)
                return work(*arguments)

        return Function()

    def _named(self, name: str) -> int:
        number = len(self.names) + 1
        self.names[number] = name
        return number

    def _send(self, target: int, selector: int, *arguments: Any) -> int:
        said = [one if one is None else self._said(one) for one in arguments]
        line = " ".join(map(str, (self.names[target], self.names[selector], *said)))
        self.sent.append((line,))
        return self._named(f"[{line}]")

    def _said(self, value: Any) -> str:
        return value.decode() if isinstance(value, bytes) else self.names[value]


def test_h25_macos_is_told_the_concealed_type() -> None:
    objc = Objc()
    conceal_on_macos(objc)
    lines = [line for (line,) in objc.sent]
    kind = "[NSString stringWithUTF8String: org.nspasteboard.ConcealedType]"
    board = "[NSPasteboard generalPasteboard]"
    assert f"{board} addTypes:owner: [NSArray arrayWithObject: {kind}] None" in lines
    assert lines[-1] == f"{board} setString:forType: [NSString stringWithUTF8String: ] {kind}"
