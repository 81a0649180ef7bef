# SPDX-License-Identifier: MIT
"""The card that says how things stand: waiting, a verdict or a trouble; one next action."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout

from keyready.core.verdict import Judgement, Usable, Verdict
from keyready.ui.look import tokens
from keyready.ui.look.announcement import announce
from keyready.ui.look.bricks import Button, Card, Column, Recipe, Text
from keyready.ui.look.fold import Fold
from keyready.ui.look.icons import Mark
from keyready.ui.look.late import Late
from keyready.ui.look.theme import Theme


@dataclass(frozen=True)
class CardWords:
    """What the card says. `tone` names its mark; `action` and `other` are the labels of its
    button and of a quieter one beside it, or empty."""

    tone: str
    headline: str
    advice: str
    action: str = ""
    details: str = ""
    remarks: str = ""  # lines that deserve a look besides
    wait_s: int = 0  # seconds until the action makes sense
    other: str = ""
    elsewhere: str = ""  # the label of another quiet one: keep the key in another store


def tone_of(verdict: Verdict) -> str:
    """Good, bad, attention (real, but not usable), or not judged."""
    if verdict.key is Judgement.REJECTED:
        return "bad"
    if verdict.key is Judgement.NOT_JUDGED:
        return "not_judged"
    return "attention" if verdict.usable is Usable.NO else "good"


class VerdictCard(Card):
    """Shape, words and colour; headline first, one next action, details folded."""

    action_asked = Signal()
    other_asked = Signal()
    elsewhere_asked = Signal()
    stop_asked = Signal()
    shown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._mark = Mark(theme, "waiting")
        self.headline = Text(size=tokens.HEADING, semibold=True)
        self.advice = Text()
        self.remarks = Text(tone="attention", size=tokens.SMALL_TYPE)
        self.action = Button("")
        self.other = Button("", "link")
        self.elsewhere = Button("", "link")
        self.stop = Button(self.tr("Stop waiting"))
        self.fold = Fold(theme, self.tr("Details"))
        self._details = Late(self._make_details)
        self._seconds = QTimer(self, interval=1000, timerType=Qt.TimerType.CoarseTimer)
        self._seconds.timeout.connect(self._count)
        self._said = CardWords("open", "", "")
        self._since = 0.0
        self._lay_out()
        self.action.clicked.connect(self.action_asked)
        self.other.clicked.connect(self.other_asked)
        self.elsewhere.clicked.connect(self.elsewhere_asked)
        self.stop.clicked.connect(self.stop_asked)
        self.fold.toggled.connect(self._unfold)
        self.hide()  # until there is something to say

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(tokens.LARGE, tokens.LARGE, tokens.LARGE, tokens.MEDIUM)
        whole.setSpacing(tokens.MEDIUM)
        whole.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column = Column(spacing=tokens.SMALL)
        whole.addLayout(column, 1)
        column.addWidget(self.headline)
        column.addWidget(self.advice)
        column.addWidget(self.remarks)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        for widget in (self.action, self.other, self.stop):
            row.addWidget(widget)
        row.addStretch(1)
        column.addLayout(row)
        quieter = QHBoxLayout()
        quieter.addWidget(self.elsewhere)
        quieter.addStretch(1)
        column.addLayout(quieter)
        column.addWidget(self.fold)  # beside two buttons there is no room in a narrow window
        column.addWidget(self._details)

    def _make_details(self) -> Recipe:
        details = Recipe(self._said.details)
        details.hide()
        return details

    @property
    def details(self) -> Recipe:
        return self._details.part

    def _unfold(self, on: bool) -> None:
        if on or self._details.is_made:
            self.details.setVisible(on)

    @property
    def is_resting(self) -> bool:
        """Nothing is being waited for."""
        return self._mark.name != "waiting"

    def copy_details(self) -> None:
        self.details.copy.click()
        self.fold.setChecked(True)

    def show_waiting(self, words: str, can_stop: bool = True) -> None:
        """Say what is being waited for and, from the second second on, since when."""
        self._show("plain", "waiting", None, words, "")
        self._start_counting(CardWords("waiting", words, ""))
        self.stop.setVisible(can_stop)

    def show_words(self, words: CardWords) -> None:
        was_watched = self.hasFocus() or self.stop.hasFocus()
        self._show(words.tone, words.tone, words.tone, words.headline, words.advice)
        self.action.setText(words.action)
        self.action.setVisible(bool(words.action))
        self.action.setEnabled(True)
        self.other.setText(words.other)
        self.other.setVisible(bool(words.other))
        self.elsewhere.setText(words.elsewhere)
        self.elsewhere.setVisible(bool(words.elsewhere))
        if words.wait_s > 0:
            self._start_counting(words)
            self._count_down(words.wait_s)
        self.remarks.setText(words.remarks)
        self.remarks.setVisible(bool(words.remarks))
        self._said = words
        if self._details.is_made:
            self.details.show_text(words.details)
        self.fold.setVisible(bool(words.details))
        if was_watched and words.action:
            self.action.setFocus()

    def count_from(self, former: VerdictCard) -> None:
        """A wait that began on another card goes on here."""
        self._since = former._since
        if self._seconds.isActive():
            self._count()

    def _show(self, ground: str, mark: str, tone: str | None, headline: str, advice: str) -> None:
        self._seconds.stop()
        self.show_tone(ground)
        self._mark.show_mark(mark)
        self.headline.show_tone(tone)
        self.headline.setText(headline)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.fold.setChecked(False)
        for widget in (
            self.remarks,
            self.action,
            self.other,
            self.elsewhere,
            self.stop,
            self.fold,
        ):
            widget.hide()
        spoken = f"{headline} {advice}".strip()
        self.setAccessibleName(spoken)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.show()
        announce(self, spoken)
        self.shown.emit()

    def _start_counting(self, words: CardWords) -> None:
        self._said, self._since = words, time.monotonic()
        self._seconds.start()

    def _count(self) -> None:
        passed = int(time.monotonic() - self._since)
        if self._said.wait_s:
            self._count_down(self._said.wait_s - passed)
            return
        words = self.tr("%1: %2 s").replace("%1", self._said.headline)
        self.headline.setText(words.replace("%2", str(passed)))

    def _count_down(self, left: int) -> None:
        """The action names how long it still waits, and then offers itself."""
        self.action.setEnabled(left <= 0)
        if left <= 0:
            self._seconds.stop()
            self.action.setText(self._said.action)
            return
        minutes, seconds = divmod(left, 60)
        words = self.tr("%1 in %2").replace("%1", self._said.action)
        self.action.setText(words.replace("%2", f"{minutes}:{seconds:02}"))
