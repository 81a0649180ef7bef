# SPDX-License-Identifier: MIT
"""Every verb of the console program, as data: parser, help, completion and manual page read it."""

from __future__ import annotations

from typing import NamedTuple


class Argument(NamedTuple):
    """One thing that can follow a verb.

    `name` is "--json" of an option, "entry" of what stands by itself. An option with a
    `metavar` takes a value. `many` is argparse's nargs of what stands by itself. `takes`
    says what a shell completes: `entry`, `file`, `folder`, `shell` or "".
    """

    name: str
    help: str
    metavar: str = ""
    takes: str = ""
    many: str = ""
    default: str = ""

    @property
    def is_option(self) -> bool:
        return self.name.startswith("--")


class Verb(NamedTuple):
    """`module` is its place in `keyready.cli`. A `lean` one loads next to nothing, so that
    programs can call it often. `examples` are a command and what it is for. `command` says that
    another program's command line follows after `--`.
    """

    name: str
    module: str
    summary: str
    arguments: tuple[Argument, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    lean: bool = False
    command: bool = False


_JSON = Argument("--json", "print JSON")
_ENTRY = Argument("entry", "openai, or openai/work for a further key", takes="entry")

CHECK = Verb(
    "check",
    "check",
    "is the key real, and can it be used?",
    (
        _ENTRY._replace(many="?", default="openai"),
        Argument("--json", "print one JSON object"),
        Argument("--stdin", "read the key there, save it nowhere"),
        Argument("--base-url", "ask at this address", "URL"),
        Argument("--trial", "also make one tiny request, which may cost a little"),
        Argument("--connection", "look at the way there instead, without a key"),
    ),
    (
        ("keyready check", "the key that is kept for OpenAI"),
        ("keyready check anthropic --json", "of another provider, for a program"),
        ("keyready check --stdin < key.txt", "a key that is not kept"),
    ),
)

LIST = Verb(
    "list",
    "listing",
    "the providers, and which have a key",
    (Argument("--json", "print one JSON list"),),
    (("keyready list", "entries, masks, last verdicts and names"),),
)

SELF_TEST = Verb("self-test", "self_testing", "prove that this program is whole, as JSON")

VERBS = (CHECK, LIST, SELF_TEST)
BY_NAME = {verb.name: verb for verb in VERBS}
