# SPDX-License-Identifier: MIT
"""A start after an end that came too early: what was begun is completed, and said once."""

from __future__ import annotations

import os
import signal

import pytest
import secretstorage

from journeys.conftest import Start
from keyready.core.secret import Secret
from keyready.services.custody.key_store import practice_key_store
from keyready.services.custody.secret_service import SecretService
from keyready.services.custody.system_keychains import system_backend
from keyready.services.files.memory import default_folder
from keyready.services.practice.practice_answers import practice_answers
from secret_session import SecretSession

pytestmark = pytest.mark.journey

KEYS = {key.id: key.example for key in practice_answers().keys}
SERVICE = "io.github.keyready.Keyready.Practice/practice"


def test_39_an_interrupted_replacement_is_completed_and_said_once(
    secret_session: SecretSession, start: Start
) -> None:
    person = start().at_the_key_of("practice")
    person.paste_and_press_enter(KEYS["no_credit"])
    person.waits_for("no credit")
    person.rests()
    with system_backend().session() as keychain:  # as a save leaves it that is killed here
        keychain.put(f"{SERVICE}#staging", Secret(KEYS["ready"]))

    person = start()
    person.qtbot.waitUntil(lambda: "interrupted" in person.panel.notice.text())
    assert person.panel.kept.shown_key.text().endswith(KEYS["ready"][-4:])
    assert person.headline() == ""  # what was said of the other key
    assert secret_session.kept(SERVICE) == KEYS["ready"]
    assert secret_session.kept(f"{SERVICE}#staging") == ""
    person.click(person.panel.kept.check)
    person.waits_for("The key is real")
    person.rests()

    person = start()
    person.waits_for("The key is real")  # remembered
    person.click(person.panel.kept.check)  # which comes after the look at the start
    person.rests()
    assert not person.panel.notice.isVisible()


def test_h36_a_key_is_shown_whatever_became_of_the_file_that_remembers_it(
    secret_session: SecretSession, start: Start
) -> None:
    """Killed after the keyring has the key and before the disk knows of it, it is the same."""
    person = start().at_the_key_of("practice")
    person.paste_and_press_enter(KEYS["ready"])
    person.waits_for("The key is real")
    person.rests()
    person.app.window.close()
    (default_folder() / "state.json").write_bytes(b'{"version": 1, "entr')

    person = start().at_the_key_of("practice")
    person.qtbot.waitUntil(lambda: "found in your keyring" in person.panel.notice.text())
    assert person.panel.kept.shown_key.text().endswith(KEYS["ready"][-4:])
    assert person.panel.kept.isVisible()
    assert not person.panel.save.isVisible()


def test_a_locked_keyring_is_not_asked_about_at_the_start(
    secret_session: SecretSession, start: Start
) -> None:
    practice_key_store().save("practice", Secret(KEYS["ready"]))
    secret_session.lock()
    person = start().at_the_key_of("practice")
    kept = person.panel.kept
    person.qtbot.waitUntil(kept.isVisible)
    assert set(kept.shown_key.text()) == {"•"}  # it is there; more is not known of it
    person.click(kept.replace)
    person.paste_and_press_enter(KEYS["ready"])  # the first to need the lock opened
    person.waits_for("locked")
    assert not person.panel.field.is_empty()


def test_37_a_save_that_comes_true_after_its_limit_is_noticed(
    secret_session: SecretSession, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A keyring that freezes once it has written, and thaws when the person was told of it."""
    limits = {"answer_s": 0.5, "prompt_s": 0.5, "look_s": 0.2}
    monkeypatch.setattr(SecretService.__init__, "__kwdefaults__", limits)
    create = secretstorage.Collection.create_item

    def create_and_freeze(*args: object, **kwargs: object) -> object:
        item = create(*args, **kwargs)
        os.kill(secret_session.daemon_pid, signal.SIGSTOP)
        return item

    person = start().at_the_key_of("practice")
    with monkeypatch.context() as freezing:
        freezing.setattr(secretstorage.Collection, "create_item", create_and_freeze)
        person.paste_and_press_enter(KEYS["ready"])
        person.waits_for("did not answer")
    assert not person.panel.field.is_empty()
    os.kill(secret_session.daemon_pid, signal.SIGCONT)

    person = start()
    person.qtbot.waitUntil(lambda: "found in your keyring" in person.panel.notice.text())
    assert person.panel.kept.shown_key.text().endswith(KEYS["ready"][-4:])
