# SPDX-License-Identifier: MIT
"""A screen reader does the first action of a control, which is often no click."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from keyready.core.evidence import StandingWords
from keyready.services.catalog import Catalog
from keyready.ui.entry.step_panel import StepPanel
from keyready.ui.look.theme import Theme
from keyready.ui.sidebar import PlaceButton, Sidebar


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


def act(widget: QWidget) -> None:
    actions = QAccessible.queryAccessibleInterface(widget).actionInterface()
    actions.doAction(actions.actionNames()[0])


def test_a_step_is_ticked(qtbot: QtBot, theme: Theme) -> None:
    provider = Catalog().provider("openai")
    panel = StepPanel(theme, 1, Catalog().guide("openai").steps[0], provider.pages)
    qtbot.addWidget(panel)
    told = QSignalSpy(panel.ticked)
    panel.show_state(StandingWords("good", "you said so", is_done=True))
    assert (panel.tick.isChecked(), told.count()) == (True, 0)
    act(panel.tick)
    assert [told.at(at) for at in range(told.count())] == [[False]]


def test_a_place_is_chosen(qtbot: QtBot, theme: Theme) -> None:
    sidebar = Sidebar(theme, "Keyready")
    qtbot.addWidget(sidebar)
    told = QSignalSpy(sidebar.chosen)
    sidebar.show_list({"openai": "OpenAI", "groq": "Groq"})
    sidebar.show_chosen("openai")
    assert told.count() == 0
    (other,) = [one for one in sidebar.findChildren(PlaceButton) if one.place_id == "groq"]
    assert QAccessible.queryAccessibleInterface(other).role() == QAccessible.Role.RadioButton
    act(other)
    assert [told.at(at) for at in range(told.count())] == [["groq"]]
