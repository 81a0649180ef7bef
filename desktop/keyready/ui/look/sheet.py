# SPDX-License-Identifier: MIT
"""What every page stands on: one column in the middle that scrolls."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from keyready.ui.look import tokens
from keyready.ui.look.bricks import Column, Text, restyle


class Page(QWidget):
    """What the window shows beside the list; each kind of page says where the keyboard begins."""

    @property
    @abstractmethod
    def first(self) -> QWidget:
        """Where the keyboard begins. (A focus proxy would do, but the tabulator then skips what
        stands before it on the page.)"""


class Sheet(QScrollArea):
    """`column` takes the content; it is never wider than lines are read with ease."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its room is kept, so that nothing moves sideways when a page becomes long.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._show_whether_it_scrolls)
        self._show_whether_it_scrolls(0, 0)
        whole, middle = QWidget(), QWidget()
        whole.setObjectName("page")
        middle.setMaximumWidth(tokens.PAGE_WIDTH)
        self.column = Column(middle, tokens.LARGE)
        row = QHBoxLayout(whole)
        right = tokens.HUGE - tokens.SCROLL_BAR  # that much is beside it
        row.setContentsMargins(tokens.HUGE, tokens.WIDE, right, tokens.WIDE)
        row.addWidget(middle)
        self.setWidget(whole)

    def _show_whether_it_scrolls(self, _: int, last: int) -> None:
        bar = self.verticalScrollBar()
        if bar.property("idle") != (last == 0):
            bar.setProperty("idle", last == 0)
            restyle(bar)

    def bring_into_view(self, widget: QWidget) -> None:
        # The layout gives a widget that was just shown its place a moment later.
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget))


def title(name: str, subtitle: str) -> Column:
    """What a page is called, and what it is for."""
    column = Column(spacing=tokens.TINY)
    column.addWidget(Text(name, size=tokens.TITLE, semibold=True, wraps=False))
    column.addWidget(Text(subtitle, "muted"))
    return column
