# SPDX-License-Identifier: MIT
"""The browser that the packaged window starts finds the person's own environment (H38)."""

from __future__ import annotations

from pathlib import Path

import pytest

from hands_on_bus import HandsOnBus
from running_program import RunningProgram
from screen_reader import PUSH_BUTTON, ScreenReader
from secret_session import living_in, until
from virtual_screen import VirtualScreen
from window_words import WindowWords

pytestmark = [pytest.mark.built, pytest.mark.journey]

# A browser that tells what it was given, and which libraries it has loaded.
STUB = """#!/bin/sh
here="${0%/*}"
cat /proc/self/environ > "$here/environment"
cat /proc/self/maps > "$here/libraries"
printf %s "$1" > "$here/address"
"""
OF_THE_SHELL = {"_", "PWD", "OLDPWD", "SHLVL"}
OF_THE_CLICK = {"XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"}


def test_h38_the_browser_gets_what_the_person_had(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = WindowWords("en")
    with living_in(monkeypatch, activation=True) as session, VirtualScreen() as screen:
        folder = session.folder / "browser"
        folder.mkdir()
        (folder / "xdg-open").write_text(STUB)
        (folder / "xdg-open").chmod(0o700)
        own = {
            **words.environment,
            "PATH": f"{folder}:{session.whole_environment()['PATH']}",
            "LD_LIBRARY_PATH": "/nonexistent/libraries/of/the/person",
        }
        with (
            ScreenReader(session) as reader,
            RunningProgram(
                [programs / "keyready-window"], "", "Keyready", session, screen, **own
            ) as program,
        ):
            given = program.environment
            hands = HandsOnBus(reader, screen)
            hands.is_at(words.title("openai"))
            hands.act(PUSH_BUTTON, words.header("openai", "account"))
            first = next(click.button for click in words.step("openai", "account").clicks)
            assert first is not None
            hands.act(PUSH_BUTTON, first)
            until(lambda: (folder / "address").exists())
        assert (folder / "address").read_text().startswith("https://")
        told = (folder / "environment").read_text().split("\0")
        found = dict(pair.split("=", 1) for pair in told if pair)
        beside = OF_THE_SHELL | OF_THE_CLICK
        assert {n: v for n, v in found.items() if n not in beside} == {
            n: v for n, v in given.items() if n not in beside
        }
        assert str(programs) not in (folder / "libraries").read_text()
