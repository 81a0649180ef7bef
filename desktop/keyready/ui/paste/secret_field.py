# SPDX-License-Identifier: MIT
"""The paste field: holds the key itself and gives Qt nothing but bullets."""

from __future__ import annotations

import sys
import time
from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QClipboard,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLineEdit, QMenu

from keyready.core.secret import Secret
from keyready.ui.look import faces
from keyready.ui.paste.secret_face import SecretFace

BULLET = "•"
LONGEST_ANSWER_S = 2.0  # Qt itself waits longer for a program that is frozen
BULLETS = 12
LONGEST_PASTE = 64 * 1024


class SecretField(QLineEdit):
    """A line edit whose text is bullets only; the value lives in this object.

    Qt's own password field tells the accessibility bus the real text on every paste,
    typing and clear, hands it to input methods, brings it back by undo, loses it with
    Ctrl+X and cuts a paste at 32,767 characters (measured with Qt 6.12). Here nothing can
    be copied, cut, undone, dragged out or read back; `secret()` is for the save alone.
    """

    submitted = Signal()
    edited = Signal()
    overflowed = Signal(int)
    caps_lock_seen = Signal(bool)
    textless = Signal()  # what was pasted or dropped holds no text
    unanswered = Signal()  # the program that has the clipboard did not give it

    def __init__(self) -> None:
        super().__init__()
        faces.install(SecretField.__name__, SecretFace)
        self._held = ""
        self.caps_lock = False  # as the last letter that was typed tells
        self.setEchoMode(QLineEdit.EchoMode.Password)  # the role that screen readers know
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.setAcceptDrops(True)
        self.setDragEnabled(False)
        self.textChanged.connect(self._absorb)

    def secret(self) -> Secret:
        """What was pasted or typed, as it came."""
        return Secret(self._held)

    def hold(self, secret: Secret) -> None:
        """Take `secret` in place of what is held."""
        self.setText(secret.reveal())

    def is_empty(self) -> bool:
        return not self._held

    def setText(self, text: str | None) -> None:
        """Take `text` in place of what is held. More than 64 KiB is no key and is refused."""
        text = text or ""
        if len(text) > LONGEST_PASTE:
            self.overflowed.emit(len(text))
            return
        self._held = text
        self._show_bullets()

    def take_from(self, mode: QClipboard.Mode) -> None:
        """Append that clipboard's plain text, or replace what is held when all is selected."""
        self._take(QGuiApplication.clipboard().mimeData(mode))

    def _take(self, data: QMimeData | None) -> None:
        asked = time.monotonic()  # only now the system asks the program that has it
        # Copied files have their paths for a text, which is not what anybody wants to paste.
        is_text = data is not None and data.hasText() and not data.hasUrls()
        if time.monotonic() - asked > LONGEST_ANSWER_S:
            self.unanswered.emit()  # to ask on would make the window wait once more
        elif data is not None and is_text and (text := data.text()):
            self._type(text)
        else:
            self.textless.emit()

    def _absorb(self, shown: str) -> None:
        # An assistive program can write straight into Qt's text: take it out again.
        foreign = shown.replace(BULLET, "")
        if foreign:
            self.setText(foreign)

    def _type(self, text: str) -> None:
        self.setText(text if self.hasSelectedText() else self._held + text)

    def _show_bullets(self) -> None:
        count = len(self._held)
        super().setText(BULLET * min(count, BULLETS))
        self.setAccessibleDescription(self.tr("%n characters held", "", count) if count else "")
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )
        self.edited.emit()

    # What a line edit does by itself, without the value.

    def paste(self) -> None:
        self.take_from(QClipboard.Mode.Clipboard)

    def clear(self) -> None:
        self.setText("")

    def cut(self) -> None:
        """Nothing: what was cut would be lost, and what was copied would be known."""

    copy = cut

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            word = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.setText("" if word or self.hasSelectedText() else self._held[:-1])
        elif event.text().isprintable() and event.text() and not _is_command(event):
            self._note_caps_lock(event)
            self._type(event.text())
        else:
            event.ignore()

    def _note_caps_lock(self, event: QKeyEvent) -> None:
        """A letter whose case contradicts Shift: no system needs to be asked.

        On macOS Shift makes a capital also with Caps Lock, which then tells nothing.
        """
        letter = event.text()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        tells_nothing = sys.platform == "darwin" and shifted
        if letter.upper() == letter.lower() or tells_nothing:
            return
        on = letter.isupper() is not shifted
        if on is not self.caps_lock:
            self.caps_lock = on
            self.caps_lock_seen.emit(on)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clipboard = QGuiApplication.clipboard()
        if event.button() == Qt.MouseButton.MiddleButton and clipboard.supportsSelection():
            self.take_from(QClipboard.Mode.Selection)
        else:
            super().mouseReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasText():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())
        event.acceptProposedAction()

    def createStandardContextMenu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Paste"), self.paste)
        clear = menu.addAction(self.tr("Clear"), self.clear)
        clear.setEnabled(not self.is_empty())
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.createStandardContextMenu().popup(event.globalPos())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        event.ignore()

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: Any = None) -> Any:
        if query == Qt.InputMethodQuery.ImEnabled:
            return False
        if query == Qt.InputMethodQuery.ImHints:
            return self.inputMethodHints()
        return None


def _is_command(event: QKeyEvent) -> bool:
    # AltGr arrives as Ctrl+Alt on Windows and types characters.
    modifiers = event.modifiers()
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    return control != alt
