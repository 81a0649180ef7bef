# SPDX-License-Identifier: MIT
"""Which desktop this is, as far as that changes what a person has to do. Pure: the platform
(`sys.platform`) and the environment are given.
"""

from __future__ import annotations

from collections.abc import Mapping

from keyready.core.tool import Shell

_GNOME_LIKE = frozenset({"gnome", "unity", "budgie", "x-cinnamon", "cinnamon", "mate", "pantheon"})


def desktop(platform: str, environment: Mapping[str, str]) -> str:
    """gnome (and its relatives), kde, other, headless (no screen), or "" (no Linux).

    XDG_CURRENT_DESKTOP is a list, most particular name first: "ubuntu:GNOME".
    """
    if not platform.startswith("linux"):
        return ""
    named = {name.lower() for name in environment.get("XDG_CURRENT_DESKTOP", "").split(":")}
    if "kde" in named:
        return "kde"
    if named & _GNOME_LIKE:
        return "gnome"
    has_screen = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return "other" if has_screen else "headless"


def shell_kind(platform: str, environment: Mapping[str, str]) -> Shell:
    """In whose language this person gives commands: "powershell", "fish", or else "sh"."""
    if platform == "win32":
        return "powershell"
    return "fish" if environment.get("SHELL", "").endswith("/fish") else "sh"


def clipboard_keeper(platform: str, environment: Mapping[str, str]) -> str:
    """What may still have a key after we emptied the clipboard, as an id of `Words.clipboard`.

    windows: its history (Windows key + V). kde: Klipper. gnome: on Wayland a window changes the
    clipboard only while it has the focus. "" elsewhere.
    """
    if platform == "win32":
        return "windows"
    shell = desktop(platform, environment)
    if shell == "kde":
        return "kde"
    on_wayland = bool(environment.get("WAYLAND_DISPLAY"))
    on_wayland = on_wayland or environment.get("XDG_SESSION_TYPE") == "wayland"
    return "gnome" if shell == "gnome" and on_wayland else ""
