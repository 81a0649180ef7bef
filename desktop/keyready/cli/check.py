# SPDX-License-Identifier: MIT
"""`keyready check`: is the key real, and can it be used?"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from datetime import datetime, timezone

from keyready.cli.console import pasted, say
from keyready.cli.entry import Knowledge
from keyready.cli.misused import Misused
from keyready.core import report
from keyready.core.paste import Cleaned, Refused, clean
from keyready.core.phrasing import conflict_words, details, ladder_report, paste_notice
from keyready.core.report import Report
from keyready.core.secret import Secret
from keyready.core.verdict import Stage
from keyready.core.words import Words
from keyready.process_env import Environment
from keyready.services.custody.key_store import Trouble
from keyready.services.entry import Checked, Entry
from keyready.services.network.connection import climb


def run(options: argparse.Namespace, environment: Environment) -> int:
    known = Knowledge(environment)
    entry = known.entry(known.meant(options.entry), options.base_url)
    if options.connection:
        return _connection(entry, known, options)
    return _check(entry, known, options)


def _connection(entry: Entry, known: Knowledge, options: argparse.Namespace) -> int:
    if options.stdin or options.trial:
        raise Misused("--connection sends no key: it goes without --stdin and --trial.")
    network = entry.network()
    if isinstance(network, Trouble):
        return _say(known.trouble(network, entry.provider), as_json=options.json)
    seen = climb(entry.address.url, network)
    said = report.of_ladder(seen, entry.provider, known.words)
    say(json.dumps(said.members, indent=2) if options.json else ladder_report(seen, known.words))
    return said.exit


def _check(entry: Entry, known: Knowledge, options: argparse.Namespace) -> int:
    provider, words = entry.provider, known.words
    key = clean(pasted(known.say("prompt"))) if options.stdin else entry.stores.read(entry.id)
    if isinstance(key, Refused):
        return _say(report.of_refused(key, provider, words), as_json=options.json)
    if isinstance(key, Trouble):
        return _say(known.trouble(key, provider), as_json=options.json)
    secret = key.secret if isinstance(key, Cleaned) else key
    checked = entry.check(secret, Stage.TRIAL if options.trial else Stage.FREE)
    if isinstance(checked, Trouble):  # of the key or the proxy's password
        return _say(known.trouble(checked, provider), as_json=options.json)
    if checked is None:
        return _say(report.of_no_key(provider, words), as_json=options.json)
    notice = paste_notice(key.removed, words) if isinstance(key, Cleaned) else ""
    return say_verdict(checked, entry, secret, words, notice, as_json=options.json)


def say_verdict(
    checked: Checked,
    entry: Entry,
    secret: Secret | None,
    words: Words,
    notice: str = "",
    *,
    as_json: bool = False,
) -> int:
    """Prints a verdict with its details; gives the exit code."""
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    source = f" ({entry.address.variable})" if entry.address.variable else ""
    more = [
        notice,
        *(conflict_words(conflict, words) for conflict in checked.conflicts),
        details(checked.verdict, words, entry.provider.name, now),
        f"{words.details['address']}: {entry.address.url}{source}",
    ]
    said = report.of_verdict(checked.verdict, entry.provider, words, secret, checked.conflicts)
    return _say(said, more, as_json=as_json)


def _say(said: Report, more: Iterable[str] = (), *, as_json: bool) -> int:
    if as_json:
        say(json.dumps(said.members, indent=2))
    else:
        say(said.members["headline"], said.members["advice"], *filter(None, more))
    return said.exit
