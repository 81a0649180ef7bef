# SPDX-License-Identifier: MIT
"""What assistive programs meet at what shows and hides something: a button, expanded or not."""

from __future__ import annotations

from typing import cast

from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleStateChangeEvent
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

UNFOLDED = "unfolded"  # the property that such a button has


class FoldFace(QAccessibleWidget):
    """Qt tells of a button that stays down that it is a box to tick, and of others nothing."""

    def __init__(self, button: QWidget) -> None:
        super().__init__(button, QAccessible.Role.Button, "")

    def text(self, kind: QAccessible.Text) -> str:
        button = cast(QAbstractButton, self.object())
        return super().text(kind) or (button.text() if kind == QAccessible.Text.Name else "")

    def state(self) -> QAccessible.State:
        state = super().state()
        unfolded = bool(cast(QWidget, self.object()).property(UNFOLDED))
        state.expandable, state.expanded, state.collapsed = True, unfolded, not unfolded
        return state

    def actionNames(self) -> list[str]:
        """The first is what screen readers offer."""
        names = super().actionNames()
        return [QAccessibleActionInterface.pressAction(), *names] if self._is_usable() else names

    def doAction(self, name: str) -> None:
        if name == QAccessibleActionInterface.pressAction():
            cast(QAbstractButton, self.object()).click()
        else:
            super().doAction(name)

    def _is_usable(self) -> bool:
        return cast(QWidget, self.object()).isEnabled()


def show_unfolded(button: QAbstractButton, unfolded: bool) -> None:
    button.setProperty(UNFOLDED, unfolded)
    if QAccessible.isActive():
        changed = QAccessible.State()
        changed.expanded = True
        QAccessible.updateAccessibility(QAccessibleStateChangeEvent(button, changed))
