# SPDX-License-Identifier: MIT
"""Rows with a line between them: what a checklist, a list of answers and a table stand in."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from keyready.ui.look import tokens
from keyready.ui.look.bricks import Column, Line, PressedByEnter, Text
from keyready.ui.look.icons import Mark
from keyready.ui.look.theme import Theme

# For a button whose arrow stands behind: with its direction it would go to the right.
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute


class RowButton(PressedByEnter, QPushButton):
    """A whole row that is pressed. `row` takes its content, which a press goes through."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("step_header")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # in a narrow window words take two lines
        self.setSizePolicy(policy)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        self.row.setSpacing(tokens.MEDIUM)

    def let_presses_through(self) -> None:
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return self.row.sizeHint()  # a push button knows nothing of its layout

    def heightForWidth(self, width: int) -> int:
        return self.row.heightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        return self.row.minimumSize()  # what wraps may become narrow


class ChoiceRow(RowButton):
    """One of several answers."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self.row.addWidget(Text(words), 1)
        self.row.addWidget(Mark(theme, "chevron_right", tokens.CHEVRON))
        self.let_presses_through()
        self.setAccessibleName(words)


class Item(QWidget):
    """One line of a list: a bullet or a number, and words that wrap beside it."""

    def __init__(self, sign: str, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.TINY)
        before = Text(sign, "muted", wraps=False)
        before.setFixedWidth(tokens.LARGE)
        row.addWidget(before, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(words), 1)


class Rows(QFrame):
    """The frame of such rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("checklist")
        self._rows: list[QWidget] = []
        self.column = Column(self, 0)
        self.column.setContentsMargins(tokens.TINY, tokens.TINY, tokens.TINY, tokens.TINY)

    def show_rows(self, rows: Iterable[QWidget]) -> None:
        """These, and none of those before."""
        for old in self._rows:
            old.hide()  # it is deleted only after the press on it that led here
            old.deleteLater()
        self._rows = []
        for row in rows:
            self._rows += [Line(), row] if self._rows else [row]
        for each in self._rows:
            self.column.addWidget(each)
            each.show()  # now, so that the keyboard can go to it; a layout would do it later
