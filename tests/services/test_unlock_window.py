# SPDX-License-Identifier: MIT
"""The window that asks for the keyring's password: the desktop's own, on a virtual screen."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from keyready.core.secret import Secret
from keyready.services.custody.file_lock import FileLock
from keyready.services.custody.key_store import (
    KeyStore,
    Saved,
    Trouble,
    key_store,
    lock_file,
)
from keyready.services.custody.keychain import Place, TroubleKind
from keyready.services.custody.secret_service import SecretService
from keyready.services.custody.stored_item import Kept
from secret_session import PASSWORD, SecretSession, living_in
from virtual_screen import VirtualScreen

OLD = Secret("sk-EXAMPLE-old")
NEW = Secret("sk-EXAMPLE-new")
SERVICE = "io.github.keyready.Keyready/openai"
PLACE = Place("gnome_keyring", "GNOME keyring", "Login")


pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
)

WINDOW = "Unlock Login Keyring"


@pytest.fixture
def screen() -> Iterator[VirtualScreen]:
    with VirtualScreen() as screen:
        yield screen


@pytest.fixture
def locked(screen: VirtualScreen, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretSession]:
    monkeypatch.setenv("DISPLAY", screen.environment["DISPLAY"])  # for the prompter, by the bus
    with living_in(monkeypatch, locked=True, activation=True) as session:
        yield session


def test_h7_a_closed_window_is_one_question_and_called_dismissed(
    locked: SecretSession, screen: VirtualScreen
) -> None:
    with ThreadPoolExecutor() as saving:
        outcome = saving.submit(key_store().save, "openai", NEW)
        screen.focus(WINDOW)
        screen.press("Escape")
        assert outcome.result(10) == Trouble(TroubleKind.DISMISSED, Kept.OLD)


def test_an_unlocked_keyring_takes_the_key_at_once(
    locked: SecretSession, screen: VirtualScreen
) -> None:
    with ThreadPoolExecutor() as saving:
        outcome = saving.submit(key_store().save, "openai", NEW)
        screen.focus(WINDOW)
        screen.type(PASSWORD)
        screen.press("Return")
        assert outcome.result(10) == Saved(PLACE, replaced=False)


def test_h8_a_window_that_nobody_answers_ends_in_the_limit_of_prompts(
    locked: SecretSession, screen: VirtualScreen
) -> None:
    store = KeyStore(SecretService(answer_s=1, prompt_s=2), FileLock(lock_file()))
    begun = time.monotonic()
    outcome = store.save("openai", NEW)
    assert outcome == Trouble(TroubleKind.TIMED_OUT, Kept.OLD, "TimeoutError")
    assert 1.5 < time.monotonic() - begun < 4
    assert screen.window(WINDOW)
