# SPDX-License-Identifier: MIT
"""Ticks that are earned, in the window: what proves a step, what takes it back, how long ago."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from journeys.conftest import Person, Start
from keyready.services.files.memory import Memory, default_folder
from keyready.services.practice.practice_answers import practice_answers
from keyready.ui.entry.guide_page import Strip
from secret_session import SecretSession

pytestmark = pytest.mark.journey

KEYS = {key.id: key.example for key in practice_answers().keys}


def said(person: Person, step: str) -> str:
    return person.step(step).header.accessibleName()


def rests(person: Person) -> None:
    panel = person.panel
    resting = lambda: panel.field.isEnabled() and panel.card.is_resting  # noqa: E731
    person.qtbot.waitUntil(resting, timeout=20_000)


def save(person: Person, key: str) -> None:
    if person.panel.kept.isVisible():
        person.click(person.panel.kept.replace)
    person.paste_and_press_enter(KEYS[key])
    rests(person)


def test_steps_are_proved_and_taken_back_and_a_restart_says_the_same(
    secret_session: SecretSession, start: Start
) -> None:
    person = start().at_the_key_of("practice")
    assert said(person, "account").endswith("open")
    person.open("use")
    person.click(person.step("use").tick)
    assert said(person, "use").endswith("you said so")
    person.open("key")
    save(person, "ready")
    assert "proved just now by the provider's answer" in said(person, "account")
    assert "read back just now" in person.panel.kept.place.text()
    person.click(person.panel.card.action)
    rests(person)
    assert "proved just now by a trial request" in said(person, "billing")
    assert not person.step("billing").tick.isEnabled()

    save(person, "no_credit")
    assert "no longer true" in said(person, "billing")
    assert "no credit" in person.step("billing").why.text()
    assert person.step("billing").why.isVisible()
    assert said(person, "use").endswith("you said so")
    before = {step: said(person, step) for step in person.page.steps}
    person = start().at_the_key_of("practice")
    assert {step: said(person, step) for step in person.page.steps} == before

    person.choose_more(person.panel.kept.remove)
    person.click(person.panel.kept.confirm)
    rests(person)
    assert "no longer true. The key was removed from this computer" in said(person, "key")
    person.click(person.step("key").tick)
    assert said(person, "key").endswith("you said so")


def test_how_long_ago_is_right_when_the_person_comes_back(
    secret_session: SecretSession, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = start().at_the_key_of("practice")
    save(person, "ready")
    later = datetime.now(timezone.utc) + timedelta(minutes=5, seconds=2)
    monkeypatch.setattr(Memory, "utc", lambda _: later.isoformat(timespec="seconds"))
    assert "just now" in said(person, "key")
    QApplication.sendEvent(person.app.window, QEvent(QEvent.Type.ActivationChange))
    assert "proved 5 minutes ago" in said(person, "key")
    assert "read back 5 minutes ago" in person.panel.kept.place.text()


@pytest.mark.parametrize("text", ['{"version": 99}', '{"entries": {"openai": {"ticks"'])
def test_a_damaged_or_newer_file_is_reported_and_the_window_starts(
    secret_session: SecretSession, start: Start, text: str
) -> None:
    default_folder().mkdir(parents=True)
    (default_folder() / "state.json").write_text(text)
    person = start()
    (aside,) = default_folder().glob("state.json.bad-*")
    assert aside.read_text() == text
    strips = [strip.accessibleName() for strip in person.page.findChildren(Strip)]
    assert any(str(aside) in said for said in strips)
