# SPDX-License-Identifier: MIT
"""Wires the window: which parts it has, and who hears whom. Nothing else does."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    QTranslator,
    QUrl,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import QApplication

from keyready import process_env
from keyready.core.progress import Progress
from keyready.core.provider import Provider
from keyready.resource_files import resource
from keyready.services.catalog import Catalog, preferred_language
from keyready.services.entry import Address, Entry, address_in_force
from keyready.services.key_store import KeyStore, key_store, practice_key_store
from keyready.services.memory import Memory
from keyready.services.practice_service import PracticeService, practice_provider
from keyready.ui.card_words import CardWriter
from keyready.ui.guide_flow import GuideFlow
from keyready.ui.guide_page import GuidePage, Strip
from keyready.ui.key_flow import KeyCalls, KeyFlow
from keyready.ui.key_panel import KeyPanel
from keyready.ui.main_window import MainWindow
from keyready.ui.tasks import Tasks
from keyready.ui.theme import Theme
from keyready.ui.verdict_card import tone_of

PRACTICE = "practice"
LAST_WRITE_S = 0.5  # what closing waits for the disk at most


class App(QObject):
    """The window with everything in it. Pages are made when they are first shown."""

    def __init__(
        self,
        application: QApplication,
        catalog: Catalog,
        memory: Memory,
        stores: Callable[[str], KeyStore],
        environment: Mapping[str, str],
        open_address: Callable[[str], None],
    ) -> None:
        super().__init__(application)
        self._catalog = catalog
        self._memory = memory
        self._stores = stores
        self._environment = environment
        self._open_address = open_address
        self._practice = PracticeService()
        self._tasks = Tasks(self)
        self._theme = Theme(application)
        self.pages: dict[str, GuidePage] = {}
        self._flows: dict[str, GuideFlow] = {}
        self.window = MainWindow(self._theme)
        if memory.window is not None:
            self.window.resize(*memory.window)
        for provider in catalog.providers:
            self.window.sidebar.add(provider.id, provider.name, provider.id == PRACTICE)
            self._show_mark(provider.id, memory.progress(provider.id))
        self.window.sidebar.chosen.connect(self.show)
        self.window.closed.connect(self._close)
        known = {provider.id for provider in catalog.providers}
        self.show(memory.opened if memory.opened in known else catalog.providers[0].id)

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
        provider = self._catalog.provider(provider_id)
        if provider_id in self.pages:
            self._flows[provider_id].refresh()
            self.window.show_page(self.pages[provider_id], provider.name)
        elif provider_id == PRACTICE:
            self._tasks.run(self, self._practice.start, self._show_practice, lambda: None)
        else:
            self._show_new(provider)

    def _show_practice(self, _: object) -> None:
        provider = self._catalog.provider(PRACTICE)
        self._show_new(practice_provider(provider, self._practice.origin))

    def _show_new(self, provider: Provider) -> None:
        address = address_in_force(provider, self._environment)
        panel = KeyPanel(self._theme)
        page = GuidePage(
            self._theme,
            provider.name,
            self._catalog.guide(provider.id),
            provider.pages,
            panel,
            self._strips(provider, address),
        )
        entry = Entry(provider.id, provider, address.url, self._stores(provider.id))
        calls = KeyCalls(entry.save, entry.check, entry.remove)
        writer = CardWriter(self._catalog.words, provider.name, page)
        key_flow = KeyFlow(panel, self._tasks, calls, writer)
        flow = GuideFlow(
            page, panel, key_flow, provider, self._memory, self._tasks, self._open_address
        )
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
        if address.refused:
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
    application = QApplication([sys.argv[0]])
    process_env.leave_to_children(environment)
    qInstallMessageHandler(_note)
    application.setApplicationName("keyready")
    application.setDesktopFileName("io.github.keyready.Keyready")
    application.setWindowIcon(QIcon(str(resource("icons", "keyready.svg"))))
    language = preferred_language(environment)
    install_translations(application, language)
    memory = Memory()
    real, practice = key_store(), practice_key_store()
    app = App(
        application,
        Catalog(language),
        memory,
        lambda provider_id: practice if provider_id == PRACTICE else real,
        environment,
        open_in_browser,
    )
    app.window.show()
    app.warm_up()
    return application.exec()


def _note(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    # Debug and info messages quote what is typed ("Mapping characters in ...").
    if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and sys.stderr is not None:
        sys.stderr.write(f"Qt: {text}\n")


def open_in_browser(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))


def install_translations(application: QApplication, language: str) -> None:
    """The window's own words and Qt's, in this language."""
    QLocale.setDefault(QLocale(language))
    folders = (
        (f"app_{language}", str(resource("translations"))),
        (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    )
    for name, folder in folders:
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)
