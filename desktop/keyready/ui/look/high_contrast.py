# SPDX-License-Identifier: MIT
"""Where the person's system asks for high contrast, its own colours win over ours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QStyleHints

from keyready.ui.look.tokens import Palette, contrast

LEAST = 4.5  # the contrast below which a text's colour gives way to that of plain text


def wants_contrast(hints: QStyleHints) -> bool:
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def of_system(system: QPalette) -> Palette:
    """The system's colours in our roles. Tones have none of their own there: marks have shapes,
    and words stand beside them."""
    role = QPalette.ColorRole

    def colour(which: QPalette.ColorRole) -> str:
        return system.color(QPalette.ColorGroup.Active, which).name()

    window, card, text = colour(role.Window), colour(role.Base), colour(role.Text)
    accent, on_accent = colour(role.Highlight), colour(role.HighlightedText)
    if contrast(text, window) < LEAST:
        text = colour(role.WindowText)
    if min(contrast(accent, card), contrast(accent, window)) < LEAST:
        accent, on_accent = text, card
    if contrast(on_accent, accent) < LEAST:
        on_accent = max((card, text), key=lambda one: contrast(one, accent))
    tones = dict.fromkeys(("good", "bad", "attention", "not_judged"), text)
    return Palette(
        window=window,
        card=card,
        sidebar=window,
        text=text,
        muted=text,
        accent=accent,
        on_accent=on_accent,
        **tones,
        line=text,
        hairline=text,
        scheme="dark" if contrast(card, "#FFFFFF") > contrast(card, "#000000") else "light",
    )
