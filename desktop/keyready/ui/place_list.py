# SPDX-License-Identifier: MIT
"""What the window's left column lists: the entries, and the places at its foot."""

from __future__ import annotations

from PySide6.QtCore import QObject

from keyready.core.entries import EntryFacts
from keyready.core.entry_id import PRACTICE
from keyready.core.progress import Progress
from keyready.services.desk import Desk
from keyready.ui.cards.verdict_card import tone_of
from keyready.ui.entry.entry_page import page_name
from keyready.ui.main_window import MainWindow

CONNECTION = "connection"
ADD = "add"
SETTINGS = "settings"
COMPARE = "compare"
HELPER = "helper"


class PlaceList(QObject):
    """The column itself is a new one after a change of language: it is filled again."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk

    def names(self) -> dict[str, str]:
        """Of the places at the foot."""
        return {
            ADD: self.tr("Add a key"),
            COMPARE: self.tr("Compare providers"),
            PRACTICE: self._desk.catalog.provider(PRACTICE).name,
            HELPER: self.tr("It does not work"),
            CONNECTION: self.tr("Connection"),
            SETTINGS: self.tr("Settings"),
        }

    def name(self, facts: EntryFacts) -> str:
        """Of an entry."""
        return page_name(facts, self._desk.catalog.provider(facts.provider))

    def fill(self) -> None:
        sidebar = self._window.sidebar
        self.show()
        for place, name in self.names().items():
            sidebar.add_at_foot(place, name)
            sidebar.show_state(place, place, "")  # each has a mark of its own name
        self.show_mark(PRACTICE, self._desk.memory.progress(PRACTICE))

    def show(self) -> None:
        """The entries as they are now."""
        listed = [facts for facts in self._desk.listed() if facts.id != PRACTICE]
        self._window.sidebar.show_list({facts.id: self.name(facts) for facts in listed})
        for facts in listed:
            self.show_mark(facts.id, self._desk.memory.progress(facts.id))

    def show_mark(self, entry_id: str, progress: Progress) -> None:
        """By an entry's name: what its last verdict was."""
        idle = "practice" if entry_id == PRACTICE else "open"
        mark = tone_of(progress.last.verdict) if progress.last else idle
        self._window.sidebar.show_state(entry_id, mark, "")
