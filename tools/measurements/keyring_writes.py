# SPDX-License-Identifier: MIT
"""Saving a key (written, read back, compared, under a lock) / keyring's own set and get."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

import keyring.backends.SecretService

from keyready.core.secret import Secret
from keyready.services.custody.key_store import Saved, key_store

STORE = key_store()
BARE = keyring.backends.SecretService.Keyring()


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def save(key: str) -> None:
    assert isinstance(STORE.save("openai", Secret(key)), Saved)


def set_and_get(key: str) -> None:
    BARE.set_password("bench", "api-key", key)
    assert BARE.get_password("bench", "api-key") == key


def pairs(runs: int, *, anew: bool) -> list[tuple[float, float]]:
    found = []
    for run in range(runs):
        key = f"sk-EXAMPLE-{run:040}"
        if anew:
            STORE.remove("openai")
            if run:
                BARE.delete_password("bench", "api-key")
        found.append((seconds(lambda k=key: save(k)), seconds(lambda k=key: set_and_get(k))))
    return found


runs = int(sys.argv[1])
print(json.dumps({"new": pairs(runs, anew=True), "replace": pairs(runs, anew=False)}))
