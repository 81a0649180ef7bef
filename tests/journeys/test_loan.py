# SPDX-License-Identifier: MIT
"""A key that is lent to the clipboard, as other programs of the screen meet it (xclip)."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

import pytest
from pytest_httpserver import HTTPServer

from journeys.test_hazards import KEY, Story
from keyready.core.secret import Secret
from keyready.services.custody.key_store import Saved, key_store
from running_program import SOURCE
from secret_session import SecretSession, until

pytestmark = pytest.mark.journey

PRIMARY = "what is marked with the mouse elsewhere"
LIMIT_S = 6  # instead of thirty: only where the time is up does a test wait for it
HURRIED = (
    *SOURCE[: SOURCE.index("-m")],
    "-c",
    "import sys\n"
    "from keyready.ui.entry import loan\n"
    f"loan.LIMIT_S = {LIMIT_S}\n"
    "from keyready.__main__ import main\n"
    "sys.exit(main())\n",
)


@pytest.fixture
def command() -> Sequence[str]:
    return SOURCE


@pytest.fixture
def story(
    command: Sequence[str], httpserver: HTTPServer, secret_session: SecretSession
) -> Iterator[Story]:
    """A window with a kept key, and somebody else's primary selection."""
    with ExitStack() as stack:
        story = Story(command, stack, httpserver)
        assert isinstance(key_store().save("openai", Secret(KEY)), Saved)
        story.open(secret_session)
        story.sees("Replace")
        subprocess.run(
            ["xclip", "-selection", "primary", "-in"],
            input=PRIMARY,
            text=True,
            env={**secret_session.whole_environment(), **story.screen.environment},
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
            timeout=10,
        )
        yield story


def lends(story: Story) -> float:
    """Until the key is on the clipboard; when that was, at the latest."""
    story.chooses("Copy for 30 seconds")
    until(lambda: story.screen.clipboard() == KEY)
    began = time.monotonic()
    story.sees("On the clipboard for")
    assert story.screen.clipboard("primary") == PRIMARY
    return began


def targets(story: Story, target: str) -> str:
    done = subprocess.run(
        ["xclip", "-selection", "clipboard", "-out", "-target", target],
        env={**story.session.whole_environment(), **story.screen.environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=10,
    )
    return done.stdout


@pytest.mark.parametrize("command", [HURRIED], ids=["hurried"])
@pytest.mark.parametrize("focus", [True, False], ids=["focus", "no-focus"])
def test_h23_a_lent_key_is_gone_when_its_time_is_over(story: Story, focus: bool) -> None:
    began = lends(story)
    if not focus:
        away = ["xdotool", "windowfocus", "--sync", "0"]
        environment = {**story.session.whole_environment(), **story.screen.environment}
        subprocess.run(away, env=environment, check=False, timeout=5, capture_output=True)
    time.sleep(max(0.0, began + LIMIT_S - 2 - time.monotonic()))
    assert story.screen.clipboard() == KEY
    until(lambda: story.screen.clipboard() == "", 5.0)
    assert abs(time.monotonic() - began - LIMIT_S) <= 1.0
    assert story.screen.clipboard("primary") == PRIMARY
    until(lambda: not story.window.sees("On the clipboard for"))
    story.screen.focus("OpenAI")
    story.closes()


def test_h23_a_lent_key_is_gone_at_once_when_the_person_says_so(story: Story) -> None:
    lends(story)
    story.window.press("Clear now")
    until(lambda: story.screen.clipboard() == "")
    story.closes()


def test_h23_a_lent_key_is_gone_when_the_window_closes(story: Story) -> None:
    lends(story)
    story.closes()
    assert story.screen.clipboard() == ""


def test_h23_a_lent_key_is_gone_when_the_session_ends(story: Story) -> None:
    lends(story)
    began = time.monotonic()
    story.program.terminate()
    assert time.monotonic() - began < 3.0
    assert story.program.output() == ""
    assert story.screen.clipboard() == ""


def test_h24_what_somebody_else_copied_meanwhile_stays(story: Story) -> None:
    lends(story)
    story.screen.put_on_clipboard("a letter to my mother")
    until(lambda: not story.window.sees("On the clipboard for"))
    story.closes()
    assert story.screen.clipboard() == "a letter to my mother"


def test_h25_the_key_bears_the_mark_by_which_histories_leave_it_out(story: Story) -> None:
    lends(story)
    assert "x-kde-passwordManagerHint" in targets(story, "TARGETS").splitlines()
    assert targets(story, "x-kde-passwordManagerHint") == "secret"
    told = repr(story.window.heard())
    assert KEY not in told
    story.closes()
