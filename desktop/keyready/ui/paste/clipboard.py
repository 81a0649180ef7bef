# SPDX-License-Identifier: MIT
"""The clipboard after a save: emptied only if it still holds this key."""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication

from keyready.core.secret import Secret


def forget(pasted: Secret) -> bool:
    """Empty the clipboard if it holds exactly what was pasted. True when it was emptied.

    The primary selection is left alone: it belongs to the program in which it was made.
    """
    clipboard = QGuiApplication.clipboard()
    if Secret(clipboard.text(QClipboard.Mode.Clipboard)) != pasted:
        return False
    clipboard.clear(QClipboard.Mode.Clipboard)
    return True
