# SPDX-License-Identifier: MIT
"""The size of the window, between two starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from keyready.services.files.window_size import WindowSize


def test_the_next_start_has_the_size_of_the_last(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    assert WindowSize(folder).read() is None
    WindowSize(folder).write(1024, 700)
    WindowSize(folder).write(1100, 701)
    assert WindowSize(folder).read() == (1100, 701)
    assert [file.name for file in folder.iterdir()] == ["window-size"]


@pytest.mark.parametrize(
    "damaged",
    [b"", b"1024x700", b"0x700\n", b"-5x700\n", b"99999x700\n", b"\xff" * 40, b"1024x700\n" * 9],
)
def test_a_damaged_file_is_no_size(damaged: bytes, tmp_path: Path) -> None:
    (tmp_path / "window-size").write_bytes(damaged)
    assert WindowSize(tmp_path).read() is None


def test_a_disk_that_takes_nothing_is_no_fault(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    WindowSize(in_the_way).write(1024, 700)
    assert WindowSize(in_the_way).read() is None
