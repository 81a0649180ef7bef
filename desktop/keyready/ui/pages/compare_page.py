# SPDX-License-Identifier: MIT
"""How the providers compare: one table, made from what their files say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QWidget

from keyready.core.provider import PageName, Provider
from keyready.core.words import TermsWords
from keyready.ui.look import tokens
from keyready.ui.look.bricks import Button, Column, Line, PageButton, Recipe, Text
from keyready.ui.look.fold import Fold
from keyready.ui.look.rows import LEFT
from keyready.ui.look.sheet import Page, Sheet, title
from keyready.ui.look.theme import Theme

COLUMNS = 6
KEYS = 3  # the column that shows how keys begin
LINKS_ACROSS = 4


class More(QWidget):
    """What is behind a fold; it is made when it is first unfolded."""

    def __init__(self, fold: QWidget, make: Callable[[], QLayout]) -> None:
        super().__init__()
        self._fold = fold
        self._make = make
        self.hide()

    def show_it(self, on: bool) -> None:
        if on and self.layout() is None:
            self.setLayout(self._make())
            before = self._fold  # the tabulator would come last to what was made last
            for widget in self.findChildren(QWidget):
                if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    self.setTabOrder(before, widget)
                    before = widget
        self.setVisible(on)


class ComparePage(Page):
    """Emits the provider whose key the person wants, and the addresses that are to be opened."""

    chosen = Signal(str)
    page_asked = Signal(str)  # a whole address

    def __init__(self, theme: Theme, providers: Iterable[Provider], words: TermsWords) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self.folds: dict[str, Fold] = {}
        self.begin: dict[str, Button] = {}  # of what was unfolded
        self.cells: dict[str, tuple[str, ...]] = {}
        self._table = QFrame()
        self._table.setObjectName("checklist")
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.MEDIUM, tokens.MEDIUM)
        self._grid.setHorizontalSpacing(tokens.MEDIUM)
        self._grid.setVerticalSpacing(tokens.SMALL)
        for column, share in enumerate((5, 5, 5, 5, 4, 0)):
            self._grid.setColumnStretch(column, share)
        self._add_headings()
        for provider in providers:
            self._add_provider(provider)
        self._lay_out()

    @property
    def first(self) -> QWidget:
        return next(iter(self.folds.values()))

    def _lay_out(self) -> None:
        sheet = Sheet()
        Column(self, 0).addWidget(sheet)
        words = self.tr(
            "From what their own pages and answers say. What is not known is not guessed."
        )
        sheet.column.addLayout(title(self.tr("Compare providers"), words))
        sheet.column.addWidget(self._table)
        prices = self.tr(
            "Prices are not here, because they change often: every provider has a list of its own."
        )
        sheet.column.addWidget(Text(prices, "muted", tokens.SMALL_TYPE))
        sheet.column.addStretch(1)

    def _add_headings(self) -> None:
        self._headings = (
            self.tr("Provider"),
            self.tr("Free use"),
            self.tr("Paying"),
            self.tr("Keys begin with"),
            self.tr("Programs for OpenAI"),
        )
        for column, words in enumerate(self._headings):
            heading = Text(words, "muted", tokens.SMALL_TYPE)
            keep_words_whole(heading)
            self._grid.addWidget(heading, 0, column, Qt.AlignmentFlag.AlignBottom)

    def _add_provider(self, provider: Provider) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(Line(), row, 0, 1, COLUMNS)
        cells = self.cells[provider.id] = (provider.name, *self._facts(provider))
        for column, words in enumerate(cells):
            unknown = words in (self._words.free["unknown"], self._words.free["depends"])
            cell = Text(words, "muted" if unknown else None, semibold=column == 0)
            if column == KEYS and not unknown:
                cell.setFont(_fixed_font())
            keep_words_whole(cell)
            cell.setAccessibleName(f"{provider.name}, {self._headings[column]}: {words}")
            self._grid.addWidget(cell, row + 1, column)
        fold = Fold(self._theme, self.tr("More"))
        fold.setAccessibleName(self.tr("More about %1").replace("%1", provider.name))
        more = More(fold, partial(self._more, provider))
        fold.toggled.connect(more.show_it)
        self._grid.addWidget(fold, row + 1, COLUMNS - 1)
        self._grid.addWidget(more, row + 2, 0, 1, COLUMNS)
        self.folds[provider.id] = fold

    def _facts(self, provider: Provider) -> tuple[str, ...]:
        terms, words = provider.terms, self._words
        paying = words.payment[terms.payment]
        if terms.least_purchase:
            paying = words.payment_from.format(payment=paying, least=terms.least_purchase)
        depends = terms.free == "depends"
        begins = words.free["depends"] if depends else words.free["unknown"]
        shape = provider.beginning
        if shape and not depends:
            template = words.begins_reported if shape.reported else words.begins
            begins = template.format(prefix=shape.prefix)
        takes = self.tr("Yes") if terms.openai_base_url else words.free["unknown"]
        return words.free[terms.free], paying, begins, takes

    def _more(self, provider: Provider) -> Column:
        column = Column(spacing=tokens.SMALL)
        column.setContentsMargins(0, 0, 0, tokens.SMALL)
        if provider.terms.openai_base_url:
            words = self.tr("Address (base URL) for programs made for OpenAI:")
            column.addWidget(Text(words, "muted"))
            column.addWidget(Recipe(provider.terms.openai_base_url))
        links = QGridLayout()
        links.setSpacing(tokens.SMALL)
        for count, (words, address) in enumerate(self._links(provider)):
            button = PageButton(self._theme, words, address, "link")
            button.clicked.connect(lambda _=False, to=address: self.page_asked.emit(to))
            row, at = divmod(count, LINKS_ACROSS)
            links.addWidget(button, row, at, LEFT)
        for across in range(LINKS_ACROSS):
            links.setColumnStretch(across, 1)
        column.addLayout(links)
        begin = Button(self.tr("Go to the steps"))
        begin.setAccessibleName(f"{provider.name}: {begin.text()}")
        begin.clicked.connect(lambda: self.chosen.emit(provider.id))
        column.addWidget(begin)
        self.begin[provider.id] = begin
        return column

    def _links(self, provider: Provider) -> list[tuple[str, str]]:
        """A page that serves for several things is linked once, under the first of them."""
        names: dict[PageName, str] = {
            "signup": self.tr("Sign-up"),
            "keys": self.tr("Keys"),
            "billing": self.tr("Billing"),
            "pricing": self.tr("Prices"),
            "limits": self.tr("Limits"),
            "usage": self.tr("Usage"),
            "docs": self.tr("Documentation"),
            "status": self.tr("Status"),
        }
        there = {
            address: words
            for page, words in reversed(names.items())
            if (address := provider.pages.get(page))
        }
        return [(words, address) for address, words in reversed(there.items())]


def keep_words_whole(cell: Text) -> None:
    """A column is as wide as its longest word at least; lines break between words."""
    measure = cell.fontMetrics().horizontalAdvance
    cell.setMinimumWidth(max(map(measure, cell.text().split())) + tokens.FOCUS_RING)


def _fixed_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(font.pointSizeF() + tokens.SMALL_TYPE)
    return font
