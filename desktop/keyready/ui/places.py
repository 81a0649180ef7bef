# SPDX-License-Identifier: MIT
"""Where a person can be in the window: at an entry, or at one of the places at the list's foot."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, qVersion
from PySide6.QtWidgets import QApplication

from keyready.core.entries import EntryFacts
from keyready.core.progress import Progress
from keyready.core.provider import Provider
from keyready.core.secret import Secret
from keyready.services.desk import PRACTICE, Desk
from keyready.services.support import report
from keyready.ui.add_page import AddPage
from keyready.ui.connection_flow import ConnectionFlow
from keyready.ui.connection_page import ConnectionPage
from keyready.ui.entry_page import EntryPage, EntryPages, page_name
from keyready.ui.guide_page import GuidePage
from keyready.ui.main_window import MainWindow
from keyready.ui.settings_flow import SettingsFlow
from keyready.ui.settings_page import SettingsPage
from keyready.ui.tasks import Tasks
from keyready.ui.theme import Theme
from keyready.ui.verdict_card import tone_of

CONNECTION = "connection"
ADD = "add"
SETTINGS = "settings"
LAST_WRITE_S = 0.5  # what closing waits for the disk at most


class Places(QObject):
    """Leads from one to another. Pages are made when they are first shown."""

    def __init__(
        self, application: QApplication, desk: Desk, open_address: Callable[[str], None]
    ) -> None:
        super().__init__(application)
        self._desk = desk
        self._tasks = Tasks(self)
        self._theme = Theme(application)
        self._entry_pages = EntryPages(self._theme, desk, self._tasks, open_address)
        self._entry_pages.moved.connect(self._bring)
        self._entries: dict[str, EntryPage] = {}
        self._connection: ConnectionFlow | None = None
        self._add_page: AddPage | None = None
        self._settings: SettingsFlow | None = None
        self.window = MainWindow(self._theme)
        if desk.memory.window is not None:
            self.window.resize(*desk.memory.window)
        self._fill_sidebar()
        self.window.closed.connect(self._close)
        first, *_ = desk.entries.all()
        self.show((desk.entries.facts(desk.memory.opened) or first).id)

    @property
    def pages(self) -> dict[str, GuidePage]:
        """The pages that were shown so far, by entry id."""
        return {entry_id: entry.page for entry_id, entry in self._entries.items()}

    def warm_up(self) -> None:
        """Load what the first check needs, once the window is painted."""
        load = partial(importlib.import_module, "keyready.services.exchange")
        QTimer.singleShot(
            0, self, lambda: self._tasks.run(self, load, lambda _: None, lambda: None)
        )

    def show(self, entry_id: str) -> None:
        """Show the guide of this entry, as the person left it."""
        facts = self._desk.entries.facts(entry_id)
        if facts is None:
            return
        self._desk.memory.keep_opened(entry_id)
        self._show_list()
        self.window.sidebar.show_chosen(entry_id)
        if entry_id in self._entries:
            self._entries[entry_id].guide.refresh()
            self._show_page(facts)
        elif entry_id == PRACTICE:  # its service takes a moment to start
            start = partial(self._desk.provider, entry_id)
            self._tasks.run(self, start, partial(self._show_new, facts), lambda: None)
        else:
            self._show_new(facts, self._desk.provider(entry_id))

    def show_connection(self, entry_id: str = "") -> None:
        """Show the look at the connection; for an entry that is named, begin at once."""
        if self._connection is None:
            page, words = ConnectionPage(self._theme), self._desk.catalog.words
            self._connection = ConnectionFlow(page, self._tasks, self._desk.climb, words)
        names = {facts.id: self._name(facts) for facts in self._desk.entries.all()}
        self._connection.page.show_choices(names, entry_id or self._desk.memory.opened)
        self.window.sidebar.show_chosen(CONNECTION)
        self.window.show_page(self._connection.page, self.tr("Connection"))
        if entry_id:
            self._connection.look(entry_id)

    def show_add(self) -> None:
        if self._add_page is None:
            real = (one for one in self._desk.catalog.providers if one.id != PRACTICE)
            self._add_page = AddPage((provider.id, provider.name) for provider in real)
            self._add_page.asked.connect(self._add)
        self._add_page.show_empty()
        self.window.sidebar.show_chosen(ADD)
        self.window.show_page(self._add_page, self.tr("Add a key"))

    def show_settings(self) -> None:
        if self._settings is None:
            desk = self._desk
            words, about = desk.catalog.words, partial(report, desk, qVersion())
            self._settings = SettingsFlow(SettingsPage(), self._tasks, desk.settings, words, about)
        self.window.sidebar.show_chosen(SETTINGS)
        self.window.show_page(self._settings.page, self.tr("Settings"))

    def _fill_sidebar(self) -> None:
        sidebar = self.window.sidebar
        self._show_list()
        for place, name, mark in (
            (ADD, self.tr("Add a key"), "add"),
            (PRACTICE, self._desk.catalog.provider(PRACTICE).name, "practice"),
            (CONNECTION, self.tr("Connection"), "connection"),
            (SETTINGS, self.tr("Settings"), "settings"),
        ):
            sidebar.add_at_foot(place, name)
            sidebar.show_state(place, mark, "")
        self._show_mark(PRACTICE, self._desk.memory.progress(PRACTICE))
        sidebar.chosen.connect(self._chosen)

    def _show_list(self) -> None:
        listed = [facts for facts in self._desk.listed() if facts.id != PRACTICE]
        self.window.sidebar.show_list({facts.id: self._name(facts) for facts in listed})
        for facts in listed:
            self._show_mark(facts.id, self._desk.memory.progress(facts.id))

    def _chosen(self, place: str) -> None:
        others = {
            CONNECTION: self.show_connection,
            ADD: self.show_add,
            SETTINGS: self.show_settings,
        }
        others.get(place, partial(self.show, place))()

    def _show_new(self, facts: EntryFacts, provider: Provider) -> None:
        entry = self._entry_pages.make(facts, provider)
        entry.guide.connection_asked.connect(lambda: self.show_connection(facts.id))
        entry.guide.changed.connect(lambda progress: self._show_mark(facts.id, progress))
        entry.address.changed.connect(lambda: self._make_anew(facts.id))
        entry.address.forgotten.connect(lambda: self._forget(facts.id))
        self._entries[facts.id] = entry
        self._show_page(facts)

    def _show_page(self, facts: EntryFacts) -> None:
        self.window.show_page(self._entries[facts.id].page, self._name(facts))

    def _name(self, facts: EntryFacts) -> str:
        return page_name(facts, self._desk.catalog.provider(facts.provider))

    def _bring(self, provider_id: str, secret: Secret) -> None:
        """A paste goes to the page of the provider whose key it is."""
        self.show(provider_id)
        self._entries[provider_id].guide.take(secret)

    def _make_anew(self, entry_id: str) -> None:
        self._entries.pop(entry_id).page.deleteLater()
        self.show(entry_id)

    def _forget(self, entry_id: str) -> None:
        self._entries.pop(entry_id).page.deleteLater()
        self.show(self._desk.entries.all()[0].id)

    def _add(self, provider_id: str, name: str) -> None:
        """Another provider needs no name; a further key of one in use does."""
        first = self._desk.entries.facts(provider_id)
        if not name.strip() and first is not None and provider_id not in self._entries:
            self.show(provider_id)
            return
        added = self._desk.entries.add(provider_id, name)
        if isinstance(added, EntryFacts):
            self.show(added.id)
        elif self._add_page is not None:
            said = self._desk.catalog.words.entry_name[added.reason]
            self._add_page.show_refused(f"{said.headline} {said.advice}")

    def _show_mark(self, entry_id: str, progress: Progress) -> None:
        idle = "practice" if entry_id == PRACTICE else "open"
        mark = tone_of(progress.last.verdict) if progress.last else idle
        self.window.sidebar.show_state(entry_id, mark, "")

    def _close(self) -> None:
        memory = self._desk.memory
        self._desk.stores.file.lock()
        memory.keep_window(self.window.width(), self.window.height())
        last = threading.Thread(target=memory.flush, daemon=True)
        last.start()
        last.join(LAST_WRITE_S)
