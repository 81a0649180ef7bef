# SPDX-License-Identifier: MIT
"""The environment of a login is asked of the system: its programs, here ours, or its registry."""

from __future__ import annotations

import os
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from keyready.core.rivals import PlaceKind
from keyready.services.catalog import Catalog
from keyready.services.programs.login_environment import login_files, login_variables
from keyready.services.programs.rivals import Search

KEY = "sk-proj-EXAMPLE-0123456789-abcdefghij-WXYZ"
NAMES = ("OPENAI_API_KEY", "GROQ_API_KEY")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def test_systemd_is_asked_for_its_environment(programs: Path) -> None:
    shown = f"HOME=/root\nOPENAI_API_KEY={KEY}\nGROQ_API_KEY=$'gsk EXAMPLE'\nEMPTY=\nno line"
    program(programs, "systemctl", f'[ "$*" = "--user show-environment" ] && cat <<"E"\n{shown}\nE')
    assert list(login_variables(NAMES)) == [
        ("systemctl --user", "OPENAI_API_KEY", KEY),
        ("systemctl --user", "GROQ_API_KEY", "gsk EXAMPLE"),
    ]


def test_a_key_of_the_login_is_a_conflict_after_those_of_shells(programs: Path) -> None:
    program(programs, "systemctl", f"echo OPENAI_API_KEY={KEY}")
    home = Path(os.environ["HOME"])
    (home / ".profile").write_text(f"export OPENAI_API_KEY={KEY}\n")
    (home / ".pam_environment").write_text(f"OPENAI_API_KEY DEFAULT={KEY}\nGROQ_API_KEY={KEY}\n")
    found = Search.of(Catalog().providers, {}).everywhere()
    assert [(one.kind, one.provider.id, Path(one.where).name) for one in found] == [
        (PlaceKind.SHELL, "openai", ".profile"),
        (PlaceKind.LOGIN, "openai", "systemctl --user"),
        (PlaceKind.LOGIN, "openai", ".pam_environment"),
        (PlaceKind.LOGIN, "groq", ".pam_environment"),
    ]


@pytest.mark.parametrize(
    "script", ["exit 1", f"echo OPENAI_API_KEY={KEY}; exit 1", "printf '\\377'"]
)
def test_a_system_that_cannot_tell_is_no_reason_to_fail(script: str, programs: Path) -> None:
    program(programs, "systemctl", script)
    assert list(login_variables(NAMES)) == []


def test_a_system_that_does_not_answer_is_not_waited_for(programs: Path) -> None:
    program(programs, "systemctl", "exec sleep 30")
    began = time.monotonic()
    assert list(login_variables(NAMES)) == []
    assert time.monotonic() - began < 10


def test_a_system_without_that_program_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(login_variables(NAMES)) == []


def test_macos_is_asked_for_each_name(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    program(programs, "launchctl", f'[ "$1 $2" = "getenv OPENAI_API_KEY" ] && echo {KEY}; exit 0')
    assert list(login_variables(NAMES)) == [("launchctl", "OPENAI_API_KEY", KEY)]


def test_windows_has_them_in_its_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a stand-in for the calls of Python's winreg."""
    system = r"SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
    values = {
        (1, "Environment"): {"OPENAI_API_KEY": (KEY, 1)},
        (2, system): {"OPENAI_API_KEY": ("", 1), "GROQ_API_KEY": ("gsk_EXAMPLE", 2)},
    }

    def value(key: dict[str, tuple[str, int]], name: str) -> tuple[str, int]:
        if name not in key:
            raise FileNotFoundError(2, "not there")
        return key[name]

    registry = SimpleNamespace(
        HKEY_CURRENT_USER=1,
        HKEY_LOCAL_MACHINE=2,
        OpenKey=lambda root, place: nullcontext(values[root, place]),
        QueryValueEx=value,
    )
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "winreg", registry)
    assert list(login_variables(NAMES)) == [
        (r"HKCU\Environment", "OPENAI_API_KEY", KEY),
        (rf"HKLM\{system}", "GROQ_API_KEY", "gsk_EXAMPLE"),
    ]


def test_the_persons_files_go_before_the_systems() -> None:
    folder = Path(os.environ["HOME"]) / ".config/environment.d"
    folder.mkdir(parents=True)
    for name in ("10-a.conf", "20-b.conf", "notes.txt"):
        (folder / name).write_text("")
    files = login_files()
    assert [file.name for file in files[:3]] == [".pam_environment", "20-b.conf", "10-a.conf"]
    assert files[-1] == Path("/etc/environment")
