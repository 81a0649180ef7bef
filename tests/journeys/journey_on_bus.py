# SPDX-License-Identifier: MIT
"""The main job from no key to a checked key and away again, by accessibility bus and keyboard.

The same walk is taken through the sources and through the packaged program.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from hands_on_bus import HandsOnBus
from keyready.core.verdict import Cause, Next
from keyready.services.practice.practice_answers import practice_answers
from running_program import RunningProgram
from screen_reader import (
    CHECK_BOX,
    EXPANDED,
    PASSWORD_TEXT,
    PUSH_BUTTON,
    RADIO_BUTTON,
    ScreenReader,
)
from secret_session import SecretSession, until
from virtual_screen import VirtualScreen
from window_words import WindowWords

# What Qt says where the person's locale is not installed, as on a machine that only tests.
NO_LOCALE = re.compile(r'Detected locale "C" .*?for more information\.\n', re.S)
HERE = "practice"
SERVICE = "io.github.keyready.Keyready.Practice/practice"
HIDDEN = "9vQx7LmTz3Rw8Ks5BnpYdG"  # the part that no mask ever shows
RUNS = [HIDDEN[at : at + 8] for at in range(len(HIDDEN) - 7)]
PREFIXES = {key.id: key.prefix for key in practice_answers().keys}
READY = f"{PREFIXES['ready']}-EXAMPLE-{HIDDEN}-WXYZ"
NO_CREDIT = f"{PREFIXES['no_credit']}-EXAMPLE-{HIDDEN}-STUV"
BROWSER = '#!/bin/sh\nprintf "%s\\n" "$1" >> "${0%/*}/visited"\n'


class JourneyOnBus:
    """One person's journey, in a language; `hidden` is what nobody may learn of the keys."""

    hidden = HIDDEN

    def __init__(self, language: str, session: SecretSession, screen: VirtualScreen) -> None:
        self.words = WindowWords(language)
        self._session = session
        self._screen = screen
        self._browser = session.folder / "browser"
        self._told: list[object] = []

    def walk(self, command: Sequence[str | Path]) -> None:
        """Two starts of the program; each ends in order, and prints nothing."""
        for part in (self._first_start, self._next_start):
            with ScreenReader(self._session) as reader:
                self._reader = reader
                self._hands = HandsOnBus(reader, self._screen)
                with self._program(command) as program:
                    part()
                    self._told.append(reader.read())
                    ended = (program.close(), NO_LOCALE.sub("", program.output()))
                    assert ended == (0, ""), ended
                self._told.append(reader.heard())

    def spoken(self) -> list[str]:
        """The pieces of the key that were heard or read."""
        everything = repr(self._told)
        return [run for run in RUNS if run in everything]

    def _program(self, command: Sequence[str | Path]) -> RunningProgram:
        self._browser.mkdir(exist_ok=True)
        stub = self._browser / "xdg-open"
        stub.write_text(BROWSER)
        stub.chmod(0o700)
        path = f"{self._browser}:{self._session.whole_environment()['PATH']}"
        variables = {**self._reader.environment, **self.words.environment, "PATH": path}
        return RunningProgram(command, "", "Keyready", self._session, self._screen, **variables)

    # The parts of the journey, in its order.

    def _first_start(self) -> None:
        self._learn()
        self._save()
        self._try()
        self._check_again()
        self._replace()
        self._go_to_billing()

    def _next_start(self) -> None:
        self._come_back()
        self._remove()

    def _learn(self) -> None:
        hands, words = self._hands, self.words
        hands.is_at(words.title("openai"))
        for step in words.catalog.guide("openai").steps:
            hands.find(PUSH_BUTTON, words.header("openai", step.id))
        hands.act(RADIO_BUTTON, words.place(HERE))
        hands.is_at(words.title(HERE))
        assert hands.is_checked(RADIO_BUTTON, words.place(HERE))
        nothing_real = "Practice: nothing leaves this computer, and no real key is needed."
        hands.reads(words.label("EntryPages", nothing_real))
        for done, step in enumerate(("account", "billing"), 1):
            hands.act(PUSH_BUTTON, words.header(HERE, step))
            hands.act(CHECK_BOX, words.step(HERE, step).tick)
            hands.reads(words.counter(done))
            assert hands.is_checked(CHECK_BOX, words.step(HERE, step).tick)
        self._visit("account", "signup")

    def _visit(self, step: str, page: str) -> None:
        hands, words = self._hands, self.words
        hands.act(PUSH_BUTTON, words.header(HERE, step))
        clicks = words.step(HERE, step).clicks
        button = next(click.button for click in clicks if click.page == page)
        assert button is not None
        hands.act(PUSH_BUTTON, button)
        until(lambda: self._visited().endswith(f"/{page}\n"))

    def _save(self) -> None:
        hands, words = self._hands, self.words
        hands.act(PUSH_BUTTON, words.header(HERE, "key"))
        field = hands.find(PASSWORD_TEXT, words.label("PasteBox", "Secret key"))
        assert field.text is None  # nothing of it can be read
        hands.copies(f'export OPENAI_API_KEY="{READY}"\n')
        hands.act(PUSH_BUTTON, words.label("PasteBox", "Paste and save"))
        hands.reads(words.headline(Cause.ACCEPTED, HERE))
        hands.reads(words.words.removed["quotes"])
        self._is_kept(READY)
        assert self._screen.clipboard() == ""
        assert hands.is_checked(CHECK_BOX, words.step(HERE, "key").tick)
        hands.reads(words.counter(3))

    def _is_kept(self, key: str) -> None:
        """In the keyring, and on the screen as a mask, with the name of its place."""
        hands = self._hands
        hands.reads(f"…{key[-4:]}")
        store = self.words.words.stores["gnome_keyring"]
        assert "Login" in hands.reads(store)
        assert self._session.kept(SERVICE) == key

    def _try(self) -> None:
        hands, words = self._hands, self.words
        hands.comes_to(PUSH_BUTTON, words.next(Next.TRIAL))
        hands.press("Return")
        hands.reads(words.headline(Cause.READY, HERE))
        hands.act(PUSH_BUTTON, words.next(Next.USE))
        hands.act(CHECK_BOX, words.step(HERE, "use").tick)
        hands.reads(words.counter(4))

    def _check_again(self) -> None:
        hands, words = self._hands, self.words
        hands.act(PUSH_BUTTON, words.header(HERE, "key"))
        hands.act(PUSH_BUTTON, words.label("KeptKey", "Check again"))
        hands.reads(words.headline(Cause.ACCEPTED, HERE))

    def _replace(self) -> None:
        hands, words = self._hands, self.words
        hands.act(PUSH_BUTTON, words.label("KeptKey", "Replace"))
        hands.comes_to(PASSWORD_TEXT, words.label("PasteBox", "Secret key"))
        assert self._session.kept(SERVICE) == READY
        hands.copies(NO_CREDIT)
        hands.press("ctrl+v", "Return")
        hands.reads(words.headline(Cause.NO_CREDIT, HERE))
        self._is_kept(NO_CREDIT)

    def _go_to_billing(self) -> None:
        """A key without credit leads to the billing page."""
        hands, words = self._hands, self.words
        hands.act(PUSH_BUTTON, words.next(Next.PAGE_BILLING))
        until(lambda: self._visited().endswith("/billing\n"))
        self._is_open("billing")

    def _is_open(self, step: str) -> None:
        header = self._hands.find(PUSH_BUTTON, self.words.header(HERE, step))
        assert header.has(EXPANDED)

    def _come_back(self) -> None:
        """The window opens where the person was, with the last verdict and its time."""
        hands, words = self._hands, self.words
        hands.is_at(words.title(HERE))
        self._is_open("billing")
        hands.act(PUSH_BUTTON, words.header(HERE, "key"))
        hands.reads(words.headline(Cause.NO_CREDIT, HERE))
        hands.reads(words.label("GuideFlow", "checked %1").replace("%1", words.words.time.now))
        self._is_kept(NO_CREDIT)

    def _remove(self) -> None:
        hands, words = self._hands, self.words
        more = words.label("KeptKey", "More")
        remove = words.label("KeptKey", "Remove…")
        keep = words.label("KeptKey", "Keep it")
        confirm = words.label("KeptKey", "Remove the key")
        hands.act(PUSH_BUTTON, more)
        hands.choose(remove)
        hands.comes_to(PUSH_BUTTON, keep)
        hands.act(PUSH_BUTTON, keep)
        assert self._session.kept(SERVICE) == NO_CREDIT
        hands.goes_to(PUSH_BUTTON, more)  # and now by the keyboard alone
        hands.press("Return")
        hands.comes_to_line(words.label("KeptKey", "Copy for 30 seconds"))
        hands.press("Up")  # from the first line to the last
        hands.comes_to_line(remove)
        hands.press("Return")
        hands.comes_to(PUSH_BUTTON, keep)
        hands.press("Tab")
        hands.comes_to(PUSH_BUTTON, confirm)
        hands.press("Return")
        hands.reads(words.label("CardWriter", "The key is removed from this computer."))
        hands.find(PASSWORD_TEXT, words.label("PasteBox", "Secret key"))
        assert self._session.kept(SERVICE) == ""

    def _visited(self) -> str:
        file = self._browser / "visited"
        return file.read_text("utf-8") if file.exists() else ""
