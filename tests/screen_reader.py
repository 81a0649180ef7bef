# SPDX-License-Identifier: MIT
"""A listener on a session's accessibility bus: hears and reads what a screen reader does.

Debian package: at-spi2-core. The session must be able to start it (`activation=True`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, NamedTuple

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from secret_session import SecretSession

# What a program must set for Qt to speak on the bus.
VARIABLES = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}

# Roles and states: numbers of atspi-constants.h.
CHECK_BOX, COMBO_BOX, FRAME, LABEL, MENU_ITEM = 7, 11, 23, 29, 35
PASSWORD_TEXT, PUSH_BUTTON, RADIO_BUTTON = 40, 43, 44
CHECKED, FOCUSABLE, FOCUSED, SENSITIVE, SHOWING = 4, 11, 12, 24, 25

_LIMIT_S = 10.0
_PREFIX = "org.a11y.atspi"
_BUS = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
_REGISTRY = DBusAddress("/org/a11y/atspi/registry", f"{_PREFIX}.Registry", f"{_PREFIX}.Registry")


class Place(NamedTuple):
    """Where one thing of a window is on the bus."""

    program: str
    path: str


ROOT = Place(f"{_PREFIX}.Registry", "/org/a11y/atspi/accessible/root")


class Element(NamedTuple):
    """What is told of one thing in a window; `text` is None where it has no text to read."""

    place: Place
    role: int
    name: str
    description: str
    text: str | None
    states: int

    def has(self, state: int) -> bool:
        return bool(self.states >> state & 1)

    @property
    def is_showing(self) -> bool:
        return self.has(SHOWING)


class ScreenReader:
    """Programs that start while it listens tell it everything."""

    def __init__(self, session: SecretSession) -> None:
        self._session = session
        self._signals: deque[Message] = deque()
        self._closing = ExitStack()

    def __enter__(self) -> ScreenReader:
        with open_dbus_connection(self._session.environment["DBUS_SESSION_BUS_ADDRESS"]) as bus:
            answer = bus.send_and_get_reply(new_method_call(_BUS, "GetAddress"), timeout=_LIMIT_S)
        self._connection: DBusConnection = self._closing.enter_context(
            open_dbus_connection(*unwrap_msg(answer))
        )
        rule = MatchRule(type="signal")
        self._closing.enter_context(self._connection.filter(rule, queue=self._signals))
        self._send(message_bus.AddMatch(rule))
        for kind in ("object:", "window:", "focus:"):
            self._send(new_method_call(_REGISTRY, "RegisterEvent", "s", (kind,)))
        return self

    def __exit__(self, *exception: object) -> None:
        self._closing.close()

    def heard(self) -> list[tuple[Any, ...]]:
        """The contents of all events up to the last `read`."""
        return [signal.body for signal in self._signals]

    def focus(self) -> Place | None:
        """What the keyboard came to last, as the events up to the last question tell."""
        for signal in reversed(self._signals):
            if signal.body[:2] == ("focused", 1):
                fields = signal.header.fields
                return Place(fields[HeaderFields.sender], fields[HeaderFields.path])
        return None

    def read(self, place: Place = ROOT, *, hidden: bool = True) -> list[Element]:
        """Everything in every window, or below `place`; what does not show is `hidden`."""
        return list(self._read(place, hidden))

    def element(self, place: Place) -> Element:
        text = None
        if f"{_PREFIX}.Text" in self.ask(place, "Accessible", "GetInterfaces"):
            text = self.ask(place, "Text", "GetText", "ii", (0, -1))
        low, high = self.ask(place, "Accessible", "GetState")
        role = self.ask(place, "Accessible", "GetRole")
        name, description = self._told(place, "Name"), self._told(place, "Description")
        return Element(place, role, name, description, text, low | high << 32)

    def ask(
        self,
        place: Place,
        interface: str,
        method: str,
        signature: str | None = None,
        arguments: tuple[object, ...] = (),
    ) -> Any:
        """Call one of the thing's methods, of the interface with this last name."""
        address = DBusAddress(place.path, place.program, f"{_PREFIX}.{interface}")
        return self._send(new_method_call(address, method, signature, arguments))[0]

    def parent(self, place: Place) -> Place:
        accessible = DBusAddress(place.path, place.program, f"{_PREFIX}.Accessible")
        return Place(*self._send(Properties(accessible).get("Parent"))[0][1])

    def _told(self, place: Place, name: str) -> str:
        accessible = DBusAddress(place.path, place.program, f"{_PREFIX}.Accessible")
        return str(self._send(Properties(accessible).get(name))[0][1])

    def _read(self, place: Place, hidden: bool) -> Iterator[Element]:
        element = self.element(place)
        if element.is_showing or hidden or place == ROOT:
            yield element
            for child in self.ask(place, "Accessible", "GetChildren"):
                yield from self._read(Place(*child), hidden)

    def _send(self, message: Message) -> tuple[Any, ...]:
        answer = self._connection.send_and_get_reply(message, timeout=_LIMIT_S)
        told: tuple[Any, ...] = unwrap_msg(answer)
        return told
