# SPDX-License-Identifier: MIT
"""Where nothing can be saved: the key waits in the field, can be used once, and is saved later."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytest_httpserver import HTTPServer

from journeys.conftest import Person, Start
from keyready.services.files.memory import Memory
from running_program import SOURCE
from secret_session import living_in
from traces import traces_in

pytestmark = pytest.mark.journey

HIDDEN = "q7Wm2Zt9Kp4Vx8Ns3Rd6"
KEY = f"sk-EXAMPLE-{HIDDEN}-WXYZ"
SERVICE = "io.github.keyready.Keyready/openai"
MODELS = {"object": "list", "data": [{"id": "gpt-4o-mini", "object": "model"}]}
REFUSED = {"error": {"message": "Incorrect API key provided", "code": "invalid_api_key"}}


def answering(server: HTTPServer, answer: object, status: int = 200) -> dict[str, str]:
    """The environment of a person whose OpenAI is this server; only `KEY` is answered."""
    bearer = {"Authorization": f"Bearer {KEY}"}
    server.expect_request("/v1/models", headers=bearer).respond_with_json(answer, status=status)
    return {"OPENAI_BASE_URL": server.url_for("/v1")}


def waited(person: Person) -> None:
    """Until the keyring has said what it can."""
    card = person.panel.card
    person.qtbot.waitUntil(lambda: card.isVisible() and card.is_resting, timeout=20_000)


def used_once(person: Person) -> Person:
    person.paste_and_press_enter(KEY)
    waited(person)
    assert person.panel.card.other.text() == "Use once without saving"
    person.click(person.panel.card.other)
    return person


def test_h1_a_key_is_used_once_and_saved_when_a_keyring_comes(
    monkeypatch: pytest.MonkeyPatch, start: Start, httpserver: HTTPServer
) -> None:
    with living_in(monkeypatch, no_daemon=True) as session:
        person = used_once(start(answering(httpserver, MODELS)).at_the_key_of("openai"))
        person.waits_for("The key is real")
        assert "Checked without saving" in person.panel.card.remarks.text()
        assert not person.panel.card.other.isVisible()
        assert len(person.panel.field.secret()) == len(KEY)
        assert QGuiApplication.clipboard().text() == KEY  # it may be the only copy
        assert not person.panel.kept.isVisible()
        assert not person.step("key").tick.isChecked()
        person.app.window.close()
        assert Memory().progress("openai").last is None
        assert traces_in(HIDDEN, session.folder) == []
        person.app.window.show()
        session.start_daemon()
        person.click(person.panel.save)
        person.qtbot.waitUntil(lambda: session.kept(SERVICE) == KEY, timeout=10_000)
        person.waits_for("The key is real")
        person.rests()
        assert person.panel.field.is_empty()
        assert person.step("key").tick.isChecked()


def test_h1_try_again_finds_a_keyring_that_started_meanwhile(
    monkeypatch: pytest.MonkeyPatch, start: Start, httpserver: HTTPServer
) -> None:
    with living_in(monkeypatch, no_daemon=True) as session:
        person = start(answering(httpserver, MODELS)).at_the_key_of("openai")
        person.paste_and_press_enter(KEY)
        waited(person)
        assert "no keyring" in person.headline()
        session.start_daemon()
        person.click(person.panel.card.action)
        person.waits_for("The key is real")
        assert session.kept(SERVICE) == KEY


@pytest.mark.parametrize("power", ["no_daemon", "no_bus", "locked", "empty"])
def test_whatever_stops_the_keyring_the_key_can_be_used_once(
    power: str, monkeypatch: pytest.MonkeyPatch, start: Start, httpserver: HTTPServer
) -> None:
    with living_in(monkeypatch, **{power: True}):
        person = used_once(start(answering(httpserver, MODELS)).at_the_key_of("openai"))
        person.waits_for("The key is real")
        assert len(person.panel.field.secret()) == len(KEY)


def test_a_key_that_is_refused_once_leaves_the_field_open_for_another(
    start: Start, httpserver: HTTPServer
) -> None:
    person = used_once(start(answering(httpserver, REFUSED, 401)).at_the_key_of("openai"))
    person.waits_for("does not accept")
    person.click(person.panel.card.action)
    assert not person.panel.kept.isVisible()
    assert person.panel.field.isVisible()


def test_the_trial_uses_the_key_in_the_field(start: Start, httpserver: HTTPServer) -> None:
    environment = answering(httpserver, MODELS)
    answer = {"object": "chat.completion", "choices": [{"message": {"content": "OK."}}]}
    bearer = {"Authorization": f"Bearer {KEY}"}
    httpserver.expect_request("/v1/chat/completions", headers=bearer).respond_with_json(answer)
    person = used_once(start(environment).at_the_key_of("openai"))
    person.waits_for("The key is real")
    person.click(person.panel.card.action)
    person.waits_for("can be used now")
    assert "Checked without saving" in person.panel.card.remarks.text()
    assert not person.panel.kept.isVisible()


@pytest.mark.skipif(sys.platform != "linux", reason="the other systems bring their keyring along")
@pytest.mark.parametrize(
    ("language", "desktop", "said"),
    [
        ("en", "ubuntu:GNOME", "Install the package gnome-keyring"),
        ("en", "KDE", "Switch on KDE Wallet"),
        ("en", "XFCE", "start KeePassXC"),
        ("ko", "KDE", "KDE 지갑"),
    ],
)
def test_the_person_is_told_how_to_get_a_keyring_here(
    language: str, desktop: str, said: str, monkeypatch: pytest.MonkeyPatch, start: Start
) -> None:
    with living_in(monkeypatch, no_daemon=True):
        environment = {"XDG_CURRENT_DESKTOP": desktop, "DISPLAY": ":0"}
        person = start(environment, language).at_the_key_of("openai")
        person.paste_and_press_enter(KEY)
        waited(person)
        assert said in person.panel.card.advice.text()


def test_the_console_tells_how_without_a_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    with living_in(monkeypatch, no_bus=True) as session:
        told = subprocess.run(
            [*SOURCE, "check", "openai"],
            env=session.whole_environment(),
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    assert "dbus-run-session" in told.stdout


def test_a_clipboard_history_that_may_have_the_key_is_named(
    start: Start, home: Path, httpserver: HTTPServer
) -> None:
    environment = {"XDG_CURRENT_DESKTOP": "KDE", "DISPLAY": ":0"}
    person = start(environment).at_the_key_of("practice")
    person.paste_and_press_enter("sk-practice-ready-EXAMPLE")
    person.waits_for("The key is real")
    assert "Klipper" in person.panel.notice.text()
    person = start({}).at_the_key_of("practice")
    person.click(person.panel.kept.replace)
    person.paste_and_press_enter("sk-practice-ready-EXAMPLE")
    person.waits_for("The key is real")
    assert person.panel.notice.text() == ""
