# SPDX-License-Identifier: MIT
"""Where another keyring than GNOME's lives: a session of its own, and a screen for its windows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from secret_session import SecretSession, living_in
from virtual_screen import VirtualScreen


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretSession]:
    with living_in(monkeypatch, no_daemon=True) as session:
        yield session


@pytest.fixture
def screen() -> Iterator[VirtualScreen]:
    with VirtualScreen() as screen:
        yield screen
