# SPDX-License-Identifier: MIT
"""A keyring in memory: for practice, on a machine that has no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from keyready.core.secret import Secret
from keyready.services.custody.keychain import Backend, Blocked, Count, Keychain, Place, TroubleKind

ABSENT = (TroubleKind.NO_KEYRING, TroubleKind.DEAD_BUS)


class MemoryStore:
    """Holds items as long as the program runs."""

    def __init__(self) -> None:
        self._items: dict[str, Secret] = {}

    @contextmanager
    def session(self, *, quick: bool = False) -> Iterator[Keychain]:
        yield self

    def place(self) -> Place:
        return Place("memory", "memory")

    def count(self, name: str) -> Count:
        return Count(int(name in self._items), 0)

    def names(self) -> tuple[str, ...]:
        return tuple(self._items)

    def unlock(self) -> None:
        pass

    def get(self, name: str) -> Secret | None:
        return self._items.get(name)

    def put(self, name: str, secret: Secret) -> None:
        self._items[name] = secret

    def delete(self, name: str) -> None:
        self._items.pop(name, None)


class MemoryWhereNoKeyring:
    """The system's keyring where there is one, memory where there is none. Practice only."""

    def __init__(self, system: Backend) -> None:
        self._system = system
        self._memory = MemoryStore()

    @contextmanager
    def session(self, *, quick: bool = False) -> Iterator[Keychain]:
        with ExitStack() as open_sessions:
            try:
                keychain = open_sessions.enter_context(self._system.session(quick=quick))
            except Blocked as blocked:
                if blocked.kind not in ABSENT:
                    raise
                keychain = self._memory
            yield keychain
