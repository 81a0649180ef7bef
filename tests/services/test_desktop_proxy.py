# SPDX-License-Identifier: MIT
"""The proxy of a Linux desktop's own settings, told by a portal on a real session bus."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from keyready.services.network.proxy import Proxy, proxy_in_force
from keyready.services.network.request import Network
from portal import portal
from secret_session import living_in

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="portals are Linux's")

URL = "https://api.example.com/v1/models"

Answer = Callable[[str], "list[str] | None"]


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Answer], None]]:
    """Its portal names the proxies so; None stands for an error."""
    with living_in(monkeypatch, no_daemon=True) as session, ExitStack() as at_the_end:

        def start(answer: Answer) -> None:
            def lookup(url: str) -> tuple[str, tuple[list[str]]] | None:
                named = answer(url)
                return None if named is None else ("as", (named,))

            bus = session.environment["DBUS_SESSION_BUS_ADDRESS"]
            at_the_end.enter_context(portal(bus, {"Lookup": lookup}))

        yield start


def test_what_the_desktop_says_is_the_systems_proxy(
    desktop: Callable[[Answer], None],
) -> None:
    asked: list[str] = []
    desktop(lambda url: asked.append(url) or ["http://proxy.example:8080", "direct://"])
    assert proxy_in_force(URL, Network()) == Proxy("http://proxy.example:8080", "system")
    assert asked == [URL]


@pytest.mark.parametrize("said", [["direct://"], [], None])
def test_a_desktop_that_names_none_leaves_the_way_direct(
    desktop: Callable[[Answer], None], said: list[str] | None
) -> None:
    desktop(lambda url: said)
    assert proxy_in_force(URL, Network()) is None


def test_a_desktop_that_does_not_answer_is_not_waited_for(
    desktop: Callable[[Answer], None],
) -> None:
    asked = threading.Event()

    def slowly(url: str) -> list[str]:
        asked.set()
        threading.Event().wait(2)  # what is tested is a portal that takes 2 s
        return ["http://proxy.example:8080"]

    desktop(slowly)
    began = time.monotonic()
    assert proxy_in_force(URL, Network()) is None
    assert time.monotonic() - began < 2
    assert asked.is_set()


def test_environment_and_settings_go_before_the_desktop(
    desktop: Callable[[Answer], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop(lambda url: ["http://desktop.example:8080"])
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
