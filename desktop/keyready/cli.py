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
from typing import NoReturn

from keyready import __version__, process_env
from keyready.core import report
from keyready.core.conflicts import conflicts, with_variable
from keyready.core.paste import LARGEST_PASTE, Cleaned, Refused, clean
from keyready.core.phrasing import conflict_words, details, ladder_report, paste_notice, told
from keyready.core.progress import Progress
from keyready.core.provider import Provider
from keyready.core.report import Exit, Report
from keyready.core.secret import Secret
from keyready.core.verdict import Next, Verdict
from keyready.core.words import Words
from keyready.services import key_check
from keyready.services.catalog import Catalog, preferred_language
from keyready.services.connection import climb
from keyready.services.entry import Address, address_in_force
from keyready.services.key_store import Trouble, key_store, practice_key_store
from keyready.services.memory import Memory
from keyready.services.practice_service import PracticeService, practice_provider

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
    catalog = Catalog(preferred_language(environment))
    if options.verb == "list":
        return _list(catalog, as_json=options.json)
    provider = _provider(catalog, options.provider)
    address = address_in_force(provider, environment, options.base_url)
    is_named = bool(options.base_url or address.variable)
    refused = "empty" if provider.own_address and not is_named else address.refused
    if refused:
        said = told(catalog.words.address[refused], {"source": address.variable or "--base-url"})
        raise Misused(f"{said.headline} {said.advice}")
    if options.connection:
        return _connection(provider, address, catalog.words, options)
    return _check(provider, address, catalog.words, options, environment)


def _connection(
    provider: Provider, address: Address, words: Words, options: argparse.Namespace
) -> int:
    if options.stdin or options.trial:
        raise Misused("--connection sends no key: it goes without --stdin and --trial.")
    seen = climb(address.url)
    said = report.of_ladder(seen, provider, words)
    _print(json.dumps(said.members, indent=2) if options.json else ladder_report(seen, words))
    return said.exit


def _check(
    provider: Provider,
    address: Address,
    words: Words,
    options: argparse.Namespace,
    environment: Mapping[str, str],
) -> int:
    store = practice_key_store() if provider.id == PRACTICE else key_store()
    key = _from_stdin() if options.stdin else store.read(options.provider)
    if isinstance(key, Refused):
        return _say(report.of_refused(key, provider, words), options)
    if isinstance(key, Trouble):
        return _say(report.of_trouble(key.kind.value, key.kept.value, provider, words), options)
    if key is None and not provider.key_optional:
        return _say(report.of_no_key(provider, words), options)
    secret = key.secret if isinstance(key, Cleaned) else key
    found = conflicts(provider, environment, secret, "" if address.variable else address.url)
    verdict = _asked(provider, secret, address.url, with_trial=options.trial)
    verdict = with_variable(verdict, found)
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    source = f" ({address.variable})" if address.variable else ""
    more = [
        paste_notice(key.removed, words) if isinstance(key, Cleaned) else "",
        *(conflict_words(conflict, words) for conflict in found),
        details(verdict, words, provider.name, now),
        f"{words.details['address']}: {address.url}{source}",
    ]
    return _say(report.of_verdict(verdict, provider, words, secret, found), options, more)


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


def _asked(
    provider: Provider, secret: Secret | None, base_url: str, *, with_trial: bool
) -> Verdict:
    verdict = key_check.check(provider, secret, base_url)
    if with_trial and verdict.next is Next.TRIAL:
        return key_check.trial(provider, secret, base_url, verdict.models)
    return verdict


def _say(said: Report, options: argparse.Namespace, more: Iterable[str] = ()) -> int:
    if options.json:
        _print(json.dumps(said.members, indent=2))
    else:
        _print(said.members["headline"], said.members["advice"], *filter(None, more))
    return said.exit


def _print(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")


def _list(catalog: Catalog, *, as_json: bool) -> int:
    memory = Memory()
    stored, practice = key_store().entries(), practice_key_store().entries()
    saved: set[str] | None = None
    if not isinstance(stored, Trouble):
        # A system may not tell names (None); then what we remember stands in.
        remembered = [name for name in memory.entries() if memory.progress(name).mask]
        saved = set(remembered if stored is None else stored)
        saved.update(practice if isinstance(practice, tuple) else ())
    names = [provider.id for provider in catalog.providers]
    names += sorted((saved or set()) - set(names))
    rows = [_row(name, saved, memory.progress(name)) for name in names]
    if as_json:
        _print(json.dumps(rows, indent=2))
    else:
        lines = (f"{row['entry']:<14}{row['mask']:<18}{row['cause'] or ''}" for row in rows)
        _print(*(line.rstrip() for line in lines))
    if isinstance(stored, Trouble):
        said = catalog.words.store[stored.kind.value]
        sys.stderr.write(f"keyready: {said.headline} {said.advice}\n")
        return Exit.KEYRING
    return Exit.GOOD


def _row(name: str, saved: set[str] | None, progress: Progress) -> dict[str, str | bool | None]:
    """`saved` is None where the keyring did not tell; the rest is what we remember."""
    return {
        "entry": name,
        "saved": None if saved is None else name in saved,
        "mask": progress.mask,
        "cause": progress.last.cause.value if progress.last else None,
        "checked_at": progress.last.when if progress.last else None,
    }
