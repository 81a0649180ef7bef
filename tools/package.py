# SPDX-License-Identifier: MIT
"""Builds the packaged program in dist/keyready/, unless it stands there from the same sources.

The same sources give the same bytes: the clock and the order of sets are fixed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "dist" / "keyready"
STAMP = ROOT / "build" / "package-stamp"
SOURCES = ("build.spec", "desktop", "requirements/dev.txt", "resources", "tools/programs")


def source_files() -> Iterator[Path]:
    for name in SOURCES:
        place = ROOT / name
        yield from sorted(place.rglob("*")) if place.is_dir() else [place]


def fingerprint() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in source_files():
        if file.is_file() and file.suffix != ".pyc":
            digest.update(str(file.relative_to(ROOT)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def build() -> None:
    fixed = {
        "SOURCE_DATE_EPOCH": "1767225600",  # 2026-01-01, any date that is the same each time
        "PYTHONHASHSEED": "1",
        "PYINSTALLER_CONFIG_DIR": str(ROOT / "build" / "pyinstaller"),
    }
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "build.spec"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **fixed}, check=True)


def megabytes(folder: Path) -> int:
    return sum(file.lstat().st_size for file in folder.rglob("*")) // 1_000_000


def main() -> None:
    now = fingerprint()
    if not (PROGRAM.is_dir() and STAMP.exists() and STAMP.read_text("ascii") == now):
        build()
        STAMP.write_text(now, "ascii")
    print(f"{PROGRAM.relative_to(ROOT)}: {megabytes(PROGRAM)} MB")


if __name__ == "__main__":
    main()
