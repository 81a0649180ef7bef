# SPDX-License-Identifier: MIT
"""The few kinds of text, button and box that every screen is built of."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from PySide6.QtCore import QLineF, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import (
    QFocusEvent,
    QFontDatabase,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QVBoxLayout,
    QWidget,
)

from keyready.ui.look import tokens
from keyready.ui.look.icons import icon
from keyready.ui.look.text import Text as Text  # a brick like the others
from keyready.ui.look.text import restyle as restyle
from keyready.ui.look.theme import Theme, font

_BY_KEYBOARD = "by_keyboard"


class Code(QPlainTextEdit):
    """Lines to copy, in the system's fixed-width font. What is too long for a line goes on in the
    next one, wherever that is; a label would cut it off."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setObjectName("code")
        self.setAccessibleName(self.tr("Lines to copy"))
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self._grow()

    def text(self) -> str:
        return self.toPlainText()

    def setText(self, text: str) -> None:
        self.setPlainText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The document tells of its size before its lines have their new places; and a height that
        # is set within this event does not reach the part that scrolls.
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        # The document counts its height in lines, and lines with Korean in them are higher.
        block, lines = self.document().begin(), 0.0
        while block.isValid():
            lines += self.blockBoundingRect(block).height()
            block = block.next()
        around = int(self.document().documentMargin()) + tokens.TINY + tokens.LINE
        self.setFixedHeight(ceil(lines) + 2 * around)


class Recipe(QWidget):
    """Lines to copy, and the button that copies them and says so in place."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.code = Code(text)
        self.copy = Button(self.tr("Copy"), "link")
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.code, 1)
        beside = Column()  # as high as the first line
        beside.setContentsMargins(0, tokens.TINY, 0, 0)
        beside.addWidget(self.copy)
        beside.addStretch(1)
        row.addLayout(beside)

    def show_text(self, text: str) -> None:
        self.code.setText(text)
        self.copy.setText(self.tr("Copy"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
        self.copy.setText(self.tr("Copied"))


class RingOfKeyboard:
    """For what is pressed: the ring that says where the keyboard is comes with the keyboard's first
    use in this window. A style sheet draws it round what a mouse or the program led to as well."""

    def focusInEvent(self: QWidget, event: QFocusEvent) -> None:  # type: ignore[misc]
        # Remembered, because Qt takes this back when the program moves the focus on. Not the
        # event's reason: it is the same where Qt moves on from what is hidden.
        if self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            self.window().setProperty(_BY_KEYBOARD, True)
        super().focusInEvent(event)  # type: ignore[misc]

    def initStyleOption(self: QWidget, option: QStyleOption) -> None:  # type: ignore[misc]
        super().initStyleOption(option)  # type: ignore[misc]
        if not self.window().property(_BY_KEYBOARD):
            option.state &= ~QStyle.StateFlag.State_HasFocus


class PressedByEnter(RingOfKeyboard):
    """For buttons: Enter presses as Space does, which Qt leaves to the buttons of dialogs."""

    def keyPressEvent(self: QAbstractButton, event: QKeyEvent) -> None:  # type: ignore[misc]
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)  # type: ignore[misc]


class Button(PressedByEnter, QPushButton):
    """`kind` is "primary" (one on a screen), "quiet" or "link"."""

    def __init__(self, text: str, kind: str = "quiet") -> None:
        super().__init__(text)
        self._kind = kind
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click needs no focus ring
        self.show_primary(kind == "primary")

    def show_primary(self, primary: bool) -> None:
        """As the one next action of the screen, or as it was made."""
        self.setProperty("kind", "primary" if primary else self._kind)
        self.setFont(font(semibold=primary))
        restyle(self)


class MenuButton(Button):
    """Opens a menu below itself; `choices` is that menu."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text, "link")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron stands behind
        # Not setMenu(): with it a style sheet's button draws an arrow of its own.
        self.choices = QMenu(self)
        self.choices.triggered.connect(self.choices.close)  # a screen reader leaves it open
        self.clicked.connect(self._open)
        self._theme = theme
        theme.changed.connect(self._draw)
        self._draw()

    def _open(self) -> None:
        self.choices.popup(self.mapToGlobal(self.rect().bottomLeft()))
        self.choices.setActiveAction(self.choices.actions()[0])  # which screen readers then say

    def _draw(self) -> None:
        self.setIcon(icon("chevron_down", self._theme.palette.accent))
        self.setIconSize(QSize(tokens.CHEVRON, tokens.CHEVRON))


class Choice(RingOfKeyboard, QComboBox):
    """One of several, which open as a list."""


class Check(RingOfKeyboard, QCheckBox):
    """A box to tick whose text wraps, which Qt's own does not."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(tokens.CHECK_INDENT, tokens.TINY, tokens.TINY, tokens.TINY)
        words = Text(text)
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row.addWidget(words)

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize()

    def heightForWidth(self, width: int) -> int:
        return self._row.heightForWidth(width)


class PageButton(Button):
    """Opens a page in the person's browser; says where it leads."""

    def __init__(self, theme: Theme, text: str, address: str, kind: str = "quiet") -> None:
        self._theme = theme
        super().__init__(text, kind)
        self.setToolTip(address)
        self.setAccessibleDescription(address)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind
        theme.changed.connect(self._draw)

    def show_primary(self, primary: bool) -> None:
        super().show_primary(primary)
        self._is_primary = primary
        self._draw()

    def _draw(self) -> None:
        palette = self._theme.palette
        self.setIcon(icon("external", palette.on_accent if self._is_primary else palette.accent))
        self.setIconSize(QSize(tokens.CHEVRON, tokens.CHEVRON))


class Card(QFrame):
    """A box with the ground of a tone; "plain" in a list of rows, "group" on the page itself."""

    def __init__(self, tone: str = "plain") -> None:
        super().__init__()
        self.show_tone(tone)

    def show_tone(self, tone: str) -> None:
        self.setProperty("card", tone)
        restyle(self)


class Column(QVBoxLayout):
    """A vertical layout without margins."""

    def __init__(self, owner: QWidget | None = None, spacing: int = tokens.SMALL) -> None:
        super().__init__()
        if owner is not None:
            owner.setLayout(self)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)


class Labelled(Column):
    """A field below its name, which is there as well when the field is filled."""

    def __init__(self, name: str, field: QWidget) -> None:
        super().__init__(spacing=tokens.TINY)
        field.setAccessibleName(name)
        field.setMinimumHeight(tokens.CONTROL_HEIGHT)
        self.addWidget(Text(name, "muted", tokens.SMALL_TYPE))
        self.addWidget(field)


class Line(QWidget):
    """The line between two rows: one pixel of the screen, whatever its scale is."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(tokens.LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().mid(), 0))  # width 0: never scaled
        middle = self.height() / 2  # at its edge the line could fall between two pixels
        painter.drawLine(QLineF(0, middle, self.width(), middle))


def put_in_order(before: QWidget, widgets: Iterable[QWidget]) -> None:
    """The tabulator comes to `widgets` after `before`: what is made later it would come to last.
    All of them are in the window, or in the same part of what will be one."""
    for widget in widgets:
        QWidget.setTabOrder(before, widget)
        before = widget
