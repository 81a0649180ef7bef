# SPDX-License-Identifier: MIT
"""Which store has the key of an entry: the one place that knows.

It is on the way of programs that wait for their key, so it loads next to nothing.
"""

from __future__ import annotations

from keyready.core.entry_id import PRACTICE, provider_of
from keyready.services.key_store import KeyStore, key_store, practice_key_store


def store_of(entry: str) -> KeyStore:
    """Where the key of this entry is kept."""
    return practice_key_store() if provider_of(entry) == PRACTICE else key_store()
