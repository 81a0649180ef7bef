# SPDX-License-Identifier: MIT
"""Brings the window's translations up to date: `.ts` from the code, `.qm` from the `.ts`.

`translations.py` updates both; the files are committed, and tests/repository/test_translations.py
proves that they are fresh. The languages are those that have a file of words.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = sorted(file.stem for file in (ROOT / "resources" / "words").glob("*.toml"))


def sources() -> list[Path]:
    return sorted((ROOT / "desktop" / "keyready" / "ui").rglob("*.py"))


def extract(language: str, file: Path) -> None:
    """Put the texts of the code into `file`; what was translated stays."""
    plurals = ["-pluralonly"] if language == "en" else []  # the code is in English
    _run(
        *("lupdate", "-silent", "-no-obsolete", "-locations", "none", *plurals),
        *("-source-language", "en", "-target-language", language),
        *map(str, sources()),
        *("-ts", str(file)),
    )


def release(file: Path, into: Path) -> None:
    _run("lrelease", "-silent", str(file), "-qm", str(into))


def _run(program: str, *arguments: str) -> None:
    # PySide6 brings Qt's own tools; its wrappers are scripts beside this Python.
    wrapper = Path(sysconfig.get_path("scripts")) / f"pyside6-{program}"
    subprocess.run([wrapper, *arguments], check=True)


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        file = FOLDER / f"app_{language}.ts"
        extract(language, file)
        release(file, file.with_suffix(".qm"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
