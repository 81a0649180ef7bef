# SPDX-License-Identifier: MIT
"""What is said on the two streams, in plain text: no colours, no cursor movements."""

from __future__ import annotations

import getpass
import sys

from keyready.core.paste import LARGEST_PASTE

_LONGEST = 4 * LARGEST_PASTE + 4  # bytes, of which the text may take four for a character


def say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")


def complain(sentence: str) -> None:
    sys.stderr.write(f"keyready: {sentence}\n")


def is_a_person_there() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def pasted(prompt: str) -> str:
    """A key as it was handed over: at a prompt that shows nothing, or on standard input."""
    if is_a_person_there():
        return getpass.getpass(prompt)
    if sys.stdin is None:
        return ""
    return sys.stdin.buffer.read(_LONGEST).decode("utf-8", "surrogateescape")


def agreed(question: str) -> bool:
    """Asks on the error stream, so that output can be piped. No answer is a no."""
    if not is_a_person_there():
        return False
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes", "예", "네")
