# SPDX-License-Identifier: MIT
"""The languages that the program speaks: one for each file of words. Nothing else names them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from keyready.resource_files import resource_folder
from keyready.services.files.data_file import read

FALLBACK = "en"  # stands in for every language that we do not speak


class _Named(msgspec.Struct):
    language: str


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The ids ("ko", "pt_BR"), `FALLBACK` first. `folder` has the resources."""
    files = ((folder or resource_folder()) / "words").glob("*.toml")
    return tuple(sorted((file.stem for file in files), key=lambda name: (name != FALLBACK, name)))


def own_names(folder: Path | None = None) -> dict[str, str]:
    """What every language calls itself, by id. Raises `FaultyFile`."""
    words = (folder or resource_folder()) / "words"
    return {name: read(words / f"{name}.toml", _decode).language for name in languages(folder)}


def _decode(text: bytes) -> _Named:
    return msgspec.toml.decode(text, type=_Named)


def first_spoken(wanted: Iterable[str], known: Iterable[str] | None = None) -> str:
    """The first of `wanted` ("ko_KR.UTF-8", "pt-BR", "de") that is `known` with its region or
    without; `FALLBACK` if none is."""
    ids = {name.lower(): name for name in (languages() if known is None else known)}
    for name in wanted:
        plain = re.split(r"[.@]", name)[0].replace("-", "_").lower()
        for candidate in (plain, plain.partition("_")[0]):
            if candidate in ids:
                return ids[candidate]
    return FALLBACK


def preferred_language(environment: Mapping[str, str], known: Iterable[str] | None = None) -> str:
    """What the person's system speaks, as far as we speak it."""
    if sys.platform == "win32":
        return first_spoken(_windows_languages(), known)
    return first_spoken(_posix_languages(environment), known)


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
