# SPDX-License-Identifier: MIT
"""The models of the last check, folded below the verdict, and searched by parts of their names."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QListView, QWidget

from keyready.ui.look import tokens
from keyready.ui.look.bricks import Button, Column, Text
from keyready.ui.look.fold import Fold
from keyready.ui.look.late import Late
from keyready.ui.look.theme import Theme

ROWS = 8  # of the list that are seen at once


class ModelList(QListView):
    """Names below each other, all of one height: a list of any length is laid out at once."""

    def __init__(self) -> None:
        super().__init__()
        self.names = QStringListModel(self)
        self.setModel(self.names)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setObjectName("names")

    def show_names(self, names: list[str]) -> None:
        self.names.setStringList(names)

    def make_room(self) -> None:
        """For what is listed now, up to eight names; what is found among them moves nothing."""
        rows = min(max(self.names.rowCount(), 1), ROWS)
        self.setFixedHeight(rows * self.sizeHintForRow(0) + 2 * (tokens.TINY + tokens.LINE))

    def chosen(self) -> str:
        at = self.selectionModel().currentIndex()
        return str(self.names.data(at)) if at.isValid() else ""


class Listed(QWidget):
    """Names, and a field to search them."""

    def __init__(self) -> None:
        super().__init__()
        self._models: tuple[str, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the names"))
        self.search.setAccessibleName(self.tr("Search the names of models"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumHeight(tokens.CONTROL_HEIGHT)
        self.list = ModelList()
        self.list.setAccessibleName(self.tr("Models"))
        self.found = Text(tone="muted", size=tokens.SMALL_TYPE)
        self.copy = Button(self.tr("Copy name"), "link")
        whole = Column(self, tokens.SMALL)
        whole.addWidget(self.search)
        whole.addWidget(self.list)
        foot = QHBoxLayout()
        foot.addWidget(self.found, 1)
        foot.addWidget(self.copy)
        whole.addLayout(foot)
        self.search.textChanged.connect(self._filter)
        self.copy.clicked.connect(self._copy)
        self.list.selectionModel().currentChanged.connect(self._offer_copy)
        shortcut = QShortcut(QKeySequence.StandardKey.Copy, self.list, self._copy)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def show_models(self, models: tuple[str, ...]) -> None:
        self._models = models
        self.search.clear()
        self._filter()
        self.list.make_room()

    def _filter(self) -> None:
        parts = self.search.text().casefold().split()
        fitting = [name for name in self._models if all(p in name.casefold() for p in parts)]
        self.list.show_names(fitting)
        self.copy.setVisible(False)
        words = self.tr("None of them. This key does not see such a model.")
        if fitting:
            words = self.tr("%1 of %2").replace("%1", str(len(fitting)))
            words = words.replace("%2", str(len(self._models)))
        self.found.setText(words if parts else "")

    def _offer_copy(self) -> None:
        self.copy.setText(self.tr("Copy name"))
        self.copy.setVisible(bool(self.list.chosen()))

    def _copy(self) -> None:
        if name := self.list.chosen():
            QGuiApplication.clipboard().setText(name)
            self.copy.setText(self.tr("Copied"))


class ModelsCard(QWidget):
    """Shows one of: nothing, a list, or that a check would bring one.

    The list lives as long as the window: names of models that were trained for an organization
    hold that organization's name, and what was true at the last start may not be true now.
    """

    check_asked = Signal()

    def __init__(self, theme: Theme, can_list: bool) -> None:
        super().__init__()
        self.can_list = can_list  # by the check that costs nothing
        self._models: tuple[str, ...] = ()
        self.fold = Fold(theme, "")
        self._listed = Late(Listed)
        self.unasked = Text(self.tr("The list is kept only while Keyready runs."), "muted")
        self.check = Button(self.tr("Check again"))
        self._empty, self._inside = QWidget(), QWidget()
        self._lay_out()
        self.fold.toggled.connect(self._inside.setVisible)
        self.check.clicked.connect(self.check_asked)
        self.show_none()

    @property
    def listed(self) -> Listed:
        return self._listed.part

    def _lay_out(self) -> None:
        whole = Column(self, tokens.TINY)
        whole.addWidget(self.fold)
        whole.addWidget(self._inside)
        self._inside.hide()
        inside = Column(self._inside, 0)
        inside.setContentsMargins(tokens.WIDE, 0, 0, 0)
        inside.addWidget(self._listed)
        inside.addWidget(self._empty)
        empty = Column(self._empty, tokens.SMALL)
        empty.addWidget(self.unasked)
        empty.addWidget(self.check)

    def show_models(self, models: tuple[str, ...]) -> None:
        """The names that the provider listed for this key, in any order."""
        self._models = tuple(sorted(models, key=str.casefold))
        self.fold.setText(self.tr("Models that this key sees (%1)").replace("%1", str(len(models))))
        self._show(listed=True)
        self.listed.show_models(self._models)

    def show_unasked(self) -> None:
        """The key is known from an earlier day, and its models are not."""
        self._models = ()
        self.fold.setText(self.tr("Models that this key sees"))
        self._show(listed=False)

    def show_none(self) -> None:
        self._models = ()
        self.fold.setChecked(False)
        self.hide()

    def take_over(self, former: ModelsCard) -> None:
        """The same, in other words; what was searched for stays."""
        if former.isHidden():
            return
        if former._models:
            self.show_models(former._models)
            self.listed.search.setText(former.listed.search.text())
        else:
            self.show_unasked()

    def _show(self, listed: bool) -> None:
        if listed or self._listed.is_made:
            self.listed.setVisible(listed)
        self._empty.setVisible(not listed)
        self.show()
