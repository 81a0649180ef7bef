# SPDX-License-Identifier: MIT
"""The models of the last check can be searched, and five hundred of them stall nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from keyready.ui.cards.models_card import ModelsCard
from keyready.ui.look.theme import Theme

LONGEST_STALL_S = 0.05
MANY = tuple(f"{maker}-{n}-mini" for n in range(250) for maker in ("gpt", "o"))


@pytest.fixture
def card(qtbot: QtBot, qapp: QApplication) -> ModelsCard:
    made = ModelsCard(Theme(qapp), can_list=True)
    qtbot.addWidget(made)
    made.resize(600, 500)
    return made


def names(card: ModelsCard) -> list[str]:
    return card.listed.list.names.stringList()


def test_it_is_folded_and_says_how_many(card: ModelsCard) -> None:
    card.show_models(("gpt-4o", "dall-e-3", "GPT-4.1"))
    assert card.fold.text() == "Models that this key sees (3)"
    assert not card.listed.search.isVisible()
    card.fold.click()
    assert card.listed.search.isVisible()
    assert names(card) == ["dall-e-3", "GPT-4.1", "gpt-4o"]


def test_every_part_of_the_search_is_in_the_name(card: ModelsCard) -> None:
    card.show_models(("gpt-4o", "gpt-4o-mini", "gpt-5-mini", "o3"))
    card.fold.click()
    QTest.keyClicks(card.listed.search, "Mini 4O")
    assert names(card) == ["gpt-4o-mini"]
    assert card.listed.found.text() == "1 of 4"
    QTest.keyClicks(card.listed.search, "x")
    assert names(card) == []
    assert card.listed.found.text() == "None of them. This key does not see such a model."
    card.listed.search.clear()
    assert (len(names(card)), card.listed.found.text()) == (4, "")


@pytest.mark.parametrize("by", ["button", "keyboard"])
def test_a_name_can_be_copied(qtbot: QtBot, card: ModelsCard, by: str) -> None:
    card.show_models(("gpt-4o", "o3"))
    card.fold.click()
    assert not card.listed.copy.isVisible()
    card.listed.list.setFocus()
    QTest.keyClick(card.listed.list, Qt.Key.Key_Down)
    if by == "button":
        qtbot.mouseClick(card.listed.copy, Qt.MouseButton.LeftButton)
    else:
        card.window().activateWindow()
        qtbot.waitUntil(card.listed.list.hasFocus)
        QTest.keyClick(card.listed.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == card.listed.list.chosen() == "gpt-4o"
    assert card.listed.copy.text() == "Copied"


def test_another_key_has_no_models_yet(card: ModelsCard) -> None:
    card.show_models(("gpt-4o",))
    card.show_none()
    assert not card.isVisible()


def test_after_a_start_a_check_brings_the_list(qtbot: QtBot, card: ModelsCard) -> None:
    card.show_unasked()
    card.fold.click()
    assert card.unasked.isVisible()
    assert not [one for one in card.findChildren(QLineEdit) if one.isVisible()]
    with qtbot.waitSignal(card.check_asked):
        card.check.click()


def quickest_s(act: Callable[[], object]) -> float:
    """Of three times: what another program takes does not count, what we take comes each time."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        act()
        QApplication.processEvents()
        times.append(time.perf_counter() - began)
    return min(times)


def test_five_hundred_models_stall_nothing(card: ModelsCard) -> None:
    card.show_models(MANY)
    card.fold.click()
    assert len(names(card)) == len(MANY) == 500
    assert quickest_s(lambda: card.show_models(MANY)) < LONGEST_STALL_S
    assert quickest_s(lambda: QTest.keyClick(card.listed.search, Qt.Key.Key_1)) < LONGEST_STALL_S
    assert (
        quickest_s(lambda: QTest.keyClick(card.listed.search, Qt.Key.Key_Backspace))
        < LONGEST_STALL_S
    )
