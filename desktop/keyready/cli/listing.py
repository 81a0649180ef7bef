# SPDX-License-Identifier: MIT
"""`keyready list`: the providers, and which entries have a key."""

from __future__ import annotations

import argparse
import json
from typing import Any

from keyready.cli.console import complain, say
from keyready.cli.entry import Knowledge
from keyready.core import report
from keyready.core.entries import EntryFacts
from keyready.core.entry_id import provider_of
from keyready.core.exits import Exit
from keyready.process_env import Environment
from keyready.services.key_store import Trouble, key_store, practice_key_store


def run(options: argparse.Namespace, environment: Environment) -> int:
    known = Knowledge(environment)
    stored, practice = key_store().entries(), practice_key_store().entries()
    saved: set[str] | None = None
    if not isinstance(stored, Trouble):
        # A system may not tell names (None); then what we remember stands in.
        remembered = [name for name in known.memory.entries() if known.memory.progress(name).mask]
        saved = set(remembered if stored is None else stored)
        saved.update(practice if isinstance(practice, tuple) else ())
    rows = _rows(known, saved)
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
    if isinstance(stored, Trouble):
        trouble = known.words.store[stored.kind.value]
        complain(f"{trouble.headline} {trouble.advice}")
        return Exit.KEYRING
    return Exit.GOOD


def _rows(known: Knowledge, saved: set[str] | None) -> list[dict[str, Any]]:
    kept = sorted(saved or ())
    listed = known.entries.all(kept)
    # Keys of a provider whose file is gone are still there.
    lost = set(kept) - {facts.id for facts in listed}
    entries = [*listed, *(EntryFacts(name, provider_of(name), name) for name in sorted(lost))]
    memory = known.memory
    return [
        report.entry_row(
            facts, saved, memory.progress(facts.id), is_default=memory.is_default(facts.id)
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
        say(f"{entry:<{widest}}{row['mask']:<18}{cause:<22}{row['name']}".rstrip())
