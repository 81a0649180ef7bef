# SPDX-License-Identifier: MIT
"""A paste field with all that belongs to it: its buttons, what is odd about a paste, a notice."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from keyready.core.phrasing import FindingPhrase
from keyready.ui.cards.findings_card import FindingsCard
from keyready.ui.look import tokens
from keyready.ui.look.bricks import Button, Column, Text, put_in_order
from keyready.ui.look.theme import Theme
from keyready.ui.paste.field_tools import FieldTools
from keyready.ui.paste.secret_field import SecretField


class PasteBox(QWidget):
    """The notice stays when the rest is hidden. `PasteFlow` decides over what is pasted.

    With nothing to show the box itself is hidden, so that it leaves no gap.
    """

    save_asked = Signal()
    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = SecretField()
        self.field.setPlaceholderText(self.tr("Paste the key here"))
        self.field.setAccessibleName(self.tr("Secret key"))
        self.field.setMinimumHeight(tokens.CONTROL_HEIGHT)
        self.save = Button("", "primary")
        self.save.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.cancel = Button(self.tr("Cancel"), "link")
        self.cancel.hide()
        self.tools = FieldTools()
        self.findings = FindingsCard(theme)
        self.is_asking = False  # whether to save what seems to be no key
        self.notice = Text(tone="muted", size=tokens.SMALL_TYPE)
        self.notice.hide()
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
        for widget in (self._entry, self.findings, self.notice):
            whole.addWidget(widget)
        self.tools.clear_asked.connect(self._clear)
        self.field.submitted.connect(self.save_asked)
        self.field.edited.connect(self._name_save)
        self.field.edited.connect(self.edited)
        self.field.caps_lock_seen.connect(self.tools.show_caps_lock)
        self.save.clicked.connect(self._save_clicked)
        self._name_save()

    @property
    def is_open(self) -> bool:
        return not self._entry.isHidden()

    def show_entry(self, on: bool) -> None:
        self._entry.setVisible(on)
        self._fold()

    def show_busy(self, busy: bool) -> None:
        for widget in (self.field, self.save, self.cancel):
            widget.setDisabled(busy)

    def show_notice(self, words: str, tone: str = "muted") -> None:
        self.notice.setText(words)
        self.notice.show_tone(tone)
        self.notice.setVisible(bool(words))
        self._fold()

    def show_findings(self, findings: Iterable[FindingPhrase], asks: bool) -> None:
        """`asks`: saving again means "save it all the same"."""
        self.is_asking = asks
        self.findings.show_findings(findings)
        put_in_order(self.cancel, self.findings.remedies)
        self._fold()
        self._name_save()

    def _fold(self) -> None:
        parts = (self._entry, self.findings, self.notice)
        self.setHidden(all(part.isHidden() for part in parts))

    def _clear(self) -> None:
        self.field.clear()
        self.field.setFocus()

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
