# SPDX-License-Identifier: MIT
"""`keyready conflicts`: where another key would win over the one that is kept."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from keyready.cli.console import say
from keyready.cli.entry import Knowledge
from keyready.cli.misused import Misused
from keyready.core import rivals
from keyready.core.exits import Exit
from keyready.core.rivals import Rival
from keyready.core.secret import Secret
from keyready.process_env import Environment
from keyready.services.programs.rivals import Search


def run(options: argparse.Namespace, environment: Environment) -> int:
    known = Knowledge(environment)
    folder = Path(options.folder) if options.folder else None
    if folder and not folder.is_dir():
        raise Misused("There is no such folder.")
    search = Search.of(known.catalog.providers, environment)
    found = search.everywhere(folder)
    kept = {one.provider.id: _kept(one.provider.id, known) for one in found}
    if options.json:
        rows = [rivals.row(one, is_kept=_is(kept[one.provider.id], one)) for one in found]
        say(json.dumps(rows, indent=2))
    elif not found:
        say(known.say("no_rival"))
    else:
        for one in found:
            say(_line(one, kept[one.provider.id], known))
    return Exit.GOOD


def _kept(provider_id: str, known: Knowledge) -> Secret | None:
    """Without a question to the person: to tell a copy from another key is not worth one."""
    entry = known.memory.defaults.get(provider_id, provider_id)
    key = known.stores_of(entry).of(entry).read(entry, quick=True)
    return key if isinstance(key, Secret) else None


def _is(kept: Secret | None, rival: Rival) -> bool | None:
    return None if kept is None or rival.secret is None else rival.secret == kept


def _line(rival: Rival, kept: Secret | None, known: Knowledge) -> str:
    words = known.catalog.words.rivals
    shown = rival.shown or words["computed"]
    line = known.say("rival", where=rival.place, mask=shown, provider=rival.provider.name)
    return f"{line}, {words['same_key']}" if _is(kept, rival) else line
