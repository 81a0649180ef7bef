# SPDX-License-Identifier: MIT
"""Where a person can be in the window: at an entry, or at one of the places at the list's foot."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, qVersion

from keyready.core.entries import EntryFacts
from keyready.core.entry_id import PRACTICE
from keyready.core.secret import Secret
from keyready.core.verdict import Verdict
from keyready.services.desk import Desk
from keyready.ui.application import language_to_speak, speak
from keyready.ui.entry.entry_page import EntryPage, EntryPages
from keyready.ui.entry.guide_page import GuidePage
from keyready.ui.look.theme import Theme
from keyready.ui.main_window import MainWindow
from keyready.ui.pages.guidance import Guidance
from keyready.ui.place_list import ADD, COMPARE, CONNECTION, HELPER, SETTINGS, PlaceList
from keyready.ui.shelf import M, Shelf
from keyready.ui.tasks import Tasks
from keyready.ui.update_flow import UpdateFlow

if TYPE_CHECKING:
    from keyready.ui.pages.add_flow import AddFlow
    from keyready.ui.pages.settings_flow import SettingsFlow

LAST_WRITE_S = 0.5  # what closing waits for the disk at most


class Places(QObject):
    """Leads from one to another. Pages are made when they are first shown."""

    def __init__(
        self, window: MainWindow, theme: Theme, desk: Desk, open_address: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self.window = window
        self._desk = desk
        self.tasks = Tasks(self)
        self.theme = theme
        self._entry_pages = EntryPages(self.theme, desk, self.tasks, open_address)
        self._entry_pages.moved.connect(self._bring)
        self.shelf = Shelf(self.tasks)
        self.tasks.delivered.connect(self._renew)
        self._here = ""
        self._guidance = Guidance(self.theme, desk, self.tasks, open_address)
        self._guidance.go_asked.connect(self._go)
        self._guidance.chosen.connect(self.show)
        self.updates = UpdateFlow(window, self.tasks, desk.updates, open_address)
        self._list = PlaceList(window, desk)
        self._begin_anew()
        self.window.closed.connect(self._close)
        self.window.commanded.connect(self._obey)
        self.window.attended.connect(self._refresh)
        first, *_ = desk.entries.all()
        self.show((desk.entries.facts(desk.memory.opened) or first).id)

    @property
    def pages(self) -> dict[str, GuidePage]:
        """The pages of entries that were shown so far, by entry id."""
        return {entry_id: entry.page for entry_id, entry in self.entries.items()}

    @property
    def entries(self) -> dict[str, EntryPage]:
        """Those that were shown so far, by id."""
        return {name: made for name, made in self.shelf.items() if isinstance(made, EntryPage)}

    def speak(self, choice: str) -> None:
        """Say everything in this language, "" for the system's, and remember the choice.

        The person stays where they are, and nothing that they did is lost.
        """
        desk = self._desk
        desk.memory.keep_language(choice)
        self.tasks.run(self, desk.memory.flush, lambda _: None, lambda: None)
        language = language_to_speak(choice, desk.environment, desk.catalog.languages)
        if language == desk.catalog.language:
            return
        desk.speak(language)
        speak(language, desk.catalog.folder)
        self.shelf.outdate()
        self._begin_anew()
        self.go(self._here)

    def _begin_anew(self) -> None:
        self.window.show_anew(self.theme)
        self._list.fill()
        self.window.sidebar.chosen.connect(self.go)

    def show(self, entry_id: str) -> None:
        """Show the guide of this entry, as the person left it."""
        facts = self._desk.entries.facts(entry_id)
        if facts is None:
            return
        self._here = entry_id
        self._desk.memory.keep_opened(entry_id)
        self._list.show()
        self.window.sidebar.show_chosen(entry_id)
        if entry_id == PRACTICE and PRACTICE not in self.shelf:
            # Its service takes a moment to start.
            start = partial(self._desk.provider, entry_id)
            self.tasks.run(self, start, lambda _: self._show_entry(facts), lambda: None)
        else:
            self._show_entry(facts)

    def show_connection(self, entry_id: str = "") -> None:
        """Show the look at the connection; for an entry that is named, begin at once."""
        stays = self._here == CONNECTION and not entry_id
        flow = self._ready(CONNECTION, self._guidance.connection)
        chosen = flow.page.choice.currentData() if stays else entry_id
        names = {facts.id: self._list.name(facts) for facts in self._desk.entries.all()}
        flow.page.show_choices(names, chosen or self._desk.memory.opened)
        if entry_id:
            flow.look(entry_id)

    def show_add(self) -> None:
        stays = self._here == ADD
        page = self._ready(ADD, self._make_add).page
        if not stays:
            page.show_empty()

    def show_compare(self) -> None:
        self._ready(COMPARE, self._guidance.compare)

    def show_helper(self, entry_id: str = "", verdict: Verdict | None = None) -> None:
        """As it was left; anew for another entry than before, or for a verdict."""
        stays = self._here == HELPER
        flow = self._ready(HELPER, self._guidance.helper)
        entry_id = entry_id or (stays and flow.entry_id) or self._desk.memory.opened
        names = {facts.id: self._list.name(facts) for facts in self._desk.listed()}
        flow.page.show_choices(names, entry_id)
        if verdict is not None:
            flow.begin_at(entry_id, verdict)
        elif entry_id != flow.entry_id:
            flow.begin(entry_id)

    def show_settings(self) -> None:
        self._ready(SETTINGS, self._make_settings)

    def _make_add(self) -> AddFlow:
        from keyready.ui.pages.add_flow import AddFlow

        flow = AddFlow(self._desk)
        flow.added.connect(self.show)
        flow.page.compare_asked.connect(self.show_compare)
        return flow

    def _make_settings(self) -> SettingsFlow:
        from keyready.services.support import report
        from keyready.ui.pages.settings_flow import SettingsFlow
        from keyready.ui.pages.settings_page import SettingsPage

        desk = self._desk
        page = SettingsPage(desk.catalog.languages, desk.memory.language, self.updates.wanted)
        page.language_chosen.connect(self.speak)
        page.updates_chosen.connect(self.updates.want)
        words, about = desk.catalog.words, partial(report, desk, qVersion())
        return SettingsFlow(page, self.tasks, desk.settings, words, about)

    def _ready(self, place: str, make: Callable[[], M]) -> M:
        """Shows one of the places at the foot of the list."""
        made, focus = self.shelf.ready(place, make)
        self._here = place
        self.window.sidebar.show_chosen(place)
        self.window.menus.show_at_entry(False)
        self.window.show_page(made.page, self._list.names()[place], focus)
        return made

    def go(self, place: str) -> None:
        """To an entry or another place, by its id."""
        others = {
            CONNECTION: self.show_connection,
            ADD: self.show_add,
            COMPARE: self.show_compare,
            HELPER: self.show_helper,
            SETTINGS: self.show_settings,
        }
        others.get(place, partial(self.show, place))()

    def _obey(self, command: str) -> None:
        """What was chosen in the menus, or by its keys."""
        if command == "quit":
            self.window.close()
        elif command in ("next", "previous"):
            self.go(self.window.sidebar.beside(self._here, 1 if command == "next" else -1))
        elif command == "report":
            self._ready(SETTINGS, self._make_settings).page.report_asked.emit()
        elif command in (ADD, COMPARE, PRACTICE, HELPER, CONNECTION, SETTINGS):
            self.go(command)
        elif self._here in self.entries:
            self.entries[self._here].obey(command)

    def _renew(self) -> None:
        """What was shown in the former language because it had work under way rests now."""
        if self._here in self.shelf and self.shelf.wants(self._here):
            self.go(self._here)

    def _show_entry(self, facts: EntryFacts) -> None:
        if self._here != facts.id:  # meanwhile the person went elsewhere
            return
        entry, focus = self.shelf.ready(facts.id, partial(self._make_entry, facts))
        if focus is None:
            entry.guide.refresh()
        self.window.menus.show_at_entry(True)
        self.window.show_page(entry.page, self._list.name(facts), focus)

    def _make_entry(self, facts: EntryFacts) -> EntryPage:
        entry = self._entry_pages.make(facts, self._desk.provider(facts.id))
        entry.guide.connection_asked.connect(lambda: self.show_connection(facts.id))
        entry.guide.help_asked.connect(partial(self.show_helper, facts.id))
        entry.guide.changed.connect(lambda progress: self._list.show_mark(facts.id, progress))
        entry.address.changed.connect(lambda: self._make_anew(facts.id))
        entry.name.renamed.connect(lambda: self._make_anew(facts.id))
        entry.address.forgotten.connect(lambda: self._forget(facts.id))
        former = self.entries.get(facts.id)
        if former is not None:
            entry.grow_like(former)
        return entry

    def _go(self, entry_id: str, place: str) -> None:
        """To where something is put right: a step of the entry, its address, its connection."""
        if place == CONNECTION:
            self.show_connection(entry_id)
            return
        step = "key" if place == "address" else place
        self._desk.memory.keep(entry_id, lambda progress: progress.opened(step))
        self.show(entry_id)
        entry = self.entries.get(entry_id)  # of practice it may come a moment later
        if entry is not None:
            entry.guide.show_address() if place == "address" else entry.guide.open_step(step)

    def _bring(self, provider_id: str, secret: Secret) -> None:
        """A paste goes to the page of the provider whose key it is."""
        self.show(provider_id)
        self.entries[provider_id].guide.take(secret)

    def _make_anew(self, entry_id: str) -> None:
        self.shelf.drop(entry_id)
        self.show(entry_id)

    def _forget(self, entry_id: str) -> None:
        self.shelf.drop(entry_id)
        self.show(self._desk.entries.all()[0].id)

    def _refresh(self) -> None:
        """Say anew how long ago things were. No timer does: at rest nothing shall wake up."""
        for entry in self.entries.values():
            if entry.page.isVisible():
                entry.guide.refresh()

    def _close(self) -> None:
        self._entry_pages.loan.end()
        self._desk.stores.file.lock()
        last = threading.Thread(target=self._desk.memory.flush, daemon=True)
        last.start()
        last.join(LAST_WRITE_S)
