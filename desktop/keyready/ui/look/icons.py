# SPDX-License-Identifier: MIT
"""The program's own marks: SVG on a 20 px grid, coloured by the palette."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from keyready.resource_files import resource
from keyready.ui.look import tokens
from keyready.ui.look.theme import Theme

# Which colour of the palette each mark takes.
COLOURS = {
    "good": "good",
    "bad": "bad",
    "attention": "attention",
    "not_judged": "not_judged",
    "open": "line",
    "waiting": "muted",
    "chevron_right": "muted",
    "chevron_down": "muted",
    "practice": "muted",
    "connection": "muted",
    "add": "muted",
    "settings": "muted",
    "key": "muted",
    "helper": "muted",
    "compare": "muted",
}


def svg(name: str, colour: str, ground: str = "#FFFFFF") -> QSvgRenderer:
    """The mark `resources/icons/<name>.svg` in `colour`; what is cut out of it shows `ground`."""
    drawing = _drawing(name).replace("currentColor", colour).replace("groundColor", ground)
    return QSvgRenderer(QByteArray(drawing.encode()))


@cache
def _drawing(name: str) -> str:
    """Read once: some pages show the same mark many times."""
    return resource("icons", f"{name}.svg").read_text("utf-8")


@cache
def icon(name: str, colour: str, size: int = tokens.MARK) -> QIcon:
    """The mark as an icon, crisp at 100, 200 and 300 %. Drawn once: most stand in many places."""
    made = QIcon()
    renderer = svg(name, colour)
    for ratio in (1, 2, 3):
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        made.addPixmap(pixmap)
    return made


class Mark(QWidget):
    """One state, drawn: a shape first, a colour second. Words stand beside it."""

    def __init__(self, theme: Theme, name: str = "open", size: int = tokens.MARK) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(size, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_mark(name)
        theme.changed.connect(self._draw)

    def show_mark(self, name: str) -> None:
        self.name = name
        self._draw()

    def _draw(self) -> None:
        palette = self._theme.palette
        self._renderer = svg(self.name, getattr(palette, COLOURS[self.name]), palette.card)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(self.rect()))
