# SPDX-License-Identifier: MIT
"""One step of the checklist: a row that opens to why, the exact clicks, notes and a tick."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from keyready.core.evidence import StandingWords
from keyready.core.guide import Step
from keyready.core.provider import PageName
from keyready.ui.entry.step_body import End, Way
from keyready.ui.look import faces, tokens
from keyready.ui.look.bricks import Check, Column, PageButton, Text
from keyready.ui.look.fold_face import FoldFace, show_unfolded
from keyready.ui.look.icons import Mark
from keyready.ui.look.late import Late
from keyready.ui.look.rows import RowButton
from keyready.ui.look.theme import Theme

FIRST = Qt.FindChildOption.FindDirectChildrenOnly
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
