# SPDX-License-Identifier: MIT
"""The packaged programs: complete, small, and as good as the sources."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from keyready import __version__
from tools import tool

pytestmark = pytest.mark.built

PRACTICE = [
    ("sk-practice-ready-EXAMPLE", 0, "accepted"),
    ("sk-practice-no-credit-EXAMPLE", 1, "no_credit"),
    ("sk-practice-revoked-EXAMPLE", 1, "key_rejected"),
    ("sk-practice-restricted-EXAMPLE", 0, "cannot_list_models"),
    ("sk-practice-busy-EXAMPLE", 3, "provider_busy"),
    ("sk-practice-offline-EXAMPLE", 3, "no_connection"),
]


def run(*command: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, input=given, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    ("program", "option"),
    [("keyready", "self-test"), ("keyready", "--self-test"), ("keyready-window", "--self-test")],
)
def test_every_part_works_inside_the_bundle(programs: Path, program: str, option: str) -> None:
    answer = run(programs / program, option)
    report: dict[str, Any] = json.loads(answer.stdout)
    assert [check for check in report["checks"] if not check["ok"]] == []
    assert (report["ok"], report["frozen"], answer.returncode) == (True, True, 0)


def test_a_part_that_is_missing_is_found_out(programs: Path, tmp_path: Path) -> None:
    lame = tmp_path / "lame"
    subprocess.run(["cp", "-a", programs, lame], check=True)
    (lame / "_internal/keyready/resources/words/ko.toml").write_text("language =")
    for plugin in lame.rglob("libqxcb.so"):
        plugin.unlink()
    answer = run(lame / "keyready", "self-test")
    failed = [check["name"] for check in json.loads(answer.stdout)["checks"] if not check["ok"]]
    assert (failed, answer.returncode) == (["words", "window"], 1)


def test_the_console_program_says_its_version(programs: Path) -> None:
    answer = run(programs / "keyready", "--version")
    assert (answer.stdout, answer.stderr) == (f"keyready {__version__}\n", "")


@pytest.mark.parametrize(("key", "code", "cause"), PRACTICE)
def test_each_practice_key_gets_its_verdict(
    programs: Path, key: str, code: int, cause: str
) -> None:
    answer = run(programs / "keyready", "check", "practice", "--stdin", "--json", given=key)
    assert (json.loads(answer.stdout)["cause"], answer.returncode) == (cause, code)
    assert key not in answer.stdout + answer.stderr


def test_the_folder_holds_nothing_that_is_not_wanted(programs: Path) -> None:
    names = {file.name.lower() for file in programs.rglob("*")}
    unwanted = ("libgtk", "qgtk3", "qlinuxfb", "qvnc", "libqt6qml", "libqt6pdf", "keyrings")
    assert [name for name in names if any(part in name for part in unwanted)] == []
    assert [file for file in programs.rglob("*") if file.is_symlink() and not file.exists()] == []


def test_the_folder_stays_small(programs: Path) -> None:
    """Plain PyInstaller's empty window has 177 MB; `make sizes` compares in one run."""
    assert tool("package").size(programs) < 0.75 * 176_800_000
