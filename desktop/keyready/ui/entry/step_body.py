# SPDX-License-Identifier: MIT
"""What a step shows while it is open: why, the exact clicks, the tick, the notes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from keyready.core.evidence import StandingWords
from keyready.core.guide import Click, Note, Step
from keyready.core.provider import PageName
from keyready.ui.look import tokens
from keyready.ui.look.bricks import Check, Column, PageButton, Recipe, Text, put_in_order
from keyready.ui.look.fold import Fold
from keyready.ui.look.rows import LEFT, Item
from keyready.ui.look.theme import Theme

PageButtons = Callable[[PageName, str | None], PageButton]  # of a page, with words of its own


class Way(QWidget):
    """Why the step is needed, and the exact clicks. `has_lead`: the first of them is the next
    action until the step is done, if it opens a page."""

    def __init__(self, theme: Theme, step: Step, page_button: PageButtons, has_lead: bool) -> None:
        super().__init__()
        self._page_button = page_button
        self.how = Fold(theme, self.tr("How to get a new key"))
        self.clicks = QWidget()
        self.how.toggled.connect(self.clicks.setVisible)
        inside = Column(self, tokens.MEDIUM)
        inside.addWidget(Text(step.why, "muted"))
        inside.addWidget(self.how)
        inside.addWidget(self.clicks)
        rows = Column(self.clicks, tokens.TINY)
        for count, click in enumerate(step.clicks, 1):
            rows.addLayout(self._click_row(count, click))
        has_lead = has_lead and bool(step.clicks and step.clicks[0].page)
        self._lead = self.clicks.findChild(PageButton) if has_lead else None

    def fold_clicks(self, folded: bool) -> None:
        self.how.setVisible(folded)
        self.how.setChecked(not folded)
        self.clicks.setVisible(not folded)  # also where that changed nothing

    def show_done(self, is_done: bool) -> None:
        if self._lead is not None:
            self._lead.show_primary(not is_done)

    def _click_row(self, number: int, click: Click) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.TINY)
        digit, words = Text(f"{number}.", "muted"), Text(click.text)
        digit.setFixedWidth(tokens.WIDE)
        above = (tokens.CONTROL_HEIGHT - digit.heightForWidth(tokens.WIDE)) // 2
        for text in (digit, words):  # their first lines stand as those of a button do
            text.setContentsMargins(0, above, 0, above)
        row.addWidget(digit, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        if click.page:
            row.addWidget(self._page_button(click.page, click.button))
        return row


class End(QWidget):
    """The tick, and the notes."""

    def __init__(self, theme: Theme, step: Step, page_button: PageButtons) -> None:
        super().__init__()
        self._theme = theme
        self._page_button = page_button
        self.tick = Check(step.tick)
        inside = Column(self, tokens.MEDIUM)
        inside.addWidget(self.tick)
        if step.notes:
            inside.addLayout(self._notes(step.notes))

    def show_state(self, state: StandingWords) -> None:
        """A tick that something proved is not the person's to take back."""
        with QSignalBlocker(self.tick):  # only what the person ticks is told
            self.tick.setChecked(state.is_done)
        self.tick.setDisabled(state.is_proved)

    def _notes(self, notes: tuple[Note, ...]) -> Column:
        """In groups: the first is what is good to know, unless the guide calls it otherwise."""
        column = Column(spacing=tokens.TINY)
        for count, note in enumerate(notes):
            heading = note.heading or ("" if count else self.tr("Good to know"))
            if heading:
                column.addWidget(GroupHeading(heading, first=not count))
            column.addWidget(NoteRow(self._theme, note, self._page_button))
        return column


class GroupHeading(Text):
    """Names a group of notes, with some air above it."""

    def __init__(self, words: str, first: bool) -> None:
        super().__init__(words, "muted", tokens.SMALL_TYPE, semibold=True)
        self.setContentsMargins(0, tokens.SMALL if first else tokens.MEDIUM, 0, 0)


class NoteRow(QWidget):
    """A passage that unfolds below its title. It is there only while it is unfolded: a guide has
    dozens, and most are never read."""

    def __init__(self, theme: Theme, note: Note, page_button: PageButtons) -> None:
        super().__init__()
        self._note = note
        self._page_button = page_button
        self._passage: QWidget | None = None
        self.fold = Fold(theme, note.title)
        self.fold.toggled.connect(self._unfold)
        self._whole = Column(self, tokens.TINY)
        self._whole.addWidget(self.fold)

    def _unfold(self, on: bool) -> None:
        if self._passage is not None:
            self._passage.setParent(None)
            self._passage.deleteLater()
            self._passage = None
        if on:
            self._passage = self._made()
            self._whole.addWidget(self._passage)
            self._passage.show()  # now, so that the keyboard can go on into it
            inside = self._passage.findChildren(QWidget)
            put_in_order(
                self.fold, (w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
            )

    def _made(self) -> QWidget:
        note, passage = self._note, QWidget()
        inside = Column(passage, tokens.SMALL)
        inside.setContentsMargins(tokens.WIDE, 0, 0, tokens.SMALL)
        if note.text:
            inside.addWidget(Text(note.text))
        for point in note.points:
            inside.addWidget(Item("•", point))
        if note.code:
            inside.addWidget(Recipe(note.code.strip()))
        if note.page:
            inside.addWidget(self._page_button(note.page, note.button), 0, LEFT)
        return passage
