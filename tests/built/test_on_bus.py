# SPDX-License-Identifier: MIT
"""The packaged window passes the journey of the sources, without mouse and without eyes."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeys.journey_on_bus import JourneyOnBus
from keyready.services.files.languages import languages
from secret_session import living_in
from traces import traces_in
from virtual_screen import VirtualScreen

pytestmark = [pytest.mark.built, pytest.mark.journey]


@pytest.mark.parametrize("language", languages())
def test_from_no_key_to_a_checked_key_and_away_again(
    programs: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    with living_in(monkeypatch, activation=True) as session, VirtualScreen() as screen:
        journey = JourneyOnBus(language, session, screen)
        journey.walk([programs / "keyready-window"])
        assert traces_in(journey.hidden, session.folder) == []
    assert journey.spoken() == []
