# SPDX-License-Identifier: MIT
"""One window for a person: the lock that decides it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from checkout import ROOT
from keyready.services.files.window_lock import WindowLock

HOLDER = """
import sys
from pathlib import Path
from keyready.services.files.window_lock import WindowLock
lock = WindowLock(Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """Another process, which has the lock when this returns, until it ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        env={"PYTHONPATH": str(ROOT / "desktop")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    return process


def test_only_one_process_has_it_until_it_ends(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        assert not WindowLock(tmp_path).take()
        first.kill()
        first.wait()
        again = WindowLock(tmp_path)
        assert again.take()
        again.release()


@pytest.mark.parametrize(
    "left", [b"", b"\0\xff garbage" * 100, b"1\n"], ids=["empty", "noise", "pid"]
)
def test_h37_what_a_lock_file_contains_does_not_count(left: bytes, tmp_path: Path) -> None:
    (tmp_path / "window.lock").write_bytes(left)
    lock = WindowLock(tmp_path)
    assert lock.take()
    assert not WindowLock(tmp_path).take()
    lock.release()


def test_where_no_file_can_be_made_the_window_opens_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert WindowLock(tmp_path / "file" / "folder").take()


def test_it_lives_in_the_folder_of_this_login_and_is_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    lock = WindowLock()
    assert lock.take()
    assert (tmp_path / "keyready").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "keyready" / "window.lock").stat().st_mode & 0o777 == 0o600
    lock.release()
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert not WindowLock().address.startswith(str(tmp_path))
