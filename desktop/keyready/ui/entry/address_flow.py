# SPDX-License-Identifier: MIT
"""Decides where the key of an entry is sent, and whether the entry stays on the list."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from keyready.core.base_url import RefusedUrl
from keyready.core.entry_id import PRACTICE
from keyready.services.desk import Desk
from keyready.services.entry import Entry
from keyready.ui.cards.card_words import CardWriter
from keyready.ui.entry.key_panel import KeyPanel
from keyready.ui.tasks import Tasks


class AddressFlow(QObject):
    """After `changed` the page is to be made anew: everything on it may go elsewhere."""

    changed = Signal()
    forgotten = Signal()

    def __init__(
        self, panel: KeyPanel, tasks: Tasks, desk: Desk, entry: Entry, writer: CardWriter
    ) -> None:
        super().__init__(panel)
        self._row = panel.address
        self._tasks = tasks
        self._desk = desk
        self._entry = entry
        self._writer = writer
        self._row.given.connect(self._change)
        panel.forget.clicked.connect(self._forget)
        self._row.setVisible(entry.provider.id != PRACTICE)
        if entry.address.refused:
            self._row.show_asking()
        else:
            self._row.show_address(entry.address.url)

    def _change(self, text: str) -> None:
        outcome = self._desk.entries.set_base_url(self._entry.id, text)
        if isinstance(outcome, RefusedUrl) and outcome.sent:
            self._row.show_look_alike(outcome.spelled, outcome.sent)
            return
        if isinstance(outcome, RefusedUrl):
            self._row.show_refused(self._writer.address(outcome))
            return
        self._keep()
        self.changed.emit()

    def _forget(self) -> None:
        self._desk.entries.remove(self._entry.id)
        self._keep()
        self.forgotten.emit()

    def _keep(self) -> None:
        self._tasks.run(self, self._desk.memory.flush, lambda _: None, lambda: None)
