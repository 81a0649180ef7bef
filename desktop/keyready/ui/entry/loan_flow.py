# SPDX-License-Identifier: MIT
"""Decides over "Copy for 30 seconds": reads the key, lends it to the clipboard, counts down."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject

from keyready.core.desktop import clipboard_keeper
from keyready.core.secret import Secret
from keyready.services.custody.key_store import Trouble
from keyready.services.entry import Entry
from keyready.ui.cards.card_words import CardWriter
from keyready.ui.entry.key_panel import KeyPanel
from keyready.ui.entry.loan import Loan
from keyready.ui.tasks import Tasks


class LoanFlow(QObject):
    """`gone` and `trouble` say that there was no key to lend, or why it could not be read."""

    def __init__(
        self,
        panel: KeyPanel,
        tasks: Tasks,
        entry: Entry,
        loan: Loan,
        writer: CardWriter,
        gone: Callable[[], None],
        trouble: Callable[[Trouble], None],
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._tasks = tasks
        self._entry = entry
        self._loan = loan
        self._words = writer.words
        self._gone, self._trouble = gone, trouble
        keeper = clipboard_keeper(sys.platform, entry.environment)
        self._after = self._words.clipboard[keeper] if keeper == "gnome" else ""
        panel.kept.copy_asked.connect(self._read)
        panel.kept.taken_back.connect(loan.end)
        loan.changed.connect(self._show)
        self._show(loan.entry, loan.left_s)

    def _read(self) -> None:
        store, entry_id = self._entry.store, self._entry.id
        self._panel.kept.show_busy(True)
        self._tasks.run(self, lambda: store.read(entry_id), self._lend, self._broke)

    def _lend(self, key: Secret | Trouble | None) -> None:
        self._panel.kept.show_busy(False)
        if isinstance(key, Secret):
            self._loan.begin(self._entry.id, key)
        elif key is None:
            self._gone()
        else:
            self._trouble(key)

    def _broke(self) -> None:
        self._panel.kept.show_busy(False)

    def _show(self, entry_id: str, left_s: int) -> None:
        if entry_id != self._entry.id:
            return
        self._panel.kept.show_lent(left_s)
        if not left_s and self._after:  # the one desktop that may not have let us take it back
            self._panel.show_notice(self._after)
