# SPDX-License-Identifier: MIT
"""Which desktop a person sits at, and what may have kept the key that was copied there."""

from __future__ import annotations

import pytest

from keyready.core.desktop import clipboard_keeper, desktop

X11 = {"DISPLAY": ":0", "XDG_SESSION_TYPE": "x11"}
WAYLAND = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "XDG_SESSION_TYPE": "wayland"}


def at(named: str, screen: dict[str, str]) -> dict[str, str]:
    return {"XDG_CURRENT_DESKTOP": named, **screen}


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", at("GNOME", WAYLAND), "gnome"),
        ("linux", at("ubuntu:GNOME", X11), "gnome"),
        ("linux", at("X-Cinnamon", X11), "gnome"),
        ("linux", at("KDE", WAYLAND), "kde"),
        ("linux", at("XFCE", X11), "other"),
        ("linux", at("", X11), "other"),
        ("linux", at("sway", {"WAYLAND_DISPLAY": "wayland-1"}), "other"),
        ("linux", {}, "headless"),
        ("linux", {"XDG_SESSION_TYPE": "tty"}, "headless"),
        ("win32", {}, ""),
        ("darwin", at("GNOME", X11), ""),
    ],
)
def test_the_desktop(platform: str, environment: dict[str, str], expected: str) -> None:
    assert desktop(platform, environment) == expected


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("win32", {}, "windows"),
        ("linux", at("ubuntu:GNOME", WAYLAND), "gnome"),
        ("linux", at("GNOME", {"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}), "gnome"),
        ("linux", at("GNOME", X11), ""),
        ("linux", at("KDE", WAYLAND), "kde"),
        ("linux", at("KDE", X11), "kde"),
        ("linux", at("XFCE", X11), ""),
        ("linux", {}, ""),
        ("darwin", {}, ""),
    ],
)
def test_what_may_still_have_the_key(
    platform: str, environment: dict[str, str], expected: str
) -> None:
    assert clipboard_keeper(platform, environment) == expected
