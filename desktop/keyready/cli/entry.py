# SPDX-License-Identifier: MIT
"""From what was typed to the entry that is meant, for the verbs that need all of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import cached_property

from keyready.cli.misused import KeyringTrouble, Misused
from keyready.cli.passphrase import passphrase
from keyready.core import report
from keyready.core.desktop import desktop
from keyready.core.entry_id import PRACTICE, meant_entry, provider_of
from keyready.core.phrasing import told
from keyready.core.provider import Provider
from keyready.core.report import Report
from keyready.core.words import Words
from keyready.services.catalog import Catalog
from keyready.services.custody.key_store import Trouble
from keyready.services.custody.stores import Stores, practice_stores, stores
from keyready.services.entries import Entries
from keyready.services.entry import Entry, address_in_force
from keyready.services.files.languages import languages, preferred_language
from keyready.services.files.memory import Memory
from keyready.services.network.request import Network
from keyready.services.settings import Settings


class Knowledge:
    """Catalog, memory and words of one run."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.memory = Memory()
        chosen = self.memory.language
        is_spoken = chosen in languages()
        self.catalog = Catalog(chosen if is_spoken else preferred_language(environment))
        self.entries = Entries(self.catalog.providers, self.memory)

    @property
    def words(self) -> Words:
        return self.catalog.words

    @cached_property
    def stores(self) -> Stores:
        """Those of real keys."""
        return stores(self.memory, self.environment, passphrase)

    @cached_property
    def practice_stores(self) -> Stores:
        return practice_stores(self.memory)

    def stores_of(self, entry: str) -> Stores:
        """Where the key of this entry may be."""
        return self.practice_stores if provider_of(entry) == PRACTICE else self.stores

    def say(self, text: str, **facts: str) -> str:
        """A text of the console."""
        return self.words.console[text].format(**facts)

    def meant(self, typed: str) -> str:
        """The id of the entry; a bare provider means its default one. It need not be there."""
        entry = meant_entry(typed, self.memory.defaults)
        known = [provider.id for provider in self.catalog.providers]
        if entry is None or provider_of(entry) not in known:
            raise Misused(f"That provider is not known. Known are: {', '.join(known)}.")
        return entry

    def provider(self, entry: str) -> Provider:
        """With the addresses that hold now: for practice this starts the service."""
        provider = self.catalog.provider(provider_of(entry))
        if provider.id != PRACTICE:
            return provider
        from keyready.services.practice.practice_service import PracticeService, practice_provider

        service = PracticeService()
        service.start()  # it ends with the program
        return practice_provider(provider, service.origin)

    def entry(self, entry: str, base_url: str = "") -> Entry:
        """With the address that counts; `base_url` is one that was typed. Raises `Misused`."""
        provider = self.provider(entry)
        facts = self.entries.facts(entry)
        stored = facts.base_url if facts else ""
        address = address_in_force(provider, self.environment, base_url, stored)
        if address.refused:
            option = entry if stored and not base_url else "--base-url"
            source = {"source": address.variable or option, "sent": address.sent}
            said = told(self.words.address[address.refused], source)
            raise Misused(f"{said.headline} {said.advice}")
        # Practice is on this computer: no proxy, no certificate.
        network = Network if provider.id == PRACTICE else Settings(self.stores.keyring).network
        return Entry(entry, provider, address, self.stores_of(entry), self.environment, network)

    def keyring_trouble(self, trouble: Trouble, provider: Provider) -> KeyringTrouble:
        said = self.trouble(trouble, provider).members
        return KeyringTrouble(f"{said['headline']} {said['advice']}")

    def no_key(self, entry: str) -> str:
        provider = self.catalog.provider(provider_of(entry))
        said = told(self.words.no_key, {"provider": provider.name})
        return f"{entry}: {said.headline} {said.advice}"

    def trouble(self, trouble: Trouble, provider: Provider) -> Report:
        here = desktop(sys.platform, os.environ)
        kind, kept, store = trouble.kind.value, trouble.kept.value, trouble.store
        return report.of_trouble(kind, kept, provider, self.words, here, store)
