# SPDX-License-Identifier: MIT
"""What stands behind the window: providers with their addresses, and the stores of their keys."""

from __future__ import annotations

from collections.abc import Mapping

from keyready.core.ladder import Ladder
from keyready.core.provider import Provider
from keyready.services.catalog import Catalog
from keyready.services.connection import climb
from keyready.services.entry import Address, Entry, address_in_force
from keyready.services.key_store import KeyStore
from keyready.services.practice_service import PracticeService, practice_provider

PRACTICE = "practice"


class Desk:
    """`keys` are the real ones; `environment` is the one that the person started us with."""

    def __init__(
        self,
        catalog: Catalog,
        keys: KeyStore,
        practice_keys: KeyStore,
        environment: Mapping[str, str],
    ) -> None:
        self.catalog = catalog
        self._keys = keys
        self._practice_keys = practice_keys
        self._environment = environment
        self._practice = PracticeService()

    def provider(self, provider_id: str) -> Provider:
        """With the addresses that hold now. For practice this starts the service."""
        provider = self.catalog.provider(provider_id)
        if provider_id != PRACTICE:
            return provider
        self._practice.start()
        return practice_provider(provider, self._practice.origin)

    def address(self, provider: Provider) -> Address:
        return address_in_force(provider, self._environment)

    def entry(self, provider: Provider) -> Entry:
        store = self._practice_keys if provider.id == PRACTICE else self._keys
        return Entry(provider.id, provider, self.address(provider), store, self._environment)

    def climb(self, provider_id: str) -> Ladder:
        """Blocks as long as the network does."""
        return climb(self.address(self.provider(provider_id)).url)
