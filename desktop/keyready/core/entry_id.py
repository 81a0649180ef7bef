# SPDX-License-Identifier: MIT
"""The ids of entries: "openai" for a provider's first key, "openai/work" for a further one."""

from __future__ import annotations

import re
from collections.abc import Mapping

PRACTICE = "practice"  # the provider that is our own, and its entry
_TYPED = re.compile(r"([A-Za-z0-9_.-]+)(/[A-Za-z0-9_.-]*)?")


def provider_of(entry: str) -> str:
    """The id of the provider of an entry."""
    return entry.partition("/")[0]


def meant_entry(typed: str, defaults: Mapping[str, str]) -> str | None:
    """The id that was meant, None if it can be none.

    "openai/work" is itself; "openai" is the entry that was made the default one of OpenAI, else
    its first; "openai/" is always its first. `defaults` is by provider.
    """
    named = _TYPED.fullmatch(typed)
    if named is None:
        return None
    provider, name = named[1], named[2]
    if name is None:
        return defaults.get(provider, provider)
    return provider if name == "/" else typed
