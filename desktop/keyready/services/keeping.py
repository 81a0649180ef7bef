# SPDX-License-Identifier: MIT
"""A key is kept, moved and removed together with what is remembered of it."""

from __future__ import annotations

import msgspec

from keyready.core.entries import Own
from keyready.core.key_shape import mask
from keyready.core.phrasing import place_words
from keyready.core.provider import Provider
from keyready.core.secret import Secret
from keyready.core.words import Words
from keyready.services.key_store import Removed, Saved, Trouble
from keyready.services.memory import Memory
from keyready.services.stores import store_of


class Taken:
    """There is another key under the new id."""


def keep(
    entry: str, secret: Secret, provider: Provider, memory: Memory, words: Words
) -> Saved | Trouble:
    """Saves the key, then remembers its mask and its place. A new entry is in the list at once."""
    saved = store_of(entry).save(entry, secret)
    if isinstance(saved, Trouble):
        return saved
    if "/" in entry and entry not in memory.own:
        memory.keep_own(entry, Own(name=entry.partition("/")[2]))
    shown, when = mask(secret, provider.key_shapes), memory.utc()
    place = place_words(saved.place.id, saved.place.store, saved.place.collection, words)
    memory.keep(entry, lambda progress: progress.saved(shown, place, when))
    memory.flush()
    return saved


def remove(entry: str, memory: Memory) -> Removed | Trouble:
    """Removes the key; a further entry leaves the list with it."""
    removed = store_of(entry).remove(entry)
    if isinstance(removed, Removed):
        when = memory.utc()
        if "/" in entry:
            memory.forget(entry)
        elif entry in memory.entries():
            memory.keep(entry, lambda progress: progress.removed(when))
        memory.flush()
    return removed


def move(old: str, new: str, memory: Memory) -> Taken | Trouble | None:
    """Gives a key another id. None when it has it.

    The key is written under its new id and read back, the new id is remembered, and only then
    the old one goes. An end at any instant leaves the key under one of both, or under both;
    then the same move again goes on.
    """
    key = store_of(old).read(old)
    there = store_of(new).read(new)
    for one in (key, there):
        if isinstance(one, Trouble):
            return one
    if there is not None and there != key:
        return Taken()
    if isinstance(key, Secret) and there is None:
        saved = store_of(new).save(new, key)
        if isinstance(saved, Trouble):
            return saved
    _remember(old, new, memory)
    if key is not None:
        removed = store_of(old).remove(old)
        if isinstance(removed, Trouble):
            return removed
    memory.forget(old)
    memory.flush()
    return None


def _remember(old: str, new: str, memory: Memory) -> None:
    """What was known of the old id, under the new one as well."""
    name = new.partition("/")[2]
    own, had_name = memory.own.get(old, Own()), old.partition("/")[2]
    is_own_name = own.name not in ("", had_name)  # one that the person chose stays
    memory.keep_own(new, msgspec.structs.replace(own, name=own.name if is_own_name else name))
    progress = memory.progress(old)
    memory.keep(new, lambda before: progress if progress.mask else before)
    if memory.defaults.get(old.partition("/")[0]) == old:
        memory.keep_default(new)
    memory.flush()
