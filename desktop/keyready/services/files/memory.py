# SPDX-License-Identifier: MIT
"""What is remembered between starts: one small JSON file without anything secret."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from pathlib import Path

import msgspec

from keyready.core.entries import Own
from keyready.core.entry_id import provider_of
from keyready.core.progress import Progress
from keyready.services.files.at_hand import STATE_FILE
from keyready.services.files.folders import default_folder
from keyready.services.files.json_file import JsonFile, utc_now


class State(msgspec.Struct, frozen=True):
    """The whole file. `entries` and `own` are by entry id, `defaults` has the entry that a bare
    provider id means; `language` is "" where the system's counts.

    Version 1 had neither `language` nor what was withdrawn from a progress.
    """

    version: int = 2
    entries: dict[str, Progress] = {}
    own: dict[str, Own] = {}
    defaults: dict[str, str] = {}
    opened: str = ""
    language: str = ""


class Memory:
    """The state, and its file. Nothing here raises for what a disk can do.

    A change counts at once; `flush` brings what has changed to the disk, and only it waits.
    """

    def __init__(self, folder: Path | None = None, now: Callable[[], datetime] = utc_now) -> None:
        self._file = JsonFile((folder or default_folder()) / STATE_FILE, State, now)
        self._now = now
        self._changing = threading.Lock()
        self._writing = threading.Lock()
        self._state = self._on_disk = self._file.read()

    @property
    def set_aside(self) -> Path | None:
        """Where a file that could not be understood was moved at the start, else None."""
        return self._file.set_aside

    @property
    def is_kept(self) -> bool:
        """Did the last `flush` reach the disk? If not, the program forgets at its end."""
        return self._file.is_kept

    @property
    def opened(self) -> str:
        """The entry that was open last, or an empty string."""
        return self._state.opened

    @property
    def language(self) -> str:
        """The language that the person chose, or "" for the system's."""
        return self._state.language

    @property
    def own(self) -> Mapping[str, Own]:
        """What the person gave to entries, by entry id, in the order of giving."""
        return self._state.own

    @property
    def defaults(self) -> Mapping[str, str]:
        """By provider: the entry that its bare id means, where that is not its first one."""
        return self._state.defaults

    def is_default(self, entry: str) -> bool:
        provider = provider_of(entry)
        return self.defaults.get(provider, provider) == entry

    def progress(self, entry: str) -> Progress:
        return self._state.entries.get(entry, Progress())

    def entries(self) -> tuple[str, ...]:
        """The entries that have progress."""
        return tuple(self._state.entries)

    def keep(self, entry: str, change: Callable[[Progress], Progress]) -> Progress:
        """Changes the progress of `entry`; gives the new one."""
        with self._changing:
            after = change(self.progress(entry))
            entries = {**self._state.entries, entry: after}
            self._state = msgspec.structs.replace(self._state, entries=entries)
        return after

    def keep_own(self, entry: str, own: Own) -> None:
        with self._changing:
            all_own = {**self._state.own, entry: own}
            self._state = msgspec.structs.replace(self._state, own=all_own)

    def forget(self, entry: str) -> None:
        """Everything that is remembered of `entry`; as a default it gives way to the first one."""
        with self._changing:
            entries = {name: one for name, one in self._state.entries.items() if name != entry}
            own = {name: one for name, one in self._state.own.items() if name != entry}
            defaults = {p: one for p, one in self._state.defaults.items() if one != entry}
            self._state = msgspec.structs.replace(
                self._state, entries=entries, own=own, defaults=defaults
            )

    def keep_default(self, entry: str) -> None:
        """From now on the bare id of its provider means this entry."""
        provider = provider_of(entry)
        others = {name: one for name, one in self._state.defaults.items() if name != provider}
        chosen = {} if entry == provider else {provider: entry}
        with self._changing:
            self._state = msgspec.structs.replace(self._state, defaults={**others, **chosen})

    def keep_opened(self, entry: str) -> None:
        with self._changing:
            self._state = msgspec.structs.replace(self._state, opened=entry)

    def keep_language(self, language: str) -> None:
        with self._changing:
            self._state = msgspec.structs.replace(self._state, language=language)

    def flush(self) -> None:
        """Writes the newest state, if the disk does not hold it yet."""
        with self._writing:
            state = self._state
            if state != self._on_disk and self._file.write(state):
                self._on_disk = state

    def utc(self) -> str:
        """The time as `Progress` notes it: "2026-11-23T04:05:06+00:00"."""
        return self._now().astimezone(timezone.utc).isoformat(timespec="seconds")
