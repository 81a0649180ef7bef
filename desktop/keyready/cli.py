# SPDX-License-Identifier: MIT
"""The console program: the same checks as the window, for terminals and scripts."""

from __future__ import annotations

import argparse
import getpass
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any, NoReturn

from keyready import __version__, process_env
from keyready.core import report
from keyready.core.desktop import desktop
from keyready.core.entries import EntryFacts, provider_of
from keyready.core.paste import LARGEST_PASTE, Cleaned, Refused, clean
from keyready.core.phrasing import (
    conflict_words,
    details,
    keyring_trouble,
    ladder_report,
    paste_notice,
    told,
)
from keyready.core.provider import Provider
from keyready.core.report import Exit, Report
from keyready.core.secret import Secret
from keyready.core.verdict import Stage
from keyready.core.words import Words
from keyready.services.catalog import Catalog, preferred_language
from keyready.services.connection import climb
from keyready.services.entries import Entries
from keyready.services.entry import Entry, address_in_force
from keyready.services.key_store import Trouble
from keyready.services.memory import Memory
from keyready.services.practice_service import PracticeService, practice_provider
from keyready.services.request import Network
from keyready.services.settings import Settings
from keyready.services.stores import Stores, practice_stores, stores

PRACTICE = "practice"
INTERRUPTED = 130  # as shells count Ctrl+C
_ENTRY = re.compile(r"([A-Za-z0-9_.-]+)(/[A-Za-z0-9_.-]+)?")


