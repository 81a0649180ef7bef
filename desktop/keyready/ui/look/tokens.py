# SPDX-License-Identifier: MIT
"""Every colour and every number of pixels. Nothing else names one."""

from __future__ import annotations

from typing import NamedTuple

# Spaces, in device-independent pixels.
TINY, SMALL, MEDIUM, LARGE, WIDE, HUGE = 4, 8, 12, 16, 24, 32

RADIUS = 8
RADIUS_SMALL = 4
LINE = 1
FOCUS_RING = 2

MARK = 20  # the grid that the marks are drawn on
CHEVRON = 16
CONTROL_HEIGHT = 36
COMBO_WIDTH = 180
CHECK_INDENT = WIDE + TINY  # what the box of a tick takes, as the number of a click does
SCROLL_BAR = 12
PROGRESS_WIDTH = 150
PROGRESS_HEIGHT = 6

SIDEBAR_WIDTH = 208
SIDEBAR_FOLDED = 60
FOLD_BELOW = 820  # windows narrower than this show marks only on the left
WINDOW_FIRST = (960, 680)
WINDOW_LEAST = (720, 520)
PAGE_WIDTH = 820

# Type, in points added to the system's own size; and lines that are read.
TITLE, HEADING, BODY, SMALL_TYPE = 6, 2, 0, -1
LINE_HEIGHT = 1.4  # of the type's size
LINE_CHARACTERS = 70  # of average width, at most


class Palette(NamedTuple):
    """One set of colours. Text on window and card has a contrast of at least 4.5:1."""

    window: str
    card: str
    sidebar: str
    text: str
    muted: str
    accent: str
    on_accent: str
    good: str
    bad: str
    attention: str
    not_judged: str
    line: str  # borders of controls: 3:1
    hairline: str  # lines between rows: decoration only
    scheme: str  # the drawings inside a ticked box and a list that opens


LIGHT = Palette(
    window="#F6F7F9",
    card="#FFFFFF",
    sidebar="#ECEEF2",
    text="#1B1F24",
    muted="#57606A",
    accent="#2F5FD0",
    on_accent="#FFFFFF",
    good="#1A7A4C",
    bad="#B3261E",
    attention="#8A5300",
    not_judged="#4A5568",
    line="#868F99",
    hairline="#D9DDE3",
    scheme="light",
)

DARK = Palette(
    window="#16181D",
    card="#1F232A",
    sidebar="#111317",
    text="#E8EBF0",
    muted="#A3ADBA",
    accent="#86A8FF",
    on_accent="#10131A",
    good="#63D49B",
    bad="#FF8F86",
    attention="#FFC46B",
    not_judged="#AAB4C2",
    line="#6B7583",
    hairline="#30363F",
    scheme="dark",
)

TONES = ("good", "bad", "attention", "not_judged")
TINT = 0.10  # how much of a tone's colour a card's ground takes


def blend(over: str, ground: str, share: float) -> str:
    """`share` (0 to 1) of the colour `over` on `ground`, both "#RRGGBB"."""
    pairs = zip(_channels(over), _channels(ground), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two "#RRGGBB" colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
