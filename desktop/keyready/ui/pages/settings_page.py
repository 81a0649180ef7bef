# SPDX-License-Identifier: MIT
"""How requests leave this computer: a proxy of one's own, one more certificate to trust; and a
report for whoever helps.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from keyready.ui.look import tokens
from keyready.ui.look.bricks import Button, Card, Check, Choice, Code, Column, Labelled, Text
from keyready.ui.look.sheet import Page, Sheet, title
from keyready.ui.paste.secret_field import SecretField


class Section(Card):
    """A card with a heading, fields, buttons, and a line that says what came of it."""

    def __init__(self, heading: str, words: str) -> None:
        super().__init__("group")
        self.column = Column(self, tokens.MEDIUM)
        margin = tokens.LARGE
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.addWidget(Text(heading, size=tokens.HEADING, semibold=True))
        self.column.addWidget(Text(words, "muted"))
        self.notice = Text(size=tokens.SMALL_TYPE)
        self.notice.hide()

    def add_fields(self, *fields: tuple[str, QLineEdit]) -> None:
        """Beside each other, each below its name."""
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        for name, field in fields:
            row.addLayout(Labelled(name, field))
        self.column.addLayout(row)

    def finish(self, *buttons: Button) -> None:
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.column.addWidget(self.notice)
        self.column.addLayout(row)

    def show_notice(self, words: str, tone: str) -> None:
        self.notice.setText(words)
        self.notice.show_tone(tone)
        self.notice.show()


class SettingsPage(Page):
    """Emits what the person set; the password of the proxy is in `password` alone."""

    proxy_given = Signal(str, str, str)  # host, port, user
    proxy_cleared = Signal()
    certificate_given = Signal(str)  # a path, or "" for none
    report_asked = Signal()
    language_chosen = Signal(str)  # an id, or "" for the system's
    updates_chosen = Signal(bool)

    def __init__(self, languages: Mapping[str, str], chosen: str, updates: bool) -> None:
        """`languages` are their own names by id; `chosen` is an id, or "" for the system's.
        `updates`: does the person want to be told of newer versions?"""
        super().__init__()
        self.updates = Check(self.tr("Look for a newer version once a day"))
        self.updates.setChecked(updates)
        self.updates.clicked.connect(self.updates_chosen)
        self.language = Choice()
        self.language.setAccessibleName(self.tr("Language"))
        for language, name in {"": self.tr("As the system says"), **languages}.items():
            self.language.addItem(name, language)
        self.language.setCurrentIndex(max(self.language.findData(chosen), 0))
        self.language.activated.connect(self._choose_language)
        self.host, self.port, self.user = QLineEdit(), QLineEdit(), QLineEdit()
        self.password = SecretField()
        self.file = QLineEdit()
        self.proxy = self._proxy_section()
        self.certificate = self._certificate_section()
        self.report = Code("")
        self.help = self._help_section()
        self._sheet = sheet = Sheet()
        Column(self, 0).addWidget(sheet)
        words = self.tr("Most people need nothing here.")
        sheet.column.addLayout(title(self.tr("Settings"), words))
        sheet.column.addWidget(self._language_section())
        sheet.column.addWidget(self.proxy)
        sheet.column.addWidget(self.certificate)
        sheet.column.addWidget(self._updates_section())
        sheet.column.addWidget(self.help)
        sheet.column.addStretch(1)

    @property
    def first(self) -> QWidget:
        return self.language

    def _language_section(self) -> Section:
        section = Section(self.tr("Language"), self.tr("Of the whole window, from now on."))
        row = QHBoxLayout()
        row.addWidget(self.language)
        row.addStretch(1)
        section.column.addLayout(row)
        return section

    def _choose_language(self) -> None:
        self.language_chosen.emit(self.language.currentData())

    def _updates_section(self) -> Section:
        words = self.tr(
            "Asks the project's page of releases, and says so at the foot of the window if there"
            " is one. Nothing about you goes along, and nothing is downloaded by itself."
        )
        section = Section(self.tr("Newer versions"), words)
        section.column.addWidget(self.updates)
        return section

    def _proxy_section(self) -> Section:
        words = self.tr(
            "Without an entry here, the proxy of the system and of the environment counts. The"
            " password is kept in your keyring."
        )
        section = Section(self.tr("Proxy"), words)
        section.add_fields((self.tr("Address"), self.host), (self.tr("Port"), self.port))
        section.add_fields(
            (self.tr("User (if it wants one)"), self.user), (self.tr("Password"), self.password)
        )
        use = Button(self.tr("Use this proxy"))
        clear = Button(self.tr("As the system says"), "link")
        section.finish(use, clear)
        use.clicked.connect(self._give_proxy)
        clear.clicked.connect(self.proxy_cleared)
        return section

    def _certificate_section(self) -> Section:
        words = self.tr(
            "If your company or antivirus inspects connections, its root certificate can be"
            " trusted here, beside those of the system. Checking is never switched off."
        )
        section = Section(self.tr("One more certificate"), words)
        section.add_fields((self.tr("Certificate file (PEM)"), self.file))
        choose = Button(self.tr("Choose a file"))
        use = Button(self.tr("Trust this file"))
        clear = Button(self.tr("Do without"), "link")
        section.finish(choose, use, clear)
        choose.clicked.connect(self._choose)
        use.clicked.connect(lambda: self.certificate_given.emit(self.file.text().strip()))
        clear.clicked.connect(lambda: self.certificate_given.emit(""))
        return section

    def _help_section(self) -> Section:
        words = self.tr(
            "Versions, your system, the kind of your keyring and the last verdicts, to paste where"
            " you ask for help. It holds no key, no name and no address of yours."
        )
        section = Section(self.tr("If something does not work"), words)
        section.column.addWidget(self.report)
        self.report.hide()
        copy = Button(self.tr("Copy a report"))
        section.finish(copy)
        copy.clicked.connect(self.report_asked)
        return section

    def show_report(self, text: str) -> None:
        self.report.setText(text)
        self.report.show()
        self._sheet.bring_into_view(self.report)

    def show_proxy(self, host: str, port: str, user: str) -> None:
        self.host.setText(host)
        self.port.setText(port)
        self.user.setText(user)
        self.password.clear()

    def show_certificate(self, path: str) -> None:
        self.file.setText(path)

    def _give_proxy(self) -> None:
        self.proxy_given.emit(self.host.text(), self.port.text(), self.user.text())

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Certificate file (PEM)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.file.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
