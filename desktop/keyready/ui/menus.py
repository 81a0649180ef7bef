# SPDX-License-Identifier: MIT
"""The menu bar: everything that the window can do by one key, with that key beside its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from keyready.core.guide import STEP_IDS

Key = QKeySequence.StandardKey
Role = QAction.MenuRole


class Command(NamedTuple):
    """`id` is what `done` is called with. `needs_entry`: it means the entry that is shown."""

    id: str
    name: str
    keys: QKeySequence | QKeySequence.StandardKey | str
    needs_entry: bool = False
    role: QAction.MenuRole = Role.NoRole  # where macOS wants it


class Menus(QMenuBar):
    def __init__(self, done: Callable[[str], None]) -> None:
        super().__init__()
        self._done = done
        self._of_entries: list[QAction] = []
        for title, commands in self._menus().items():
            self._fill(self.addMenu(title), commands)

    def show_at_entry(self, at_entry: bool) -> None:
        """Is an entry shown, or another place?"""
        for action in self._of_entries:
            action.setEnabled(at_entry)

    def _menus(self) -> Mapping[str, list[Command]]:
        steps = (self.tr("Account"), self.tr("Billing"), self.tr("Secret key"), self.tr("Use"))
        return {
            self.tr("&Keyready"): [
                Command("add", self.tr("Add a key"), Key.New),
                Command("settings", self.tr("Settings"), "Ctrl+,", role=Role.PreferencesRole),
                Command("quit", self.tr("Quit"), "Ctrl+Q", role=Role.QuitRole),
            ],
            self.tr("&Secret key"): [
                Command("paste", self.tr("Paste and save"), "Ctrl+Shift+V", True),
                Command("check", self.tr("Check again"), Key.Refresh, True),
                Command("replace", self.tr("Replace"), "Ctrl+Shift+R", True),
            ],
            self.tr("&Go"): [
                *(
                    Command(step, name, f"Ctrl+{number}", True)
                    for number, (step, name) in enumerate(zip(STEP_IDS, steps, strict=True), 1)
                ),
                Command("next", self.tr("Next key"), "Ctrl+PgDown"),
                Command("previous", self.tr("Previous key"), "Ctrl+PgUp"),
                Command("compare", self.tr("Compare providers"), "Ctrl+Shift+P"),
                Command("practice", self.tr("Practice"), "Ctrl+P"),
                Command("connection", self.tr("Connection"), "Ctrl+K"),
            ],
            self.tr("&Help"): [
                Command("helper", self.tr("It does not work"), Key.HelpContents),
                Command("report", self.tr("Copy a report"), "Ctrl+Shift+C"),
            ],
        }

    def _fill(self, menu: QMenu, commands: list[Command]) -> None:
        for command in commands:
            action = menu.addAction(command.name)
            action.setShortcut(QKeySequence(command.keys))
            action.setMenuRole(command.role)
            action.triggered.connect(lambda _, which=command.id: self._done(which))
            if command.needs_entry:
                self._of_entries.append(action)
