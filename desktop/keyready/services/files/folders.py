# SPDX-License-Identifier: MIT
"""The folders of this person where the program keeps files."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def default_folder() -> Path:
    """What is remembered between starts, and the lock of the keyring."""
    return platformdirs.user_state_path("keyready", appauthor=False)


def config_folder() -> Path:
    """Where the person's own settings and provider files are."""
    return platformdirs.user_config_path("keyready", appauthor=False)
