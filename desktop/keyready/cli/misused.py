# SPDX-License-Identifier: MIT
"""What ends a run early: a sentence for whoever typed it, and the exit code that belongs to it."""

from __future__ import annotations

from keyready.core.exits import Exit


class Stopped(Exception):
    """Its text is for the person; it never repeats what was typed, which may be a key."""

    exit = Exit.NOT_DONE


class Misused(Stopped):
    """Wrong usage."""

    exit = Exit.USAGE


class KeyringTrouble(Stopped):
    """The keyring did not do it."""

    exit = Exit.KEYRING
