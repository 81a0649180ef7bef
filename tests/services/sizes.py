# SPDX-License-Identifier: MIT
"""Tests that repeat something: a few times every day, and in full with `make test-kills`."""

from __future__ import annotations

import pytest


def sizes(small: int, full: int) -> pytest.MarkDecorator:
    """Gives the test `times`."""
    return pytest.mark.parametrize(
        "times", [small, pytest.param(full, marks=pytest.mark.kills)], ids=["some", "all"]
    )
