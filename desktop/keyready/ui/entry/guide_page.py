# SPDX-License-Identifier: MIT
"""The guide of one provider: its name, how far the person is, and the four steps."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from keyready.core.evidence import StandingWords
from keyready.core.guide import Guide
from keyready.core.provider import PageName
from keyready.ui.entry.step_panel import StepPanel
from keyready.ui.look import tokens
from keyready.ui.look.bricks import Card, Column, Line, Text
from keyready.ui.look.icons import Mark
from keyready.ui.look.sheet import Page, Sheet, title
from keyready.ui.look.theme import Theme


class Strip(Card):
    """One line above the guide that stays: practice, an address in force, a damaged file."""

    def __init__(self, theme: Theme, mark: str, tone: str, words: str) -> None:
        super().__init__(tone)
        row = QHBoxLayout(self)
        across = tokens.TINY + tokens.LARGE  # its mark stands above those of the steps
        row.setContentsMargins(across, tokens.SMALL, across, tokens.SMALL)
        row.setSpacing(tokens.MEDIUM)
        row.addWidget(Mark(theme, mark), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(words), 1)
        self.setAccessibleName(words)


class GuidePage(Page):
    """Emits what the person did; shows what it is told. One step is open at a time."""

    step_opened = Signal(str)
    step_ticked = Signal(str, bool)
    page_asked = Signal(str)
    used = Signal(str)  # the name of a program that really received the key

    def __init__(
        self,
        theme: Theme,
        name: str,
        guide: Guide,
        pages: Mapping[PageName, str],
        key_panel: QWidget,
        key_field: QWidget,
        use_panel: QWidget,
        strips: tuple[Strip, ...] = (),
    ) -> None:
        super().__init__()
        self._key_field = key_field
        self.steps: dict[str, StepPanel] = {}
        self.counter = Text(tone="muted", wraps=False)
        self._bar = QProgressBar(textVisible=False)
        self._sheet = Sheet()
        whole = Column(self, 0)
        if strips:
            whole.addLayout(self._strips(strips))
        whole.addWidget(self._sheet, 1)
        extras = {"key": key_panel, "use": use_panel}
        self._sheet.column.addLayout(self._heading(name, guide.subtitle))
        self._sheet.column.addWidget(self._checklist(theme, guide, pages, extras))
        self._sheet.column.addStretch(1)

    def _strips(self, strips: tuple[Strip, ...]) -> QHBoxLayout:
        # Outside the part that scrolls: what they say holds at all times.
        middle = QWidget()
        middle.setMaximumWidth(tokens.PAGE_WIDTH)
        column = Column(middle)
        for strip in strips:
            column.addWidget(strip)
        row = QHBoxLayout()
        row.setContentsMargins(tokens.HUGE, tokens.LARGE, tokens.HUGE, 0)
        row.addWidget(middle)
        return row

    def _heading(self, name: str, subtitle: str) -> QHBoxLayout:
        self._bar.setFixedSize(tokens.PROGRESS_WIDTH, tokens.PROGRESS_HEIGHT)
        count = Column(spacing=tokens.SMALL)
        count.addWidget(self.counter, 0, Qt.AlignmentFlag.AlignRight)
        count.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.addLayout(title(name, subtitle), 1)
        row.addLayout(count)
        row.setAlignment(count, Qt.AlignmentFlag.AlignTop)
        return row

    def _checklist(
        self,
        theme: Theme,
        guide: Guide,
        pages: Mapping[PageName, str],
        extras: Mapping[str, QWidget],
    ) -> QFrame:
        frame = QFrame()
        frame.setObjectName("checklist")
        rows = Column(frame, 0)
        rows.setContentsMargins(tokens.TINY, tokens.TINY, tokens.TINY, tokens.TINY)
        for number, step in enumerate(guide.steps, 1):
            if number > 1:
                rows.addWidget(Line())
            panel = StepPanel(theme, number, step, pages, extras.get(step.id))
            panel.opened.connect(lambda step_id=step.id: self.step_opened.emit(step_id))
            panel.ticked.connect(lambda on, step_id=step.id: self.step_ticked.emit(step_id, on))
            panel.page_asked.connect(self.page_asked)
            self.steps[step.id] = panel
            rows.addWidget(panel)
        return frame

    @property
    def first(self) -> QWidget:
        """The paste field while it is shown, else the row of the open step."""
        if self._key_field.isVisibleTo(self):
            return self._key_field
        return next(panel.header for panel in self.steps.values() if panel.is_open)

    def show_open(self, step_id: str) -> None:
        """Open this step and close the others; the keyboard goes along from row to row."""
        if any(panel.header.hasFocus() for panel in self.steps.values()):
            self.steps[step_id].header.setFocus()
        for each, panel in self.steps.items():
            panel.show_open(each == step_id)
        self._sheet.ensureWidgetVisible(self.steps[step_id].header)

    def bring_into_view(self, widget: QWidget) -> None:
        self._sheet.bring_into_view(widget)

    def show_states(self, states: Mapping[str, StandingWords]) -> None:
        done = sum(state.is_done for state in states.values())
        for step_id, state in states.items():
            self.steps[step_id].show_state(state)
        count = len(states)
        self._bar.setRange(0, count)
        self._bar.setValue(done)
        words = self.tr("%1 of %2 done").replace("%1", str(done)).replace("%2", str(count))
        self.counter.setText(words)
        self._bar.setAccessibleName(words)
