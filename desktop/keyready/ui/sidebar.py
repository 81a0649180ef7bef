# SPDX-License-Identifier: MIT
"""The left column: the entries with a state mark each, and other places at its foot."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QScrollArea, QSizePolicy, QWidget

from keyready.ui.look import tokens
from keyready.ui.look.bricks import Column, PressedByEnter, Text, restyle
from keyready.ui.look.icons import COLOURS, icon
from keyready.ui.look.theme import Theme, font


class PlaceButton(PressedByEnter, QPushButton):
    """One place to go: mark and name; the mark alone when the column is folded.

    Not a QToolButton: Qt tells screen readers that those are check boxes, even if exclusive.
    """

    def __init__(self, theme: Theme, place_id: str, name: str) -> None:
        super().__init__()
        self.place_id = place_id
        self._theme = theme
        self._mark = "open"
        self.setToolTip(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # so it is announced as one of several
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(tokens.MARK, tokens.MARK))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name = name
        self._folded = False
        self.setAccessibleName(name)
        self.toggled.connect(lambda chosen: self.setFont(font(semibold=chosen)))
        theme.changed.connect(self._draw)
        self._draw()

    def show_state(self, mark: str, words: str) -> None:
        self._mark = mark
        self.setAccessibleName(f"{self._name}, {words}" if words else self._name)
        self.setToolTip(self.accessibleName())
        self._draw()

    def show_folded(self, folded: bool) -> None:
        self._folded = folded
        self.setProperty("folded", folded)
        restyle(self)
        self._show_name()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_name()

    def _show_name(self) -> None:
        room = self.width() - tokens.MARK - 4 * tokens.SMALL
        text = QFontMetrics(font(semibold=True)).elidedText(
            self._name, Qt.TextElideMode.ElideRight, room
        )
        self.setText("" if self._folded else f"  {text}")

    def _draw(self) -> None:
        colour = getattr(self._theme.palette, COLOURS[self._mark])
        self.setIcon(icon(self._mark, colour))


class Sidebar(QFrame):
    """Emits the id of the place that was chosen: an entry, or another page."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self._theme = theme
        self._title = Text(title, size=tokens.HEADING, semibold=True, wraps=False)
        self._title.setContentsMargins(tokens.SMALL, 0, 0, tokens.SMALL)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, PlaceButton] = {}
        self._order: tuple[str, ...] = ()
        self._at_foot: set[str] = set()
        self._folded = False
        self._chosen = ""
        self._list = Column(spacing=tokens.TINY)
        self._foot = Column(spacing=tokens.TINY)
        column = Column(self, tokens.TINY)
        column.setContentsMargins(tokens.MEDIUM, tokens.WIDE, tokens.MEDIUM, tokens.MEDIUM)
        column.addWidget(self._title)
        column.addWidget(self._scrolled(), 1)
        column.addLayout(self._foot)
        self.show_folded(False)

    def _scrolled(self) -> QScrollArea:
        holder = QWidget()
        whole = Column(holder, 0)
        whole.addLayout(self._list)
        whole.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        return area

    def add_at_foot(self, place_id: str, name: str) -> None:
        self._at_foot.add(place_id)
        self._foot.addWidget(self._button(place_id, name))

    def show_list(self, names: Mapping[str, str]) -> None:
        """List these, by id and in this order; a button that is there already stays."""
        self._order = tuple(names)
        gone = [one for one in self._buttons if one not in names and one not in self._at_foot]
        for place_id in gone:
            self._buttons.pop(place_id).deleteLater()
        for at, (place_id, name) in enumerate(names.items()):
            button = self._buttons.get(place_id) or self._button(place_id, name)
            self._list.insertWidget(at, button)

    def _button(self, place_id: str, name: str) -> PlaceButton:
        button = PlaceButton(self._theme, place_id, name)
        button.toggled.connect(lambda on: self._toggled(place_id, on))
        button.show_folded(self._folded)
        self._group.addButton(button)
        self._buttons[place_id] = button
        return button

    def _toggled(self, place_id: str, on: bool) -> None:
        # Not `clicked`: a screen reader toggles a button without a click.
        if on and place_id != self._chosen:
            self.chosen.emit(place_id)

    def show_chosen(self, place_id: str) -> None:
        self._chosen = place_id
        self._buttons[place_id].setChecked(True)

    def beside(self, place_id: str, step: int) -> str:
        """The entry that stands `step` further down in the list; after the last, the first."""
        at = self._order.index(place_id) if place_id in self._order else -1 if step > 0 else 0
        return self._order[(at + step) % len(self._order)]

    def show_state(self, place_id: str, mark: str, words: str) -> None:
        self._buttons[place_id].show_state(mark, words)

    def show_folded(self, folded: bool) -> None:
        self._folded = folded
        self._title.setVisible(not folded)
        self.setFixedWidth(tokens.SIDEBAR_FOLDED if folded else tokens.SIDEBAR_WIDTH)
        for button in self._buttons.values():
            button.show_folded(folded)
