# SPDX-License-Identifier: MIT
"""The proxy of a Linux desktop's own settings, told by a portal on a real session bus."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import pytest
from jeepney import HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from keyready.services.network.proxy import Proxy, proxy_in_force
from keyready.services.network.request import Network
from secret_session import living_in

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="portals are Linux's")

URL = "https://api.example.com/v1/models"
NAME = "org.freedesktop.portal.Desktop"

Answer = Callable[[str], "list[str] | None"]


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Answer], None]]:
    """Starts a portal that answers so; None stands for an error."""
    with living_in(monkeypatch, no_daemon=True) as session, ExitStack() as at_the_end:

        def start(answer: Answer) -> None:
            serving = open_dbus_connection(session.environment["DBUS_SESSION_BUS_ADDRESS"])
            serving.send_and_get_reply(message_bus.RequestName(NAME))
            thread = threading.Thread(target=serve, args=(serving, answer), daemon=True)
            thread.start()
            at_the_end.callback(serving.close)
            at_the_end.callback(thread.join)
            at_the_end.callback(serving.sock.shutdown, socket.SHUT_RDWR)

        yield start


def serve(serving: DBusConnection, answer: Answer) -> None:
    with suppress(ConnectionError):  # the end of the test
        while True:
            call = serving.receive()
            if call.header.message_type is not MessageType.method_call:
                continue
            assert call.header.fields[HeaderFields.member] == "Lookup"
            named = answer(call.body[0])
            if named is None:
                serving.send(new_error(call, f"{NAME}.Error.Failed"))
            else:
                serving.send(new_method_return(call, "as", (named,)))


def test_what_the_desktop_says_is_the_systems_proxy(
    portal: Callable[[Answer], None],
) -> None:
    asked: list[str] = []
    portal(lambda url: asked.append(url) or ["http://proxy.example:8080", "direct://"])
    assert proxy_in_force(URL, Network()) == Proxy("http://proxy.example:8080", "system")
    assert asked == [URL]


@pytest.mark.parametrize("said", [["direct://"], [], None])
def test_a_desktop_that_names_none_leaves_the_way_direct(
    portal: Callable[[Answer], None], said: list[str] | None
) -> None:
    portal(lambda url: said)
    assert proxy_in_force(URL, Network()) is None


def test_a_desktop_that_does_not_answer_is_not_waited_for(
    portal: Callable[[Answer], None],
) -> None:
    asked = threading.Event()

    def slowly(url: str) -> list[str]:
        asked.set()
        threading.Event().wait(2)  # what is tested is a portal that takes 2 s
        return ["http://proxy.example:8080"]

    portal(slowly)
    began = time.monotonic()
    assert proxy_in_force(URL, Network()) is None
    assert time.monotonic() - began < 2
    assert asked.is_set()


def test_environment_and_settings_go_before_the_desktop(
    portal: Callable[[Answer], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    portal(lambda url: ["http://desktop.example:8080"])
    own = Network(proxy="http://own.example:1")
    assert proxy_in_force(URL, own) == Proxy("http://own.example:1", "settings")
    monkeypatch.setenv("NO_PROXY", "api.example.com")
    assert proxy_in_force(URL, Network()) is None
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("HTTPS_PROXY", "http://variable.example:1")
    assert proxy_in_force(URL, Network()) == Proxy(
        "http://variable.example:1", "environment", "HTTPS_PROXY"
    )
    assert proxy_in_force("https://127.0.0.1/", Network()) is None


def test_without_a_portal_or_a_bus_the_way_is_direct(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proxy_in_force(URL, Network()) is None
    with living_in(monkeypatch, no_daemon=True):
        assert proxy_in_force(URL, Network()) is None
