# SPDX-License-Identifier: MIT
"""Asks for the passphrase of the encrypted file, where somebody is at the terminal."""

from __future__ import annotations

import os
import sys

from keyready.core.secret import Secret

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
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
    finally:
        os.close(terminal)
