# SPDX-License-Identifier: MIT
"""The window: the left column, and the page of the provider that was chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from keyready.ui import tokens
from keyready.ui.bricks import Column
from keyready.ui.sheet import Page
from keyready.ui.sidebar import Sidebar
from keyready.ui.theme import Theme


class MainWindow(QMainWindow):
    """Shows pages; knows nothing of what they do.

    It begins as a frame without words: `show_anew` makes it ready for pages.
    """

    closed = Signal()
    painted = Signal()  # for the first time: there is something to see
    filled = Signal()  # for the first time: the page of an entry is there
    commanded = Signal(str)  # the id of a command of the menus
    attended = Signal()  # the person comes back to it, from another window or with the mouse

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("main")
        self.theme = theme
        theme.setParent(self)  # it dresses the program as long as there is a window
        self._is_painted = False
        self._show_parts()
        self.menuBar().addMenu(" ")  # keeps the place of the menus, whose words come later
        self.setMinimumSize(QSize(*tokens.WINDOW_LEAST))
        self.resize(*tokens.WINDOW_FIRST)

    def show_anew(self) -> None:
        """An empty left column and no page, in the language of now; pages go on without us."""
        while (page := self._pages.widget(0)) is not None:
            self._pages.removeWidget(page)
            page.setParent(None)
        self._show_parts()
        # With it comes the reader of data files, for which the first picture does not wait.
        from keyready.ui.menus import Menus

        self.menus = Menus(self.commanded.emit)
        self.setMenuBar(self.menus)

    def _show_parts(self) -> None:
        self._pages = QStackedWidget()
        self.sidebar = Sidebar(self.theme, self.tr("Keyready"))
        self.sidebar.show_folded(self.width() < tokens.FOLD_BELOW)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        self._right = Column(spacing=0)
        self._right.addWidget(self._pages, 1)
        row.addLayout(self._right, 1)
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
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.show_folded(self.width() < tokens.FOLD_BELOW)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.Enter):
            self.attended.emit()
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)  # when all of it is on the screen
        return done

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
