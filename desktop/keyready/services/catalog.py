# SPDX-License-Identifier: MIT
"""Everything that the program knows and says, read from `resources/` when it is asked for."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec

from keyready.core.guide import Guide
from keyready.core.provider import Provider, decode_provider, decode_rule_set
from keyready.core.words import Words
from keyready.resource_files import resource_folder

LANGUAGES = ("en", "ko")  # the first stands in for any other

T = TypeVar("T")


class FaultyFile(Exception):
    """A file of the program cannot be used: `file`, and the `reason` with its place in it."""

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(f"{file.name}: {reason}")
        self.file = file
        self.reason = reason


class Catalog:
    """The providers, their guides and all words in one language. Raises `FaultyFile`."""

    def __init__(self, language: str = LANGUAGES[0], folder: Path | None = None) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._folder = folder or resource_folder()
        self._guides: dict[str, Guide] = {}

    @cached_property
    def words(self) -> Words:
        file = self._folder / "words" / f"{self.language}.toml"
        return _read(file, lambda text: msgspec.toml.decode(text, type=Words))

    @cached_property
    def providers(self) -> tuple[Provider, ...]:
        """All providers, in the order of the list."""
        sets = {
            file.stem: _read(file, decode_rule_set)
            for file in sorted((self._folder / "rules").glob("*.toml"))
        }
        found = (
            _read(file, lambda text: decode_provider(text, sets))
            for file in (self._folder / "providers").glob("*.toml")
        )
        return tuple(sorted(found, key=lambda provider: (provider.order, provider.id)))

    def provider(self, provider_id: str) -> Provider:
        """Raises `KeyError` for an id that no file has."""
        return {provider.id: provider for provider in self.providers}[provider_id]

    def guide(self, provider_id: str) -> Guide:
        """The steps of one provider, read at the first call."""
        if provider_id not in self._guides:
            file = self._folder / "guides" / self.language / f"{provider_id}.toml"
            self._guides[provider_id] = _read(
                file, lambda text: msgspec.toml.decode(text, type=Guide)
            )
        return self._guides[provider_id]


def _read(file: Path, decode: Callable[[bytes], T]) -> T:
    try:
        return decode(file.read_bytes())
    except OSError as error:
        raise FaultyFile(file, error.strerror or type(error).__name__) from None
    except (msgspec.MsgspecError, ValueError) as error:  # ours: these files hold nothing secret
        raise FaultyFile(file, str(error)) from None


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
