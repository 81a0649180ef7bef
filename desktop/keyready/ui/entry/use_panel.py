# SPDX-License-Identifier: MIT
"""What step 4 adds to its clicks: the recipe of the program that the person uses, and its proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from keyready.ui.cards.verdict_card import VerdictCard
from keyready.ui.look import tokens
from keyready.ui.look.bricks import Button, Card, Choice, Column, Recipe, Text
from keyready.ui.look.icons import Mark
from keyready.ui.look.theme import Theme


class RecipeWords(NamedTuple):
    """One recipe as it is shown: where it belongs, and how we know that it works."""

    caption: str
    text: str
    can_be_proved: bool


class RecipeRow(QWidget):
    """Caption, lines to copy, and the button that proves them."""

    def __init__(self, words: RecipeWords) -> None:
        super().__init__()
        self.recipe = Recipe(words.text)
        self.prove = Button(self.tr("Prove it"))
        self.prove.setAccessibleDescription(words.caption)
        whole = Column(self, tokens.TINY)
        whole.addWidget(Text(words.caption, "muted", tokens.SMALL_TYPE))
        whole.addWidget(self.recipe)
        whole.addWidget(self.prove)
        self.prove.setVisible(words.can_be_proved)  # here: alone it would be a window


class UsePanel(QWidget):
    """Emits what the person chose and asked; shows what it is told."""

    needed = Signal()  # it is seen for the first time
    tool_chosen = Signal(str)
    prove_asked = Signal(int)  # the number of the recipe
    rivals_asked = Signal()
    folder_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._is_new = True
        self.choice = Choice()
        self.choice.setAccessibleName(self.tr("What do you use the key in?"))
        self.trap = Text(tone="muted", size=tokens.SMALL_TYPE)
        self.plain = Card("attention")
        self.advice = Text()
        self.rows: list[RecipeRow] = []
        self._recipes = Column(spacing=tokens.MEDIUM)
        self.rivals = Button(self.tr("Does another key win?"), "link")
        self.folder = Button(self.tr("Look in a folder too…"), "link")
        self.card = VerdictCard(theme)
        self._lay_out(theme)
        self.choice.currentIndexChanged.connect(self._choose)
        self.rivals.clicked.connect(self.rivals_asked)
        self.folder.clicked.connect(self.folder_asked)

    def _lay_out(self, theme: Theme) -> None:
        plain = QHBoxLayout(self.plain)
        plain.setContentsMargins(tokens.LARGE, tokens.SMALL, tokens.LARGE, tokens.SMALL)
        plain.setSpacing(tokens.MEDIUM)
        plain.addWidget(Mark(theme, "attention"), 0, Qt.AlignmentFlag.AlignTop)
        plain.addWidget(self.advice, 1)
        links = QHBoxLayout()
        links.setSpacing(tokens.SMALL)
        for link in (self.rivals, self.folder):
            links.addWidget(link)
        links.addStretch(1)
        whole = Column(self, tokens.SMALL)
        whole.addWidget(Text(self.tr("What do you use the key in?"), semibold=True))
        whole.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addLayout(self._recipes)
        whole.addWidget(self.trap)
        whole.addWidget(self.plain)
        whole.addLayout(links)
        whole.addWidget(self.card)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_new:
            self._is_new = False
            self.needed.emit()

    def show_tools(self, names: Mapping[str, str]) -> None:
        """The programs by id, in the order of the list; the first is chosen."""
        for tool_id, name in names.items():
            self.choice.addItem(name, tool_id)

    def show_recipes(self, recipes: Iterable[RecipeWords], trap: str) -> None:
        """Of a program that can be given the key. `trap`: what to look out for."""
        self._show(recipes)
        self.trap.setText(trap)
        self.trap.show()
        self.plain.hide()

    def show_plain(self, advice: str) -> None:
        """Of a program that only keeps a copy of its own."""
        self._show(())
        self.advice.setText(advice)
        self.plain.show()
        self.trap.hide()

    def show_busy(self, busy: bool) -> None:
        for widget in (self.choice, self.rivals, self.folder, *(row.prove for row in self.rows)):
            widget.setDisabled(busy)

    def _show(self, recipes: Iterable[RecipeWords]) -> None:
        self.card.hide()
        for former in self.rows:
            former.hide()
            former.deleteLater()
        self.rows = [RecipeRow(words) for words in recipes]
        before: QWidget = self.choice  # new widgets would be the last that the tabulator comes to
        for number, row in enumerate(self.rows):
            row.prove.clicked.connect(lambda _=False, n=number: self.prove_asked.emit(n))
            self._recipes.addWidget(row)
            for widget in (row.recipe.code, row.recipe.copy, row.prove):
                QWidget.setTabOrder(before, widget)
                before = widget

    def _choose(self) -> None:
        if (tool_id := self.choice.currentData()) is not None:
            self.tool_chosen.emit(tool_id)
