# SPDX-License-Identifier: MIT
"""A desktop's portal on a session bus: what a Linux desktop tells programs about itself."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from jeepney import HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

NAME = "org.freedesktop.portal.Desktop"

# What a method answers to its arguments: signature and values, or None for an error.
Answers = dict[str, Callable[..., "tuple[str, tuple[Any, ...]] | None"]]


@contextmanager
def portal(bus: str, answers: Answers) -> Iterator[None]:
    """Runs on the bus of that address and knows these methods, by their names, and no others."""
    serving = open_dbus_connection(bus)
    serving.send_and_get_reply(message_bus.RequestName(NAME))
    thread = threading.Thread(target=_serve, args=(serving, answers), daemon=True)
    thread.start()
    try:
        yield
    finally:
        serving.sock.shutdown(socket.SHUT_RDWR)
        thread.join()
        serving.close()


def _serve(serving: DBusConnection, answers: Answers) -> None:
    with suppress(ConnectionError):  # the end of the test
        while True:
            call = serving.receive()
            if call.header.message_type is not MessageType.method_call:
                continue
            answer = answers.get(call.header.fields[HeaderFields.member])
            said = answer(*call.body) if answer else None
            if said is None:
                serving.send(new_error(call, f"{NAME}.Error.Failed"))
            else:
                serving.send(new_method_return(call, *said))
