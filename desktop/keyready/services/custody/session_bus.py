# SPDX-License-Identifier: MIT
"""A connection to the session bus on which every wait ends."""

from __future__ import annotations

import os
import time
from typing import Any

from jeepney import HeaderFields
from jeepney.bus import get_bus
from jeepney.io.blocking import DBusConnection, prep_socket

from keyready.services.custody.keychain import Blocked, TroubleKind, only_blocked

_LOGIN_S = 2.0  # a bus that lives lets us in within milliseconds


class BoundedConnection(DBusConnection):  # type: ignore[misc]  # jeepney has no types
    """All answers together may take `limit_s`, the person at a prompt `prompt_s`.

    SecretStorage gives no limits of its own; both waits raise `TimeoutError`. With a
    `prompt_s` of 0 no prompt is opened at all: what needs one is `Blocked(LOCKED)`.
    """

    def __init__(self, socket: Any, limit_s: float, prompt_s: float) -> None:
        self._deadline = time.monotonic() + limit_s
        self._prompt_s = prompt_s
        super().__init__(socket)

    def send_and_get_reply(self, message: Any, *, timeout: float | None = None) -> Any:
        if not self._prompt_s and message.header.fields.get(HeaderFields.member) == "Prompt":
            raise Blocked(TroubleKind.LOCKED)
        left_s = max(0.0, self._deadline - time.monotonic())
        return super().send_and_get_reply(message, timeout=left_s)

    def recv_until_filtered(self, queue: Any, *, timeout: float | None = None) -> Any:
        """Waits for a prompt. The person's time is not counted as the keyring's."""
        asked = time.monotonic()
        try:
            return super().recv_until_filtered(queue, timeout=self._prompt_s)
        finally:
            self._deadline += time.monotonic() - asked


def connect(limit_s: float, prompt_s: float) -> BoundedConnection:
    """Finds the bus as libdbus does. Raises `Blocked(DEAD_BUS)` where none lets us in."""
    runtime_folder = os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS") or f"unix:path={runtime_folder}/bus"
    with only_blocked(lambda error: TroubleKind.DEAD_BUS):
        socket = prep_socket(get_bus(address), timeout=min(limit_s, _LOGIN_S))
    try:
        socket.settimeout(limit_s)  # for sending; jeepney bounds what it receives
        return BoundedConnection(socket, limit_s, prompt_s)
    except BaseException:
        socket.close()
        raise
