# SPDX-License-Identifier: MIT
"""What assistive programs meet instead of a secret field: a password field without a text."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class Writable(Protocol):
    """Takes what an assistive program writes, as if it were pasted over all that is held."""

    def setText(self, text: str) -> None: ...


class SecretFace(QAccessibleWidget):
    """Has a name, a role and a description, and can be written to; there is nothing to read.

    Qt's own interface of a line edit puts what a dictation or a password manager writes into
    Qt's text, and tells the whole bus (measured with Qt 6.11). And bullets would only be spelled
    out: how many characters are held is in the description, whose changes are told.
    """

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, QAccessible.Role.EditableText, "")

    def state(self) -> QAccessible.State:
        state = super().state()
        state.passwordEdit = True
        state.editable = True
        return state

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        # Qt asks for an empty text when it was told to cut: that would lose the key.
        field = self.object()
        if kind == QAccessible.Text.Value and text and field is not None:
            cast(Writable, field).setText(text)
