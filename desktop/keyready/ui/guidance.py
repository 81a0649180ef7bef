# SPDX-License-Identifier: MIT
"""The pages that help to choose and to find a cause: the comparison, and "It does not work"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from keyready.core.entries import provider_of
from keyready.core.phrasing import phrase
from keyready.core.verdict import Cause
from keyready.services.desk import PRACTICE, Desk
from keyready.ui.compare_page import ComparePage
from keyready.ui.helper_flow import About, HelperFlow
from keyready.ui.helper_page import HelperPage
from keyready.ui.theme import Theme


class Guidance(QObject):
    """Makes each page when it is first asked for."""

    chosen = Signal(str)  # the id of a provider that the person wants
    add_asked = Signal()
    go_asked = Signal(str, str)  # entry id, a `Place` of core/helper.py

    def __init__(self, theme: Theme, desk: Desk, open_address: Callable[[str], None]) -> None:
        super().__init__()
        self._theme = theme
        self._desk = desk
        self._open_address = open_address
        self._compare: ComparePage | None = None
        self._helper: HelperFlow | None = None

    def compare_page(self) -> ComparePage:
        if self._compare is None:
            catalog = self._desk.catalog
            real = (one for one in catalog.providers if one.id != PRACTICE)
            self._compare = ComparePage(self._theme, real, catalog.words.terms)
            self._compare.chosen.connect(self.chosen)
            self._compare.back_asked.connect(self.add_asked)
            self._compare.page_asked.connect(self._open_address)
        return self._compare

    def helper_page(
        self, names: Mapping[str, str], entry_id: str, cause: Cause | None, said: str
    ) -> QWidget:
        """`names` are the entries that can be asked about; see `Places.show_helper`."""
        if self._helper is None:
            catalog, page = self._desk.catalog, HelperPage(self._theme)
            self._helper = HelperFlow(
                page, catalog.questions, catalog.helper_words, catalog.words, self._about
            )
            page.page_asked.connect(self._open_address)
            self._helper.go_asked.connect(self.go_asked)
        entry_id = entry_id or self._desk.memory.opened
        self._helper.page.show_choices(names, entry_id)
        if cause is not None:
            self._helper.begin_at(entry_id, cause, said)
        elif entry_id != self._helper.entry_id:  # else it is as the person left it
            self._helper.begin(entry_id)
        return self._helper.page

    def _about(self, entry_id: str) -> About:
        catalog = self._desk.catalog
        provider = catalog.provider(provider_of(entry_id))
        about = About(entry_id, provider, catalog.guide(provider.id))
        last = self._desk.memory.progress(entry_id).last
        if last is None:
            return about
        said = phrase(last.verdict, catalog.words, provider.name).headline
        return about._replace(cause=last.verdict.cause, said=said)
