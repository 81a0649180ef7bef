# SPDX-License-Identifier: MIT
"""Settings of the network: what is set counts at the next check, what cannot be used says why."""

from __future__ import annotations

from pathlib import Path

import pytest
import trustme
from PySide6.QtGui import QGuiApplication

from journeys.conftest import Person, Start
from keyready.services.custody.key_store import PROXY, key_store
from keyready.ui.look.bricks import Button
from keyready.ui.pages.settings_page import Section, SettingsPage
from secret_session import SecretSession

pytestmark = pytest.mark.journey


def settings(person: Person) -> SettingsPage:
    person.app.show_settings()
    page = person.app.window.findChild(SettingsPage)
    assert page is not None
    return page


def press(person: Person, section: Section, label: str) -> str:
    """Press a button of the section; what the section says then."""
    section.notice.clear()
    person.click(next(one for one in section.findChildren(Button) if one.text() == label))
    person.qtbot.waitUntil(lambda: bool(section.notice.text()))
    return section.notice.text()


def test_a_proxy_is_kept_and_its_password_is_in_the_keyring_alone(
    secret_session: SecretSession, start: Start
) -> None:
    page = settings(person := start())
    page.host.setText("proxy.example.com")
    page.port.setText("none")
    assert "not a port" in press(person, page.proxy, "Use this proxy")
    page.port.setText("8080")
    page.user.setText("ann")
    page.password.setText("EXAMPLE-password")
    assert "Kept" in press(person, page.proxy, "Use this proxy")
    assert page.password.is_empty()
    assert key_store().read(PROXY) is not None
    files = [file for file in secret_session.home.rglob("*") if file.is_file()]
    assert files
    assert all(b"EXAMPLE-password" not in file.read_bytes() for file in files)
    again = settings(start())
    assert (again.host.text(), again.port.text(), again.user.text()) == (
        "proxy.example.com",
        "8080",
        "ann",
    )


def test_one_more_certificate_is_looked_at_before_it_is_trusted(
    secret_session: SecretSession, start: Start, tmp_path: Path
) -> None:
    page = settings(person := start())
    page.file.setText(str(tmp_path / "absent.pem"))
    assert "is not there" in press(person, page.certificate, "Trust this file")
    good = tmp_path / "root.pem"
    trustme.CA().cert_pem.write_to_path(str(good))
    page.file.setText(str(good))
    assert "Kept" in press(person, page.certificate, "Trust this file")
    assert settings(start()).file.text() == str(good)


def test_a_report_is_copied_and_shown_as_it_is(secret_session: SecretSession, start: Start) -> None:
    page = settings(person := start({"XDG_CURRENT_DESKTOP": "KDE"}))
    assert not page.report.isVisible()
    said = press(person, page.help, "Copy a report")
    assert "Copied" in said
    copied = QGuiApplication.clipboard().text()
    assert page.report.isVisible()
    assert page.report.text() == copied
    assert "Desktop: kde" in copied
    assert "Keyring: gnome_keyring" in copied
