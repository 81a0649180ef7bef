# SPDX-License-Identifier: MIT
"""One step of the checklist: a row that opens to why, the exact clicks, notes and a tick."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from keyready.core.evidence import StandingWords
from keyready.core.guide import Click, Note, Step
from keyready.core.provider import PageName
from keyready.ui import faces, tokens
from keyready.ui.bricks import Button, Check, Column, PageButton, Recipe, Text, put_in_order
from keyready.ui.fold_face import FoldFace, show_unfolded
from keyready.ui.icons import Mark, icon
from keyready.ui.late import Late
from keyready.ui.rows import LEFT, Item, RowButton
from keyready.ui.theme import Theme

FIRST = Qt.FindChildOption.FindDirectChildrenOnly
PageButtons = Callable[[PageName, str | None], PageButton]  # of a page, with words of its own
INDENT = tokens.MARK + tokens.MEDIUM + tokens.LARGE + tokens.MEDIUM


class StepHeader(RowButton):
    """The row itself: mark, number, title, state in words, chevron."""

    def __init__(self, theme: Theme, number: int, title: str) -> None:
        super().__init__()
        faces.install(StepHeader.__name__, FoldFace)
        self._name = f"{number} {title}"
        self._mark = Mark(theme)
        self._state = Text(tone="muted")
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._chevron = Mark(theme, "chevron_right", tokens.CHEVRON)
        row = self.row
        row.addWidget(self._mark)
        digit = Text(str(number), "muted", tokens.HEADING, semibold=True, wraps=False)
        digit.setFixedWidth(tokens.LARGE)
        row.addWidget(digit)
        row.addWidget(Text(title, size=tokens.HEADING, semibold=True, wraps=False))
        row.addWidget(self._state, 1)
        row.addWidget(self._chevron)
        self.let_presses_through()
        self.setAccessibleName(self._name)

    def show_state(self, state: StandingWords, tone: str) -> None:
        self._mark.show_mark(state.mark)
        self._state.setText(state.said)
        self._state.show_tone(tone)
        self.setAccessibleName(f"{self._name}, {state.said}. {state.why}".rstrip(". "))

    def show_open(self, is_open: bool) -> None:
        self._chevron.show_mark("chevron_down" if is_open else "chevron_right")
        show_unfolded(self, is_open)


class StepPanel(QWidget):
    """Header and body. `extra`, if given, stands between the clicks and the notes.

    What is `Late` in the body, all of ours is, is made when the step is first opened.
    """

    opened = Signal()
    ticked = Signal(bool)
    page_asked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        number: int,
        step: Step,
        pages: Mapping[PageName, str],
        extra: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._step = step
        self._pages = pages
        self._has_lead = extra is None  # else the next action is in there
        self._state: StandingWords | None = None
        self._clicks_folded = False
        self.header = StepHeader(theme, number, step.title)
        self.header.clicked.connect(self.opened)
        self.body = QWidget()
        whole = Column(self, 0)
        whole.addWidget(self.header)
        whole.addWidget(self._reason())
        whole.addWidget(self.body)
        inside = Column(self.body, tokens.MEDIUM)
        inside.setContentsMargins(INDENT + tokens.LARGE, tokens.TINY, tokens.WIDE, tokens.WIDE)
        self._way, self._end = Late(self._make_way), Late(self._make_end)
        for widget in filter(None, (self._way, extra, self._end)):
            inside.addWidget(widget)
        self.show_open(False)

    def _make_way(self) -> Way:
        way = Way(self._theme, self._step, self._page_button, self._has_lead)
        way.fold_clicks(self._clicks_folded)
        way.show_done(self._state is not None and self._state.is_done)
        return way

    def _make_end(self) -> End:
        end = End(self._theme, self._step, self._page_button)
        if self._state is not None:
            end.show_state(self._state)
        end.tick.toggled.connect(self.ticked)  # a screen reader ticks without a click
        return end

    @property
    def tick(self) -> Check:
        return self._end.part.tick

    @property
    def is_open(self) -> bool:
        return not self.body.isHidden()

    def show_open(self, is_open: bool) -> None:
        if is_open:
            for late in self.body.findChildren(Late, options=FIRST):
                _ = late.part
        self.header.show_open(is_open)
        self.body.setVisible(is_open)

    def fold_clicks(self, folded: bool) -> None:
        """Where they are done they are in the way of what comes next."""
        self._clicks_folded = folded
        if self._way.is_made:
            self._way.part.fold_clicks(folded)

    def show_state(self, state: StandingWords) -> None:
        tone = "attention" if state.mark == "attention" else "muted"
        self.header.show_state(state, tone)
        self.why.setText(state.why)
        self.why.setVisible(bool(state.why))
        self._state = state
        if self._way.is_made:
            self._way.part.show_done(state.is_done)
        if self._end.is_made:
            self._end.part.show_state(state)

    def _reason(self) -> QWidget:
        """Why the step is no longer done: below the row, whether or not it is open."""
        self.why = Text(tone="attention", size=tokens.SMALL_TYPE)
        self.why.setContentsMargins(INDENT + tokens.LARGE, tokens.TINY, tokens.WIDE, tokens.MEDIUM)
        self.why.hide()
        return self.why

    def _page_button(self, page: PageName, words: str | None) -> PageButton:
        button = PageButton(self._theme, words or page, self._pages[page])
        button.clicked.connect(lambda: self.page_asked.emit(page))
        return button


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


class Fold(Button):
    """A link that shows and hides what stands below it."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words, "link")
        faces.install(Fold.__name__, FoldFace)
        self.setCheckable(True)
        self._theme = theme
        self.toggled.connect(self._draw)
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        show_unfolded(self, self.isChecked())
        name = "chevron_down" if self.isChecked() else "chevron_right"
        self.setIcon(icon(name, self._theme.palette.accent))
        self.setIconSize(QSize(tokens.CHEVRON, tokens.CHEVRON))
