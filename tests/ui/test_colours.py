# SPDX-License-Identifier: MIT
"""Every text can be read on its ground, and the system's own colours win where it asks for that."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from keyready.ui.look import high_contrast, tokens
from keyready.ui.look.theme import Theme, style_values
from keyready.ui.look.tokens import DARK, LIGHT, Palette, contrast


def system(window: str, text: str, highlight: str, on_highlight: str) -> QPalette:
    """As a person's desktop has it."""
    role, made = QPalette.ColorRole, QPalette()
    for where, colour in (
        *((one, window) for one in (role.Window, role.Base, role.Button)),
        *((one, text) for one in (role.Text, role.WindowText, role.ButtonText)),
        *((role.Highlight, highlight), (role.HighlightedText, on_highlight)),
    ):
        made.setColor(where, QColor(colour))
    return made


NIGHT_SKY = system("#000000", "#FFFFFF", "#8080FF", "#2B2B2B")
DESERT = system("#FFFAEF", "#3D3D3D", "#903909", "#FFF5E3")
PALE = system("#FFFFFF", "#000000", "#CCE8FF", "#000000")  # a highlight that no text could have
PALETTES = {
    "light": LIGHT,
    "dark": DARK,
    "night sky": high_contrast.of_system(NIGHT_SKY),
    "desert": high_contrast.of_system(DESERT),
    "pale": high_contrast.of_system(PALE),
}
every_palette = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES.keys())


@every_palette
def test_every_text_has_a_contrast_of_four_and_a_half(palette: Palette) -> None:
    values = style_values(palette)
    grounds = ("window", "card", "sidebar", *(f"{tone}_ground" for tone in tokens.TONES))
    pairs = [(text, ground) for text in ("text", "accent") for ground in grounds]
    pairs += [("muted", ground) for ground in ("window", "card", "sidebar")]
    pairs += [(tone, f"{tone}_ground") for tone in tokens.TONES]
    pairs += [(tone, ground) for tone in tokens.TONES for ground in ("window", "card")]
    pairs += [("on_accent", "accent"), ("on_accent", "accent_hover"), ("accent", "hover")]
    pairs += [("accent", "pressed"), ("text", "hover"), ("muted", "hover")]
    pairs += [("text", f"{tone}_ground") for tone in tokens.TONES]
    faint = {
        f"{one} on {other}": round(contrast(values[one], values[other]), 2)
        for one, other in pairs
        if contrast(values[one], values[other]) < 4.5
    }
    assert faint == {}


@every_palette
def test_borders_of_controls_and_the_ring_of_the_focus_are_seen(palette: Palette) -> None:
    for ground in (palette.window, palette.card):
        assert contrast(palette.line, ground) >= 3
        assert contrast(palette.accent, ground) >= 3


def test_light_and_dark_follow_the_system_at_once(qapp: QApplication) -> None:
    theme, hints = Theme(qapp), QGuiApplication.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)  # as a desktop does, which is not here
    assert theme.palette == DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window.lower()
    assert DARK.card in qapp.styleSheet()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.palette == LIGHT


def test_the_systems_colours_win_where_it_asks_for_contrast(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The offscreen screen has no such wish, so the one question to the system is answered here.
    monkeypatch.setattr("keyready.ui.look.theme.wants_contrast", lambda _: True)
    theme = Theme(qapp)
    named = {value for name, value in theme.palette._asdict().items() if name != "scheme"}
    qapp.setPalette(QPalette())
    theirs = QApplication.palette()
    roles = (role for role in QPalette.ColorRole if role != QPalette.ColorRole.NColorRoles)
    assert named <= {theirs.color(QPalette.ColorGroup.Active, role).name() for role in roles}
    monkeypatch.undo()
    qapp.styleHints().accessibility().contrastPreferenceChanged.emit(
        Qt.ContrastPreference.NoPreference
    )
    assert theme.palette in (LIGHT, DARK)
