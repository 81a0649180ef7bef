# SPDX-License-Identifier: MIT
"""A bare screen has no desktop that would choose a font: pictures take the same everywhere."""

from __future__ import annotations

from pathlib import Path

_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><alias>
<family>sans-serif</family><prefer><family>Inter</family><family>Noto Sans CJK KR</family></prefer>
</alias></fontconfig>
"""


def choose_fonts(configuration: Path) -> None:
    """For programs whose folder of configuration ($XDG_CONFIG_HOME) this is."""
    file = configuration / "fontconfig" / "fonts.conf"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_FONTS, "ascii")
