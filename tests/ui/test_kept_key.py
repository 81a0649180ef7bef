# SPDX-License-Identifier: MIT
"""The page of a key that is kept: what comes next is in view, what is done is out of the way."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from keyready.ui.entry.step_body import Way
from screens import window

pytestmark = pytest.mark.walk


@pytest.mark.parametrize("is_open_before", [False, True])
def test_how_to_make_a_key_is_folded_away_until_it_is_wanted(
    qapp: QApplication, is_open_before: bool
) -> None:
    with window(qapp, "en") as shown:
        if is_open_before:
            shown.key()
        step = shown.kept().guide.page.steps["key"]
        shown.rest()
        way = step.findChild(Way)
        assert (way.how.isVisible(), way.clicks.isVisible()) == (True, False)
        way.how.click()
        assert way.clicks.isVisible()
