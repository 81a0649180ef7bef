# SPDX-License-Identifier: MIT
"""The few facts that `get` and `run` need, read without what decodes and checks whole files.

msgspec alone takes a third of the time in which a program may get its key. Nothing here is
another truth: these are members of the files that `Memory` and `Catalog` read, and a test
compares both.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from keyready.core.entry_id import provider_of
from keyready.resource_files import resource
from keyready.services.files.folders import config_folder, default_folder

STATE_FILE = "state.json"


class Facts(NamedTuple):
    """Of a provider: names of environment variables, in the order of `core.provider.Environment`,
    and how its keys begin."""

    key: tuple[str, ...] = ()
    base_url: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()


def defaults() -> dict[str, str]:
    """By provider: the entry that its bare id means."""
    return {k: v for k, v in _table(_state().get("defaults")).items() if isinstance(v, str)}


def own_base_url(entry: str) -> str:
    """The address that the person gave to this entry, or ""."""
    url = _table(_table(_state().get("own")).get(entry)).get("base_url")
    return url if isinstance(url, str) else ""


def own_store(entry: str) -> str:
    """The name of the store that the person chose for this entry, or ""."""
    name = _table(_table(_state().get("own")).get(entry)).get("store")
    return name if isinstance(name, str) else ""


def facts_of(entry: str) -> Facts:
    """Those of the provider of this entry; none where no file has it."""
    provider = provider_of(entry)
    for file in (resource("providers", f"{provider}.toml"), *_own_files()):
        facts = _toml(file)
        if facts.get("id") == provider:
            names = _table(facts.get("environment"))
            prefixes = _texts([_table(one).get("prefix") for one in _list(facts.get("key_shapes"))])
            return Facts(_texts(names.get("key")), _texts(names.get("base_url")), prefixes)
    return Facts()


def _own_files() -> Iterator[Path]:
    try:
        yield from sorted((config_folder() / "providers").glob("*.toml"))
    except OSError:
        return


def _state() -> dict[str, Any]:
    try:
        return _table(json.loads((default_folder() / STATE_FILE).read_bytes()))
    except (OSError, ValueError, RecursionError):
        return {}


def _toml(file: Path) -> dict[str, Any]:
    toml = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    try:
        return _table(toml.loads(file.read_text("utf-8")))
    except (OSError, ValueError, RecursionError):
        return {}


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(value: object) -> tuple[str, ...]:
    return tuple(v for v in _list(value) if isinstance(v, str))
