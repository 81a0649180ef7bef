# SPDX-License-Identifier: MIT
"""What Windows and macOS show of a program file. It cannot be built here, but it can be read."""

from __future__ import annotations

import ast
import plistlib
import struct
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage

from checkout import ROOT
from keyready import __version__
from keyready.ui.application import DESKTOP_FILE
from tools import tool

facts = tool("platform_facts")
icon_files = tool("icon_files")


def test_windows_is_told_the_version(tmp_path: Path) -> None:
    assert facts.windows_version(tmp_path, "keyready", "linux") is None
    file = facts.windows_version(tmp_path, "keyready-window", "win32")
    text = Path(file).read_text("utf-8")
    call = ast.parse(text, mode="eval").body
    strings = {
        ast.literal_eval(node.args[0]): ast.literal_eval(node.args[1])
        for node in ast.walk(call)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "StringStruct"
    }
    assert strings["FileVersion"] == strings["ProductVersion"] == __version__
    assert strings["OriginalFilename"] == "keyready-window.exe"
    numbers = ", ".join(map(str, facts.windows_numbers()))
    assert f"filevers=({numbers}), prodvers=({numbers})" in text


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.20.3", (1, 20, 3, 0)), ("0.2.0rc1", (0, 2, 0, 0))],
)
def test_windows_wants_four_numbers(version: str, numbers: tuple[int, ...]) -> None:
    assert facts.windows_numbers(version) == numbers


def test_macos_is_told_what_it_shows() -> None:
    plist = plistlib.loads(plistlib.dumps(facts.MAC_FACTS))
    assert plist["CFBundleShortVersionString"] == __version__
    assert plist["NSHighResolutionCapable"] is True
    assert plist["LSApplicationCategoryType"] == "public.app-category.developer-tools"
    assert facts.APPLICATION_ID == DESKTOP_FILE == "io.github.keyready.Keyready"


def test_the_hardened_runtime_lets_nobody_read_our_memory() -> None:
    file = ROOT / "packaging" / "macos" / "entitlements.plist"
    granted = plistlib.loads(file.read_bytes())
    assert granted == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_only_a_named_developer_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert facts.signer() is None
    monkeypatch.setenv("KEYREADY_SIGNER", "Developer ID Application: EXAMPLE")
    assert facts.signer() == "Developer ID Application: EXAMPLE"


def test_the_icon_of_windows_has_every_size_in_full(tmp_path: Path) -> None:
    assert icon_files.for_system(tmp_path, "linux") is None
    ico = Path(icon_files.for_system(tmp_path, "win32")).read_bytes()
    _, kind, count = struct.unpack_from("<HHH", ico)
    assert (kind, count) == (1, len(icon_files.WINDOWS))
    for at, size in enumerate(icon_files.WINDOWS):
        width, *_, length, place = struct.unpack_from("<4B2H2I", ico, 6 + 16 * at)
        picture = QImage.fromData(QByteArray(ico[place : place + length]))
        assert (width or 256, picture.width(), picture.height()) == (size, size, size)
        assert picture.pixelColor(size // 2, size // 6).blue() > 150  # our ground


def test_the_icon_of_macos_has_every_size_in_full(tmp_path: Path) -> None:
    icns = Path(icon_files.for_system(tmp_path, "darwin")).read_bytes()
    assert (icns[:4], struct.unpack_from(">I", icns, 4)[0]) == (b"icns", len(icns))
    place, sizes = 8, []
    while place < len(icns):
        kind, length = struct.unpack_from(">4sI", icns, place)
        picture = QImage.fromData(QByteArray(icns[place + 8 : place + length]))
        sizes.append((kind, picture.width()))
        place += length
    assert dict(sizes) == icon_files.MAC
