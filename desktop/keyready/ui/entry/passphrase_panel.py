# SPDX-License-Identifier: MIT
"""Asks for the passphrase of the encrypted file, when it is made and when it is opened."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from keyready.ui.look import tokens
from keyready.ui.look.bricks import Button, Card, Column, Text
from keyready.ui.look.theme import Theme
from keyready.ui.paste.secret_field import SecretField

SHORTEST, LONG = 12, 20  # characters


class PassphrasePanel(Card):
    """Shows one of: making the file, opening it, a damaged one. Only what was typed last is held,
    in its fields, and they are emptied when it is given."""

    given = Signal(object)  # Secret
    aside_asked = Signal()
    dropped = Signal()
    shown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.heading = Text(size=tokens.HEADING, semibold=True)
        self.advice = Text(tone="muted")
        self.field, self.again = SecretField(), SecretField()
        self.notice = Text(size=tokens.SMALL_TYPE)
        self.give = Button("", "primary")
        self.aside = Button(self.tr("Set the damaged file aside"))
        self.cancel = Button(self.tr("Cancel"))
        self._is_new = False
        self._lay_out()
        self.field.setAccessibleName(self.tr("Passphrase"))
        self.field.setPlaceholderText(self.tr("Passphrase"))
        self.again.setAccessibleName(self.tr("The same passphrase once more"))
        self.again.setPlaceholderText(self.tr("The same passphrase once more"))
        for field in (self.field, self.again):
            field.edited.connect(self._judge)
            field.caps_lock_seen.connect(self._judge)
        self.field.submitted.connect(self._submitted)
        self.again.submitted.connect(self._give)
        self.give.clicked.connect(self._give)
        self.aside.clicked.connect(self.aside_asked)
        self.cancel.clicked.connect(self._drop)
        self.hide()

    def _lay_out(self) -> None:
        column = Column(self, tokens.MEDIUM)
        margin = tokens.LARGE
        column.setContentsMargins(margin, margin, margin, margin)
        for widget in (self.heading, self.advice, self.field, self.again, self.notice):
            column.addWidget(widget)
        for field in (self.field, self.again):
            field.setMinimumHeight(tokens.CONTROL_HEIGHT)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        for button in (self.give, self.aside, self.cancel):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def show_making(self) -> None:
        advice = self.tr(
            "Your keys will be encrypted with it. It is asked once after each start, and kept"
            " nowhere. If you forget it, nobody can open the file, and you would make new keys at"
            " the providers. Four or five words that have nothing to do with each other are good."
        )
        self._show(self.tr("Choose a passphrase for the encrypted file"), advice, new=True)
        self.give.setText(self.tr("Make the file"))

    def show_opening(self) -> None:
        advice = self.tr("It stays open until you close Keyready.")
        self._show(self.tr("The encrypted file is locked"), advice, new=False)
        self.give.setText(self.tr("Open"))

    def show_damaged(self, headline: str, advice: str) -> None:
        self._show(headline, advice, new=False)
        for widget in (self.field, self.give):
            widget.hide()
        self.aside.show()
        self.aside.setFocus()

    def show_notice(self, words: str, tone: str = "attention") -> None:
        self.notice.setText(words)
        self.notice.show_tone(tone)
        self.notice.setVisible(bool(words))

    def show_busy(self, busy: bool) -> None:
        for widget in (self.field, self.again, self.give, self.aside, self.cancel):
            widget.setDisabled(busy)
        if busy:
            self.show_notice(self.tr("One moment"), "muted")
        elif self.field.isVisibleTo(self):
            self.field.setFocus()

    def _show(self, heading: str, advice: str, *, new: bool) -> None:
        self._is_new = new
        self.heading.setText(heading)
        self.advice.setText(advice)
        self.drop_what_was_typed()
        self.field.show()
        self.again.setVisible(new)
        self.give.show()
        self.aside.hide()
        self.show_busy(False)
        self.show_notice("")
        self._judge()
        self.show()
        self.field.setFocus()
        self.shown.emit()

    def _judge(self) -> None:
        """By its length alone: nothing else about a passphrase can be judged honestly."""
        length = len(self.field.secret())
        said = ""
        if self._is_new and length:
            if length < SHORTEST:
                said = self.tr("Short: please take at least %1 characters.").replace(
                    "%1", str(SHORTEST)
                )
            elif length < LONG:
                said = self.tr("Long enough. Longer is better.")
            else:
                said = self.tr("Long: good.")
        if self.field.caps_lock or self.again.caps_lock:
            said = f"{said} {self.tr('Caps Lock seems to be on.')}".strip()
        self.show_notice(said, "muted")
        self.give.setEnabled(length >= (SHORTEST if self._is_new else 1))

    def _submitted(self) -> None:
        if self._is_new:
            self.again.setFocus()
        else:
            self._give()

    def _give(self) -> None:
        if not self.give.isEnabled():
            return
        passphrase = self.field.secret()
        if self._is_new and passphrase != self.again.secret():
            self.again.clear()
            self.again.setFocus()
            self.show_notice(self.tr("The two are not the same. Please type it once more."))
            return
        self.drop_what_was_typed()
        self.given.emit(passphrase)

    def _drop(self) -> None:
        self.drop_what_was_typed()
        self.hide()
        self.dropped.emit()

    def drop_what_was_typed(self) -> None:
        self.field.clear()
        self.again.clear()
