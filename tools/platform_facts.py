# SPDX-License-Identifier: MIT
"""What Windows and macOS show of a program file, and who signs it."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "desktop"))
from keyready import __version__  # noqa: E402

APPLICATION_ID = "io.github.keyready.Keyready"
NAME = "Keyready"
SENTENCE = "Keeps an API key in the system's keyring and checks that it works"
COPYRIGHT = "Copyright the Keyready authors, MIT licence"

MAC_FACTS = {
    "CFBundleDisplayName": NAME,
    "CFBundleShortVersionString": __version__,
    "CFBundleVersion": __version__,
    "CFBundleDevelopmentRegion": "en",
    "CFBundleLocalizations": ["en", "ko"],
    "LSApplicationCategoryType": "public.app-category.developer-tools",
    "LSMinimumSystemVersion": "13.0",  # Qt's own
    "NSHighResolutionCapable": True,
    "NSHumanReadableCopyright": COPYRIGHT,
}

# As PyInstaller reads it: the names are those of the Windows structures.
_RESOURCE = """\
VSVersionInfo(
  ffi=FixedFileInfo(
    filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1,
    subtype=0x0, date=(0, 0)
  ),
  kids=[
    StringFileInfo([StringTable('040904B0', [
{strings}
    ])]),
    VarFileInfo([VarStruct('Translation', [1033, 1200])])
  ]
)
"""


def windows_numbers(version: str = __version__) -> tuple[int, int, int, int]:
    """Windows wants four numbers: 0.2.0rc1 is (0, 2, 0, 0)."""
    first, second, third = map(int, re.findall(r"\d+", version)[:3])
    return first, second, third, 0


def windows_resource(program: str) -> str:
    strings = {
        "CompanyName": NAME,
        "FileDescription": NAME if program == "keyready-window" else f"{NAME} in a terminal",
        "FileVersion": __version__,
        "InternalName": program,
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": f"{program}.exe",
        "ProductName": NAME,
        "ProductVersion": __version__,
        "Comments": SENTENCE,
    }
    lines = ",\n".join(f"      StringStruct({n!r}, {s!r})" for n, s in strings.items())
    return _RESOURCE.format(numbers=windows_numbers(), strings=lines)


def windows_version(folder: Path, program: str, system: str = sys.platform) -> str | None:
    """The file with the version resource, where there is such a thing."""
    if system != "win32":
        return None
    file = folder / f"{program}.version"
    file.write_text(windows_resource(program), "utf-8")
    return str(file)


def signer() -> str | None:
    """The Developer ID of macOS that signs; without one the program is signed "ad hoc"."""
    return os.environ.get("KEYREADY_SIGNER") or None
