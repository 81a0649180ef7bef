# SPDX-License-Identifier: MIT
"""Renews the pictures of README.md: those of the tour in each language, made small.

`docs/pictures/<name>-<language>.png`; the names are those of the tour (tools/tour.py).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
NAMES = ("welcome", "it-can-be-used", "no-credit", "connection")
LOCALES = {"en": "C.UTF-8", "ko": "ko_KR.UTF-8"}
COLOURS = 256  # as many as a byte can name: a third of the size, and no difference to be seen


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for language, locale in LOCALES.items():
        with tempfile.TemporaryDirectory() as folder:
            tour = [sys.executable, str(ROOT / "tools" / "tour.py"), folder]
            subprocess.run(tour, check=True, env={**os.environ, "LANG": locale})
            for name in NAMES:
                (taken,) = Path(folder).glob(f"*-{name}.png")
                make_small(taken, PICTURES / f"{name}-{language}.png")
    return 0


def make_small(taken: Path, to: Path) -> None:
    """Each of its commonest colours stays as it is; others become the nearest of these."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    picture = QImage(str(taken)).convertToFormat(QImage.Format.Format_RGB32)
    commonest = Counter(memoryview(picture.constBits()).cast("I")).most_common(COLOURS)
    table = [colour for colour, _ in commonest]
    nearest = Qt.ImageConversionFlag.ThresholdDither
    picture = picture.convertToFormat(QImage.Format.Format_Indexed8, table, nearest)
    if not picture.save(str(to), "PNG", 0):  # type: ignore[call-overload]
        raise OSError(f"{to} could not be written")


if __name__ == "__main__":
    sys.exit(main())
