# SPDX-License-Identifier: MIT
"""`keyready import`: takes a key from where it lies open, and says what to delete afterwards."""

from __future__ import annotations

import argparse
from pathlib import Path

from keyready.cli.add import may_replace, save
from keyready.cli.console import agreed, complain, say
from keyready.cli.entry import Knowledge
from keyready.cli.misused import Misused
from keyready.core.entry_id import provider_of
from keyready.core.exits import Exit
from keyready.core.paste import Refused, clean
from keyready.core.phrasing import told
from keyready.core.rivals import PlaceKind, Rival
from keyready.process_env import Environment
from keyready.services.programs.rivals import Search
from keyready.services.programs.taking_out import edit_of
from keyready.services.programs.tools import tools

ENVIRONMENT = "environment"


def run(options: argparse.Namespace, environment: Environment) -> int:
    known = Knowledge(environment)
    entry = known.meant(options.entry) if options.entry else ""
    search = _search(known, entry, options.variable)
    found = _chosen(_candidates(search, options.source), entry)
    if len(found) != 1:
        for one in found:
            complain(_told("found", one, known))
        complain(known.say("several_found" if found else "nothing_found"))
        return Exit.NOT_DONE
    (rival,) = found
    entry = entry or rival.provider.id
    if not _taken(rival, entry, known, yes=options.yes):
        return Exit.NOT_DONE
    _say_copies(rival, search, known)
    return _edited(rival, known, yes=options.yes) if options.remove_from_file else Exit.GOOD


def _search(known: Knowledge, entry: str, variable: str) -> Search:
    """A variable of another name holds a key of the entry that was named."""
    search = Search.of(known.catalog.providers, known.environment)
    if not variable:
        return search
    if not entry:
        raise Misused("--variable needs the entry that its key belongs to.")
    return Search(known.environment, {variable: known.catalog.provider(provider_of(entry))})


def _candidates(search: Search, source: str) -> tuple[Rival, ...]:
    if not source:
        return search.everywhere()
    if source == ENVIRONMENT:
        return tuple(search.in_environment())
    if any(tool.id == source and tool.plain for tool in tools()):
        return tuple(search.in_tools(source))
    file = Path(source)
    if not file.is_file():
        raise Misused(f"--from takes {ENVIRONMENT}, the id of a tool, or a file that is there.")
    return tuple(search.in_file(file, PlaceKind.DOTENV))


def _chosen(rivals: tuple[Rival, ...], entry: str) -> list[Rival]:
    """Those with a key, of the provider that was named; of copies of one key the first."""
    chosen: list[Rival] = []
    for one in rivals:
        fits = one.secret is not None and (not entry or one.provider.id == provider_of(entry))
        if fits and not any(one.secret == other.secret for other in chosen):
            chosen.append(one)
    return chosen


def _taken(rival: Rival, entry: str, known: Knowledge, *, yes: bool) -> bool:
    """Shows it, asks, saves. Raises `Misused` for what is no key."""
    say(_told("found", rival, known))
    key = clean(rival.secret.reveal() if rival.secret else "")
    if isinstance(key, Refused):
        facts = {**key.facts(), "provider": rival.provider.name}
        said = told(known.words.refused[key.reason], facts)
        raise Misused(f"{said.headline} {said.advice}")
    if not yes and not agreed(known.say("take", entry=entry)):
        complain(known.say("take_yes"))
        return False
    if not may_replace(entry, rival.provider, known, yes=yes, same=key.secret):
        return False
    save(entry, key.secret, rival.provider, known)
    return True


def _say_copies(rival: Rival, search: Search, known: Knowledge) -> None:
    """Every place that has this key: a variable comes from a file that sets it."""
    copies = [one for one in (rival, *search.everywhere()) if one.secret == rival.secret]
    in_files = dict.fromkeys(one.place for one in copies if one.line)
    for place in in_files:
        say(known.say("now_delete", where=place))
    if not in_files:
        say(known.say("not_a_line", where=rival.place))


def _edited(rival: Rival, known: Knowledge, *, yes: bool) -> int:
    edit = edit_of(rival)
    if edit is None:
        complain(known.say("not_edited", file=rival.where))
        return Exit.NOT_DONE
    say(edit.shown)
    if not yes and not agreed(known.say("edit")):
        complain(known.say("edit_yes"))
        return Exit.NOT_DONE
    if not edit.make():
        complain(known.say("not_edited", file=rival.where))
        return Exit.NOT_DONE
    say(known.say("edited", file=rival.where))
    return Exit.GOOD


def _told(text: str, rival: Rival, known: Knowledge) -> str:
    provider = rival.provider.name
    return known.say(text, mask=rival.shown, provider=provider, where=rival.place)
