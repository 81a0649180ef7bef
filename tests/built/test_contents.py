# SPDX-License-Identifier: MIT
"""What the packaged program is made of: the same bytes each time, and everybody's licence."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checkout import ROOT, name, ours
from keyready import __version__
from tools import tool

pytestmark = pytest.mark.built

bundled = tool("bundled")


def fingerprints(folder: Path) -> dict[str, str]:
    """Of every file, with what else would differ in an archive: kind, mode, target."""
    return {
        str(path.relative_to(folder)): (
            f"-> {path.readlink()}"
            if path.is_symlink()
            else f"{path.stat().st_mode:o} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        )
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def test_h45_two_builds_from_the_same_sources_are_the_same(programs: Path, tmp_path: Path) -> None:
    """Also in another folder: no path of the machine is in the program."""
    other = tmp_path / "elsewhere"
    for file in ours():
        (other / name(file)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, other / name(file))
    command = [sys.executable, other / "tools" / "package.py", "--into", tmp_path / "out"]
    subprocess.run(command, check=True, capture_output=True)
    assert fingerprints(tmp_path / "out" / "keyready") == fingerprints(programs)


def test_every_part_is_locked_and_brings_its_licence(programs: Path) -> None:
    licences = programs / "_internal" / "licences"
    bill = json.loads((licences / "bundle.cdx.json").read_text("utf-8"))
    components = bill["components"]
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    locked = bundled.locked()
    pypi = {c["name"]: c["version"] for c in components if c["purl"].startswith("pkg:pypi/")}
    assert pypi.pop("pyinstaller")  # its loader is the program's beginning
    assert {"pyside6-essentials", "requests", "cryptography", "msgspec"} <= pypi.keys()
    assert pypi.items() <= locked.items()
    assert bill["metadata"]["component"]["version"] == __version__
    for component in components:
        texts = list((licences / component["name"]).iterdir())
        assert texts, component["name"]
        assert any(text.stat().st_size > 500 for text in texts), component["name"]
    assert (licences / "Keyready.txt").read_text("utf-8") == (ROOT / "LICENSE").read_text("utf-8")


def test_every_module_and_library_belongs_to_a_part_that_is_named(programs: Path) -> None:
    licences = {folder.name for folder in (programs / "_internal" / "licences").iterdir()}
    inside = programs / "_internal"
    folders = {path.name.lower() for path in inside.iterdir() if path.is_dir()}
    distributions = {"pyside6": "pyside6-essentials", "charset_normalizer": "charset-normalizer"}
    ours_own = {"keyready", "licences"}
    named = {
        distributions.get(folder, folder)
        for folder in folders
        if not folder.endswith(".dist-info") and not folder.startswith("python3")
    }
    assert named - ours_own <= licences


def test_qt_can_be_replaced_and_its_licence_says_how(programs: Path) -> None:
    """LGPL: shared libraries of their own, the licence, where the source is."""
    inside = programs / "_internal"
    (core,) = (file for file in inside.rglob("libQt6Core.so.6") if not file.is_symlink())
    assert core.stat().st_size > 1_000_000
    texts = inside / "licences" / "pyside6-essentials"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (texts / "LGPL-3.0.txt").read_text("utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in (texts / "GPL-3.0.txt").read_text("utf-8")
    notice = (texts / "Qt.md").read_text("utf-8")
    assert "replace them" in notice
    assert "download.qt.io" in notice


def test_a_file_of_nobody_ends_the_build(tmp_path: Path) -> None:
    stray = tmp_path / "libstray.so"
    stray.touch()
    with pytest.raises(bundled.Unknown, match=r"libstray\.so"):
        bundled.parts([stray])
