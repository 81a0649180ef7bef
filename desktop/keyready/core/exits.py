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
    INTERRUPTED = 130  # as shells count Ctrl+C


# What help, manual page and README say of each; of `run` all but its command's own.
MEANINGS = {
    Exit.GOOD: "done; of check: the key is genuine, and nothing says that it cannot be used",
    Exit.REFUSED: "the key is rejected, or cannot be used; of self-test: a part is missing",
    Exit.USAGE: "wrong usage, or what was handed over is no key",
    Exit.NOT_JUDGED: "the key was not judged; something on the way deserves a look",
    Exit.NO_KEY: "no key is kept; run has started nothing",
    Exit.KEYRING: "trouble with the keyring; run has started nothing",
    Exit.NOT_DONE: "not done: nobody agreed, a name is taken, or something cannot be written",
    Exit.NOT_EXECUTABLE: "run: the command cannot be run",
    Exit.NOT_FOUND: "run: the command was not found",
    Exit.INTERRUPTED: "ended with Ctrl+C",
}
