# SPDX-License-Identifier: MIT
"""What assistive programs meet in a secret field, and that many of them come and go."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from keyready.core.secret import Secret
from keyready.ui.paste.secret_field import SecretField

KEY = "sk-EXAMPLE-" + "a1B2" * 10

# Both halves of each are asked for, dropped and kept in turns, the field goes in each of the ways
# in which it can, and what the garbage collector does is left to it or hastened.
MANY_FIELDS = """
import gc
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from keyready.ui.look import faces
from keyready.ui.paste.secret_field import SecretField

app = QApplication([])
QAccessible.setActive(True)
most, kept = 0, []
for number in range(3_000):
    window, field = QWidget(), SecretField()
    QVBoxLayout(window).addWidget(field)
    field.own = [field, window]  # a cycle
    face = QAccessible.queryAccessibleInterface(field)
    assert face.state().passwordEdit
    face.setText(QAccessible.Text.Value, "EXAMPLE")
    assert field.secret().reveal() == "EXAMPLE"
    if number % 2:
        del face
    if number % 3 == 0:
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    elif number % 3 == 1:
        field.deleteLater()
        del window
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    field = window = None
    if number % 50 == 0:
        gc.collect()
    app.processEvents()
    most = max(most, len(faces._faces))
gc.collect()
field = SecretField()
QAccessible.queryAccessibleInterface(field)
print(most < 200, len(faces._faces))
"""


def test_it_is_a_password_field_with_nothing_to_read(qtbot: QtBot) -> None:
    field = SecretField()
    qtbot.addWidget(field)
    field.setAccessibleName("Secret key")
    field.setText(KEY)
    face = QAccessible.queryAccessibleInterface(field)
    assert face.role() == QAccessible.Role.EditableText
    assert (face.state().passwordEdit, face.state().editable) == (True, True)
    assert face.text(QAccessible.Text.Name) == "Secret key"
    assert str(len(KEY)) in face.text(QAccessible.Text.Description)
    assert face.text(QAccessible.Text.Value) == ""
    assert (face.textInterface(), face.editableTextInterface()) == (None, None)


def test_what_is_written_is_held_and_a_cut_loses_nothing(qtbot: QtBot) -> None:
    field = SecretField()
    qtbot.addWidget(field)
    face = QAccessible.queryAccessibleInterface(field)
    face.setText(QAccessible.Text.Value, KEY)
    face.setText(QAccessible.Text.Value, "")
    assert field.secret() == Secret(KEY)


def test_thousands_of_fields_come_and_go() -> None:
    command = [sys.executable, "-W", "error", "-c", MANY_FIELDS]
    answer = subprocess.run(command, capture_output=True, text=True)
    assert (answer.returncode, answer.stderr, answer.stdout) == (0, "", "True 1\n")
