# SPDX-License-Identifier: MIT
"""Text that is read: lines of a comfortable length and height, broken between words in Korean too.

A label of Qt's breaks Korean after any syllable, and sets plain text as tightly as the font allows.
"""

from __future__ import annotations

import re
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

from keyready.ui.look import tokens
from keyready.ui.look.theme import font

_WORD_JOINER = "\u2060"  # shows nothing, and forbids a break
_INSIDE_A_WORD = re.compile(r"(?<=[\uac00-\ud7a3])(?=[\uac00-\ud7a3])")
_LINE_END = "\u2028"  # ends a line inside one layout
_WIDTHS = 4  # Qt asks for a few in turn, each time that anything on a page appears


class Lines(NamedTuple):
    """A text that is laid out; its size in pixels."""

    layout: QTextLayout
    width: float
    height: float


class Text(QLabel):
    """Plain text that wraps. `tone` is None, "muted" or one of the verdict's tones."""

    def __init__(
        self,
        text: str = "",
        tone: str | None = None,
        size: int = tokens.BODY,
        semibold: bool = False,
        wraps: bool = True,
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)  # provider's words never become markup
        self.setFont(font(size, semibold))
        self.setWordWrap(wraps)
        self.setProperty("tone", tone)
        self._said: object = None  # what was laid out, in the widths that were last asked for
        self._laid_out: dict[int, Lines] = {}

    def show_tone(self, tone: str | None) -> None:
        self.setProperty("tone", tone)
        restyle(self)

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        inside = width - margins.left() - margins.right()
        return ceil(self._lines(inside).height) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().sizeHint()
        lines, margins = self._lines(self._measure()), self.contentsMargins()
        return QSize(
            ceil(lines.width) + margins.left() + margins.right(),
            ceil(lines.height) + margins.top() + margins.bottom(),
        )

    def minimumSizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().minimumSizeHint()
        longest = max(map(self.fontMetrics().horizontalAdvance, self.text().split()), default=0)
        margins = self.contentsMargins()
        return QSize(longest + margins.left() + margins.right(), self._line_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.wordWrap():
            super().paintEvent(event)
            return
        inside = self.contentsRect()
        lines = self._lines(inside.width())
        right = bool(self.alignment() & Qt.AlignmentFlag.AlignRight)
        top = bool(self.alignment() & Qt.AlignmentFlag.AlignTop)
        left = inside.width() - min(inside.width(), self._measure()) if right else 0
        above = 0.0 if top else max(0.0, (inside.height() - lines.height) / 2)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        lines.layout.draw(painter, QPointF(inside.left() + left, inside.top() + above))

    def _measure(self) -> int:
        """The width of the longest line that is read with ease."""
        return tokens.LINE_CHARACTERS * self.fontMetrics().averageCharWidth()

    def _line_height(self) -> int:
        return round(tokens.LINE_HEIGHT * self.fontInfo().pixelSize())

    def _lines(self, width: int) -> Lines:
        width = min(width, self._measure())
        said = (self.text(), self.font().key(), self.alignment())
        if self._said != said:
            self._said, self._laid_out = said, {}
        if width not in self._laid_out:
            if len(self._laid_out) == _WIDTHS:
                self._laid_out.pop(next(iter(self._laid_out)))
            self._laid_out[width] = self._lay_out(width)
        return self._laid_out[width]

    def _lay_out(self, width: int) -> Lines:
        text = _INSIDE_A_WORD.sub(_WORD_JOINER, self.text()).replace("\n", _LINE_END)
        layout = QTextLayout(text, self.font())
        layout.setTextOption(QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask))
        widest, height = 0.0, 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            step = max(line.height(), self._line_height())
            # Half of what the line has more than its font stands above it, as in print.
            line.setPosition(QPointF(0, height + (step - line.height()) / 2))
            widest, height = max(widest, line.naturalTextWidth()), height + step
        layout.endLayout()
        return Lines(layout, widest, height)


def restyle(widget: QWidget) -> None:
    """A style sheet reads a changed property only when it is applied anew."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
