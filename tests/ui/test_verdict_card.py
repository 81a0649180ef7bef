# SPDX-License-Identifier: MIT
"""The card says what is waited for and since when, and counts a named wait down."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from keyready.ui.cards import verdict_card
from keyready.ui.cards.verdict_card import CardWords, VerdictCard
from keyready.ui.look.theme import Theme


class Clock:
    """Stands in for `time`, so that no test waits."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(verdict_card, "time", made)
    return made


@pytest.fixture
def card(qtbot: QtBot, qapp: QApplication, clock: Clock) -> VerdictCard:
    made = VerdictCard(Theme(qapp))
    qtbot.addWidget(made)
    made.show()
    return made


def test_waiting_names_what_and_since_when(card: VerdictCard, clock: Clock) -> None:
    card.show_waiting("Asking OpenAI")
    assert card.headline.text() == "Asking OpenAI"
    clock.now += 3
    card._seconds.timeout.emit()
    assert card.headline.text() == "Asking OpenAI: 3 s"
    assert card.stop.isVisible()


def test_a_named_wait_is_counted_down_and_then_the_action_offers_itself(
    card: VerdictCard, clock: Clock
) -> None:
    card.show_words(CardWords("good", "Too many requests", "", "Check again", "", wait_s=65))
    assert (card.action.text(), card.action.isEnabled()) == ("Check again in 1:05", False)
    clock.now += 64
    card._seconds.timeout.emit()
    assert card.action.text() == "Check again in 0:01"
    clock.now += 1
    card._seconds.timeout.emit()
    assert (card.action.text(), card.action.isEnabled()) == ("Check again", True)
    assert not card._seconds.isActive()


def test_nothing_ticks_while_nothing_is_waited_for(card: VerdictCard) -> None:
    card.show_waiting("Asking OpenAI")
    card.show_words(CardWords("good", "The key is real.", ""))
    assert not card._seconds.isActive()
    assert not card.action.isVisible()


def test_a_card_with_nothing_to_say_is_not_shown(qtbot: QtBot, qapp: QApplication) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    card = VerdictCard(Theme(qapp))
    QVBoxLayout(holder).addWidget(card)
    holder.show()
    assert not card.isVisible()
    card.show_words(CardWords("good", "The key is real.", ""))
    assert card.isVisible()
