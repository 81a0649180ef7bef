# SPDX-License-Identifier: MIT
"""A link that unfolds."""

from __future__ import annotations

from PySide6.QtCore import QSize

from keyready.ui.look import faces, tokens
from keyready.ui.look.bricks import Button
from keyready.ui.look.fold_face import FoldFace, show_unfolded
from keyready.ui.look.icons import icon
from keyready.ui.look.theme import Theme


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
