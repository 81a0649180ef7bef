# SPDX-License-Identifier: MIT
"""Decides under which name an entry is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from keyready.core.entries import RefusedName
from keyready.core.entry_id import PRACTICE
from keyready.services.desk import Desk
from keyready.ui.entry.key_panel import KeyPanel
from keyready.ui.tasks import Tasks


class NameFlow(QObject):
    """After `renamed` the page and the list are to be made anew."""

    renamed = Signal()

    def __init__(self, panel: KeyPanel, tasks: Tasks, desk: Desk, entry_id: str) -> None:
        super().__init__(panel)
        self._row = panel.naming
        self._tasks = tasks
        self._desk = desk
        self._entry_id = entry_id
        panel.kept.rename.setVisible(entry_id != PRACTICE)
        panel.kept.rename_asked.connect(self._ask)
        panel.rename.clicked.connect(self._ask)
        self._row.given.connect(self._change)

    def _ask(self) -> None:
        facts = self._desk.entries.facts(self._entry_id)
        self._row.show_asking(facts.name if facts else "", self._entry_id)

    def take_over(self, former: NameFlow) -> None:
        """What was typed is in the row already."""
        if former._row.is_asking:
            typed = self._row.edit.text()
            self._ask()
            self._row.edit.setText(typed)

    def _change(self, text: str) -> None:
        renamed = self._desk.entries.rename(self._entry_id, text)
        if isinstance(renamed, RefusedName):
            said = self._desk.catalog.words.entry_name[renamed.reason]
            self._row.show_refused(f"{said.headline} {said.advice}")
            return
        self._tasks.run(self, self._desk.memory.flush, lambda _: None, lambda: None)
        self.renamed.emit()
