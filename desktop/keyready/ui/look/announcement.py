# SPDX-License-Identifier: MIT
"""Says to a screen reader what changed while the person was elsewhere in the window."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def announce(about: QObject, words: str) -> None:
    """Politely: a screen reader finishes its sentence first. Never anything of a key."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, words))
