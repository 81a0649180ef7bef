# SPDX-License-Identifier: MIT
"""What a screen reader is told: everything that helps, and nothing of the key."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from running_program import SOURCE, RunningProgram
from screen_reader import CHECK_BOX, PASSWORD_TEXT, PUSH_BUTTON, Element, ScreenReader
from secret_session import living_in, until
from virtual_screen import VirtualScreen

pytestmark = pytest.mark.journey

HIDDEN = "9vQx7LmTz3Rw8Ks5BnEXAMPLEkeyWXYZ"
KEY = f"sk-{HIDDEN}"
RUNS = [HIDDEN[at : at + 8] for at in range(len(HIDDEN) - 7)]


def field(elements: list[Element]) -> Element:
    (found,) = [element for element in elements if element.role == PASSWORD_TEXT]
    return found


def nameless(elements: list[Element]) -> list[Element]:
    roles = (PUSH_BUTTON, CHECK_BOX)
    return [each for each in elements if each.is_showing and each.role in roles and not each.name]


def test_a_screen_reader_hears_all_but_the_key(
    monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer
) -> None:
    # A provider that repeats the key: what it says is among the details, which can be read.
    error = {"message": f"Incorrect API key provided: {KEY}.", "code": "invalid_api_key"}
    httpserver.expect_request("/v1/models").respond_with_json({"error": error}, 401)
    variables = {
        "OPENAI_BASE_URL": httpserver.url_for("/v1"),
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    with (
        living_in(monkeypatch, activation=True) as session,
        VirtualScreen() as screen,
        ScreenReader(session) as reader,
        RunningProgram(SOURCE, "openai", "OpenAI", session, screen, **variables) as program,
    ):
        empty = reader.read()
        assert field(empty).name == "Secret key"
        assert field(empty).text == ""

        screen.type(KEY)
        until(lambda: field(reader.read()).description == f"{len(KEY)} characters held")
        typed = reader.read()
        screen.press("ctrl+a", "BackSpace")
        until(lambda: field(reader.read()).text == "")

        program.paste_and_press_enter(KEY)
        until(lambda: program.cause() == "key_rejected")
        judged = reader.read()
        assert (program.close(), program.output()) == (0, "")

    told = [element for elements in (empty, typed, judged) for element in elements]
    assert nameless(told) == []
    assert "3 Secret key, open" in {element.name for element in empty}
    assert any("does not accept this key" in element.name for element in judged)
    announced = reader.announced()
    assert any("does not accept this key" in words for words in announced)
    assert any("Incorrect API key provided" in (element.text or "") for element in judged)
    everything = repr((told, reader.heard()))
    assert [run for run in RUNS if run in everything] == []
    spoken = {body[3][1] for body in reader.heard() if body and body[0] in ("insert", "delete")}
    details = "".join(element.text or "" for element in judged)  # a report that can be read
    others = [words for words in spoken if words.replace("\u2029", "\n") not in details]
    assert set("".join(others)) == {"•"}


def test_a_screen_reader_hears_at_once_which_steps_are_proved(
    monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer
) -> None:
    models = {"object": "list", "data": [{"id": "gpt-5-mini", "object": "model"}]}
    httpserver.expect_request("/v1/models").respond_with_json(models)
    variables = {
        "OPENAI_BASE_URL": httpserver.url_for("/v1"),
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    with (
        living_in(monkeypatch, activation=True) as session,
        VirtualScreen() as screen,
        ScreenReader(session) as reader,
        RunningProgram(SOURCE, "openai", "OpenAI", session, screen, **variables) as program,
    ):
        reader.read()
        program.paste_and_press_enter(KEY)
        until(lambda: program.cause() == "accepted")
        reader.read()
        assert (program.close(), program.output()) == (0, "")
    announced = reader.announced()
    proved = "proved just now by the provider's answer"
    assert {f"1 Account, {proved}", f"3 Secret key, {proved}"} <= set(announced)
    assert any(words.startswith("The key is real.") for words in announced)
