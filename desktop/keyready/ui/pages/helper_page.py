# SPDX-License-Identifier: MIT
""" "It does not work": one question at a time, and then the cause that was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from keyready.ui.look import tokens
from keyready.ui.look.announcement import announce
from keyready.ui.look.bricks import Button, Card, Choice, Column, PageButton, Text
from keyready.ui.look.icons import Mark
from keyready.ui.look.rows import LEFT, ChoiceRow, Item, Rows
from keyready.ui.look.sheet import Page, Sheet, title
from keyready.ui.look.theme import Theme


@dataclass(frozen=True)
class FoundWords:
    """A cause and what to do about it. `page` is the words and the address of a page, if any."""

    headline: str
    text: str
    steps: tuple[str, ...]
    go: str
    page: tuple[str, str] | None = None


class HelperPage(Page):
    """Emits what the person chose; shows one of: a question, a cause."""

    about_chosen = Signal(str)  # the id of an entry
    offer_taken = Signal()
    answered = Signal(str)
    back_asked = Signal()
    again_asked = Signal()
    go_asked = Signal()
    page_asked = Signal(str)  # a whole address

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.choice = Choice()
        self.choice.setAccessibleName(self.tr("Which key"))
        self.choice.activated.connect(lambda: self.about_chosen.emit(self.choice.currentData()))
        self.offer = Card("group")
        self._offered = Text()
        self.take_offer = Button(self.tr("Begin there"), "link")
        self.take_offer.clicked.connect(self.offer_taken)
        self.trail = Text(tone="muted", size=tokens.SMALL_TYPE)
        self.question = Text(size=tokens.HEADING, semibold=True)
        self.answers = Rows()
        self.found = FoundCard(theme)
        self.found.go.clicked.connect(self.go_asked)
        self.found.page_asked.connect(self.page_asked)
        self.back = Button(self.tr("Back"), "link")
        self.again = Button(self.tr("Start over"), "link")
        self.back.clicked.connect(self.back_asked)
        self.again.clicked.connect(self.again_asked)
        self._lay_out()

    @property
    def first(self) -> QWidget:
        return self.choice

    def _lay_out(self) -> None:
        self._sheet = Sheet()
        Column(self, 0).addWidget(self._sheet)
        column = self._sheet.column
        heading = QHBoxLayout()
        words = self.tr("A few questions lead to the cause, and to where it is put right.")
        heading.addLayout(title(self.tr("It does not work"), words), 1)
        heading.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(heading)
        row = QHBoxLayout(self.offer)
        row.setContentsMargins(tokens.LARGE, tokens.SMALL, tokens.SMALL, tokens.SMALL)
        row.addWidget(self._offered, 1)
        row.addWidget(self.take_offer)
        column.addWidget(self.offer)
        column.addWidget(self.trail)
        column.addWidget(self.question)
        column.addWidget(self.answers)
        column.addWidget(self.found)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.MEDIUM)
        foot.addWidget(self.back)
        foot.addWidget(self.again)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)

    def show_choices(self, names: Mapping[str, str], chosen: str) -> None:
        """The entries by id, as they are now."""
        self.choice.clear()
        for entry_id, name in names.items():
            self.choice.addItem(name, entry_id)
        self.choice.setCurrentIndex(max(self.choice.findData(chosen), 0))

    def show_offer(self, words: str) -> None:
        """What the last check said, from where one can begin; "" for nothing."""
        self._offered.setText(words)
        self.offer.setVisible(bool(words))

    def show_question(
        self, question: str, answers: Iterable[tuple[str, str]], trail: Iterable[str]
    ) -> None:
        """`answers` are ids with their words, `trail` what was answered so far."""
        rows = [self._row(*answer) for answer in answers]
        by_keyboard = self._is_watched()
        self._show(trail, question, is_question=True)
        self.question.setText(question)
        self.answers.show_rows(rows)
        self._order(self.take_offer, *rows, self.back, self.again)
        if by_keyboard:
            rows[0].setFocus()

    def show_found(self, words: FoundWords, trail: Iterable[str]) -> None:
        by_keyboard = self._is_watched()
        self._show(trail, f"{words.headline} {words.text}", is_question=False)
        self.found.show_words(words)
        pages = [self.found.page] if self.found.page is not None else []
        self._order(self.take_offer, self.found.go, *pages, self.back, self.again)
        if by_keyboard:
            self.found.go.setFocus()

    def _show(self, trail: Iterable[str], spoken: str, is_question: bool) -> None:
        came_from = "\n".join(trail)
        self.trail.setText(came_from)
        self.trail.setVisible(bool(came_from))
        self.back.setVisible(bool(came_from))
        self.again.setVisible(bool(came_from))
        self.question.setVisible(is_question)
        self.answers.setVisible(is_question)
        self.found.setVisible(not is_question)
        self.setAccessibleName(spoken)
        announce(self, spoken)
        self._sheet.verticalScrollBar().setValue(0)

    def _order(self, *widgets: QWidget) -> None:
        """The tabulator would come last to what was made last."""
        for before, after in pairwise((self.choice, *widgets)):
            self.setTabOrder(before, after)

    def _row(self, answer_id: str, words: str) -> ChoiceRow:
        row = ChoiceRow(self._theme, words)
        row.clicked.connect(lambda: self.answered.emit(answer_id))
        return row

    def _is_watched(self) -> bool:
        """Is the keyboard at what is about to go?"""
        focus = self.window().focusWidget()
        return focus is not None and focus is not self.choice and self.isAncestorOf(focus)


class FoundCard(Card):
    """The cause, what to do in order, and where to go."""

    page_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__("group")
        self._theme = theme
        self.headline = Text(size=tokens.HEADING, semibold=True)
        self.text = Text(tone="muted")
        self.go = Button("", "primary")
        self.steps: list[Item] = []
        self._steps = Column(spacing=tokens.SMALL)
        self._buttons = Column()
        self.page: PageButton | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(tokens.LARGE, tokens.LARGE, tokens.LARGE, tokens.LARGE)
        whole.setSpacing(tokens.MEDIUM)
        whole.addWidget(Mark(self._theme, "helper"), 0, Qt.AlignmentFlag.AlignTop)
        column = Column(spacing=tokens.MEDIUM)
        whole.addLayout(column, 1)
        column.addWidget(self.headline)
        column.addWidget(self.text)
        column.addLayout(self._steps)
        self._buttons.addWidget(self.go)
        column.addLayout(self._buttons)

    def show_words(self, words: FoundWords) -> None:
        self.headline.setText(words.headline)
        self.text.setText(words.text)
        self.go.setText(words.go)
        for old in self.steps:
            old.deleteLater()
        self.steps = [Item(f"{number}.", step) for number, step in enumerate(words.steps, 1)]
        for step in self.steps:
            self._steps.addWidget(step)
        if self.page is not None:
            self.page.deleteLater()
            self.page = None
        if words.page is not None:
            label, address = words.page
            self.page = PageButton(self._theme, label, address)
            self.page.clicked.connect(lambda: self.page_asked.emit(address))
            self._buttons.addWidget(self.page, 0, LEFT)
