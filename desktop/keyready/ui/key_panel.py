# SPDX-License-Identifier: MIT
"""The paste field, the key that is kept, and the card: what step 3 adds to its clicks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from keyready.core.phrasing import FindingPhrase
from keyready.ui import tokens
from keyready.ui.address_row import AddressRow
from keyready.ui.bricks import Button, Column, Text
from keyready.ui.field_tools import FieldTools
from keyready.ui.findings_card import FindingsCard
from keyready.ui.kept_key import KeptKey
from keyready.ui.models_card import ModelsCard
from keyready.ui.passphrase_panel import PassphrasePanel
from keyready.ui.secret_field import SecretField
from keyready.ui.stores_panel import StoresPanel
from keyready.ui.theme import Theme
from keyready.ui.verdict_card import VerdictCard


class KeyPanel(QWidget):
    """Shows one of: nothing kept yet, a kept key, a kept key that is being replaced."""

    save_asked = Signal()
    edited = Signal()

    def __init__(self, theme: Theme, example_address: str, can_list: bool) -> None:
        super().__init__()
        self.address = AddressRow(example_address)
        self.kept = KeptKey(theme)
        self.field = SecretField()
        self.field.setPlaceholderText(self.tr("Paste the key here"))
        self.field.setAccessibleName(self.tr("Secret key"))
        self.field.setMinimumHeight(tokens.CONTROL_HEIGHT)
        self.save = Button("", "primary")
        self.save.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.cancel = Button(self.tr("Cancel"), "link")
        self.tools = FieldTools()
        self.findings = FindingsCard(theme)
        self.is_asking = False  # whether to save what seems to be no key
        self.notice = Text(tone="muted", size=tokens.SMALL_TYPE)
        self.forget = Button(self.tr("Take this key off the list"), "link")
        self.card = VerdictCard(theme)
        self.models = ModelsCard(theme, can_list)
        self.stores = StoresPanel(theme)
        self.passphrase = PassphrasePanel(theme)
        self._entry = QWidget()
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.field, 1)
        row.addWidget(self.save)
        entry = Column(self._entry, tokens.TINY)
        entry.addLayout(row)
        entry.addWidget(self.tools)
        entry.addWidget(self.cancel)
        # Last, because the tabulator goes in the order in which widgets find their parents.
        whole = Column(self, tokens.MEDIUM)
        for widget in (self.kept, self._entry, self.findings, self.address, self.notice):
            whole.addWidget(widget)
        for widget in (self.card, self.stores, self.passphrase, self.models, self.forget):
            whole.addWidget(widget)
        self.tools.clear_asked.connect(self._clear)
        self.field.submitted.connect(self.save_asked)
        self.field.edited.connect(self._name_save)
        self.field.edited.connect(self.edited)
        self.field.caps_lock_seen.connect(self.tools.show_caps_lock)
        self.save.clicked.connect(self._save_clicked)
        self.cancel.clicked.connect(self._drop_replacing)
        self.kept.replace_asked.connect(self.show_replacing)
        self._name_save()
        self.show_empty()

    @property
    def is_replacing(self) -> bool:
        return not self.cancel.isHidden()

    def show_empty(self) -> None:
        self._show(kept=False, entry=True)
        self.cancel.hide()
        self.show_notice("")

    def show_kept(self, mask: str, place: str) -> None:
        self._show(kept=True, entry=False)
        self.kept.show_key(mask, place)

    def show_replacing(self) -> None:
        """Where no key is kept the field is open already."""
        if not self.kept.isVisibleTo(self):
            self.field.setFocus()
            return
        self._show(kept=True, entry=True)
        self.kept.show_busy(True)
        self.cancel.show()
        self.show_notice(self.tr("The present key stays until the new one is saved and read back."))
        self.field.setFocus()

    def _drop_replacing(self) -> None:
        self.field.clear()
        self._show(kept=True, entry=False)
        self.kept.show_busy(False)
        self.show_notice("")

    def show_busy(self, busy: bool) -> None:
        """While a save runs the field keeps what it holds, and a second click does nothing."""
        focus = QApplication.focusWidget()
        if busy and focus is not None and self.isAncestorOf(focus):
            self.card.setFocus()  # it says what is waited for, and then what to do next
        for widget in (self.field, self.save, self.cancel):
            widget.setDisabled(busy)
        self.kept.show_busy(busy or self._entry.isVisibleTo(self))

    def show_notice(self, words: str, tone: str = "muted") -> None:
        self.notice.setText(words)
        self.notice.show_tone(tone)
        self.notice.setVisible(bool(words))

    def show_findings(self, findings: Iterable[FindingPhrase], asks: bool) -> None:
        """`asks`: saving again means "save it all the same"."""
        self.is_asking = asks
        self.findings.show_findings(findings)
        before = self.cancel  # new widgets would be the last that the tabulator comes to
        for button in self.findings.remedies:
            QWidget.setTabOrder(before, button)
            before = button
        self._name_save()

    def _clear(self) -> None:
        self.field.clear()
        self.field.setFocus()

    def _show(self, kept: bool, entry: bool) -> None:
        self.kept.setVisible(kept)
        self._entry.setVisible(entry)

    def _name_save(self) -> None:
        words = self.tr("Save anyway") if self.is_asking else self.tr("Save and check")
        self.save.setText(self.tr("Paste and save") if self.field.is_empty() else words)
        self.tools.setHidden(self.field.is_empty())
        self.tools.hide_ends()

    def _save_clicked(self) -> None:
        # A screen reader presses the button without going there: from here it is led on.
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.field.is_empty():
            self.field.paste()
        if not self.field.is_empty():
            self.save_asked.emit()
