# SPDX-License-Identifier: MIT
"""What stands behind the window: entries with their addresses, and the stores of their keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from keyready.core.entries import EntryFacts
from keyready.core.entry_id import PRACTICE, provider_of
from keyready.core.ladder import Ladder
from keyready.core.provider import Provider
from keyready.services.catalog import Catalog
from keyready.services.custody.key_store import Trouble
from keyready.services.custody.keychain import Place
from keyready.services.custody.stores import Stores
from keyready.services.entries import Entries
from keyready.services.entry import Address, Entry, address_in_force
from keyready.services.files.memory import Memory
from keyready.services.network.connection import climb
from keyready.services.network.request import Network
from keyready.services.settings import Settings
from keyready.services.updates import Updates

if TYPE_CHECKING:
    from keyready.services.practice.practice_service import PracticeService

AT_FIRST = 5  # providers that the list has before the person adds any


class Desk:
    """`stores` have the real keys; `environment` is the one that the person started us with."""

    def __init__(
        self,
        catalog: Catalog,
        memory: Memory,
        settings: Settings,
        stores: Stores,
        practice_stores: Stores,
        environment: Mapping[str, str],
    ) -> None:
        self.catalog = catalog
        self.memory = memory
        self.settings = settings
        self.updates = Updates(settings.network)
        self.entries = Entries(catalog.providers, memory)
        self.stores = stores
        self._practice_stores = practice_stores
        self.environment = environment

    def speak(self, language: str) -> None:
        """From now on everything is said in this language."""
        self.catalog = self.catalog.in_language(language)
        self.entries = Entries(self.catalog.providers, self.memory)

    def listed(self) -> tuple[EntryFacts, ...]:
        """The first few providers, and every entry that the person has begun with or added."""
        known = {*self.memory.entries(), *self.memory.own, self.memory.opened, PRACTICE}
        at_first = {provider.id for provider in self.catalog.providers[:AT_FIRST]}
        return tuple(facts for facts in self.entries.all() if facts.id in known | at_first)

    def provider(self, entry_id: str) -> Provider:
        """With the addresses that hold now. For practice this starts the service."""
        provider = self.catalog.provider(provider_of(entry_id))
        if provider.id != PRACTICE:
            return provider
        from keyready.services.practice.practice_service import practice_provider

        self._practice.start()
        return practice_provider(provider, self._practice.origin)

    def keyring(self) -> Place | Trouble:
        """Where keys are kept if nobody chose another store, or why not. Blocks as long as it."""
        return self.stores.keyring.place()

    def address(self, entry_id: str) -> Address:
        facts = self.entries.facts(entry_id)
        stored = facts.base_url if facts else ""
        return address_in_force(self.provider(entry_id), self.environment, stored=stored)

    def entry(self, entry_id: str) -> Entry:
        provider = self.provider(entry_id)
        stores = self._practice_stores if provider.id == PRACTICE else self.stores
        address, network = self.address(entry_id), self._network(provider.id)
        return Entry(entry_id, provider, address, stores, self.environment, network)

    def climb(self, entry_id: str) -> Ladder | Trouble:
        """Blocks as long as the network and, for a proxy's password, the keyring do."""
        network = self._network(provider_of(entry_id))()
        if isinstance(network, Trouble):
            return network
        return climb(self.address(entry_id).url, network)

    def _network(self, provider_id: str) -> Callable[[], Network | Trouble]:
        # Practice is on this computer: no proxy, no certificate.
        return Network if provider_id == PRACTICE else self.settings.network

    @cached_property
    def _practice(self) -> PracticeService:
        """Made when practice begins: a start without it loads no HTTP server."""
        from keyready.services.practice.practice_service import PracticeService

        return PracticeService()
