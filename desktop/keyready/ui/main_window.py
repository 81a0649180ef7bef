# SPDX-License-Identifier: MIT
"""The window: the left column, and the page of the provider that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QEnterEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from keyready.ui.look import tokens

if TYPE_CHECKING:
    from keyready.ui.look.sheet import Page
    from keyready.ui.look.theme import Theme
    from keyready.ui.sidebar import Sidebar

_DARK_BELOW = 128  # of 255, the lightness of the ground as the system's style would have it
_ANY_SCREEN = 20_000  # pixels; higher than any


class MainWindow(QMainWindow):
    """Shows pages; knows nothing of what they do.

    It begins as a frame without words, in two colours, which costs little more than an empty
    window (nothing of it may touch `Qt` or the painter: their names take longer to make than the
    picture). `show_anew` makes it ready for pages.
    """

    sidebar: Sidebar
    theme: Theme

    closed = Signal()
    painted = Signal()  # for the first time: there is something to see
    filled = Signal()  # for the first time: the page of an entry is there
    commanded = Signal(str)  # the id of a command of the menus
    attended = Signal()  # the person comes back to it, from another window or with the mouse

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main")
        self._is_painted = False
        self._is_frame = True
        self._pages = QStackedWidget()
        self._show_folded = self._show_frame()
        self.setMinimumSize(*tokens.WINDOW_LEAST)
        self.resize(*tokens.WINDOW_FIRST)

    def _show_frame(self) -> Callable[[bool], None]:
        """The grounds of the left column and of the pages; gives what folds the column."""
        self._dress_frame()
        column = QFrame()
        column.setObjectName("column")
        column.resize(0, _ANY_SCREEN)
        self.setCentralWidget(QWidget())
        column.setParent(self.centralWidget())
        return lambda folded: column.setFixedWidth(
            tokens.SIDEBAR_FOLDED if folded else tokens.SIDEBAR_WIDTH
        )

    def _dress_frame(self) -> None:
        ground = self.style().standardPalette().window().color()  # its palette may not know yet
        is_dark = ground.lightness() < _DARK_BELOW
        colours = tokens.DARK if is_dark else tokens.LIGHT
        sheet = (
            f"#main {{ background: {colours.window} }} #column {{ background: {colours.sidebar} }}"
        )
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    def show_anew(self, theme: Theme) -> None:
        """An empty left column and no page, in the language of now; pages go on without us."""
        from keyready.ui.menus import Menus

        while (page := self._pages.widget(0)) is not None:
            self._pages.removeWidget(page)
            page.setParent(None)
        self.theme = theme
        theme.setParent(self)  # it dresses the program as long as there is a window
        self._show_parts(theme)
        self.menus = Menus(self.commanded.emit)
        self.setMenuBar(self.menus)

    def _show_parts(self, theme: Theme) -> None:
        from keyready.ui.look.bricks import Column
        from keyready.ui.sidebar import Sidebar

        self._pages = QStackedWidget()
        self.sidebar = Sidebar(theme, self.tr("Keyready"))
        self._show_folded = self.sidebar.show_folded
        self._fold()
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        self._right = Column(spacing=0)
        self._right.addWidget(self._pages, 1)
        row.addLayout(self._right, 1)
        self._is_frame = False
        self.setStyleSheet("")  # what the theme says holds from here on
        self.setCentralWidget(whole)
        whole.show()  # now; Qt would do it in a moment, and what is hidden takes no focus

    def show_page(self, page: Page, title: str, focus: QWidget | None = None) -> None:
        """Show `page`, as the person left it. `focus` is where on it the keyboard is to go."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        (focus or page.first).setFocus()
        self.setWindowTitle(f"{title} – {self.tr('Keyready')}")

    def show_strip(self, strip: QWidget) -> None:
        """Below the pages, until the window is shown anew."""
        self._right.addWidget(strip)

    def come_forward(self) -> None:
        """As if the person had just opened it."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _fold(self) -> None:
        self._show_folded(self.width() < tokens.FOLD_BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)  # when all of it is on the screen

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.attended.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # A Linux desktop tells it a moment later, but before the frame is painted.
        if event.type() == QEvent.Type.ThemeChange and self._is_frame:
            self._dress_frame()
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.attended.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
