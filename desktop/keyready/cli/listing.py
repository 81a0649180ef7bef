# SPDX-License-Identifier: MIT
"""`keyready list`: the providers, and which entries have a key."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from typing import Any

from keyready.cli.console import complain, say
from keyready.cli.entry import Knowledge
from keyready.core import report
from keyready.core.entries import EntryFacts
from keyready.core.entry_id import provider_of
from keyready.core.exits import Exit
from keyready.core.phrasing import keyring_trouble
from keyready.process_env import Environment


def run(options: argparse.Namespace, environment: Environment) -> int:
    known = Knowledge(environment)
    homes, silent = known.stores.kept()
    rows = _rows(known, {**known.practice_stores.kept()[0], **homes}, told=not silent)
    if options.json:
        faults = (
            report.fault_row(f.file.stem, str(f.file), f.line, f.reason)
            for f in known.catalog.faults
        )
        say(json.dumps([*rows, *faults], indent=2))
    else:
        _table(rows)
    for fault in known.catalog.faults:
        said = known.words.provider_file
        complain(said.format(file=fault.file, line=fault.line, reason=fault.reason))
    for trouble in silent:
        words, kind, kept = known.words, trouble.kind.value, trouble.kept.value
        why = keyring_trouble(kind, kept, False, words, store=trouble.store)
        complain(f"{why.headline} {why.advice}")
    return Exit.KEYRING if silent else Exit.GOOD


def _rows(known: Knowledge, homes: Mapping[str, str], *, told: bool) -> list[dict[str, Any]]:
    """`homes` are the stores of the entries that have a key; `told`: no store was silent."""
    listed = known.entries.all(sorted(homes))
    # Keys of a provider whose file is gone are still there.
    lost = homes.keys() - {facts.id for facts in listed}
    entries = [*listed, *(EntryFacts(name, provider_of(name), name) for name in sorted(lost))]
    memory = known.memory
    return [
        report.entry_row(
            facts,
            True if facts.id in homes else False if told else None,
            memory.progress(facts.id),
            homes[facts.id] or "keyring" if facts.id in homes else None,
            is_default=memory.is_default(facts.id),
        )
        for facts in entries
    ]


def _table(rows: list[dict[str, Any]]) -> None:
    """What a bare provider id means is marked where that is not its first entry."""
    chosen = {row["provider"] for row in rows if row["default"] and "/" in row["entry"]}
    widest = max(len(row["entry"]) for row in rows) + 4
    for row in rows:
        mark = " *" if row["default"] and row["provider"] in chosen else ""
        entry, cause = row["entry"] + mark, row["cause"] or ""
        store = row["store"] or ""
        say(f"{entry:<{widest}}{row['mask']:<18}{store:<9}{cause:<22}{row['name']}".rstrip())
