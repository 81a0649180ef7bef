# SPDX-License-Identifier: MIT
"""What is remembered between starts: one small JSON file without anything secret."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

import msgspec
import platformdirs

from keyready.core.progress import Progress

VERSION = 1


class State(msgspec.Struct, frozen=True):
    """The whole file. `entries` by entry id; `window` is width and height in pixels."""

    version: int = VERSION
    entries: dict[str, Progress] = {}
    opened: str = ""
    window: tuple[int, int] | None = None


class Memory:
    """The state, and its file. Nothing here raises for what a disk can do.

    A change counts at once; `flush` brings what has changed to the disk, and only it waits.
    `set_aside` is where a file that could not be understood was moved at the start (damaged, or
    written by a newer version), else None. `is_kept` says whether the last `flush` reached
    the disk; if not, the program goes on and forgets at its end.
    """

    def __init__(
        self,
        folder: Path | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._file = (folder or default_folder()) / "state.json"
        self._now = now
        self._changing = threading.Lock()
        self._writing = threading.Lock()
        self._may_write = True
        self.set_aside: Path | None = None
        self.is_kept = True
        self._state = self._on_disk = self._recalled()

    @property
    def opened(self) -> str:
        """The entry that was open last, or an empty string."""
        return self._state.opened

    @property
    def window(self) -> tuple[int, int] | None:
        return self._state.window

    def progress(self, entry: str) -> Progress:
        return self._state.entries.get(entry, Progress())

    def entries(self) -> tuple[str, ...]:
        return tuple(self._state.entries)

    def keep(self, entry: str, change: Callable[[Progress], Progress]) -> Progress:
        """Changes the progress of `entry`; gives the new one."""
        with self._changing:
            after = change(self.progress(entry))
            entries = {**self._state.entries, entry: after}
            self._state = msgspec.structs.replace(self._state, entries=entries)
        return after

    def keep_opened(self, entry: str) -> None:
        with self._changing:
            self._state = msgspec.structs.replace(self._state, opened=entry)

    def keep_window(self, width: int, height: int) -> None:
        with self._changing:
            self._state = msgspec.structs.replace(self._state, window=(width, height))

    def flush(self) -> None:
        """Writes the newest state, if the disk does not hold it yet."""
        with self._writing:
            state = self._state
            if state == self._on_disk or not self._may_write:
                return
            self.is_kept = _written(self._file, msgspec.json.format(msgspec.json.encode(state)))
            if self.is_kept:
                self._on_disk = state

    def utc(self) -> str:
        """The time as `Progress` notes it: "2026-11-23T04:05:06+00:00"."""
        return self._utc().isoformat(timespec="seconds")

    def _utc(self) -> datetime:
        return self._now().astimezone(timezone.utc)

    def _recalled(self) -> State:
        try:
            text = self._file.read_bytes()
        except FileNotFoundError:
            return State()
        except OSError:
            self._may_write = self.is_kept = False  # it may hold what we could not read
            return State()
        try:
            state = msgspec.json.decode(text, type=State)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            state = None
        if state is None or state.version != VERSION:
            self._put_aside()
            return State()
        return state

    def _put_aside(self) -> None:
        aside = self._file.with_name(f"state.json.bad-{self._utc():%Y%m%dT%H%M%SZ}")
        try:
            self._file.replace(aside)
        except OSError:
            self._may_write = self.is_kept = False
        else:
            self.set_aside = aside


def default_folder() -> Path:
    return platformdirs.user_state_path("keyready", appauthor=False)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _written(file: Path, text: bytes) -> bool:
    """Replaces `file` as a whole: whenever the power fails, the old or the new one is there."""
    # A fixed name: what a crash leaves behind is overwritten by the next write.
    temporary = file.with_name(file.name + ".new")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(temporary, "wb", opener=_private) as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    except OSError:
        return False
    return True
