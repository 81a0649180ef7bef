# SPDX-License-Identifier: MIT
"""Whether this program is the one that its terminal listens to."""

from __future__ import annotations

import os
import sys


def is_in_front() -> bool:
    """True in the foreground of a terminal: what is typed there, Ctrl+C too, comes to us.

    False without a terminal, and on Windows, where a terminal has no foreground.
    """
    if sys.platform == "win32":
        return False
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
    finally:
        os.close(terminal)


def is_behind(terminal: int) -> bool:
    """Does this terminal, a file descriptor, listen to another job of our session?

    Its modes are that one's then. False where it is not the terminal of our session.
    """
    if sys.platform == "win32":
        return False
    try:
        return os.tcgetpgrp(terminal) != os.getpgrp()
    except OSError:
        return False