class Misused(Exception):
    """A word for the person who typed it; never what was typed, which may be a key."""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        # argparse's message repeats what was typed.
        raise Misused(
            "This is not how it is used; --help shows how. "
            "A key is never an argument: --stdin takes it from standard input."
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb; gives the exit code."""
    environment = process_env.prepare()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console that cannot show Korean
    try:
        code = _run(_parser().parse_args(arguments), environment)
        sys.stdout.flush()
    except Misused as misused:
        sys.stderr.write(f"keyready: {misused}\n")
        return Exit.USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Who was reading has enough. Python would complain of it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.GOOD
    return code


def _parser() -> Parser:
    parser = Parser(prog="keyready", allow_abbrev=False, description=__doc__)
    parser.add_argument("--version", action="version", version=f"keyready {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    check = verbs.add_parser("check", help="is the key real, and can it be used?")
    check.add_argument("provider", nargs="?", default="openai", help="openai, practice, ...")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.add_argument("--stdin", action="store_true", help="read the key there, save it nowhere")
    check.add_argument("--base-url", default="", metavar="URL", help="ask at this address")
    check.add_argument(
        "--trial", action="store_true", help="also make one tiny request, which may cost a little"
    )
    check.add_argument(
        "--connection", action="store_true", help="look at the way there instead, without a key"
    )
    listing = verbs.add_parser("list", help="the providers, and which have a key")
    listing.add_argument("--json", action="store_true", help="print one JSON list")
    verbs.add_parser("self-test", help="prove that this program is whole")
    for verb in verbs.choices.values():
        verb.allow_abbrev = False
    return parser


def _run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    if options.verb == "self-test":
        from keyready import self_test

        return self_test.main()
    catalog, memory = Catalog(preferred_language(environment)), Memory()
    if options.verb == "list":
        return _list(catalog, memory, environment, as_json=options.json)
    entry = _entry(catalog, memory, options, environment)
    if options.connection:
        return _connection(entry, catalog.words, options)
    return _check(entry, catalog.words, options)


def _entry(
    catalog: Catalog, memory: Memory, options: argparse.Namespace, environment: Mapping[str, str]
) -> Entry:
    """The entry that was named, with the address that counts. An added one need not be known."""
    provider = _provider(catalog, options.provider)
    facts = Entries([provider], memory).facts(options.provider)
    stored = facts.base_url if facts else ""
    address = address_in_force(provider, environment, options.base_url, stored)
    if address.refused:
        option = options.provider if stored and not options.base_url else "--base-url"
        source = {"source": address.variable or option}
        said = told(catalog.words.address[address.refused], source)
        raise Misused(f"{said.headline} {said.advice}")
    is_practice = provider.id == PRACTICE
    kept = practice_stores(memory) if is_practice else _stores(memory, environment)
    # Practice is on this computer: no proxy, no certificate.
    network = Network if is_practice else Settings(kept.keyring).network
    return Entry(options.provider, provider, address, kept, environment, network)


def _stores(memory: Memory, environment: Mapping[str, str]) -> Stores:
    return stores(memory, environment, _passphrase)


def _passphrase() -> Secret | None:
    """Of the encrypted file, from the terminal itself; None where there is none."""
    try:
        if sys.platform != "win32":
            os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
        elif not sys.stdin.isatty():
            return None
        return Secret(getpass.getpass("Passphrase of the encrypted file (it is not shown): "))
    except (OSError, EOFError):
        return None


def _connection(entry: Entry, words: Words, options: argparse.Namespace) -> int:
    if options.stdin or options.trial:
        raise Misused("--connection sends no key: it goes without --stdin and --trial.")
    network = entry.network()
    if isinstance(network, Trouble):
        return _say(_of_trouble(network, entry.provider, words), options)
    seen = climb(entry.address.url, network)
    said = report.of_ladder(seen, entry.provider, words)
    _print(json.dumps(said.members, indent=2) if options.json else ladder_report(seen, words))
    return said.exit


def _check(entry: Entry, words: Words, options: argparse.Namespace) -> int:
    provider = entry.provider
    key = _from_stdin() if options.stdin else entry.stores.read(entry.id)
    if isinstance(key, Refused):
        return _say(report.of_refused(key, provider, words), options)
    if isinstance(key, Trouble):
        return _say(_of_trouble(key, provider, words), options)
    secret = key.secret if isinstance(key, Cleaned) else key
    checked = entry.check(secret, Stage.TRIAL if options.trial else Stage.FREE)
    if isinstance(checked, Trouble):  # of the key or of the proxy's password
        return _say(_of_trouble(checked, provider, words), options)
    if checked is None:
        return _say(report.of_no_key(provider, words), options)
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    source = f" ({entry.address.variable})" if entry.address.variable else ""
    more = [
        paste_notice(key.removed, words) if isinstance(key, Cleaned) else "",
        *(conflict_words(conflict, words) for conflict in checked.conflicts),
        details(checked.verdict, words, provider.name, now),
        f"{words.details['address']}: {entry.address.url}{source}",
    ]
    said = report.of_verdict(checked.verdict, provider, words, secret, checked.conflicts)
    return _say(said, options, more)


def _of_trouble(trouble: Trouble, provider: Provider, words: Words) -> Report:
    here = desktop(sys.platform, os.environ)
    kind, kept, store = trouble.kind.value, trouble.kept.value, trouble.store
    return report.of_trouble(kind, kept, provider, words, here, store)


def _provider(catalog: Catalog, entry: str) -> Provider:
    known = {provider.id: provider for provider in catalog.providers}
    named = _ENTRY.fullmatch(entry)
    if named is None or named[1] not in known:
        raise Misused(f"That provider is not known. Known are: {', '.join(known)}.")
    provider = known[named[1]]
    if provider.id != PRACTICE:
        return provider
    service = PracticeService()
    service.start()  # it ends with the program
    return practice_provider(provider, service.origin)


def _from_stdin() -> Cleaned | Refused:
    if sys.stdin.isatty():
        return clean(getpass.getpass("Key (it is not shown): "))
    longest = 4 * LARGEST_PASTE + 4  # bytes, of which the text may take four for a character
    return clean(sys.stdin.buffer.read(longest).decode("utf-8", "surrogateescape"))


def _say(said: Report, options: argparse.Namespace, more: Iterable[str] = ()) -> int:
    if options.json:
        _print(json.dumps(said.members, indent=2))
    else:
        _print(said.members["headline"], said.members["advice"], *filter(None, more))
    return said.exit


def _print(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")


def _list(
    catalog: Catalog, memory: Memory, environment: Mapping[str, str], *, as_json: bool
) -> int:
    homes, silent = _stores(memory, environment).kept()
    homes = {**practice_stores(memory).kept()[0], **homes}
    kept = sorted(homes)
    listed = Entries(catalog.providers, memory).all(kept)
    # Keys of a provider whose file is gone are still there.
    lost = set(kept) - {facts.id for facts in listed}
    entries = [*listed, *(EntryFacts(name, provider_of(name), name) for name in sorted(lost))]
    rows = [_row(facts, homes, memory, told=not silent) for facts in entries]
    if as_json:
        faults = (
            report.fault_row(f.file.stem, str(f.file), f.line, f.reason) for f in catalog.faults
        )
        _print(json.dumps([*rows, *faults], indent=2))
    else:
        widest = max(len(row["entry"]) for row in rows) + 2
        for row in rows:
            cause = row["cause"] or ""
            told = f"{row['mask']:<18}{row['store'] or '':<9}{cause:<22}{row['name']}"
            _print(f"{row['entry']:<{widest}}{told}".rstrip())
    for fault in catalog.faults:
        said = catalog.words.provider_file
        _complain(said.format(file=fault.file, line=fault.line, reason=fault.reason))
    for trouble in silent:
        store, kind = trouble.store, trouble.kind.value
        said_of = keyring_trouble(kind, trouble.kept.value, False, catalog.words, store=store)
        _complain(f"{said_of.headline} {said_of.advice}")
    return Exit.KEYRING if silent else Exit.GOOD


def _row(
    facts: EntryFacts, homes: Mapping[str, str], memory: Memory, *, told: bool
) -> dict[str, Any]:
    home = homes.get(facts.id)
    saved = True if home is not None else False if told else None
    store = None if home is None else home or "keyring"
    return report.entry_row(facts, saved, memory.progress(facts.id), store)


def _complain(sentence: str) -> None:
    sys.stderr.write(f"keyready: {sentence}\n")
