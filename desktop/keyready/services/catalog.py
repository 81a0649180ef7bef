# SPDX-License-Identifier: MIT
"""Everything that the program knows and says, read from its files when it is asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import msgspec

from keyready.core.guide import Guide, RotationWords
from keyready.core.helper import HelperWords, Questions
from keyready.core.provider import Provider, decode_provider, decode_rule_set
from keyready.core.rules import RuleSet
from keyready.core.words import Words
from keyready.resource_files import resource_folder
from keyready.services.files.data_file import FaultyFile, read
from keyready.services.files.folders import config_folder
from keyready.services.files.languages import FALLBACK, languages, own_names
from keyready.services.own_providers import OwnProviders, own_providers

GENERAL_GUIDE = "any"  # for a provider without one


class Catalog:
    """The providers, their guides and all words in one language.

    The program's own files are in `folder`: a fault in one raises `FaultyFile`. Those that the
    person wrote are in `own_folder`: a fault in one is among `faults`, and the others go on.
    """

    def __init__(
        self,
        language: str = FALLBACK,
        folder: Path | None = None,
        own_folder: Path | None = None,
    ) -> None:
        self._folder = folder or resource_folder()
        self.language = language if language in languages(self._folder) else FALLBACK
        self._own_folder = own_folder or config_folder()
        self._guides: dict[str, Guide] = {}

    @property
    def folder(self) -> Path:
        return self._folder

    @cached_property
    def languages(self) -> dict[str, str]:
        """What every language that there are files for calls itself, by id."""
        return own_names(self._folder)

    def in_language(self, language: str) -> Catalog:
        """The same files in another language."""
        return Catalog(language, self._folder, self._own_folder)

    @cached_property
    def words(self) -> Words:
        file = self._folder / "words" / f"{self.language}.toml"
        return read(file, lambda text: msgspec.toml.decode(text, type=Words))

    @cached_property
    def providers(self) -> tuple[Provider, ...]:
        """All providers, in the order of the list, with their names in this language."""
        names = self.words.names
        found = (
            msgspec.structs.replace(one, name=names.get(one.id, one.name))
            for one in (*self._ours, *self._own.providers)
        )
        return tuple(sorted(found, key=lambda provider: (provider.order, provider.id)))

    @property
    def ours(self) -> frozenset[str]:
        """The ids of the providers that the program brings along."""
        return frozenset(provider.id for provider in self._ours)

    @property
    def faults(self) -> tuple[FaultyFile, ...]:
        """The files of the person's own that are not used."""
        return tuple(self._own.faults)

    @cached_property
    def _ours(self) -> tuple[Provider, ...]:
        files = (self._folder / "providers").glob("*.toml")
        return tuple(read(file, lambda text: decode_provider(text, self._sets)) for file in files)

    @cached_property
    def _own(self) -> OwnProviders:
        known = {provider.id for provider in self._ours}
        return own_providers(self._own_folder, self.language, self._sets, known)

    @cached_property
    def _sets(self) -> dict[str, RuleSet]:
        files = sorted((self._folder / "rules").glob("*.toml"))
        return {file.stem: read(file, decode_rule_set) for file in files}

    @cached_property
    def questions(self) -> Questions:
        """What "It does not work" asks."""
        file = self._folder / "helper" / "questions.toml"
        return read(file, lambda text: msgspec.toml.decode(text, type=Questions))

    @cached_property
    def helper_words(self) -> HelperWords:
        file = self._folder / "helper" / f"{self.language}.toml"
        return read(file, lambda text: msgspec.toml.decode(text, type=HelperWords))

    def provider(self, provider_id: str) -> Provider:
        """Raises `KeyError` for an id that no file has."""
        return {provider.id: provider for provider in self.providers}[provider_id]

    def guide(self, provider_id: str) -> Guide:
        """The steps of one provider, read at the first call."""
        if provider_id in self._own.guides:
            return self._own.guides[provider_id]
        is_own = any(provider.id == provider_id for provider in self._own.providers)
        return self._guide(GENERAL_GUIDE if is_own else provider_id)

    def rotation(self, provider_id: str) -> RotationWords:
        """How a key is changed at this provider; in general words where it has none."""
        words = self.guide(provider_id).rotation or self._guide(GENERAL_GUIDE).rotation
        if words is None:
            raise ValueError("the general guide has no words for a change of keys")
        return words

    def _guide(self, name: str) -> Guide:
        if name not in self._guides:
            file = self._folder / "guides" / self.language / f"{name}.toml"
            self._guides[name] = read(file, lambda text: msgspec.toml.decode(text, type=Guide))
        return self._guides[name]
