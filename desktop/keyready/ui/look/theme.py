# SPDX-License-Identifier: MIT
"""Dresses the application: palette and style sheet from the tokens, light or dark as the system."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from keyready.resource_files import resource
from keyready.ui.look import tokens
from keyready.ui.look.high_contrast import of_system, wants_contrast
from keyready.ui.look.tokens import DARK, LIGHT, Palette


class Theme(QObject):
    """Follows the system's colour scheme and its wish for contrast; `changed` comes after the new
    colours are in force. Nothing moves by itself, so there is no motion to reduce."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._template = Template(resource("styles", "keyready.qss").read_text("utf-8"))
        self.palette = LIGHT
        application.setStyle("Fusion")
        hints = application.styleHints()
        self._scheme = hints.colorScheme()
        hints.colorSchemeChanged.connect(self._follow_scheme)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        self._follow()

    def _follow_scheme(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme
        self._follow()

    def _follow(self) -> None:
        if wants_contrast(self._application.styleHints()):
            self._application.setPalette(QPalette())  # what the system says, without ours
            self.dress(of_system(self._application.palette()))
        else:
            self.dress(DARK if self._scheme == Qt.ColorScheme.Dark else LIGHT)

    def dress(self, palette: Palette) -> None:
        self.palette = palette
        self._application.setPalette(_qt_palette(self.palette))
        self._application.setStyleSheet(self._template.substitute(style_values(self.palette)))
        self.changed.emit()


def style_values(palette: Palette) -> dict[str, str]:
    """What `resources/styles/keyready.qss` may name: the palette, its tints, the sizes."""
    values = palette._asdict()
    for tone in tokens.TONES:
        values[f"{tone}_ground"] = tokens.blend(values[tone], palette.card, tokens.TINT)
        values[f"{tone}_edge"] = tokens.blend(values[tone], palette.card, 3 * tokens.TINT)
    values["hover"] = tokens.blend(palette.accent, palette.card, tokens.TINT / 2)
    values["pressed"] = tokens.blend(palette.accent, palette.card, tokens.TINT)
    values["accent_hover"] = tokens.blend(palette.text, palette.accent, tokens.TINT)
    for drawing in ("tick", "arrow"):
        values[drawing] = resource("icons", f"{drawing}_{palette.scheme}.svg").as_posix()
    values["button_edge"] = tokens.blend(palette.line, palette.card, 0.6)
    values["combo_width"] = f"{tokens.COMBO_WIDTH}px"
    values["thumb"] = tokens.blend(palette.line, palette.window, 0.5)
    values["disabled"] = tokens.blend(palette.muted, palette.card, 0.7)
    for name in ("TINY", "SMALL", "MEDIUM", "LARGE", "HUGE", "RADIUS", "RADIUS_SMALL"):
        values[name.lower()] = f"{getattr(tokens, name)}px"
    values["line_width"] = f"{tokens.LINE}px"
    values["hair"] = values["focus"] = f"{tokens.FOCUS_RING}px"
    values["box_in_ring"] = f"{tokens.LARGE - 2 * (tokens.FOCUS_RING - tokens.LINE)}px"
    values["scrollbar"] = f"{tokens.SCROLL_BAR}px"
    values["progress_radius"] = f"{tokens.PROGRESS_HEIGHT // 2}px"
    for name, up, across in (
        ("button", tokens.SMALL, tokens.LARGE),
        ("link", tokens.TINY, tokens.LINE),
        ("field", tokens.SMALL, tokens.MEDIUM),
    ):
        # The focus ring is wider than the line; less padding keeps the text where it was.
        less = tokens.FOCUS_RING - tokens.LINE
        values[f"{name}_padding"] = f"{up}px {across}px"
        values[f"{name}_padding_focus"] = f"{up - less}px {across - less}px"
    return values


def font(more_points: int = tokens.BODY, semibold: bool = False) -> QFont:
    """The system's font, `more_points` larger."""
    made = QFont(QApplication.font())
    made.setPointSizeF(made.pointSizeF() + more_points)
    made.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    return made


def _qt_palette(palette: Palette) -> QPalette:
    role = QPalette.ColorRole
    made = QPalette(QColor(palette.window))
    for where, colour in (
        (role.Window, palette.window),
        (role.WindowText, palette.text),
        (role.Base, palette.card),
        (role.AlternateBase, palette.window),
        (role.Text, palette.text),
        (role.Button, palette.card),
        (role.ButtonText, palette.text),
        (role.Mid, palette.hairline),
        (role.Highlight, palette.accent),
        (role.HighlightedText, palette.on_accent),
        (role.Link, palette.accent),
        (role.PlaceholderText, palette.muted),
        (role.ToolTipBase, palette.card),
        (role.ToolTipText, palette.text),
    ):
        made.setColor(where, QColor(colour))
    made.setColor(
        QPalette.ColorGroup.Disabled, role.ButtonText, QColor(style_values(palette)["disabled"])
    )
    return made
