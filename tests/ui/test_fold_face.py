# SPDX-License-Identifier: MIT
"""What assistive programs meet at what unfolds: a button that says whether it is expanded."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from keyready.ui.look.fold import Fold
from screens import window


def met(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def states(face: QAccessibleInterface) -> tuple[int, int, int]:
    return face.state().expandable, face.state().expanded, face.state().collapsed


def test_a_note_is_an_expandable_button_that_can_be_pressed(qapp: QApplication) -> None:
    with window(qapp, "en") as screen:
        page = screen.entry("openai", "billing").page
        fold = page.steps["billing"].findChildren(Fold)[-1]
        face = met(fold)
        assert face.role() == QAccessible.Role.Button
        assert face.text(QAccessible.Text.Name) == fold.text() != ""
        assert states(face) == (1, 0, 1)
        action = face.actionInterface()
        action.doAction(action.actionNames()[0])
        assert fold.isChecked()
        assert states(face) == (1, 1, 0)
        fold.setDisabled(True)
        assert list(action.actionNames()) == []


def test_the_row_of_a_step_says_whether_it_is_open(qapp: QApplication) -> None:
    with window(qapp, "en") as screen:
        steps = screen.entry("openai", "billing").page.steps
        assert [states(met(steps[step].header))[1] for step in ("account", "billing")] == [0, 1]
        action = met(steps["account"].header).actionInterface()
        action.doAction(action.actionNames()[0])
        assert [states(met(steps[step].header))[1] for step in ("account", "billing")] == [1, 0]
