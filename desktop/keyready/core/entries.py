# SPDX-License-Identifier: MIT
"""Which keys a person can have: one for each provider, and as many more as they add."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import count

import msgspec

from keyready.core.provider import Provider

LONGEST_NAME = 40  # characters


class Own(msgspec.Struct, frozen=True):
    """What the person gave to an entry: a name, if they added it, and an address of its own.

    `store` is where its key is kept, "" for the system's keyring. `copy` is another store that a
    move has begun to write to, or has not yet removed the key from; None where there is none.
    """

    name: str = ""
    base_url: str = ""
    store: str = ""
    copy: str | None = None


@dataclass(frozen=True)
class EntryFacts:
    """One line of the list. `id` reads "openai" or "openai/work"; it names the key in the keyring.

    `provider` is the provider's id, `name` what is shown: the provider's name, or the one that
    the person gave. `base_url` is "" where the entry has no address of its own.
    """

    id: str
    provider: str
    name: str
    base_url: str = ""


@dataclass(frozen=True)
class RefusedName:
    """Why a name is not taken: `empty`, `too_long`, `characters`, `taken`."""

    reason: str


def clean_name(text: str, others: Iterable[str]) -> str | RefusedName:
    """The name that `text` means; runs of white space become one space."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name:
        return RefusedName("empty")
    if len(name) > LONGEST_NAME:
        return RefusedName("too_long")
    if not name.isprintable():
        return RefusedName("characters")
    if name.casefold() in (other.casefold() for other in others):
        return RefusedName("taken")
    return name


def new_id(provider_id: str, name: str, taken: Collection[str]) -> str:
    """An id that nothing has yet. It is of plain ASCII whatever the name is: "openai/2"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if word and f"{provider_id}/{word}" not in taken:
        return f"{provider_id}/{word}"
    stem = f"{provider_id}/{word}-" if word else f"{provider_id}/"
    return next(f"{stem}{n}" for n in count(2) if f"{stem}{n}" not in taken)


def listed(
    providers: Iterable[Provider], own: Mapping[str, Own], kept: Iterable[str] = ()
) -> tuple[EntryFacts, ...]:
    """Every entry: of each provider its first one, then those that were added, in their order.

    `own` is by entry id. `kept` are entries that have a key: one that nobody named (what was
    remembered is lost) is in the list as well.
    """
    ids = (*own, *kept)
    return tuple(
        _facts(provider, entry, own.get(entry, Own()))
        for provider in providers
        for entry in dict.fromkeys((provider.id, *_added(provider, ids)))
    )


def _added(provider: Provider, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(entry for entry in ids if entry.startswith(f"{provider.id}/"))


def _facts(provider: Provider, entry: str, own: Own) -> EntryFacts:
    tail = entry.removeprefix(provider.id).removeprefix("/")
    return EntryFacts(entry, provider.id, own.name or tail or provider.name, own.base_url)
