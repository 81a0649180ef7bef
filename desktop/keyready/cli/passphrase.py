# SPDX-License-Identifier: MIT
"""Asks for the passphrase of the encrypted file, where somebody is at the terminal."""

from __future__ import annotations

import sys

from keyready.core.secret import Secret
from keyready.services.programs.foreground import is_in_front

_PROMPT = "Passphrase of the encrypted file (it is not shown): "


def passphrase() -> Secret | None:
    """From the terminal itself, so that both streams stay free; None where there is none."""
    if not _is_asked_in_front():
        return None
    import getpass

    try:
        return Secret(getpass.getpass(_PROMPT))
    except (OSError, EOFError):
        return None


def _is_asked_in_front() -> bool:
    """A program in the background that asked would be stopped by its terminal."""
    if sys.platform == "win32":
        return sys.stdin is not None and sys.stdin.isatty()
    return is_in_front()
