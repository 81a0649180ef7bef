# SPDX-License-Identifier: MIT
"""Tells of a newer version, if the person wanted that: a strip below the pages, and no more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from keyready import DOWNLOADS
from keyready.services.updates import Updates
from keyready.ui.look import tokens
from keyready.ui.look.bricks import Button, Text
from keyready.ui.main_window import MainWindow
from keyready.ui.tasks import Tasks


class UpdateStrip(QFrame):
    """One sentence and two buttons."""

    opened = Signal()

    def __init__(self, version: str) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.words = Text(self.tr("Keyready %1 is there.").replace("%1", version), wraps=False)
        self.download = Button(self.tr("See what is new"), "link")
        self.later = Button(self.tr("Later"), "link")
        self.download.clicked.connect(self.opened)
        self.later.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.HUGE, tokens.SMALL, tokens.HUGE, tokens.SMALL)
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self.download)
        row.addWidget(self.later)


class UpdateFlow(QObject):
    """Asks once after each start, and when the person switches it on."""

    def __init__(
        self,
        window: MainWindow,
        tasks: Tasks,
        updates: Updates,
        open_address: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._updates = updates
        self._open = partial(open_address, DOWNLOADS)

    @property
    def wanted(self) -> bool:
        return self._updates.wanted

    def ask(self) -> None:
        if self._updates.wanted:
            self._tasks.run(self, self._updates.newer, self._show, lambda: None)

    def want(self, wanted: bool) -> None:
        switched = partial(self._updates.want, wanted)
        self._tasks.run(self, switched, lambda _: self.ask(), lambda: None)

    def _show(self, version: str) -> None:
        if version:
            strip = UpdateStrip(version)
            strip.opened.connect(self._open)
            self._window.show_strip(strip)
