# SPDX-License-Identifier: MIT
"""A person who has no mouse and sees nothing: only the accessibility bus, a keyboard, a clipboard.

Finds what shows by role and name, does with it what a screen reader does, and waits for what
would be read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from screen_reader import (
    CHECKED,
    FOCUSED,
    FRAME,
    LABEL,
    MENU_ITEM,
    SENSITIVE,
    Element,
    ScreenReader,
)
from secret_session import until
from virtual_screen import VirtualScreen

Seen = TypeVar("Seen")
_LIMIT_S = 20.0


class HandsOnBus:
    """Drives the windows that `reader` reads. Names are whole, or go on after a comma."""

    def __init__(self, reader: ScreenReader, screen: VirtualScreen) -> None:
        self._reader = reader
        self._screen = screen

    def shown(self) -> list[Element]:
        """Everything that shows now, in the order in which it is read."""
        return self._reader.read(hidden=False)

    def find(self, role: int, name: str, *, usable: bool = True) -> Element:
        """The one thing of this role and name, once it shows and, if `usable`, can be used."""

        def found() -> Element | None:
            fitting = [
                element
                for element in self.shown()
                if element.role == role and _is_called(element, name)
                if element.has(SENSITIVE) or not usable
            ]
            return fitting[0] if len(fitting) == 1 else None

        return self._wait(found, f"{role} {name!r}")

    def usable(self, role: int, name: str) -> Element:
        """The same, once it can be used."""

        def found() -> Element | None:
            element = self.find(role, name)
            return element if element.has(SENSITIVE) else None

        return self._wait(found, f"usable {role} {name!r}")

    def act(self, role: int, name: str) -> None:
        """The first of its actions, which is the one that screen readers offer."""
        self._reader.act(self.usable(role, name))

    def reads(self, words: str) -> str:
        """The whole text that holds these words, once it shows."""
        return self._wait(lambda: self._text_with(words), repr(words))

    def is_at(self, title: str) -> None:
        """Waits for the window to have this title."""
        self.find(FRAME, title)

    def is_checked(self, role: int, name: str) -> bool:
        return self.find(role, name, usable=False).has(CHECKED)

    def comes_to(self, role: int, name: str) -> None:
        """Waits until the keyboard is there."""
        self._wait(lambda: self.find(role, name).has(FOCUSED) or None, f"focus at {name!r}")

    def goes_to(self, role: int, name: str) -> None:
        """Brings the keyboard there."""
        self._reader.grab_focus(self.usable(role, name))
        self.comes_to(role, name)

    def choose(self, name: str) -> None:
        """Takes this line of the menu that has just opened: the keyboard came to one of them."""

        def line() -> Element | None:
            focus = self._reader.focus()
            if focus is None or focus.role != MENU_ITEM:
                return None
            lines = self._reader.siblings(focus)
            return next((each for each in lines if each.name == name), None)

        self._reader.act(self._wait(line, f"line {name!r} in a menu"))

    def comes_to_line(self, name: str) -> None:
        """Waits until the keyboard is at this line of a menu."""

        def there() -> Element | None:
            focus = self._reader.focus()
            return focus if focus and (focus.role, focus.name) == (MENU_ITEM, name) else None

        self._wait(there, f"focus at the line {name!r}")

    def press(self, *keys: str) -> None:
        self._screen.press(*keys)

    def copies(self, text: str) -> None:
        """As another program does: it stays the owner of the clipboard."""
        self._screen.put_on_clipboard(text)

    def _text_with(self, words: str) -> str | None:
        said = (element.name for element in self.shown() if element.role == LABEL)
        return next((text for text in said if words in text), None)

    def _wait(self, look: Callable[[], Seen | None], wanted: str) -> Seen:
        seen: list[Seen] = []

        def is_seen() -> bool:
            found = look()
            if found is not None:
                seen.append(found)
            return found is not None

        try:
            until(is_seen, _LIMIT_S)
        except AssertionError:
            shown = [(each.role, each.name) for each in self.shown() if each.name]
            raise AssertionError(f"no {wanted} in {shown}") from None
        return seen[0]


def _is_called(element: Element, name: str) -> bool:
    return element.name == name or element.name.startswith(f"{name}, ")
