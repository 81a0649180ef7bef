# SPDX-License-Identifier: MIT
"""A listener on a session's accessibility bus: hears and reads what a screen reader does.

Debian package: at-spi2-core. The session must be able to start it (`activation=True`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, NamedTuple

from jeepney import (
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    Properties,
    new_method_call,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from secret_session import SecretSession, until

# Roles and states: numbers of atspi-constants.h.
CHECK_BOX, COMBO_BOX, FRAME, LABEL, MENU_ITEM = 7, 11, 23, 29, 35
PASSWORD_TEXT, PUSH_BUTTON, RADIO_BUTTON, TOGGLE_BUTTON = 40, 43, 44, 62
CHECKED, EXPANDED, FOCUSABLE, FOCUSED, SENSITIVE, SHOWING = 4, 10, 11, 12, 24, 25

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
        self._answers: deque[Message] = deque()
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
        for kind, queue in (
            ("signal", self._signals),
            ("method_return", self._answers),
            ("error", self._answers),
        ):
            filtered = self._connection.filter(MatchRule(type=kind), queue=queue)
            self._closing.enter_context(filtered)
        wishes = [
            new_method_call(_REGISTRY, "RegisterEvent", "s", (kind,))
            for kind in ("object:", "window:", "focus:")
        ]
        for answer in self._send([message_bus.AddMatch(MatchRule(type="signal")), *wishes]):
            unwrap_msg(answer)
        return self

    def __exit__(self, *exception: object) -> None:
        self._closing.close()

    def heard(self) -> list[tuple[Any, ...]]:
        """The contents of all events up to the last `read`."""
        return [signal.body for signal in self._signals]

    def announced(self) -> list[str]:
        """What a screen reader would say by itself, up to the last `read`."""
        announcements = (
            signal
            for signal in self._signals
            if signal.header.fields[HeaderFields.member] == "Announcement"
        )
        return [signal.body[3][1] for signal in announcements]

    def focus(self) -> Element | None:
        """What the keyboard came to last, as the events up to the last `read` tell."""
        for signal in reversed(self._signals):
            if signal.body[:2] == ("focused", 1):
                fields = signal.header.fields
                place = Place(fields[HeaderFields.sender], fields[HeaderFields.path])
                return next((element for element, _ in self._elements([place])), None)
        return None

    def siblings(self, element: Element) -> list[Element]:
        """All that stands beside it, itself included."""
        (answer,) = self._send([Properties(_accessible(element.place)).get("Parent")])
        ((_, parent),) = unwrap_msg(answer)
        return [each for each in self.read(Place(*parent)) if each.place != parent]

    def read(self, start: Place = ROOT, *, hidden: bool = True) -> list[Element]:
        """All that is in every window, or at `start` and below; `hidden`: even what is not shown.

        What goes while it is read is left out.
        """
        read: dict[Place, tuple[Element, list[Place]]] = {}
        level = [start]
        while level:  # at once, because one question at a time takes ten times as long
            found = [
                (element, children)
                for element, children in self._elements(level)
                if hidden or element.is_showing or element.place == ROOT
            ]
            read |= {element.place: (element, children) for element, children in found}
            level = [child for _, children in found for child in children]
        return list(_in_order(start, read))

    def sees(self, words: str) -> bool:
        """Whether something that is shown says this."""
        return any(words in f"{each.name} {each.description}" for each in self._shown())

    def press(self, name: str) -> None:
        """Presses what has this name, once it can be pressed, as a person without a mouse."""
        roles = (CHECK_BOX, MENU_ITEM, PUSH_BUTTON, TOGGLE_BUTTON)

        def pressed() -> bool:
            for each in self._shown():
                if each.role in roles and each.name == name and each.has(SENSITIVE):
                    self.act(each)
                    return True
            return False

        until(pressed)

    def line(self, name: str) -> Element | None:
        """This line of the menu that has just opened: the keyboard came to one of them."""
        focus = self.focus()
        if focus is None or focus.role != MENU_ITEM:
            return None
        return next((each for each in self.siblings(focus) if each.name == name), None)

    def _shown(self) -> list[Element]:
        """What is shown; nothing while the program does not answer, or what it shows goes."""
        try:
            return self.read(hidden=False)
        except (DBusErrorResponse, TimeoutError):
            return []

    def act(self, element: Element) -> None:
        """Do the first of its actions, the one that screen readers offer."""
        self._do(element, "Action", "DoAction", "i", (0,))

    def grab_focus(self, element: Element) -> None:
        self._do(element, "Component", "GrabFocus")

    def write(self, element: Element, text: str) -> None:
        """Put this in place of what is in a field, as dictation and password managers do."""
        self._do(element, "EditableText", "SetTextContents", "s", (text,))

    def insert(self, element: Element, text: str, at: int = 0) -> None:
        arguments = (at, text, len(text))
        self._do(element, "EditableText", "InsertText", "isi", arguments)

    def paste(self, element: Element, at: int = 0) -> None:
        """Insert what is on the clipboard of the program that `element` is in."""
        self._do(element, "EditableText", "PasteText", "i", (at,))

    def edit(self, element: Element, method: str, first: int, last: int) -> None:
        """`method` is DeleteText, CutText or CopyText of the characters from `first` on.

        Whether it did that is not looked at: nothing says so of a field without a text.
        """
        address = _accessible(element.place).with_interface(f"{_PREFIX}.EditableText")
        self._send([new_method_call(address, method, "ii", (first, last))])

    def _do(
        self,
        element: Element,
        interface: str,
        method: str,
        signature: str | None = None,
        arguments: tuple[object, ...] = (),
    ) -> None:
        address = _accessible(element.place).with_interface(f"{_PREFIX}.{interface}")
        (answer,) = self._send([new_method_call(address, method, signature, arguments)])
        assert unwrap_msg(answer) == (True,), element

    def _elements(self, places: list[Place]) -> Iterator[tuple[Element, list[Place]]]:
        """Those that are still there, each with the places of what is in it."""
        questions = [_questions(place) for place in places]
        answers = iter(self._send([each for asked in questions for each in asked]))
        for place, asked in zip(places, questions, strict=True):
            told = [next(answers) for _ in asked]
            if any(answer.header.message_type is MessageType.error for answer in told):
                continue
            (role,), ((low, high),), (kinds,), (children,), (name,), (description,) = (
                unwrap_msg(answer) for answer in told
            )
            text = self._text(place) if f"{_PREFIX}.Text" in kinds else None
            states = low | high << 32
            element = Element(place, role, name[1], description[1], text, states)
            yield element, [Place(*child) for child in children]

    def _text(self, place: Place) -> str:
        texts = _accessible(place).with_interface(f"{_PREFIX}.Text")
        (answer,) = self._send([new_method_call(texts, "GetText", "ii", (0, -1))])
        return str(unwrap_msg(answer)[0])

    def _send(self, messages: list[Message]) -> list[Message]:
        """Their answers, in their order."""
        serials = []
        for message in messages:
            serials.append(next(self._connection.outgoing_serial))
            self._connection.send(message, serial=serials[-1])
        answers = {}
        while len(answers) < len(serials):
            answer = self._connection.recv_until_filtered(self._answers, timeout=_LIMIT_S)
            serial = answer.header.fields[HeaderFields.reply_serial]
            if serial in serials:  # not the late answer to an earlier question
                answers[serial] = answer
        return [answers[serial] for serial in serials]


def _accessible(place: Place) -> DBusAddress:
    return DBusAddress(place.path, place.program, f"{_PREFIX}.Accessible")


def _questions(place: Place) -> list[Message]:
    accessible = _accessible(place)
    methods = ("GetRole", "GetState", "GetInterfaces", "GetChildren")
    return [
        *(new_method_call(accessible, method) for method in methods),
        *(Properties(accessible).get(name) for name in ("Name", "Description")),
    ]


def _in_order(start: Place, read: dict[Place, tuple[Element, list[Place]]]) -> Iterator[Element]:
    if start in read:
        element, children = read[start]
        yield element
        for child in children:
            yield from _in_order(child, read)
