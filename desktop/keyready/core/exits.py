# SPDX-License-Identifier: MIT
"""The exit codes of the console program."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    GOOD = 0  # done; of a check: genuine, and not unusable
    REFUSED = 1  # the key is rejected, or not usable
    USAGE = 2  # wrong usage, or what was handed over is no key
    NOT_JUDGED = 3
    NO_KEY = 4
    KEYRING = 5
    NOT_DONE = 6  # the person said no, or a file or a name stands in the way
    NOT_EXECUTABLE = 126  # of `run`, as shells and env have it
    NOT_FOUND = 127
