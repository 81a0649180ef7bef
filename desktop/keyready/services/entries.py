# SPDX-License-Identifier: MIT
"""The list of entries: what can be added to it, given an address, and taken out again."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from keyready.core.base_url import BaseUrl, RefusedUrl, parse_base_url
from keyready.core.entries import (
    EntryFacts,
    Own,
    RefusedName,
    clean_name,
    listed,
    new_id,
)
from keyready.core.entry_id import provider_of
from keyready.core.provider import Provider
from keyready.services.files.memory import Memory


class Entries:
    """Changes count at once; `Memory.flush` brings them to the disk. The keys are elsewhere."""

    def __init__(self, providers: Iterable[Provider], memory: Memory) -> None:
        self._providers = {provider.id: provider for provider in providers}
        self._memory = memory

    def all(self, kept: Iterable[str] = ()) -> tuple[EntryFacts, ...]:
        """In the order of the list. `kept` are entries that the keyring knows."""
        return listed(self._providers.values(), self._memory.own, kept)

    def facts(self, entry: str) -> EntryFacts | None:
        """One entry, whether or not somebody added it; None if its provider is not known."""
        provider = self._providers.get(provider_of(entry))
        if provider is None:
            return None
        found = listed([provider], self._memory.own, [entry])
        return next((facts for facts in found if facts.id == entry), None)

    def add(
        self, provider_id: str, name: str, base_url: str = ""
    ) -> EntryFacts | RefusedName | RefusedUrl:
        """One more key of this provider; two of them cannot have one name."""
        provider = self._providers[provider_id]
        siblings = listed([provider], self._memory.own)
        named = clean_name(name, (entry.name for entry in siblings))
        if isinstance(named, RefusedName):
            return named
        address = self._address(provider, base_url)
        if isinstance(address, RefusedUrl):
            return address
        taken = {*self._memory.own, *self._memory.entries()}
        entry = new_id(provider_id, named, taken)
        own = Own(named, address.url if base_url else "")
        self._memory.keep_own(entry, own)
        return EntryFacts(entry, provider_id, own.name, own.base_url)

    def rename(self, entry: str, name: str) -> EntryFacts | RefusedName:
        """Shows the entry under another name. Its id, which programs refer to, stays.

        Raises `KeyError` for the entry of a provider that is not known.
        """
        provider = self._providers[provider_of(entry)]
        siblings = listed([provider], self._memory.own, [entry])
        named = clean_name(name, (other.name for other in siblings if other.id != entry))
        if isinstance(named, RefusedName):
            return named
        own = msgspec.structs.replace(self._memory.own.get(entry, Own()), name=named)
        self._memory.keep_own(entry, own)
        return EntryFacts(entry, provider.id, named, own.base_url)

    def set_base_url(self, entry: str, text: str) -> BaseUrl | RefusedUrl:
        """Gives the entry an address of its own. An empty text means the provider's address,
        and is refused where every customer has another one."""
        address = self._address(self._providers[provider_of(entry)], text)
        if isinstance(address, BaseUrl):
            own = self._memory.own.get(entry, Own())
            base_url = address.url if text else ""
            self._memory.keep_own(entry, msgspec.structs.replace(own, base_url=base_url))
        return address

    def remove(self, entry: str) -> None:
        """Forgets the entry: its name, its address, its progress. Its key is removed before.

        A provider's first entry stays in the list, as it was in the beginning.
        """
        self._memory.forget(entry)

    def _address(self, provider: Provider, text: str) -> BaseUrl | RefusedUrl:
        return parse_base_url(text if text or provider.own_address else provider.base_url)
