# SPDX-License-Identifier: MIT
"""Every screen by keyboard: all is reached, in order, with a name, and one sees where one is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from keyready.ui.pages.settings_page import SettingsPage
from keyready.ui.paste.secret_field import SecretField
from screens import KEY, SCREENS, Window, window

pytestmark = pytest.mark.walk

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
LINE_PX = 40  # what stands beside something else may stand this much higher
every_screen = pytest.mark.parametrize("name", SCREENS)


def controls(top: QWidget) -> list[QWidget]:
    """Everything that a hand can do something with now."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisible()
        and widget.isEnabled()
        and not widget.objectName().startswith("qt_")  # inner parts of Qt's own
    ]


def reached_by_tab(top: QWidget) -> list[QWidget]:
    """In the order of the tabulator, once around; fails where it does not come around."""
    seen: list[QWidget] = []
    while (focus := QApplication.focusWidget()) not in seen:
        assert focus is not None
        assert len(seen) < 200, "the tabulator never comes around"
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert focus is seen[0], f"the tabulator is trapped at {focus}"
    return seen


def place(widget: QWidget, top: QWidget) -> QPoint:
    return widget.mapTo(top, QPoint(0, 0))


def shown(screen: Window, name: str) -> QWidget:
    SCREENS[name](screen)
    screen.rest()
    top = screen.app.window
    top.activateWindow()
    return top


@every_screen
def test_everything_is_reached_in_order_and_tells_what_it_is(qapp: QApplication, name: str) -> None:
    with window(qapp, "en") as screen:
        top = shown(screen, name)
        reached = reached_by_tab(top)
        by_arrows = [  # of several places one has the tabulator; the arrows go to the others
            control
            for control in controls(top)
            if isinstance(control, QAbstractButton) and control.group() is not None
        ]
        assert [one for one in controls(top) if one not in {*reached, *by_arrows}] == []
        start = min(range(len(reached)), key=lambda at: _rank(reached[at], screen))
        ordered = [*reached[start:], *reached[:start]]
        on_page = [one for one in ordered if not screen.app.window.sidebar.isAncestorOf(one)]
        heights = [place(one, top).y() for one in on_page]
        jumps = [
            (on_page[at], on_page[at + 1])
            for at in range(len(heights) - 1)
            if heights[at + 1] < heights[at] - LINE_PX
        ]
        assert jumps == []
        for control in reached:
            told = QAccessible.queryAccessibleInterface(control)
            assert told is not None, control
            assert told.text(QAccessible.Text.Name).strip(), control
            assert told.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), control


def _rank(widget: QWidget, screen: Window) -> tuple[bool, int]:
    """The left column first, then the page from its top."""
    in_list = screen.app.window.sidebar.isAncestorOf(widget)
    return not in_list, place(widget, screen.app.window).y()


@every_screen
def test_one_sees_where_the_keyboard_is(qapp: QApplication, name: str) -> None:
    with window(qapp, "en") as screen:
        top = shown(screen, name)
        for control in reached_by_tab(top):
            control.setFocus()
            with_focus = control.grab().toImage()
            control.clearFocus()
            assert control.grab().toImage() != with_focus, control


def test_the_ring_comes_with_the_keyboard(qapp: QApplication) -> None:
    with window(qapp, "en") as screen:
        top = shown(screen, "first_start")
        page = screen.app.entries["openai"].page
        header, tick = page.first, page.steps["account"].tick
        tick.setFocus()
        before = header.grab().toImage()
        header.setFocus()  # as the program does, and a screen reader
        assert header.hasFocus()
        assert header.grab().toImage() == before
        QTest.keyClick(header, Qt.Key.Key_Tab)
        header.setFocus()
        assert header.grab().toImage() != before
        assert top.isActiveWindow()


def test_every_command_has_its_keys_and_the_menus_show_them(qapp: QApplication) -> None:
    with window(qapp, "en") as screen:
        bar = screen.app.window.menuBar()
        menus = [action.menu() for action in bar.actions()]
        actions: list[QAction] = [action for menu in menus for action in menu.actions()]
        keys = [action.shortcut().toString() for action in actions]
        assert all(keys)
        assert len(set(keys)) == len(keys)
        assert all(action.isShortcutVisibleInContextMenu() for action in actions)
        assert all("&" in action.text() for action in bar.actions())


def press(screen: Window, keys: str) -> None:
    QTest.keySequence(screen.app.window, QKeySequence(keys))
    screen.rest()


def open_step(screen: Window) -> str:
    steps = next(page for page in screen.app.pages.values() if page.isVisible()).steps
    return next(name for name, panel in steps.items() if panel.body.isVisible())


def test_the_keys_lead_everywhere(qapp: QApplication) -> None:
    with window(qapp, "en") as screen:
        top = shown(screen, "first_start")
        for number, step in enumerate(("account", "billing", "key", "use"), 1):
            press(screen, f"Ctrl+{number}")
            assert open_step(screen) == step
        press(screen, "Ctrl+3")
        assert isinstance(QApplication.focusWidget(), SecretField)
        titles = []
        for keys in ("Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+PgUp", "Ctrl+K", "Ctrl+N", "Ctrl+,"):
            press(screen, keys)
            titles.append(top.windowTitle().partition(" – ")[0])
        listed = [facts.name for facts in screen.desk.listed()]
        assert titles[:2] == listed[1::-1]
        assert titles[3:] == ["Connection", "Add a key", "Settings"]
        assert screen.desk.memory.opened == screen.desk.listed()[-2].id  # before practice
        for keys in ("Ctrl+P", "Ctrl+Shift+P", "F1"):
            press(screen, keys)
            titles.append(top.windowTitle().partition(" – ")[0])
        assert titles[6:] == ["Practice", "Compare providers", "It does not work"]
        press(screen, "Ctrl+1")  # no entry is shown
        assert top.windowTitle().startswith("It does not work")
        press(screen, "Ctrl+Shift+C")
        page = top.findChild(SettingsPage)
        assert page is not None
        assert page.report.isVisible()


def test_the_keys_do_what_the_buttons_do(qapp: QApplication) -> None:
    with window(qapp, "en") as screen:
        shown(screen, "first_start")
        QApplication.clipboard().setText(KEY.reveal())
        press(screen, "Ctrl+Shift+V")
        entry = screen.app.entries["openai"]
        assert open_step(screen) == "key"
        assert screen.keys.read("openai") is not None
        assert entry.panel.kept.isVisible()
        press(screen, "Ctrl+Shift+R")
        assert entry.panel.is_replacing
        assert QApplication.focusWidget() is entry.panel.field
        press(screen, "Ctrl+N")  # at another place there is no key to paste or to check
        assert not any(
            action.isEnabled()
            for action in screen.app.window.menuBar().actions()[1].menu().actions()
        )
