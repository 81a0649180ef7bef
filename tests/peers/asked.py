# SPDX-License-Identifier: MIT
"""Our gate over a keyring that may ask, and a person who answers only what a test expects."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from keyready.services.custody.file_lock import FileLock
from keyready.services.custody.key_store import KeyStore, lock_file
from keyready.services.custody.secret_service import SecretService
from virtual_screen import VirtualScreen

PATIENCE_S = 3.0

T = TypeVar("T")


def unattended_store() -> KeyStore:
    """Whatever would ask a person is a `Trouble` here: nobody answers."""
    return KeyStore(SecretService(prompt_s=PATIENCE_S), FileLock(lock_file()))


def asked_once(
    screen: VirtualScreen, title: str, answer: Callable[[], None], call: Callable[[], T]
) -> T:
    """The person answers in the window of that title; a second one would not be answered."""
    with ThreadPoolExecutor() as calling:
        outcome = calling.submit(call)
        screen.focus(title)
        assert not outcome.done()
        answer()
        return outcome.result(PATIENCE_S)
