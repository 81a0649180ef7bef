# SPDX-License-Identifier: MIT
"""How large the packaged program is, against plain PyInstaller's of an empty window.

Both are built by the same PyInstaller from the same .venv.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import package

LARGEST = 20


def compressed(folder: Path) -> int:
    """Bytes of the folder as `tar` and `xz` (level 6, as in a .deb) make them."""
    tar = ["tar", "--sort=name", "-C", str(folder.parent), "-c", folder.name]
    xz = ["xz", "-6", "--threads=0"]
    with (
        subprocess.Popen(tar, stdout=subprocess.PIPE) as packed,
        subprocess.Popen(xz, stdin=packed.stdout, stdout=subprocess.PIPE) as small,
    ):
        assert small.stdout is not None
        return sum(map(len, iter(partial(small.stdout.read, 1 << 20), b"")))


def largest(folder: Path, count: int = LARGEST) -> list[tuple[int, str]]:
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    listed = ((file.stat().st_size, os.fspath(file.relative_to(folder))) for file in files)
    return sorted(listed, reverse=True)[:count]


def sizes() -> dict[str, tuple[int, int]]:
    """Bytes of Keyready and of the empty window: unpacked, compressed."""
    ours, theirs = package.keyready(), package.empty()
    return {
        "unpacked": (package.size(ours), package.size(theirs)),
        "compressed": (compressed(ours), compressed(theirs)),
    }


def main() -> None:
    for name, (ours, theirs) in sizes().items():
        print(f"{name}: {ours / 1e6:.1f} MB / {theirs / 1e6:.1f} MB = {ours / theirs:.3f}")
    for count, name in largest(package.PROGRAM):
        print(f"{count / 1e6:7.1f} MB  {name}")


if __name__ == "__main__":
    main()
