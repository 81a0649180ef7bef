# SPDX-License-Identifier: MIT
"""The program's icon in the forms that systems want, drawn from resources/icons/keyready.svg."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAWING = ROOT / "resources" / "icons" / "keyready.svg"
HICOLOR = (16, 22, 24, 32, 48, 64, 96, 128, 192, 256, 512)
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 128, 256)
# The types of an .icns file that hold a PNG: https://en.wikipedia.org/wiki/Apple_Icon_Image_format
MAC = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic08": 256,
    b"ic13": 256,
    b"ic09": 512,
    b"ic14": 512,
    b"ic10": 1024,
}


def pngs(*sizes: int) -> dict[int, bytes]:
    """The drawing as PNG files, by their width and height in pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawing = QSvgRenderer(QByteArray(DRAWING.read_bytes()))
    made = {}
    for size in sizes:
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        drawing.render(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")
        made[size] = buffer.data().data()
    return made


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """Of Windows: a directory, then the PNG files."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    for size, png in pictures.items():
        head += struct.pack("<4B2H2I", size % 256, size % 256, 0, 0, 1, 32, len(png), place)
        place += len(png)
    return head + b"".join(pictures.values())


def icns(pictures: Mapping[int, bytes]) -> bytes:
    """Of macOS: each PNG behind its type and length."""
    body = b"".join(
        kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size]
        for kind, size in MAC.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def for_system(folder: Path, system: str = sys.platform) -> str | None:
    """The icon of a program file of `system`, written into `folder`; Linux's have none."""
    if system == "win32":
        file, content = folder / "keyready.ico", ico(pngs(*WINDOWS))
    elif system == "darwin":
        file, content = folder / "keyready.icns", icns(pngs(*MAC.values()))
    else:
        return None
    file.write_bytes(content)
    return str(file)
