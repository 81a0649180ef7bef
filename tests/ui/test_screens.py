# SPDX-License-Identifier: MIT
"""Every screen in every language: nothing is cut off, nothing overlaps, nothing is untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

import pseudo_language
from keyready.ui.cards.verdict_card import VerdictCard
from keyready.ui.look.bricks import Code
from keyready.ui.sidebar import PlaceButton
from screens import SCREENS, window

pytestmark = pytest.mark.walk

SIZES = ((720, 520), (960, 680))
LANGUAGES = ("en", "ko", pseudo_language.LANGUAGE)
every_screen = pytest.mark.parametrize("name", SCREENS)

# What is the same in every language: names of providers, keys' masks, addresses, numbers.
DATA = re.compile(r"[\d.…•]*|sk-.*|https?://.*|Keyready|llm|OpenAI( · \S+)?|x?[A-Z]\w+( [A-Z]\w+)*")
# Four words of English in a row; names of products and menus have three at most.
ENGLISH = re.compile(r"\b[A-Za-z][a-z']*( [a-z']+){3}\b")


@pytest.fixture(scope="session")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pseudo_language.copy_of_resources(tmp_path_factory.mktemp("pseudo"))


def texts(top: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Every visible widget that says something, with what it says."""
    seen = [code for code in top.findChildren(Code) if code.isVisible()]
    assert [code for code in seen if code.verticalScrollBar().maximum()] == []
    for widget in top.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QAbstractButton) and widget.text():
            yield widget, widget.text()
        elif isinstance(widget, QComboBox):
            yield widget, widget.currentText()
        elif isinstance(widget, QLineEdit) and widget.placeholderText():
            yield widget, widget.placeholderText()


def is_cut(widget: QWidget, text: str) -> bool:
    if isinstance(widget, PlaceButton):  # shortened on purpose, with the whole name at the pointer
        return text.strip("… ") not in widget.toolTip()
    if isinstance(widget, QLineEdit):
        return widget.fontMetrics().horizontalAdvance(text) > widget.width() - 2 * 12
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        longest = max(map(widget.fontMetrics().horizontalAdvance, re.split(r"\s", text)))
        return widget.height() < needed or longest > widget.width()
    needs = widget.sizeHint()
    return widget.width() < needs.width() or widget.height() < needs.height()


def leaves_the_page(widget: QWidget, top: QWidget) -> bool:
    """Sideways: nothing scrolls that way."""
    parent = widget.parentWidget()
    while parent is not None and widget is not top:
        left = widget.mapTo(parent, QPoint(0, 0)).x()
        if left < 0 or left + widget.width() > parent.width():
            return True
        if parent is top:
            return False
        parent = parent.parentWidget()
    return False


def place(widget: QWidget, top: QWidget) -> QRect:
    return QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())


def overlaps(top: QWidget) -> Iterator[str]:
    said = [(widget, text) for widget, text in texts(top) if not widget.visibleRegion().isEmpty()]
    for index, (one, text) in enumerate(said):
        for other, other_text in said[index + 1 :]:
            apart = not (one.isAncestorOf(other) or other.isAncestorOf(one))
            if apart and place(one, top).intersects(place(other, top)):
                seen = one.visibleRegion().translated(one.mapTo(top, QPoint(0, 0)))
                theirs = other.visibleRegion().translated(other.mapTo(top, QPoint(0, 0)))
                if seen.intersects(theirs):
                    yield f"{text!r} and {other_text!r}"


@pytest.mark.parametrize("language", LANGUAGES)
@every_screen
def test_nothing_is_cut_off(qapp: QApplication, resources: Path, name: str, language: str) -> None:
    with window(qapp, language, resources) as shown:
        SCREENS[name](shown)
        for size in SIZES:
            top = shown.app.window
            top.resize(*size)
            shown.rest()
            cut = [text for widget, text in texts(top) if is_cut(widget, text)]
            out = [text for widget, text in texts(top) if leaves_the_page(widget, top)]
            assert (cut, out, list(overlaps(top))) == ([], [], []), size


@pytest.mark.parametrize("name", [name for name in SCREENS if not name.startswith("steps_")])
def test_what_was_just_said_is_in_view(qapp: QApplication, name: str) -> None:
    """The smallest window shows all of a card; those of `steps_…` are found with the page."""
    with window(qapp, "en") as shown:
        top = shown.app.window
        top.resize(*SIZES[0])
        SCREENS[name](shown)
        shown.rest()
        cards = [card for card in top.findChildren(VerdictCard) if card.isVisible()]
        assert [card.headline.text() for card in cards if not is_whole(card)] == []


def is_whole(card: VerdictCard) -> bool:
    return card.visibleRegion().boundingRect() == card.rect()


@every_screen
def test_every_text_comes_from_a_translation(
    qapp: QApplication, resources: Path, name: str
) -> None:
    with window(qapp, pseudo_language.LANGUAGE, resources) as shown:
        SCREENS[name](shown)
        shown.rest()
        found = [
            said
            for widget, text in texts(shown.app.window)
            if not isinstance(widget, Code | PlaceButton)
            for said in text.splitlines()
            if pseudo_language.OPENED not in said and not DATA.fullmatch(said.strip())
        ]
        assert found == []


@every_screen
def test_no_english_is_left_in_korean(qapp: QApplication, name: str) -> None:
    with window(qapp, "ko") as shown:
        SCREENS[name](shown)
        shown.rest()
        top = shown.app.window
        said = [text for widget, text in texts(top) if not isinstance(widget, Code)]
        said += [widget.accessibleName() for widget in top.findChildren(QWidget)]
        said += [widget.accessibleDescription() for widget in top.findChildren(QWidget)]
        said += [widget.toolTip() for widget in top.findChildren(QWidget)]
        # What a provider's page says itself stands between quotation marks.
        assert [text for text in said if ENGLISH.search(re.sub("‘[^’]*’", "", text))] == []
