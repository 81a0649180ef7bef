# SPDX-License-Identifier: MIT
"""Takes pictures of every state of every screen, and makes an index page of them.

`pictures.py [FOLDER [SCREEN...]]`: the screens are those of tests/screens.py, in every language,
light and dark. Nothing of it is seen on a screen. A key in a picture is an example.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from html import escape
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from picture_fonts import choose_fonts

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT / "tests")]

if TYPE_CHECKING:
    from screens import Window


class Variant(NamedTuple):
    """How a screen is shown. `scale` 2 is a screen at 200 %."""

    name: str
    scheme: str = "light"
    size: tuple[int, int] = (960, 680)
    scale: float = 1.0


EACH = (Variant("light"), Variant("dark", "dark"))
MORE = (
    Variant("small", size=(720, 520)),
    Variant("small-dark", "dark", (720, 520)),
    Variant("150", scale=1.5),
    Variant("200", scale=2.0),
    Variant("200-dark", "dark", scale=2.0),
)
# The screens that have most to lose where there is little room, or where lines fall between dots.
IN_ALL_VARIANTS = (
    *("first_start", "step_unfolded", "steps_in_every_state", "field_filled"),
    *("verdict_no_credit", "verdict_details", "connection_bad", "compare_unfolded", "settings"),
    *("use_recipe_for_a_file", "use_rivals"),
)


def variants(screen: str) -> tuple[Variant, ...]:
    taken = EACH + (MORE if screen in IN_ALL_VARIANTS else ())
    return tuple(sorted(taken, key=lambda variant: variant.scheme, reverse=True))  # light first


def file_name(screen: str, language: str, variant: Variant) -> str:
    return f"{screen}-{language}-{variant.name}.png"


def take(window: Window, variant: Variant, file: Path) -> None:
    """Painted anew for this variant, and not enlarged."""
    from PySide6.QtGui import QPixmap

    from keyready.ui.look import tokens

    top, theme = window.app.window, window.app.theme
    palette = {"light": tokens.LIGHT, "dark": tokens.DARK}[variant.scheme]
    if theme.palette != palette:  # it is what takes longest
        theme.dress(palette)
    top.resize(*variant.size)
    window.rest()
    picture = QPixmap(top.size() * variant.scale)
    picture.setDevicePixelRatio(variant.scale)
    top.render(picture)
    picture.save(str(file))


def take_all(folder: Path, names: Sequence[str], language: str) -> list[Path]:
    """In a process of their own: a few processes are through in half the time."""
    from keyready.ui.application import make_application
    from screens import SCREENS, window

    application = make_application()
    files = []
    for name in names or SCREENS:
        with window(application, language) as shown:
            SCREENS[name](shown)
            for variant in variants(name):
                files.append(folder / file_name(name, language, variant))
                take(shown, variant, files[-1])
    return files


def index(files: Iterable[Path]) -> str:
    """A row for each screen and language, with whatever pictures there are of it."""
    rows: dict[str, list[str]] = {}
    for file in files:
        screen, language, variant = file.stem.split("-", 2)
        cells = rows.setdefault(f"{escape(screen.replace('_', ' '))}<br>{escape(language)}", [])
        name = escape(file.name)
        cells.append(
            f'<td><a href="{name}"><img src="{name}" loading="lazy" alt=""></a>'
            f"<br>{escape(variant)}</td>"
        )
    listed = "\n".join(f"<tr><th>{row}</th>{''.join(rows[row])}</tr>" for row in sorted(rows))
    return f"""<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>Keyready: every state of every screen</title>
<style>
body {{ font: 14px/1.4 sans-serif; margin: 24px; background: #E4E7EB; color: #1B1F24 }}
th {{ text-align: left; vertical-align: top; position: sticky; left: 0; background: #E4E7EB }}
td, th {{ padding: 8px }}
img {{ width: 320px; display: block }}
</style>
<h1>Every state of every screen</h1>
<table>
{listed}
</table></html>
"""


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        choose_fonts(Path(home))
        # Before Qt is loaded: a picture depends on nothing of the person's own desktop.
        os.environ |= {"XDG_CONFIG_HOME": home, "QT_QPA_PLATFORM": "offscreen", "TZ": "UTC"}
        from keyready.services.files.languages import languages

        with ProcessPoolExecutor(mp_context=get_context("spawn")) as processes:
            taken = processes.map(partial(take_all, folder, sys.argv[2:]), languages())
            files = [file for of_language in taken for file in of_language]
    (folder / "index.html").write_text(index(files), "utf-8")
    seconds = time.monotonic() - began
    print(f"{len(files)} pictures in {seconds:.0f} s: {folder / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
