# SPDX-License-Identifier: MIT
"""The whole window in this process, over a real keyring, with a browser that only notes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from keyready.services.catalog import Catalog
from keyready.services.custody.stores import practice_stores, stores
from keyready.services.desk import Desk
from keyready.services.files.memory import Memory
from keyready.services.settings import Settings
from keyready.ui.application import speak
from keyready.ui.entry.guide_page import GuidePage
from keyready.ui.entry.key_panel import KeyPanel
from keyready.ui.entry.step_panel import StepPanel
from keyready.ui.look.theme import Theme
from keyready.ui.main_window import MainWindow
from keyready.ui.places import Places


@dataclass
class Person:
    """Does what a person does with the window, and sees what a person sees."""

    qtbot: QtBot
    app: Places
    visited: list[str] = field(default_factory=list)

    def choose(self, provider: str) -> None:
        self.app.show(provider)
        self.qtbot.waitUntil(lambda: provider in self.app.pages)

    def at_the_key_of(self, provider: str) -> Person:
        self.choose(provider)
        self.open("key")
        return self

    @property
    def page(self) -> GuidePage:
        return next(page for page in self.app.pages.values() if page.isVisible())

    @property
    def panel(self) -> KeyPanel:
        panel = self.page.findChild(KeyPanel)
        assert panel is not None
        return panel

    def step(self, step: str) -> StepPanel:
        return self.page.steps[step]

    def open(self, step: str) -> None:
        self.click(self.step(step).header)

    def click(self, button: object) -> None:
        # A person clicks on what was painted, so on what is laid out.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def choose_more(self, action: QAction) -> None:
        """Takes a line of the kept key's menu. (The offscreen screen cannot open a menu.)"""
        more = self.panel.kept.more
        assert more.isEnabled()
        assert action in more.choices.actions()
        action.trigger()

    def copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def paste_and_press_enter(self, text: str) -> None:
        self.copy(text)
        self.panel.field.setFocus()
        QTest.keyClick(self.panel.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(self.panel.field, Qt.Key.Key_Return)

    def headline(self) -> str:
        return self.panel.card.headline.text() if self.panel.card.isVisible() else ""

    def waits_for(self, words: str) -> None:
        """Until the card's headline holds these words."""
        self.qtbot.waitUntil(lambda: words in self.headline(), timeout=20_000)

    def rests(self) -> None:
        """Until nothing is being waited for."""
        self.qtbot.waitUntil(
            lambda: (
                self.panel.card.isVisible()
                and not self.panel.card.stop.isVisible()
                and self.panel.kept.isEnabled()
            ),
            timeout=20_000,
        )


Start = Callable[..., Person]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Start]:
    """Starts the window, again and again if the test wants so; each start reads the disk."""
    started: list[Person] = []

    def stop() -> None:
        for person in started:
            person.app.window.close()
            person.app.window.deleteLater()
        started.clear()
        QGuiApplication.clipboard().clear()

    def begin(environment: Mapping[str, str] | None = None, language: str = "en") -> Person:
        stop()
        visited: list[str] = []
        speak(language)
        catalog, memory = Catalog(language), Memory()
        keys = stores(memory, os.environ)
        settings, practice = Settings(keys.keyring), practice_stores(memory)
        desk = Desk(catalog, memory, settings, keys, practice, environment or {})
        app = Places(MainWindow(), Theme(qapp), desk, visited.append)
        person = Person(qtbot, app, visited)
        started.append(person)
        app.window.show()
        qtbot.waitUntil(lambda: any(page.isVisible() for page in app.pages.values()))
        return person

    yield begin
    stop()
