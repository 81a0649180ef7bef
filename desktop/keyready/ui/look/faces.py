# SPDX-License-Identifier: MIT
"""What assistive programs meet instead of what Qt would tell them of a class of widgets."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

_kinds: dict[str, type[QAccessibleWidget]] = {}

# Qt deletes its half of a face with the widget. Ours must live until then: whoever drops it first
# deletes it twice.
_faces: list[QAccessibleWidget] = []


def install(of_class: str, kind: type[QAccessibleWidget]) -> None:
    """From now on the widgets of the class of this name have such a face, made of the widget."""
    if not _kinds:
        QAccessible.installFactory(_face)
    _kinds[of_class] = kind


def _face(name: str, thing: QObject) -> QAccessibleWidget | None:
    if name not in _kinds or not isinstance(thing, QWidget):
        return None
    _faces[:] = [each for each in _faces if isValid(each)]
    _faces.append(_kinds[name](thing))
    return _faces[-1]
