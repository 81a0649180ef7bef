# SPDX-License-Identifier: MIT
"""Makes the pages that help to choose and to find a cause: the comparison, "It does not work",
the look at the connection. Each is loaded when it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from keyready.core.entry_id import PRACTICE, provider_of
from keyready.services.desk import Desk
from keyready.ui.look.theme import Theme
from keyready.ui.tasks import Tasks

if TYPE_CHECKING:
    from keyready.ui.pages.compare_page import ComparePage
    from keyready.ui.pages.connection_flow import ConnectionFlow
    from keyready.ui.pages.helper_flow import About, HelperFlow


@dataclass(frozen=True)
class Comparison:
    """A page over which nothing has to be decided."""

    page: ComparePage

    def take_over(self, former: Any) -> None:
        """What was unfolded is unfolded again without our doing."""


class Guidance(QObject):
    """Their words are those of the language that is spoken when they are made."""

    chosen = Signal(str)  # the id of a provider that the person wants
    go_asked = Signal(str, str)  # entry id, a `Place` of core/helper.py

    def __init__(
        self, theme: Theme, desk: Desk, tasks: Tasks, open_address: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._desk = desk
        self._tasks = tasks
        self._open_address = open_address

    def compare(self) -> Comparison:
        from keyready.ui.pages.compare_page import ComparePage

        catalog = self._desk.catalog
        real = (one for one in catalog.providers if one.id != PRACTICE)
        page = ComparePage(self._theme, real, catalog.words.terms)
        page.chosen.connect(self.chosen)
        page.page_asked.connect(self._open_address)
        return Comparison(page)

    def helper(self) -> HelperFlow:
        from keyready.ui.pages.helper_flow import HelperFlow
        from keyready.ui.pages.helper_page import HelperPage

        catalog, page = self._desk.catalog, HelperPage(self._theme)
        page.page_asked.connect(self._open_address)
        flow = HelperFlow(page, catalog.questions, catalog.helper_words, catalog.words, self._about)
        flow.go_asked.connect(self.go_asked)
        return flow

    def connection(self) -> ConnectionFlow:
        from keyready.ui.pages.connection_flow import ConnectionFlow
        from keyready.ui.pages.connection_page import ConnectionPage

        page, words = ConnectionPage(self._theme), self._desk.catalog.words
        return ConnectionFlow(page, self._tasks, self._desk.climb, words)

    def _about(self, entry_id: str) -> About:
        from keyready.ui.pages.helper_flow import About

        catalog = self._desk.catalog
        provider = catalog.provider(provider_of(entry_id))
        last = self._desk.memory.progress(entry_id).last
        guide = catalog.guide(provider.id)
        return About(entry_id, provider, guide, last.verdict if last else None)
