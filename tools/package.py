# SPDX-License-Identifier: MIT
"""Builds the packaged program in dist/keyready/, unless it stands there from the same sources.

The same sources give the same bytes: the clock and the order of sets are fixed.
`package.py --into FOLDER` builds another one there, `package.py --empty` plain PyInstaller's
program of an empty window in build/plain/empty/, which ours is measured against.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "dist" / "keyready"
EMPTY = ROOT / "build" / "plain" / "empty"
EMPTY_SOURCE = "tools/programs/empty.py"
SOURCES = (
    *("LICENSE", "build.spec", "desktop", "packaging", "requirements", "resources"),
    *("tools/bundled.py", "tools/icon_files.py", "tools/platform_facts.py", "tools/programs"),
)
FIXED = {
    "SOURCE_DATE_EPOCH": "1767225600",  # 2026-01-01, any date that is the same each time
    "PYTHONHASHSEED": "1",
    "QT_QPA_PLATFORM": "offscreen",
}


def source_files(sources: Sequence[str]) -> Iterator[Path]:
    for name in sources:
        place = ROOT / name
        yield from sorted(place.rglob("*")) if place.is_dir() else [place]


def fingerprint(sources: Sequence[str]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in source_files(sources):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(str(file.relative_to(ROOT)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def pyinstaller(work: Path, into: Path, *arguments: str) -> None:
    """Runs it; `work` is where it keeps what it makes on the way."""
    environment = {**os.environ, **FIXED, "PYINSTALLER_CONFIG_DIR": str(work / "cache")}
    folders = ("--workpath", str(work / "work"), "--distpath", str(into))
    command = [sys.executable, "-m", "PyInstaller", "--clean", "--noconfirm", "--log-level=ERROR"]
    subprocess.run([*command, *folders, *arguments], cwd=ROOT, env=environment, check=True)


def ready(program: Path, sources: Sequence[str], work: Path, *arguments: str) -> Path:
    """`program`, built anew only when `sources` have changed."""
    stamp, now = work / "stamp", fingerprint(sources)
    if not (program.is_dir() and stamp.exists() and stamp.read_text("ascii") == now):
        pyinstaller(work, program.parent, *arguments)
        stamp.write_text(now, "ascii")
    return program


def keyready() -> Path:
    return ready(PROGRAM, SOURCES, ROOT / "build" / "package", "build.spec")


def empty() -> Path:
    """What plain PyInstaller makes of an empty window, nothing chosen and nothing left out."""
    work = EMPTY.parent
    options = ("--windowed", "--specpath", str(work), "--name", EMPTY.name)
    sources = (EMPTY_SOURCE, "requirements/dev.txt")
    return ready(EMPTY, sources, work, *options, str(ROOT / EMPTY_SOURCE))


def size(folder: Path) -> int:
    """Bytes of all files; links count with their own few."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path)
    parser.add_argument("--empty", action="store_true")
    asked = parser.parse_args()
    if asked.into:
        pyinstaller(asked.into.absolute() / "build", asked.into.absolute(), "build.spec")
        return
    program = empty() if asked.empty else keyready()
    print(f"{program.relative_to(ROOT)}: {size(program) // 1_000_000} MB")


if __name__ == "__main__":
    main()
