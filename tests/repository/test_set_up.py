# SPDX-License-Identifier: MIT
"""A bare machine is made ready by one command; what is there already is left alone."""

from __future__ import annotations

import importlib.util
import re
import stat
import sys
from pathlib import Path
from types import ModuleType

import pytest

from checkout import ROOT

DEBIAN = pytest.mark.skipif(sys.platform != "linux", reason="apt-get is Debian's")


@pytest.fixture
def set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """tools/set_up.py, working on a copy of the locks in an empty folder."""
    spec = importlib.util.spec_from_file_location("set_up", ROOT / "tools" / "set_up.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    locks = tmp_path / "requirements"
    locks.mkdir()
    for lock in (ROOT / "requirements").iterdir():
        (locks / lock.name).write_bytes(lock.read_bytes())
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path)
    monkeypatch.setattr(module, "VENV_PYTHON", Path(sys.executable))
    return module


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of stand-ins for Debian's programs; each notes its arguments in `calls`."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("apt-get", "sudo"):
        _program(programs / name, f'echo "{name} $*" >> {tmp_path}/calls')
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return tmp_path


def _program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def _has(machine: Path, *packages: str) -> None:
    """What dpkg-query says is installed: "name" or "name, and what it provides"."""
    rows = "".join(f"installed\\t{package}\\n" for package in packages)
    _program(machine / "programs" / "dpkg-query", f"printf '{rows}'")


@DEBIAN
def test_missing_packages_are_announced_by_name_and_installed(
    set_up: ModuleType, machine: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    wanted = set_up.wanted_packages("run")
    _has(machine, *(f"{package}\\t" for package in wanted if package not in {"libegl1", "libgl1"}))
    set_up.install_packages("run")
    assert "apt-get:\nlibegl1 libgl1\n" in capfd.readouterr().out
    update, install = (machine / "calls").read_text().splitlines()
    assert update.endswith("update")
    assert install.endswith("--yes --no-install-recommends libegl1 libgl1")


@DEBIAN
def test_a_package_that_another_provides_is_not_missing(
    set_up: ModuleType, machine: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Ubuntu 24.04 has libglib2.0-0t64 in the place of libglib2.0-0."""
    others = (f"{package}\\t" for package in set_up.wanted_packages("run"))
    _has(
        machine,
        *(other for other in others if not other.startswith("libglib2.0-0")),
        "libglib2.0-0t64\\tlibglib2.0-0 (= 2.80.0-6ubuntu3)",
    )
    set_up.install_packages("run")
    assert capfd.readouterr().out == ""
    assert not (machine / "calls").exists()


def test_it_is_done_at_once_until_the_lock_changes(set_up: ModuleType, tmp_path: Path) -> None:
    assert not set_up.is_ready("run")
    set_up.stamp("run").write_text(set_up.fingerprint("run"))
    assert set_up.is_ready("run")
    with (tmp_path / "requirements" / "run.txt").open("a") as lock:
        lock.write("another==1 --hash=sha256:0\n")
    assert not set_up.is_ready("run")


def test_the_tools_for_tests_bring_all_that_the_window_needs(set_up: ModuleType) -> None:
    assert set(set_up.wanted_packages("run")) < set(set_up.wanted_packages("tour"))
    assert set(set_up.wanted_packages("tour")) < set(set_up.wanted_packages("dev"))


def test_ci_runs_what_a_person_runs() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text()


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_command_of_the_pages_exists(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"^ *make ([a-z-]+)|`make ([a-z-]+)`", (ROOT / page).read_text(), re.M))
    named_targets = {one or other for one, other in named}
    assert named_targets
    assert named_targets <= targets


@pytest.mark.parametrize("tampered", [False, True], ids=["as locked", "another hash"])
def test_h45_a_package_with_another_hash_ends_the_set_up(
    tampered: bool,
    set_up: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """As `make` does it, with one small package of the real lock, into an empty folder."""
    lock = tmp_path / "requirements" / "run.txt"
    entries = re.findall(r"^platformdirs==(?:.*\\\n)+.*\n", lock.read_text("utf-8"), re.M)
    assert entries
    text = "".join(entries)
    if tampered:
        text = re.sub(r"sha256:(.)", lambda first: f"sha256:{int(first[1], 16) ^ 1:x}", text)
    lock.write_text(text, "utf-8")
    monkeypatch.setenv("PIP_TARGET", str(tmp_path / "installed"))
    if not tampered:
        set_up.install_locked("run")
        assert (tmp_path / "installed" / "platformdirs").is_dir()
        return
    with pytest.raises(SystemExit, match="ended with"):
        set_up.install_locked("run")
    assert "DO NOT MATCH THE HASHES" in capfd.readouterr().err
    assert not (tmp_path / "installed").exists()
