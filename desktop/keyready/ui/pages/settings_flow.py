# SPDX-License-Identifier: MIT
"""Decides over the settings: what is taken is kept at once, what is refused says why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from keyready.core.phrasing import keyring_trouble
from keyready.core.words import Words
from keyready.services.custody.key_store import Trouble
from keyready.services.settings import ManualProxy, RefusedSetting, Settings
from keyready.ui.pages.settings_page import Section, SettingsPage
from keyready.ui.tasks import Tasks

Outcome = ManualProxy | RefusedSetting | Trouble | None


class SettingsFlow(QObject):
    """Every change may touch the keyring or the disk, so every change is a task."""

    def __init__(
        self,
        page: SettingsPage,
        tasks: Tasks,
        settings: Settings,
        words: Words,
        report: Callable[[], str],
    ) -> None:
        super().__init__(page)
        self.page = page
        self._tasks = tasks
        self._settings = settings
        self._words = words
        self._report = report
        page.proxy_given.connect(self._give_proxy)
        page.proxy_cleared.connect(self._clear_proxy)
        page.certificate_given.connect(self._give_certificate)
        page.report_asked.connect(self._make_report)
        self._show()

    def take_over(self, former: SettingsFlow) -> None:
        """What was typed is all there is."""

    def _show(self) -> None:
        proxy = self._settings.proxy
        shown = (proxy.host, str(proxy.port), proxy.user) if proxy else ("", "", "")
        self.page.show_proxy(*shown)
        self.page.show_certificate(str(self._settings.ca_file or ""))

    def _give_proxy(self, host: str, port: str, user: str) -> None:
        password = None if self.page.password.is_empty() else self.page.password.secret()
        work = partial(self._settings.set_proxy, host, port, user, password)
        self._run(self.page.proxy, work)

    def _clear_proxy(self) -> None:
        self._run(self.page.proxy, self._settings.clear_proxy)

    def _give_certificate(self, path: str) -> None:
        self._run(self.page.certificate, partial(self._settings.set_ca_file, path))

    def _make_report(self) -> None:
        self.page.help.setDisabled(True)
        self._tasks.run(self, self._report, self._reported, lambda: self._reported(""))

    def _reported(self, text: str) -> None:
        self.page.help.setEnabled(True)
        if not text:
            words = self.tr("The report could not be made. Please try again.")
            self.page.help.show_notice(words, "attention")
            return
        QGuiApplication.clipboard().setText(text)
        self.page.show_report(text)
        self.page.help.show_notice(self.tr("Copied. This is all that it holds."), "good")

    def _run(self, section: Section, work: Callable[[], Outcome]) -> None:
        section.setDisabled(True)
        done = partial(self._done, section)
        self._tasks.run(self, work, done, partial(self._done, section, None))

    def _done(self, section: Section, outcome: Outcome) -> None:
        section.setEnabled(True)
        if isinstance(outcome, RefusedSetting):
            said = self._words.settings[outcome.reason]
        elif isinstance(outcome, Trouble):
            kind, kept = outcome.kind.value, outcome.kept.value
            said = keyring_trouble(kind, kept, in_field=False, words=self._words)
        else:
            self._show()
            section.show_notice(self.tr("Kept. It counts from the next check on."), "good")
            return
        section.show_notice(f"{said.headline} {said.advice}", "attention")
