# SPDX-License-Identifier: MIT
"""The strip that tells of a newer version, in the real window over a real service."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytest_httpserver import HTTPServer
from pytestqt.qtbot import QtBot

from keyready import DOWNLOADS
from keyready.services.network.request import Network
from keyready.services.updates import Updates
from keyready.ui.look.theme import Theme
from keyready.ui.main_window import MainWindow
from keyready.ui.tasks import Tasks
from keyready.ui.update_flow import UpdateFlow, UpdateStrip


def test_a_person_who_wants_it_is_told_and_led_to_our_page(
    qtbot: QtBot, qapp: QApplication, httpserver: HTTPServer, tmp_path: Path
) -> None:
    httpserver.expect_request("/latest").respond_with_json(
        {"tag_name": "v99.1.0", "html_url": "https://elsewhere.example/"}
    )
    updates = Updates(Network, tmp_path, address=httpserver.url_for("/latest"))
    window, visited = MainWindow(), []
    qtbot.addWidget(window)
    window.show_anew(Theme(qapp))
    flow = UpdateFlow(window, Tasks(window), updates, visited.append)
    window.show()
    flow.ask()
    assert (flow.wanted, window.findChildren(UpdateStrip)) == (False, [])
    flow.want(True)
    qtbot.waitUntil(lambda: bool(window.findChildren(UpdateStrip)), timeout=15_000)
    strip = window.findChild(UpdateStrip)
    assert (strip.isVisible(), strip.words.text()) == (True, "Keyready 99.1.0 is there.")
    strip.download.click()
    assert visited == [DOWNLOADS]
    strip.later.click()
    assert not strip.isVisible()
    assert len(httpserver.log) == 1
