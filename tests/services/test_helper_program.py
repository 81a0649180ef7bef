# SPDX-License-Identifier: MIT
"""The console program is found wherever the window was started from."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from checkout import ROOT
from keyready.services.programs import helper_program
from keyready.services.programs.helper_program import helper_path


@pytest.fixture
def name(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(helper_program, "_NAME", "keyready")
    return "keyready"


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_from_source_it_is_the_script_of_the_virtual_environment() -> None:
    found = helper_path()
    assert found == ROOT / ".venv/bin/keyready"
    done = subprocess.run([found, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("keyready ")


def test_packaged_it_is_beside_the_window(tmp_path: Path, name: str) -> None:
    console = program(tmp_path / "bundle" / name)
    window = program(tmp_path / "bundle/keyready-window")
    assert helper_path(window, tmp_path / "usr/bin") == console


def test_installed_it_is_the_path_that_every_user_has(tmp_path: Path, name: str) -> None:
    console = program(tmp_path / "opt" / name)
    (tmp_path / "usr").mkdir()
    (tmp_path / "usr" / name).symlink_to(console)
    assert (
        helper_path(tmp_path / "opt/keyready-window", tmp_path / "usr") == tmp_path / "usr" / name
    )


def test_another_keyready_that_is_installed_is_not_this_one(tmp_path: Path, name: str) -> None:
    console = program(tmp_path / "bundle" / name)
    program(tmp_path / "usr" / name)
    assert helper_path(tmp_path / "bundle/keyready-window", tmp_path / "usr") == console


def test_on_windows_it_has_its_ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper_program, "_NAME", "keyready.exe")
    console = program(tmp_path / "keyready.exe")
    assert helper_path(tmp_path / "keyready-window.exe", tmp_path / "usr") == console


def test_where_it_is_missing_that_is_said(tmp_path: Path, name: str) -> None:
    program(tmp_path / "usr" / name)
    assert helper_path(tmp_path / "bundle/keyready-window", tmp_path / "usr") is None
