# SPDX-License-Identifier: MIT
"""Wrong usage: a sentence for whoever typed it, and the exit code that belongs to it."""

from __future__ import annotations

import sys

from keyready.core.exits import Exit


class Misused(Exception):
    """A word for the person who typed it; never what was typed, which may be a key."""

    def said(self) -> int:
        sys.stderr.write(f"keyready: {self}\n")
        return Exit.USAGE
