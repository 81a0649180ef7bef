# SPDX-License-Identifier: MIT
"""The paste field, the key that is kept, and the card: what step 3 adds to its clicks."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from keyready.ui.cards.models_card import ModelsCard
from keyready.ui.cards.verdict_card import VerdictCard
from keyready.ui.entry.address_row import AddressRow
from keyready.ui.entry.kept_key import KeptKey
from keyready.ui.entry.name_row import NameRow
from keyready.ui.entry.passphrase_panel import PassphrasePanel
from keyready.ui.entry.rotation_panel import RotationPanel
from keyready.ui.entry.stores_panel import StoresPanel
from keyready.ui.look import tokens
from keyready.ui.look.bricks import Button, Column
from keyready.ui.look.late import Late
from keyready.ui.look.theme import Theme
from keyready.ui.paste.paste_box import PasteBox


class KeyPanel(QWidget):
    """Shows one of: nothing kept yet, a kept key, one that is being replaced or changed."""

    save_asked = Signal()
    entry_shown = Signal(bool)  # is a key being asked for?

    def __init__(self, theme: Theme, example_address: str, can_list: bool) -> None:
        super().__init__()
        self.address = AddressRow(example_address)
        self.naming = NameRow()
        self.kept = KeptKey(theme)
        self.box = PasteBox(theme)
        # The parts of the box that others reach for.
        self.field, self.save, self.cancel = self.box.field, self.box.save, self.box.cancel
        self.tools, self.findings, self.notice = self.box.tools, self.box.findings, self.box.notice
        self.show_notice = self.box.show_notice
        self._is_rotating = False
        self.rename = Button(self.tr("Rename"), "link")
        self.forget = Button(self.tr("Take this key off the list"), "link")
        self.card = VerdictCard(theme)
        self.models = ModelsCard(theme, can_list)
        self.stores = StoresPanel(theme)
        self.passphrase = PassphrasePanel(theme)
        whole = Column(self, tokens.MEDIUM)
        self._rotation = Late(partial(RotationPanel, theme))
        parts = (self.kept, self.naming, self._rotation, self.box, self.address, self.card)
        for widget in (*parts, self.stores, self.passphrase, self.models):
            whole.addWidget(widget)
        rarer = QHBoxLayout()
        rarer.setSpacing(tokens.MEDIUM)
        rarer.addWidget(self.rename)
        rarer.addWidget(self.forget)
        rarer.addStretch(1)
        whole.addLayout(rarer)
        self.box.save_asked.connect(self.save_asked)
        self.cancel.clicked.connect(self._drop_replacing)
        self.kept.replace_asked.connect(self.show_replacing)
        self.show_empty()

    @property
    def rotation(self) -> RotationPanel:
        return self._rotation.part

    @property
    def is_rotating(self) -> bool:
        return self._is_rotating

    @property
    def is_replacing(self) -> bool:
        return self.box.is_open and not self.kept.isHidden()

    @property
    def is_in_use(self) -> bool:
        """Something was pasted, or a change of keys is open."""
        return not self.field.is_empty() or self._is_rotating

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

    def show_rotation(self, on: bool) -> None:
        """The steps of a change of keys, in place of the card that judged the present key."""
        self._show(kept=True, entry=False, rotation=on)
        self.kept.show_busy(on)
        self.card.hide()
        self.models.hide()
        self.show_notice("")

    def show_busy(self, busy: bool) -> None:
        """While a save runs the field keeps what it holds, and a second click does nothing."""
        focus = QApplication.focusWidget()
        if busy and focus is not None and self.isAncestorOf(focus):
            self.card.setFocus()  # it says what is waited for, and then what to do next
        self.box.show_busy(busy)
        self.kept.show_busy(busy or self.box.is_open)

    def _drop_replacing(self) -> None:
        self.field.clear()
        self._show(kept=True, entry=False)
        self.kept.show_busy(False)
        self.show_notice("")

    def _show(self, kept: bool, entry: bool, rotation: bool = False) -> None:
        self.kept.setVisible(kept)
        self.box.show_entry(entry)
        if rotation or self._is_rotating:
            self.rotation.setVisible(rotation)
        self._is_rotating = rotation
        self.entry_shown.emit(entry)
        self.card.action.show_primary(not entry)  # with the field open, saving comes next
