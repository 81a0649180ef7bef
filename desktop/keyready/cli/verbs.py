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

    @property
    def sentence(self) -> str:
        end = "" if self.summary.endswith("?") else "."
        return f"{self.summary[0].upper()}{self.summary[1:]}{end}"


_JSON = Argument("--json", "print JSON")
_ENTRY = Argument("entry", "openai, or openai/work for a further key", takes="entry")

_YES = Argument("--yes", "do not ask")

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

_TIMEOUT = Argument("--timeout", "give up after so many seconds (10)", "SECONDS", default="10")

GET = Verb(
    "get",
    "get",
    "the key alone on standard output, for programs that take a command",
    (
        _ENTRY,
        Argument("--force", "also to a terminal, where it can be seen"),
        _TIMEOUT,
    ),
    (
        ("keyready get openai | codex login --with-api-key", "into another program"),
        ('export OPENAI_API_KEY="$(keyready get openai/work)"', "for a whole shell"),
        ("keyready get openai/", "the first entry, whichever is the default one"),
    ),
    lean=True,
)

RUN = Verb(
    "run",
    "run",
    "a command with the key in its environment, and nowhere else",
    (
        _ENTRY._replace(many="*", help="entries whose variables the command gets"),
        Argument("--env", "put the key of ENTRY into this variable", "NAME=ENTRY", many="*"),
        Argument("--mask", "show the mask where the command prints the key"),
        _TIMEOUT,
    ),
    (
        ("keyready run openai -- llm 'Hello'", "OPENAI_API_KEY for this command alone"),
        ("keyready run openai/work anthropic -- bash", "two keys, for a shell"),
        ("keyready run --env TOKEN=huggingface -- ./job", "under a name of your choice"),
        ("keyready run openai --mask -- make test", "for logs: what shows the key is masked"),
    ),
    lean=True,
    command=True,
)

ADD = Verb(
    "add",
    "add",
    "keep a key: from a prompt that shows nothing, or from standard input",
    (
        _ENTRY,
        Argument("--base-url", "the entry has an address of its own", "URL"),
        Argument("--no-check", "do not ask the provider about it"),
        _YES,
    ),
    (
        ("keyready add openai", "asks for the key"),
        ("keyready add openai/work < key.txt", "a further key, from a file"),
        ("pass show openai | keyready add openai --no-check --yes", "in a script"),
    ),
)

REMOVE = Verb(
    "remove",
    "remove",
    "remove a key from this computer",
    (_ENTRY, _YES),
    (("keyready remove openai/work --yes", "without a question"),),
)

RENAME = Verb(
    "rename",
    "rename",
    "show an entry under another name, or give its key another id",
    (
        _ENTRY._replace(metavar="OLD"),
        Argument("name", "a name to show, or a new id: openai/private", metavar="NEW"),
    ),
    (
        (
            "keyready rename openai/work 'Client X'",
            "what is shown; its id stays",
        ),
        ("keyready rename openai/work openai/client", "the id itself, which programs ask for"),
    ),
)

MOVE = Verb(
    "move",
    "move",
    "keep a key in another place from now on: the keyring, pass or an encrypted file",
    (
        _ENTRY,
        Argument("--to", "keyring, pass or file", "PLACE"),
    ),
    (
        ("keyready move openai --to pass", "into your password store, encrypted for your GPG key"),
        ("keyready move openai/work --to keyring", "back; get and run find it as before"),
    ),
)

DEFAULT = Verb(
    "default",
    "default",
    "choose which key a bare provider means in get, run and check",
    (_ENTRY,),
    (
        ("keyready default openai/work", "openai means openai/work from now on"),
        ("keyready default openai/", "openai means its first entry again"),
    ),
)

IMPORT = Verb(
    "import",
    "importing",
    "take over a key from the environment, a file or another program",
    (
        _ENTRY._replace(many="?"),
        Argument("--from", "environment, a .env file, or a tool such as llm", "SOURCE", "file"),
        Argument("--variable", "it is in this variable", "NAME"),
        Argument("--remove-from-file", "then take it out of that file, after showing how"),
        _YES,
    ),
    (
        ("keyready import", "looks everywhere, and asks"),
        ("keyready import openai/work --from .env", "from this file"),
        ("keyready import --from llm --remove-from-file", "from the plain file of a tool"),
    ),
)

CONFLICTS = Verb(
    "conflicts",
    "conflicts",
    "where another key would win over the one that is kept",
    (
        Argument("folder", "its .env files count as well", takes="folder", many="?"),
        _JSON,
    ),
    (("keyready conflicts .", "environment, shells, login, tools, and .env files here"),),
)

COMPLETION = Verb(
    "completion",
    "completion",
    "print a script with which a shell completes verbs, options and entries",
    (Argument("shell", "bash, zsh or fish", takes="shell"),),
    (
        ('eval "$(keyready completion bash)"', "in ~/.bashrc"),
        ("keyready completion zsh > ~/.zfunc/_keyready", "in a folder of $fpath"),
        ("keyready completion fish > ~/.config/fish/completions/keyready.fish", "for fish"),
    ),
)

SELF_TEST = Verb("self-test", "self_testing", "prove that this program is whole, as JSON")

VERBS = (
    CHECK,
    LIST,
    GET,
    RUN,
    ADD,
    REMOVE,
    RENAME,
    MOVE,
    DEFAULT,
    IMPORT,
    CONFLICTS,
    COMPLETION,
    SELF_TEST,
)
BY_NAME = {verb.name: verb for verb in VERBS}
