# SPDX-License-Identifier: MIT
"""A person who declines to unlock, told in the forms of different keyrings on a real bus."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from keyready.services.custody.key_store import Trouble, key_store
from keyready.services.custody.keychain import TroubleKind
from secret_session import living_in

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's")

NAME = "org.freedesktop.secrets"
COLLECTION = "/org/freedesktop/secrets/collection/kdewallet"
PROMPT = DBusAddress("/org/freedesktop/secrets/prompts/p0", NAME, "org.freedesktop.Secret.Prompt")

ANSWERS = {
    "ReadAlias": ("o", (COLLECTION,)),
    "Unlock": ("aoo", ([], PROMPT.object_path)),
    "Prompt": ("", ()),
}
PROPERTIES = {"Label": ("s", "kdewallet"), "Locked": ("b", True)}


@contextmanager
def keyring_that_is_declined(address: str, result: tuple[str, Any]) -> Iterator[None]:
    """A locked collection, whose question ends with "dismissed" and this result."""
    serving = open_dbus_connection(address)
    serving.send_and_get_reply(message_bus.RequestName(NAME))
    thread = threading.Thread(target=serve, args=(serving, result), daemon=True)
    thread.start()
    yield
    serving.sock.shutdown(socket.SHUT_RDWR)
    thread.join()
    serving.close()


def serve(serving: DBusConnection, result: tuple[str, Any]) -> None:
    with suppress(ConnectionError):  # the end of the test
        while True:
            call = serving.receive()
            if call.header.message_type is MessageType.method_call:
                serving.send(answer(call))
                if call.header.fields[HeaderFields.member] == "Prompt":
                    serving.send(new_signal(PROMPT, "Completed", "bv", (True, result)))


def answer(call: Message) -> Message:
    member = call.header.fields[HeaderFields.member]
    if member == "Get":
        return new_method_return(call, "v", (PROPERTIES[call.body[1]],))
    if member in ANSWERS:
        return new_method_return(call, *ANSWERS[member])
    return new_error(call, "org.freedesktop.DBus.Error.UnknownMethod")


@pytest.mark.parametrize("result", [("ao", []), ("o", "/")], ids=["a list", "KWallet 6.15"])
def test_it_is_said_so_in_whatever_form_it_is_told(
    result: tuple[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with living_in(monkeypatch, no_daemon=True) as session:
        address = session.environment["DBUS_SESSION_BUS_ADDRESS"]
        with keyring_that_is_declined(address, result):
            assert key_store().read("openai") == Trouble(TroubleKind.DISMISSED)
