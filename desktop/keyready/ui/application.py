# SPDX-License-Identifier: MIT
"""Qt's own application object: name, icon, language, messages, and the person's browser."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QLoggingCategory,
    QMessageLogContext,
    QtMsgType,
    QTranslator,
    QUrl,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices, QIcon, QPixmapCache
from PySide6.QtWidgets import QApplication

from keyready.resource_files import resource, resource_folder

BUSY_BUS = "QSpiApplication::keyEventError"  # a screen reader took more than 0.1 s for a key
# Another program asked for what we had on the clipboard just as we took it back.
ASKED_TOO_LATE = "QXcbClipboard: Cannot transfer data"
TEXTLESS_FIELD = "qt.accessibility.atspi.warning=false"  # of ours: `secret_face`
DESKTOP_FILE = "io.github.keyready.Keyready"


def make_application() -> QApplication:
    application = QApplication(["keyready"])
    qInstallMessageHandler(_note)
    QLoggingCategory.setFilterRules(TEXTLESS_FIELD)
    QPixmapCache.setCacheLimit(0)  # it would wake up every 30 s; a painting takes as long without
    application.setApplicationName("keyready")
    application.setDesktopFileName(DESKTOP_FILE)
    return application


def show_icon() -> None:
    """After the first picture, because with it come Qt's plug-ins and libraries for drawings."""
    QApplication.setWindowIcon(QIcon(str(resource("icons", "keyready.svg"))))


def language_to_speak(choice: str, environment: Mapping[str, str], known: Collection[str]) -> str:
    """`choice`, if it is among the `known`; else what the person's system speaks."""
    # With it comes the reader of data files, for which the first picture does not wait.
    from keyready.services.files.languages import first_spoken, preferred_language

    if choice in known:
        return choice
    if sys.platform == "darwin":  # no variable tells it to a program that was double-clicked
        return first_spoken(QLocale.system().uiLanguages(), known)
    return preferred_language(environment, known)


def speak(language: str, folder: Path | None = None) -> None:
    """From now on the window's own words and Qt's, plurals and dates are in this language.

    Dates are written as in the person's region where that speaks it. `folder` has the resources.
    """
    system = QLocale.system()
    wanted = QLocale(language)
    QLocale.setDefault(system if system.language() == wanted.language() else wanted)
    application = QApplication.instance() or QApplication([])
    for former in application.findChildren(QTranslator):
        application.removeTranslator(former)
        former.deleteLater()
    folders = (
        (f"app_{language}", str((folder or resource_folder()) / "translations")),
        (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    )
    for name, place in folders:
        translator = QTranslator(application)
        if translator.load(name, place):
            application.installTranslator(translator)


def open_in_browser(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))


def _note(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    # Debug and info messages quote what is typed ("Mapping characters in ...").
    if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        return
    if sys.stderr is not None and not text.startswith((BUSY_BUS, ASKED_TOO_LATE)):
        sys.stderr.write(f"Qt: {text}\n")
