# SPDX-License-Identifier: MIT
"""Qt's own application object: name, icon, language, messages, and the person's browser."""

from __future__ import annotations

import sys

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QtMsgType,
    QTranslator,
    QUrl,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import QApplication

from keyready.resource_files import resource

# A label whose text can be selected tells the accessibility bus where its cursor is; Qt's adapter
# of that bus then complains that labels have no cursor. Nobody could mend that here.
COMPLAINS_OF_QT = "qt.accessibility.atspi"
DESKTOP_FILE = "io.github.keyready.Keyready"


def make_application() -> QApplication:
    application = QApplication(["keyready"])
    qInstallMessageHandler(_note)
    application.setApplicationName("keyready")
    application.setDesktopFileName(DESKTOP_FILE)
    application.setWindowIcon(QIcon(str(resource("icons", "keyready.svg"))))
    return application


def speak(application: QApplication, language: str) -> None:
    """The window's own words and Qt's, in this language."""
    QLocale.setDefault(QLocale(language))
    folders = (
        (f"app_{language}", str(resource("translations"))),
        (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    )
    for name, folder in folders:
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)


def open_in_browser(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))


def _note(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    # Debug and info messages quote what is typed ("Mapping characters in ...").
    if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or context.category == COMPLAINS_OF_QT:
        return
    if sys.stderr is not None:
        sys.stderr.write(f"Qt: {text}\n")
