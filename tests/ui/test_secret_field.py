# SPDX-License-Identifier: MIT
"""The paste field takes a key in every way that people use, and gives it out in none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QClipboard,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from keyready.core.secret import Secret
from keyready.ui.paste.secret_field import BULLETS, SecretField

KEY = "sk-EXAMPLE-" + "a1B2" * 10
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(qtbot: QtBot) -> SecretField:
    made = SecretField()
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    QGuiApplication.clipboard().clear()
    return made


def paste(field: SecretField, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_V, CTRL)


def holds(field: SecretField, text: str) -> bool:
    return field.secret() == Secret(text)


def test_what_qt_knows_is_bullets(field: SecretField) -> None:
    paste(field, KEY)
    assert holds(field, KEY)
    seen = (field.text(), field.displayText(), field.toolTip(), field.accessibleDescription())
    face = QAccessible.queryAccessibleInterface(field)
    read = [face.text(kind) for kind in QAccessible.Text if kind.name != "UserText"]
    for told in (*seen, *read):
        assert not any(KEY[at : at + 4] in told for at in range(len(KEY) - 3)), told
    assert len(field.text()) == BULLETS
    assert str(len(KEY)) in field.accessibleDescription()


def test_typing_backspace_and_clear(field: SecretField) -> None:
    QTest.keyClicks(field, "sk-EXAMPLE")
    assert holds(field, "sk-EXAMPLE")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert holds(field, "sk-EXAMPL")
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert field.is_empty()


def test_typing_over_a_selection_replaces_it(field: SecretField) -> None:
    paste(field, "old")
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    paste(field, KEY)
    assert holds(field, KEY)


def test_a_dropped_text_is_taken(field: SecretField) -> None:
    data = QMimeData()
    data.setText(KEY)
    action = Qt.DropAction.CopyAction
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    field.dropEvent(QDropEvent(QPointF(5, 5), action, data, left, none))
    assert holds(field, KEY)


@pytest.mark.parametrize("key", [Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_Insert])
def test_h20_nothing_can_be_copied_or_cut(field: SecretField, key: Qt.Key) -> None:
    paste(field, KEY)
    QGuiApplication.clipboard().setText("other")
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClick(field, key, CTRL)
    field.copy()
    field.cut()
    assert QGuiApplication.clipboard().text() == "other"
    assert holds(field, KEY)


def test_h20_selecting_does_not_fill_the_primary_selection(field: SecretField) -> None:
    clipboard = QGuiApplication.clipboard()
    paste(field, KEY)
    field.selectAll()
    if clipboard.supportsSelection():
        assert KEY not in clipboard.text(QClipboard.Mode.Selection)
    assert field.selectedText().strip("•") == ""


def test_h20_undo_does_not_bring_a_cleared_key_back(field: SecretField) -> None:
    paste(field, KEY)
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    field.undo()
    field.setEchoMode(QLineEdit.EchoMode.Normal)
    field.undo()
    assert field.is_empty()
    assert KEY not in field.text()


def test_h19_input_methods_and_prediction_get_nothing(field: SecretField) -> None:
    paste(field, KEY)
    query = Qt.InputMethodQuery
    for asked in (query.ImSurroundingText, query.ImCurrentSelection, query.ImTextBeforeCursor):
        assert field.inputMethodQuery(asked) is None
    assert field.inputMethodQuery(query.ImEnabled) is False
    hints = field.inputMethodQuery(query.ImHints)
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText
    commit = QInputMethodEvent()
    commit.setCommitString("leak")
    QApplication.sendEvent(field, commit)
    assert "leak" not in field.text()


def test_an_assistive_program_that_writes_into_it_is_heard_and_hidden(field: SecretField) -> None:
    QLineEdit.setText(field, KEY)  # as Qt's accessible interface does
    assert holds(field, KEY)
    assert KEY not in field.text()


def test_h21_a_long_paste_is_kept_whole_and_a_huge_one_refused(
    qtbot: QtBot, field: SecretField
) -> None:
    paste(field, "x" * 40_000)
    assert len(field.secret()) == 40_000
    with qtbot.waitSignal(field.overflowed) as refused:
        paste(field, "y" * 1_000_000)
    assert refused.args == [1_040_000]
    assert len(field.secret()) == 40_000


def test_an_image_on_the_clipboard_changes_nothing(field: SecretField) -> None:
    data = QMimeData()
    data.setData("image/png", b"EXAMPLE")
    QGuiApplication.clipboard().setMimeData(data)
    field.paste()
    assert field.is_empty()


def test_enter_submits(qtbot: QtBot, field: SecretField) -> None:
    with qtbot.waitSignal(field.submitted):
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_menu_offers_paste_and_clear_only(field: SecretField) -> None:
    menu = field.createStandardContextMenu()
    assert [action.text() for action in menu.actions()] == ["Paste", "Clear"]
    menu.deleteLater()


def test_a_middle_click_takes_no_second_path(field: SecretField) -> None:
    middle, none = Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier
    at = QPointF(5, 5)
    kind = QMouseEvent.Type.MouseButtonRelease
    QApplication.sendEvent(field, QMouseEvent(kind, at, at, middle, Qt.MouseButton.NoButton, none))
    assert field.text().strip("•") == ""


@pytest.mark.parametrize(
    ("system", "letter", "shifted", "told"),
    [
        ("linux", "A", False, True),
        ("linux", "a", True, True),
        ("linux", "a", False, False),
        ("linux", "A", True, False),
        ("linux", "가", False, False),
        ("linux", "7", True, False),
        ("darwin", "A", False, True),
        ("darwin", "A", True, False),
    ],
)
def test_caps_lock_shows_in_a_letter_whose_case_contradicts_shift(
    system: str,
    letter: str,
    shifted: bool,
    told: bool,
    field: SecretField,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[bool] = []
    field.caps_lock_seen.connect(seen.append)
    monkeypatch.setattr("keyready.ui.paste.secret_field.sys.platform", system)
    shift = Qt.KeyboardModifier.ShiftModifier if shifted else Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, shift, letter)
    QApplication.sendEvent(field, event)
    assert seen == ([True] if told else [])
    assert field.caps_lock is told
    QTest.keyClick(field, Qt.Key.Key_B)
    assert not field.caps_lock
