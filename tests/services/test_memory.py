# SPDX-License-Identifier: MIT
"""What is remembered survives; what is damaged is set aside; nothing of it stops the program."""

from __future__ import annotations

import stat
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest

from keyready.core.progress import Evidence, Progress, Tick
from keyready.core.verdict import Cause
from keyready.services.files.memory import Memory

TICK = Tick(Evidence.HAND, "2026-11-23T08:00:00+00:00")
posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")


def noon() -> datetime:
    return datetime(2026, 11, 23, 12, 0, 0, tzinfo=timezone.utc)


def ticked(progress: Progress) -> Progress:
    return progress.tick("account", TICK).opened("billing")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "keyready"


@pytest.fixture
def unwritable(folder: Path) -> Path:
    """A place where no folder can be made, for root too: its parent is a file."""
    folder.parent.parent.mkdir(exist_ok=True)
    folder.parent.write_text("in the way")
    return folder


def test_a_first_start_remembers_nothing_and_complains_of_nothing(folder: Path) -> None:
    memory = Memory(folder)
    assert memory.progress("openai") == Progress()
    assert (memory.opened, memory.set_aside) == ("", None)
    assert not folder.exists()


def test_the_next_start_finds_everything(folder: Path) -> None:
    memory = Memory(folder)
    changed = memory.keep("openai", ticked)
    memory.keep("practice", lambda progress: progress.saved("sk-…WXYZ", "memory", TICK.when))
    memory.keep_opened("openai")
    memory.keep_language("ko")
    assert not folder.exists()
    memory.flush()
    again = Memory(folder)
    assert again.progress("openai") == changed
    assert again.progress("practice").mask == "sk-…WXYZ"
    assert (again.opened, again.language) == ("openai", "ko")
    assert again.entries() == ("openai", "practice")
    assert memory.is_kept


FIRST_VERSION = b"""{"version": 1, "opened": "openai", "window": [960, 680],
"own": {"openai/work": {"name": "Work", "base_url": ""}}, "entries": {"openai": {
  "ticks": {"account": {"evidence": "proved", "when": "2026-11-20T08:00:00+00:00", "by": "ready"},
            "use": {"evidence": "by_hand", "when": "2026-11-20T08:10:00+00:00", "by": ""}},
  "open_step": "use", "mask": "sk-\xe2\x80\xa6WXYZ", "place": "Kept in GNOME keyring",
  "last": {"when": "2026-11-20T08:00:00+00:00", "verdict": {
    "cause": "ready", "key": "genuine", "usable": "yes", "stage": "trial",
    "endpoint": "POST /v1/responses", "elapsed_ms": 412, "http_status": 200, "code": null,
    "request_id": null, "said": "", "facts": {}, "models": []}}}}}"""


def test_a_file_of_the_first_version_is_understood_and_written_as_one_of_today(
    folder: Path,
) -> None:
    folder.mkdir(parents=True)
    file = folder / "state.json"
    file.write_bytes(FIRST_VERSION)
    memory = Memory(folder)
    progress = memory.progress("openai")
    assert memory.set_aside is None
    assert progress.ticks["account"] == Tick(Evidence.PROOF, "2026-11-20T08:00:00+00:00", "ready")
    assert progress.ticks["use"].evidence is Evidence.HAND
    assert (progress.open_step, progress.mask) == ("use", "sk-…WXYZ")
    assert progress.last is not None
    assert progress.last.verdict.cause is Cause.READY
    assert (memory.own["openai/work"].name, memory.opened) == ("Work", "openai")
    memory.keep("openai", lambda before: before.removed(TICK.when))
    memory.flush()
    assert b'"version": 2' in file.read_bytes()
    assert Memory(folder).progress("openai").ticks == progress.ticks


@posix
def test_nobody_else_may_read_it(folder: Path) -> None:
    memory = Memory(folder)
    memory.keep("openai", ticked)
    memory.flush()
    assert stat.S_IMODE((folder / "state.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_only_one_file_is_left(folder: Path) -> None:
    memory = Memory(folder)
    folder.mkdir(parents=True)
    (folder / "state.json.new").write_bytes(
        b"left behind by a crash, and longer than the rest" * 99
    )
    memory.keep("openai", ticked)
    memory.flush()
    assert [file.name for file in folder.iterdir()] == ["state.json"]
    assert Memory(folder).progress("openai").is_done("account")


DAMAGED = {
    "empty": b"",
    "cut": b'{"version": 1, "entries": {"openai": {"ti',
    "noise": bytes(range(256)),
    "zeros": b"\0" * 4096,
    "not an object": b"[1, 2]",
    "wrong types": b'{"version": 1, "entries": {"openai": {"ticks": 3}}}',
    "unknown cause": b'{"entries": {"openai": {"last": {"verdict": {"cause": "?"}, "when": ""}}}}',
    "endless nesting": b'{"entries":' * 5000,
    "no time": b'{"entries": {"openai": {"ticks": {"key": {"evidence": "proved", "when": "?"}}}}}',
    "no version of ours": b'{"version": 0, "entries": {}}',
    "newer version": b'{"version": 3, "entries": {}}',
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED.keys())
def test_h36_a_damaged_or_newer_file_is_set_aside_whole(folder: Path, damage: bytes) -> None:
    folder.mkdir(parents=True)
    (folder / "state.json").write_bytes(damage)
    memory = Memory(folder, noon)
    assert memory.progress("openai") == Progress()
    assert memory.set_aside == folder / "state.json.bad-20261123T120000Z"
    assert memory.set_aside.read_bytes() == damage
    memory.keep("openai", ticked)
    memory.flush()
    assert Memory(folder).progress("openai").is_done("account")


def test_h36_a_file_that_was_cut_anywhere_is_set_aside_whole(folder: Path) -> None:
    memory = Memory(folder)
    memory.keep("openai", ticked)
    memory.flush()
    whole = (folder / "state.json").read_bytes()
    for length in range(0, len(whole), max(1, len(whole) // 40)):
        (folder / "state.json").write_bytes(whole[:length])
        cut = Memory(folder)
        assert cut.progress("openai") == Progress()
        assert cut.set_aside is not None
        assert cut.set_aside.read_bytes() == whole[:length]
        cut.set_aside.unlink()


def test_h36_an_unwritable_place_is_reported_and_the_program_goes_on(unwritable: Path) -> None:
    memory = Memory(unwritable)
    memory.keep("openai", ticked)
    memory.flush()
    assert not memory.is_kept
    assert memory.progress("openai").is_done("account")


def test_h36_a_file_that_cannot_be_read_is_never_overwritten(folder: Path) -> None:
    (folder / "state.json").mkdir(parents=True)  # a folder in its place: unreadable for root too
    memory = Memory(folder)
    memory.keep("openai", ticked)
    memory.flush()
    assert not memory.is_kept
    assert (folder / "state.json").is_dir()


def test_times_are_utc_to_the_second(folder: Path) -> None:
    assert Memory(folder, noon).utc() == "2026-11-23T12:00:00+00:00"
