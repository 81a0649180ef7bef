# SPDX-License-Identifier: MIT
"""Provider files that a person wrote: `providers/*.toml` in the folder of their settings.

A guide for one is `guides/<language>/<id>.toml` there; without it a general one is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec

from keyready.core.guide import STEP_IDS, Guide
from keyready.core.provider import Provider, decode_provider
from keyready.core.rules import RuleSet
from keyready.services.custody.key_store import PROXY
from keyready.services.files.data_file import FaultyFile, read


@dataclass
class OwnProviders:
    """What could be read; `guides` are by provider id. `faults` are of the other files."""

    providers: list[Provider] = field(default_factory=list)
    guides: dict[str, Guide] = field(default_factory=dict)
    faults: list[FaultyFile] = field(default_factory=list)


def own_providers(
    folder: Path, language: str, rule_sets: Mapping[str, RuleSet], known: Collection[str]
) -> OwnProviders:
    """Every file by itself: a fault in one stops no other. `known` are the ids that are ours."""
    own = OwnProviders()
    taken = {*known, PROXY}
    for file in _files(folder / "providers"):
        try:
            provider = read(file, lambda text: decode_provider(text, rule_sets))
            if provider.id in taken:
                raise FaultyFile(file, f"there is a provider {provider.id!r} already")
        except FaultyFile as fault:
            own.faults.append(fault)
            continue
        taken.add(provider.id)
        own.providers.append(provider)
        guide = folder / "guides" / language / f"{provider.id}.toml"
        try:
            if guide.exists():
                own.guides[provider.id] = read(guide, partial(_guide, provider))
        except FaultyFile as fault:
            own.faults.append(fault)
    return own


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.glob("*.toml"))
    except OSError:  # not ours to read: then there are none
        return


def _guide(provider: Provider, text: bytes) -> Guide:
    guide = msgspec.toml.decode(text, type=Guide)
    if tuple(step.id for step in guide.steps) != STEP_IDS:
        raise ValueError(f"steps: their ids are {', '.join(STEP_IDS)}, in this order")
    clicks = (click.page for step in guide.steps for click in step.clicks)
    notes = (note.page for step in guide.steps for note in step.notes)
    missing = {page for page in (*clicks, *notes) if page} - provider.pages.keys()
    if missing:
        raise ValueError(f"steps: the provider file has no page {min(missing)!r}")
    return guide
