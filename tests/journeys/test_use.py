# SPDX-License-Identifier: MIT
"""Step 4: a program is chosen, its recipe copied, and that it gets the key is proved."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from checkout import ROOT
from journeys.conftest import Person, Start
from keyready.core.secret import Secret
from keyready.core.tool import Tool
from keyready.services import use
from keyready.services.custody.key_store import Saved, key_store, practice_key_store
from keyready.services.practice.practice_answers import practice_answers
from keyready.ui.entry.use_panel import UsePanel
from secret_session import SecretSession

pytestmark = pytest.mark.journey

HELPER = ROOT / ".venv/bin/keyready"
PRACTICE_KEY = next(key.example for key in practice_answers().keys if key.id == "ready")
KEY = "sk-proj-EXAMPLE-0123456789-abcdefghij-WXYZ"
OTHER = "sk-proj-EXAMPLE-9876543210-abcdefghij-4321"


def at_step_4(start: Start, entry: str, tool: str = "", language: str = "en") -> Person:
    environment = {**os.environ, "SHELL": "/bin/bash"}
    person = start(environment, language)
    person.choose(entry)
    person.open("use")
    person.qtbot.waitUntil(lambda: panel(person).choice.count() > 0)
    if tool:
        choose(person, tool)
    return person


def panel(person: Person) -> UsePanel:
    found = person.page.findChild(UsePanel)
    assert found is not None
    return found


def choose(person: Person, tool: str) -> None:
    choice = panel(person).choice
    choice.setCurrentIndex(choice.findData(tool))
    assert choice.currentData() == tool


def says(person: Person, words: str) -> None:
    """Until the card of the page that is shown says so."""

    def seen() -> bool:
        card = panel(person).card
        return card.isVisible() and words in card.headline.text()

    person.qtbot.waitUntil(seen, timeout=30_000)


def test_practice_in_a_terminal_is_proved_by_a_real_helper(
    secret_session: SecretSession, start: Start
) -> None:
    assert isinstance(practice_key_store().save("practice", Secret(PRACTICE_KEY)), Saved)
    person = at_step_4(start, "practice", "terminal")
    row = panel(person).rows[0]
    recipe = f'{HELPER} run --env OPENAI_API_KEY=practice -- "$SHELL"'
    assert row.recipe.code.text() == recipe
    assert "exit" in panel(person).trap.text()
    person.click(row.recipe.copy)
    assert QGuiApplication.clipboard().text() == recipe
    assert row.recipe.copy.text() == "Copied"

    assert not person.step("use").tick.isChecked()
    person.click(row.prove)
    assert not row.prove.isEnabled()  # one question at a time
    says(person, "Terminal gets the key that is kept")
    assert "proved just now by Terminal" in person.step("use").header.accessibleName()
    assert person.step("use").tick.isChecked()
    assert PRACTICE_KEY not in panel(person).card.accessibleName()

    again = start({})
    again.choose("practice")
    assert "by Terminal" in again.step("use").header.accessibleName()


def test_a_shell_that_sets_another_key_is_no_proof(
    secret_session: SecretSession, start: Start
) -> None:
    key_store().save("openai", Secret(KEY))
    (secret_session.home / ".bashrc").write_text(f"export OPENAI_API_KEY={OTHER}\n")
    person = at_step_4(start, "openai", "terminal")
    person.click(panel(person).rows[0].prove)
    says(person, "something else")
    remarks = panel(person).card.remarks.text()
    assert f"{secret_session.home}/.bashrc:1 (OPENAI_API_KEY), sk-proj-…4321" in remarks
    assert "Start file of a shell" in remarks
    assert not person.step("use").tick.isChecked()
    (secret_session.home / ".bashrc").unlink()
    person.click(panel(person).card.action)
    says(person, "gets the key")
    assert person.step("use").tick.isChecked()


def test_a_locked_keyring_and_a_missing_key_are_said(
    secret_session: SecretSession, start: Start
) -> None:
    person = at_step_4(start, "openai", "codex")
    person.click(panel(person).rows[0].prove)
    says(person, "no key to hand on")
    key_store().save("openai", Secret(KEY))
    secret_session.lock()
    person.click(panel(person).rows[0].prove)
    says(person, "locked")
    assert not person.step("use").tick.isChecked()


def test_the_recipes_are_read_while_the_window_goes_on(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()
    there = use.tools()

    def slow(folder: Path) -> tuple[Tool, ...]:
        assert goes_on.wait(10)
        return there

    monkeypatch.setattr(use, "tools", slow)
    person = start()
    person.choose("openai")
    person.open("use")  # while the disk does not answer
    choice = panel(person).choice
    person.qtbot.waitUntil(choice.isVisible)
    assert (choice.count(), choice.isEnabled()) == (0, False)
    goes_on.set()
    person.qtbot.waitUntil(lambda: choice.count() > 0)
    assert choice.isEnabled()
    assert panel(person).rows


def test_a_program_that_only_keeps_copies_is_named_as_such(start: Start) -> None:
    person = at_step_4(start, "openai", "cline")
    assert panel(person).rows == []
    assert panel(person).plain.isVisible()
    assert "key of its own with a low limit" in panel(person).advice.text()


def test_a_key_is_offered_to_no_program_of_another_provider(start: Start) -> None:
    person = at_step_4(start, "anthropic")
    choice = panel(person).choice
    offered = {choice.itemData(at) for at in range(choice.count())}
    assert "terminal" in offered
    assert not offered & {"openai-python", "openai-node", "codex", "llm"}
    assert "ANTHROPIC_API_KEY" not in panel(person).trap.text()


def test_other_keys_are_found_with_place_kind_and_mask(
    secret_session: SecretSession, start: Start, tmp_path: Path
) -> None:
    key_store().save("openai", Secret(KEY))
    person = at_step_4(start, "openai")
    person.click(panel(person).rivals)
    says(person, "No other key was found")

    (tmp_path / ".env").write_text(f"\nOPENAI_API_KEY={OTHER}\n")
    person.click(panel(person).folder)
    dialog = person.app.window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    says(person, "Other keys may win")
    remarks = panel(person).card.remarks.text()
    assert remarks == f"File of a folder: {tmp_path}/.env:2 (OPENAI_API_KEY), sk-proj-…4321"

    (tmp_path / ".env").write_text(f"OPENAI_API_KEY={KEY}\n")
    person.click(panel(person).rivals)
    says(person, "No other key was found")


def test_another_language_keeps_the_program_and_what_was_found(
    secret_session: SecretSession, start: Start
) -> None:
    key_store().save("openai", Secret(KEY))
    person = at_step_4(start, "openai", "codex")
    person.click(panel(person).rows[0].prove)
    says(person, "Codex CLI gets the key")
    person.app.speak("ko")
    says(person, "보관된 키가 그대로 전해져요: Codex CLI")
    assert panel(person).choice.currentData() == "codex"
