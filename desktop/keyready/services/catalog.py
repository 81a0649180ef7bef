# SPDX-License-Identifier: MIT
"""Everything that the program knows and says, read from its files when it is asked for."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import msgspec

from keyready.core.guide import Guide, RotationWords
from keyready.core.provider import Provider, decode_provider, decode_rule_set
from keyready.core.rules import RuleSet
from keyready.core.words import Words
from keyready.resource_files import resource_folder
from keyready.services.data_file import FaultyFile, read
from keyready.services.own_providers import OwnProviders, own_providers
from keyready.services.settings import config_folder

LANGUAGES = ("en", "ko")  # the first stands in for any other

GENERAL_GUIDE = "any"  # for a provider without one


class Catalog:
    """The providers, their guides and all words in one language.

    The program's own files are in `folder`: a fault in one raises `FaultyFile`. Those that the
    person wrote are in `own_folder`: a fault in one is among `faults`, and the others go on.
    """

    def __init__(
        self,
        language: str = LANGUAGES[0],
        folder: Path | None = None,
        own_folder: Path | None = None,
    ) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._folder = folder or resource_folder()
        self._own_folder = own_folder or config_folder()
        self._guides: dict[str, Guide] = {}

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


def preferred_language(environment: Mapping[str, str]) -> str:
    """One of `LANGUAGES`: what the person's system speaks, as far as we speak it."""
    if sys.platform == "win32":
        wanted = _windows_languages()
    else:
        wanted = _posix_languages(environment)
    spoken = (re.split(r"[_.@-]", name)[0].lower() for name in wanted)  # "ko" of "ko_KR.UTF-8"
    return next((name for name in spoken if name in LANGUAGES), LANGUAGES[0])


def _posix_languages(environment: Mapping[str, str]) -> list[str]:
    """In the order of gettext: the list of LANGUAGE counts where the locale is not "C"."""
    settings = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, settings), "C")
    if locale.split(".")[0] in ("C", "POSIX"):
        return []
    return [*environment.get("LANGUAGE", "").split(":"), locale]


def _windows_languages() -> list[str]:
    import ctypes
    import locale

    windll = getattr(ctypes, "windll")  # noqa: B009  # typed on Windows only
    number: int = windll.kernel32.GetUserDefaultUILanguage()
    return [locale.windows_locale.get(number, "")]
