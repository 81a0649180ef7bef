# SPDX-License-Identifier: MIT
"""Decides what becomes of a key that is to be added to the list."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from keyready.core.entries import EntryFacts
from keyready.core.entry_id import PRACTICE
from keyready.services.desk import Desk
from keyready.ui.pages.add_page import AddPage


class AddFlow(QObject):
    added = Signal(str)  # the id of the entry to show

    def __init__(self, desk: Desk) -> None:
        real = (one for one in desk.catalog.providers if one.id != PRACTICE)
        self.page = AddPage((provider.id, provider.name) for provider in real)
        super().__init__(self.page)
        self._desk = desk
        self.page.asked.connect(self._add)

    def take_over(self, former: AddFlow) -> None:
        """What was typed is all there is."""

    def _add(self, provider_id: str, name: str) -> None:
        """Another provider needs no name; a further key of one in use does."""
        first = self._desk.entries.facts(provider_id)
        in_use = {*self._desk.memory.entries(), self._desk.memory.opened}
        if not name.strip() and first is not None and provider_id not in in_use:
            self.added.emit(provider_id)
            return
        added = self._desk.entries.add(provider_id, name)
        if isinstance(added, EntryFacts):
            self.added.emit(added.id)
            return
        said = self._desk.catalog.words.entry_name[added.reason]
        self.page.show_refused(f"{said.headline} {said.advice}")
