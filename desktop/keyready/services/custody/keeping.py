# SPDX-License-Identifier: MIT
"""A key is kept, moved, renamed and removed together with what is remembered of it."""

from __future__ import annotations

import msgspec

from keyready.core.entries import Own
from keyready.core.key_shape import mask
from keyready.core.phrasing import place_words
from keyready.core.provider import Provider
from keyready.core.secret import Secret
from keyready.core.words import Words
from keyready.services.custody.key_store import Removed, Saved, Trouble
from keyready.services.custody.keychain import TroubleKind
from keyready.services.custody.move import Moved
from keyready.services.custody.stores import Stores


class Taken:
    """There is another key under the new id."""


def keep(
    entry: str, secret: Secret, provider: Provider, stores: Stores, words: Words
) -> Saved | Trouble:
    """Saves the key, then remembers its mask and its place. A new entry is in the list at once."""
    memory, saved = stores.memory, stores.save(entry, secret)
    if isinstance(saved, Trouble):
        return saved
    if "/" in entry and entry not in memory.own:
        memory.keep_own(entry, Own(name=entry.partition("/")[2]))
    shown, when = mask(secret, provider.key_shapes), memory.utc()
    place = place_words(saved.place.id, saved.place.store, saved.place.collection, words)
    memory.keep(entry, lambda progress: progress.saved(shown, place, when))
    memory.flush()
    return saved


def move_to(store: str, entry: str, stores: Stores, words: Words) -> Moved | Trouble | None:
    """Keeps the key in another store from now on; None where there is none."""
    moved = stores.move(entry, store)
    if isinstance(moved, Moved):
        place = place_words(moved.place.id, moved.place.store, moved.place.collection, words)
        stores.memory.keep(entry, lambda progress: progress.moved(place))
        stores.memory.flush()
    return moved


def remove(entry: str, stores: Stores) -> Removed | Trouble:
    """Removes the key; a further entry leaves the list with it."""
    memory, removed = stores.memory, stores.remove(entry)
    if isinstance(removed, Removed):
        when = memory.utc()
        if "/" in entry:
            memory.forget(entry)
        elif entry in memory.entries():
            memory.keep(entry, lambda progress: progress.removed(when))
        memory.flush()
    return removed


def rename(old: str, new: str, stores: Stores) -> Taken | Trouble | None:
    """Gives a key another id, in the store where it is. None when it has it.

    The key is written under its new id and read back, the new id is remembered, and only then
    the old one goes. An end at any instant leaves the key under one of both, or under both;
    then the same move again goes on.
    """
    key = stores.read(old)
    there = stores.read(new)
    for one in (key, there):
        if isinstance(one, Trouble):
            return one
    if there is not None and there != key:
        return Taken()
    for entry in (old, new):
        beside = stores.of(entry).beside(entry)
        if isinstance(beside, Trouble):
            return beside
        if beside:
            return Trouble(TroubleKind.CHANGING, store=stores.name_of(entry))
    if isinstance(key, Secret) and there is None:
        stores.choose(new, stores.name_of(old))
        saved = stores.save(new, key)
        if isinstance(saved, Trouble):
            return saved
    _remember(old, new, stores)
    if isinstance(key, Secret):
        removed = stores.give_away(old, key)
        if isinstance(removed, Trouble):
            return removed
    stores.memory.forget(old)
    stores.memory.flush()
    return None


def _remember(old: str, new: str, stores: Stores) -> None:
    """What was known of the old id, under the new one as well."""
    memory, name = stores.memory, new.partition("/")[2]
    own, had_name = memory.own.get(old, Own()), old.partition("/")[2]
    is_own_name = own.name not in ("", had_name)  # one that the person chose stays
    name = own.name if is_own_name else name
    store = stores.name_of(new)
    memory.keep_own(new, msgspec.structs.replace(own, name=name, store=store, copy=None))
    progress = memory.progress(old)
    memory.keep(new, lambda before: progress if progress.mask else before)
    if memory.defaults.get(old.partition("/")[0]) == old:
        memory.keep_default(new)
    memory.flush()
