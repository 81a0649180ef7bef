# SPDX-License-Identifier: MIT
"""Writes the manual page of the console, docs/man/keyready.1, from the table of its verbs."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "desktop"))

from keyready.cli.parser import ABOUT, usage_of  # noqa: E402  # the checkout, not what is installed
from keyready.cli.verbs import VERBS, Verb  # noqa: E402
from keyready.core.exits import MEANINGS  # noqa: E402

PAGE = ROOT / "docs" / "man" / "keyready.1"


def plain(text: str) -> str:
    """As roff wants it: its own characters, and no line that begins with a dot."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{escaped}" if escaped.startswith(".") else escaped


def section(verb: Verb) -> list[str]:
    rows = [f".SS {plain(verb.name)}", plain(verb.sentence)]
    rows += [".PP", f".B {plain(usage_of(verb))}"]
    for one in verb.arguments:
        named = f"{one.name} {one.metavar}".strip()
        name = named if one.is_option else one.metavar or one.name.upper()
        rows += [".TP", f".B {plain(name)}", plain(one.help)]
    for command, why in verb.examples:
        rows += [".TP", f".I {plain(command)}", plain(why)]
    return rows


def page() -> str:
    rows = [
        '.\\" SPDX-License-Identifier: MIT',
        '.\\" Written by tools/manual.py from the table of verbs.',
        '.TH KEYREADY 1 "" "Keyready" "User Commands"',
        ".SH NAME",
        "keyready \\- keep API keys in the keyring, check them, and hand them to programs",
        ".SH SYNOPSIS",
        ".B keyready",
        "[VERB [options]]",
        ".SH DESCRIPTION",
        plain(ABOUT),
        "Without a verb the window opens. A key is never an argument: it is read from standard",
        "input or at a prompt that shows nothing.",
        ".PP",
        "An entry reads openai, or openai/work for a further key of the same provider. A bare",
        "provider means the entry that",
        ".B default",
        "has chosen for it, else its first one; openai/ is always the first one.",
        ".SH VERBS",
    ]
    for verb in VERBS:
        rows += section(verb)
    rows += [".SH EXIT STATUS", "Of run: that of the command, or", ".PP"]
    for code, why in MEANINGS.items():
        rows += [".TP", f".B {int(code)}", plain(why)]
    rows += [
        ".SH ENVIRONMENT",
        ".TP",
        ".B LC_ALL, LC_MESSAGES, LANG, LANGUAGE",
        "the language, where none was chosen in the window",
        ".TP",
        ".B NO_COLOR",
        "nothing that the console prints has colours, with this variable or without it",
    ]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), "utf-8")
