# SPDX-License-Identifier: MIT
"""Parts that are made when they are first needed: as if they had always been there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from keyready.core.guide import STEP_IDS
from keyready.services.catalog import Catalog
from keyready.ui.entry.guide_page import GuidePage
from keyready.ui.look.bricks import Column
from keyready.ui.look.late import Late, grow_like
from keyready.ui.look.theme import Theme


def row(*names: str) -> QWidget:
    made = QWidget()
    column = Column(made)
    for name in names:
        column.addWidget(QPushButton(name))
    return made


def page(qtbot: QtBot, make: Callable[[], QWidget]) -> tuple[QWidget, Late[QWidget]]:
    """A window: a button, what is made later, a button."""
    window, late = QWidget(), Late(make)
    column = Column(window)
    for widget in (QPushButton("before"), late, QPushButton("after")):
        column.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, late


def by_tab(window: QWidget, count: int) -> list[str]:
    """What the tabulator comes to, from the first button on."""
    window.findChildren(QPushButton)[0].setFocus()
    said = []
    for _ in range(count):
        focus = QApplication.focusWidget()
        assert isinstance(focus, QPushButton)
        said.append(focus.text())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    return said


def test_its_place_is_kept_on_the_page_and_for_the_keyboard(qtbot: QtBot) -> None:
    window, late = page(qtbot, lambda: row("one", "two"))
    assert by_tab(window, 3) == ["before", "after", "before"]
    assert late.part is late.part
    qtbot.waitUntil(lambda: late.part.height() > 0)
    assert by_tab(window, 5) == ["before", "one", "two", "after", "before"]
    places = {b.text(): b.mapTo(window, b.rect().topLeft()).y() for b in buttons(window)}
    assert sorted(places, key=lambda name: places[name]) == ["before", "one", "two", "after"]


def buttons(window: QWidget) -> list[QPushButton]:
    return window.findChildren(QPushButton)


def test_what_is_made_hidden_stays_hidden(qtbot: QtBot) -> None:
    def hidden() -> QWidget:
        made = row("one")
        made.hide()
        return made

    window, late = page(qtbot, hidden)
    assert not late.part.isVisible()
    assert by_tab(window, 3) == ["before", "after", "before"]


def test_another_page_grows_like_the_former_also_within_its_parts(qtbot: QtBot) -> None:
    def nested() -> QWidget:
        made = QWidget()
        Column(made).addWidget(Late(lambda: row("inner")))
        return made

    former, late = page(qtbot, nested)
    late.part.findChildren(Late)[0].part.show()
    anew, _ = page(qtbot, nested)
    assert [one.text() for one in buttons(anew)] == ["before", "after"]
    grow_like(anew, former)
    assert [one.text() for one in buttons(anew)] == [one.text() for one in buttons(former)]
    assert "inner" in [one.text() for one in buttons(anew)]


def test_of_a_guide_only_the_open_step_is_made(qtbot: QtBot, qapp: QApplication) -> None:
    catalog, theme = Catalog(), Theme(qapp)
    provider = catalog.provider("openai")
    made: list[str] = []

    def use() -> QWidget:
        made.append("use")
        return QWidget()

    guide = GuidePage(
        *(theme, "OpenAI", catalog.guide("openai"), provider.pages),
        *(QWidget(), QWidget(), Late(use)),
    )
    qtbot.addWidget(guide)
    guide.show()
    guide.show_open("account")
    first = len(guide.steps["account"].body.findChildren(QWidget))
    assert [len(guide.steps[one].body.findChildren(QWidget)) for one in STEP_IDS[1:]] == [2, 3, 3]
    assert (first > 3, made) == (True, [])
    guide.show_open("use")
    assert made == ["use"]
