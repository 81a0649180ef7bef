# SPDX-License-Identifier: MIT
"""A listener on a session's accessibility bus: hears and reads what a screen reader does.

Debian package: at-spi2-core. The session must be able to start it (`activation=True`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, NamedTuple

from jeepney import DBusAddress, DBusErrorResponse, MatchRule, Message, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from secret_session import SecretSession

# Numbers of atspi-constants.h.
CHECK_BOX, PASSWORD_TEXT, PUSH_BUTTON = 7, 40, 43
_SHOWING = 25

_LIMIT_S = 10.0
_PREFIX = "org.a11y.atspi"
_BUS = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
_REGISTRY = DBusAddress("/org/a11y/atspi/registry", f"{_PREFIX}.Registry", f"{_PREFIX}.Registry")
_ROOT = (f"{_PREFIX}.Registry", "/org/a11y/atspi/accessible/root")


class Element(NamedTuple):
    """What is told of one thing in a window; `text` is None where it has no text to read."""

    role: int
    name: str
    description: str
    text: str | None
    is_showing: bool
    program: str
    path: str


class ScreenReader:
    """Programs that start while it listens tell it everything."""

    def __init__(self, session: SecretSession) -> None:
        self._session = session
        self._signals: deque[Message] = deque()
        self._closing = ExitStack()

    def __enter__(self) -> ScreenReader:
        with open_dbus_connection(self._session.environment["DBUS_SESSION_BUS_ADDRESS"]) as bus:
            answer = bus.send_and_get_reply(new_method_call(_BUS, "GetAddress"), timeout=_LIMIT_S)
        (address,) = unwrap_msg(answer)
        # A program with these speaks here, whatever session bus it has, or has none.
        self.environment = {
            "AT_SPI_BUS_ADDRESS": address,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        self._connection: DBusConnection = self._closing.enter_context(
            open_dbus_connection(address)
        )
        rule = MatchRule(type="signal")
        self._closing.enter_context(self._connection.filter(rule, queue=self._signals))
        self._ask(message_bus.AddMatch(rule))
        for kind in ("object:", "window:", "focus:"):
            self._ask(new_method_call(_REGISTRY, "RegisterEvent", "s", (kind,)))
        return self

    def __exit__(self, *exception: object) -> None:
        self._closing.close()

    def heard(self) -> list[tuple[Any, ...]]:
        """The contents of all events up to the last `read`."""
        return [signal.body for signal in self._signals]

    def read(self) -> list[Element]:
        """Everything in every window, shown or not."""
        return list(self._read(*_ROOT))

    def sees(self, words: str) -> bool:
        """Whether something that is shown says this. What changes while it is read is unseen."""
        return any(words in f"{each.name} {each.description}" for each in self._shown())

    def press(self, name: str) -> None:
        """Presses the button of this name, as a person does without a mouse."""
        button = next(e for e in self._shown() if e.role == PUSH_BUTTON and e.name == name)
        action = DBusAddress(button.path, button.program, f"{_PREFIX}.Action")
        self._ask(new_method_call(action, "DoAction", "i", (0,)))

    def _shown(self) -> list[Element]:
        try:
            return [element for element in self.read() if element.is_showing]
        except DBusErrorResponse:
            return []

    def _read(self, program: str, path: str) -> Iterator[Element]:
        accessible = DBusAddress(path, program, f"{_PREFIX}.Accessible")

        def ask(method: str) -> Any:
            return self._ask(new_method_call(accessible, method))[0]

        def told(name: str) -> str:
            return str(self._ask(Properties(accessible).get(name))[0][1])

        text = None
        if f"{_PREFIX}.Text" in ask("GetInterfaces"):
            texts = accessible.with_interface(f"{_PREFIX}.Text")
            (text,) = self._ask(new_method_call(texts, "GetText", "ii", (0, -1)))
        is_showing = bool(ask("GetState")[0] >> _SHOWING & 1)
        words = (told("Name"), told("Description"), text)
        yield Element(ask("GetRole"), *words, is_showing, program, path)
        for child in ask("GetChildren"):
            yield from self._read(*child)

    def _ask(self, message: Message) -> tuple[Any, ...]:
        answer = self._connection.send_and_get_reply(message, timeout=_LIMIT_S)
        told: tuple[Any, ...] = unwrap_msg(answer)
        return told
