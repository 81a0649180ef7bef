# SPDX-License-Identifier: MIT
"""From the words of the command line to a verb and its options; help and version on the way."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from keyready import __version__
from keyready.cli.misused import Misused
from keyready.cli.verbs import BY_NAME, VERBS, Argument, Verb
from keyready.core.exits import MEANINGS

ABOUT = "From a terminal: the keys that are kept, checked, and handed to other programs."
END_OF_OURS = "--"


class Formatter(argparse.RawDescriptionHelpFormatter):
    """With a width from the start: else argparse loads `shutil` to parse anything at all."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=_width())


def _width() -> int:
    try:
        return min(100, os.get_terminal_size(1).columns)
    except OSError:
        return 80


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        # argparse's message repeats what was typed.
        raise Misused(
            "This is not how it is used; --help shows how. "
            "A key is never an argument: it is read from standard input."
        )


def read(words: Sequence[str]) -> tuple[Verb, argparse.Namespace]:
    """The verb and what was said to it. Raises `Misused`; help and version end the program."""
    first = words[0] if words else ""
    if first in ("-h", "--help", "help"):
        _end(general_help())
    if first == "--version":
        _end(f"keyready {__version__}\n")
    verb = BY_NAME.get(first)
    if verb is None:
        raise Misused(f"The verbs are {', '.join(BY_NAME)}; --help says what each does.")
    ours, command = _parted(verb, list(words[1:]))
    parser = parser_of(verb)
    # Where entries can be many, options may stand between them.
    options = parser.parse_intermixed_args(ours) if verb.command else parser.parse_args(ours)
    options.command = command
    return verb, options


def _parted(verb: Verb, words: list[str]) -> tuple[list[str], list[str]]:
    """What is said to us, and the command of another program after the first `--`."""
    if not verb.command or END_OF_OURS not in words:
        return words, []
    end = words.index(END_OF_OURS)
    return words[:end], words[end + 1 :]


def parser_of(verb: Verb) -> Parser:
    width = max((len(command) for command, _ in verb.examples), default=0)
    examples = "\n".join(f"  {command:<{width}}   {why}" for command, why in verb.examples)
    parser = Parser(
        prog=f"keyready {verb.name}",
        description=verb.sentence,
        epilog=f"examples:\n{examples}" if examples else None,
        formatter_class=Formatter,
        allow_abbrev=False,
    )
    if verb.command:
        parser.usage = usage_of(verb)
    for argument in verb.arguments:
        _add(parser, argument)
    return parser


def _add(parser: Parser, argument: Argument) -> None:
    if not argument.is_option:
        count = argument.many or None
        metavar = argument.metavar or argument.name.upper()
        default: object = [] if argument.many == "*" else argument.default
        parser.add_argument(
            argument.name, nargs=count, default=default, metavar=metavar, help=argument.help
        )
    elif not argument.metavar:
        parser.add_argument(argument.name, action="store_true", help=argument.help)
    elif argument.many == "*":  # it can be said more than once
        parser.add_argument(
            argument.name, action="append", default=[], metavar=argument.metavar, help=argument.help
        )
    else:
        parser.add_argument(
            argument.name,
            dest="source" if argument.name == "--from" else None,  # a word of Python
            default=argument.default,
            metavar=argument.metavar,
            help=argument.help,
        )


def usage_of(verb: Verb) -> str:
    """One line: `keyready run [--mask] ENTRY... -- COMMAND...`."""
    parts = [f"keyready {verb.name}"]
    marks = {"?": "[{}]", "*": "[{}...]", "+": "{}..."}
    for argument in (one for one in verb.arguments if one.is_option):
        value = f" {argument.metavar}" if argument.metavar else ""
        parts.append(f"[{argument.name}{value}]")
    for argument in (one for one in verb.arguments if not one.is_option):
        name = argument.metavar or argument.name.upper()
        parts.append(marks.get(argument.many, "{}").format(name))
    return " ".join([*parts, *(["-- COMMAND..."] if verb.command else [])])


def general_help() -> str:
    width = max(len(verb.name) for verb in VERBS)
    lines = [f"  {verb.name:<{width}}  {verb.summary}" for verb in VERBS]
    codes = [f"  {int(code):<{width}}  {why}" for code, why in MEANINGS.items()]
    return (
        f"usage: keyready VERB [options]\n\n{ABOUT}\n\n"
        + "\n".join(lines)
        + "\n\n`keyready VERB --help` says more of one. Without a verb the window opens.\n"
        "A key is never an argument: it is read from standard input or a hidden prompt.\n\n"
        "exit codes (run ends with that of its command):\n" + "\n".join(codes) + "\n"
    )


def _end(text: str) -> NoReturn:
    sys.stdout.write(text)
    raise SystemExit(0)
