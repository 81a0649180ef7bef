# SPDX-License-Identifier: MIT
"""Wires the window: which parts it has, and who hears whom. Nothing else does."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from keyready import process_env
from keyready.core.progress import Progress
from keyready.core.provider import Provider
from keyready.services.catalog import Catalog, preferred_language
from keyready.services.desk import PRACTICE, Desk
from keyready.services.entry import Address
from keyready.services.key_store import key_store, practice_key_store
from keyready.services.memory import Memory
from keyready.ui.application import make_application, open_in_browser, speak
from keyready.ui.card_words import CardWriter
from keyready.ui.connection_flow import ConnectionFlow
from keyready.ui.connection_page import ConnectionPage
from keyready.ui.guide_flow import GuideFlow
from keyready.ui.guide_page import GuidePage, Strip
from keyready.ui.key_flow import KeyCalls, KeyFlow
from keyready.ui.key_panel import KeyPanel
from keyready.ui.main_window import MainWindow
from keyready.ui.tasks import Tasks
from keyready.ui.theme import Theme
from keyready.ui.verdict_card import tone_of

CONNECTION = "connection"
LAST_WRITE_S = 0.5  # what closing waits for the disk at most


class App(QObject):
    """The window with everything in it. Pages are made when they are first shown."""

    def __init__(
        self,
        application: QApplication,
        desk: Desk,
        memory: Memory,
        open_address: Callable[[str], None],
    ) -> None:
        super().__init__(application)
        self._desk = desk
        self._memory = memory
        self._open_address = open_address
        self._tasks = Tasks(self)
        self._theme = Theme(application)
        self.pages: dict[str, GuidePage] = {}
        self._flows: dict[str, GuideFlow] = {}
        self._connection: ConnectionFlow | None = None
        self.window = MainWindow(self._theme)
        if memory.window is not None:
            self.window.resize(*memory.window)
        self._fill_sidebar()
        self.window.closed.connect(self._close)
        known = {provider.id for provider in self._desk.catalog.providers}
        self.show(memory.opened if memory.opened in known else self._desk.catalog.providers[0].id)

    def _fill_sidebar(self) -> None:
        sidebar = self.window.sidebar
        for provider in self._desk.catalog.providers:
            sidebar.add(provider.id, provider.name, provider.id == PRACTICE)
            self._show_mark(provider.id, self._memory.progress(provider.id))
        sidebar.add(CONNECTION, self.tr("Connection"), at_foot=True)
        sidebar.show_state(CONNECTION, "connection", "")
        sidebar.chosen.connect(self._chosen)

    def _chosen(self, place: str) -> None:
        if place == CONNECTION:
            self.show_connection()
        else:
            self.show(place)

    def warm_up(self) -> None:
        """Load what the first check needs, once the window is painted."""
        load = partial(importlib.import_module, "keyready.services.exchange")
        QTimer.singleShot(
            0, self, lambda: self._tasks.run(self, load, lambda _: None, lambda: None)
        )

    def show(self, provider_id: str) -> None:
        """Show the guide of this provider, as the person left it."""
        self._memory.keep_opened(provider_id)
        self.window.sidebar.show_chosen(provider_id)
        if provider_id in self.pages:
            self._flows[provider_id].refresh()
            name = self._desk.catalog.provider(provider_id).name
            self.window.show_page(self.pages[provider_id], name)
        elif provider_id == PRACTICE:  # its service takes a moment to start
            start = partial(self._desk.provider, provider_id)
            self._tasks.run(self, start, self._show_new, lambda: None)
        else:
            self._show_new(self._desk.provider(provider_id))

    def show_connection(self, provider_id: str = "") -> None:
        """Show the look at the connection; for a provider that is named, begin at once."""
        if self._connection is None:
            names = ((provider.id, provider.name) for provider in self._desk.catalog.providers)
            page = ConnectionPage(self._theme, names)
            page.show_choice(self._memory.opened)
            words = self._desk.catalog.words
            self._connection = ConnectionFlow(page, self._tasks, self._desk.climb, words)
        self.window.sidebar.show_chosen(CONNECTION)
        self.window.show_page(self._connection.page, self.tr("Connection"))
        if provider_id:
            self._connection.look(provider_id)

    def _show_new(self, provider: Provider) -> None:
        panel = KeyPanel(self._theme)
        page = GuidePage(
            self._theme,
            provider.name,
            self._desk.catalog.guide(provider.id),
            provider.pages,
            panel,
            self._strips(provider, self._desk.address(provider)),
        )
        entry = self._desk.entry(provider)
        calls = KeyCalls(entry.save, entry.check, entry.remove)
        writer = CardWriter(self._desk.catalog.words, provider.name, page)
        key_flow = KeyFlow(panel, self._tasks, calls, writer)
        flow = GuideFlow(
            page, panel, key_flow, provider, self._memory, self._tasks, self._open_address
        )
        flow.connection_asked.connect(lambda: self.show_connection(provider.id))
        flow.changed.connect(lambda progress: self._show_mark(provider.id, progress))
        self.pages[provider.id] = page
        self._flows[provider.id] = flow
        self.window.show_page(page, provider.name)
        self._tasks.run(flow, entry.is_kept, flow.reconcile, lambda: None)

    def _strips(self, provider: Provider, address: Address) -> tuple[Strip, ...]:
        said: list[tuple[str, str]] = []
        if provider.id == PRACTICE:
            words = self.tr("Practice: nothing leaves this computer, and no real key is needed.")
            said.append(("practice", words))
        if address.refused and address.variable:
            words = self.tr("%1 is set in your environment to an address that cannot be used.")
            said.append(("attention", words.replace("%1", address.variable)))
        elif address.variable:
            words = self.tr("%1 is set in your environment: checks go to %2.")
            words = words.replace("%1", address.variable).replace("%2", address.url)
            said.append(("attention", words))
        if self._memory.set_aside is not None:
            words = self.tr("The file with your progress was damaged. It is kept as %1.")
            said.append(("attention", words.replace("%1", str(self._memory.set_aside))))
        return tuple(Strip(self._theme, mark, "attention", words) for mark, words in said)

    def _show_mark(self, provider_id: str, progress: Progress) -> None:
        idle = "practice" if provider_id == PRACTICE else "open"
        mark = tone_of(progress.last.verdict) if progress.last else idle
        self.window.sidebar.show_state(provider_id, mark, "")

    def _close(self) -> None:
        self._memory.keep_window(self.window.width(), self.window.height())
        last = threading.Thread(target=self._memory.flush, daemon=True)
        last.start()
        last.join(LAST_WRITE_S)


def main(arguments: list[str] | None = None) -> int:
    """Open the window, or with `--self-test` prove that this program is whole."""
    arguments = sys.argv[1:] if arguments is None else arguments
    environment = process_env.prepare()
    if "--self-test" in arguments:
        from keyready import self_test

        return self_test.main()
    application = make_application()
    process_env.leave_to_children(environment)
    language = preferred_language(environment)
    speak(application, language)
    desk = Desk(Catalog(language), key_store(), practice_key_store(), environment)
    app = App(application, desk, Memory(), open_in_browser)
    app.window.show()
    app.warm_up()
    return application.exec()
