# SPDX-License-Identifier: MIT
"""The proxy that a Linux desktop (GNOME, KDE) has in its own settings, which set no variable."""

from __future__ import annotations

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.bus_messages import message_bus

from keyready.services.custody.keychain import Blocked
from keyready.services.custody.session_bus import connect

_LIMIT_S = 1.0
_PORTAL = DBusAddress(
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Desktop",
    "org.freedesktop.portal.ProxyResolver",
)


def desktop_proxy(url: str) -> str:
    """What the desktop's portal names for `url`, "" where it names none or does not run.

    Blocks one second at most and starts no program.
    https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.ProxyResolver.html
    """
    try:
        with connect(_LIMIT_S, prompt_s=0) as connection:
            runs = connection.send_and_get_reply(message_bus.NameHasOwner(_PORTAL.bus_name))
            if runs.body != (True,):
                return ""
            answer = connection.send_and_get_reply(new_method_call(_PORTAL, "Lookup", "s", (url,)))
    except (Blocked, OSError):  # TimeoutError is an OSError
        return ""
    if answer.header.message_type is not MessageType.method_return:
        return ""
    first = next(iter(answer.body[0]), "")  # the others are to be tried when it fails
    return "" if first.startswith("direct:") else str(first)
