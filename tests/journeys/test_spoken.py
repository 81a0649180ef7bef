# SPDX-License-Identifier: MIT
"""What a screen reader is told: everything that helps, and nothing of the key."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytest_httpserver import HTTPServer

from hands_on_bus import HandsOnBus
from keyready.core.verdict import Cause
from keyready.services.files.languages import languages
from running_program import SOURCE, RunningProgram
from screen_reader import (
    CHECK_BOX,
    COMBO_BOX,
    EXPANDED,
    FOCUSABLE,
    PASSWORD_TEXT,
    PUSH_BUTTON,
    RADIO_BUTTON,
    Element,
    ScreenReader,
)
from secret_session import SecretSession, living_in, until
from virtual_screen import VirtualScreen
from window_words import WindowWords

pytestmark = pytest.mark.journey

HIDDEN = "9vQx7LmTz3Rw8Ks5BnEXAMPLEkeyWXYZ"
KEY = f"sk-{HIDDEN}"
RUNS = [HIDDEN[at : at + 8] for at in range(len(HIDDEN) - 7)]
CONTROLS = {CHECK_BOX, COMBO_BOX, PASSWORD_TEXT, PUSH_BUTTON, RADIO_BUTTON}


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretSession]:
    with living_in(monkeypatch, activation=True) as session:
        yield session


def field(elements: list[Element]) -> Element:
    (found,) = [one for one in elements if one.role == PASSWORD_TEXT and one.is_showing]
    return found


@pytest.mark.parametrize("language", languages())
def test_h18_h31_31_a_screen_reader_hears_all_but_the_key(
    session: SecretSession, httpserver: HTTPServer, language: str
) -> None:
    # A provider that repeats the key: what it says is among the details, which can be read.
    error = {"message": f"Incorrect API key provided: {KEY}.", "code": "invalid_api_key"}
    httpserver.expect_request("/v1/models").respond_with_json({"error": error}, 401)
    words = WindowWords(language)
    variables = {"OPENAI_BASE_URL": httpserver.url_for("/v1"), **words.environment}
    with (
        VirtualScreen() as screen,
        ScreenReader(session) as reader,
        RunningProgram(
            SOURCE, "openai", "OpenAI", session, screen, **variables, **reader.environment
        ) as program,
    ):
        empty = reader.read()
        assert field(empty).name == words.label("PasteBox", "Secret key")
        assert field(empty).text is None  # bullets would only be spelled out

        screen.type(KEY)
        until(lambda: str(len(KEY)) in field(reader.read()).description)
        typed = reader.read()
        screen.press("ctrl+a", "BackSpace")
        until(lambda: field(reader.read()).description == "")

        program.paste_and_press_enter(KEY)
        hands = HandsOnBus(reader, screen)
        hands.reads(words.headline(Cause.KEY_REJECTED, "openai"))
        hands.act(PUSH_BUTTON, words.label("VerdictCard", "Details"))
        until(lambda: can_be_read("Incorrect API key provided", hands.shown()))
        judged = reader.read()
        assert (program.close(), program.output()) == (0, "")

    told = [element for elements in (empty, typed, judged) for element in elements]
    assert any(element.name.startswith(words.header("openai", "key")) for element in empty)
    headline = words.headline(Cause.KEY_REJECTED, "openai")
    assert any(headline in said for said in reader.announced())
    everything = repr((told, reader.heard()))
    assert [run for run in RUNS if run in everything] == []
    details = "".join(element.text or "" for element in judged)  # a report that can be read
    others = [said for said in edits(reader) if said.replace("\u2029", "\n") not in details]
    assert others == []


def test_h18_what_an_assistive_program_writes_is_taken_and_told_to_nobody(
    session: SecretSession, httpserver: HTTPServer
) -> None:
    """By every method of AT-SPI's editable text."""
    models = {"object": "list", "data": [{"id": "gpt-5-mini", "object": "model"}]}
    httpserver.expect_request("/v1/models").respond_with_json(models)
    variables = {"OPENAI_BASE_URL": httpserver.url_for("/v1"), "LANG": "C.UTF-8"}
    with (
        VirtualScreen() as screen,
        ScreenReader(session) as reader,
        RunningProgram(
            SOURCE, "openai", "OpenAI", session, screen, **variables, **reader.environment
        ) as program,
    ):
        screen.put_on_clipboard(f"{KEY}-pasted")
        holds(len(f"{KEY}-in"), reader, lambda to: reader.insert(to, f"{KEY}-in"))
        holds(len(f"{KEY}-pasted"), reader, reader.paste)
        holds(len(KEY), reader, lambda to: reader.write(to, KEY))
        for method in ("CopyText", "CutText", "DeleteText"):
            reader.edit(field(reader.read()), method, 0, 5)
        assert KEY not in screen.clipboard()
        screen.press("Return")  # the key is whole
        until(lambda: program.cause() == "accepted")
        reader.read()
        assert (program.close(), program.output()) == (0, "")
    sent = [request.headers["Authorization"] for request, _ in httpserver.log]
    assert set(sent) == {f"Bearer {KEY}"}
    everything = repr(reader.heard())
    assert [run for run in RUNS if run in everything] == []
    assert "•" not in "".join(edits(reader))


def holds(length: int, reader: ScreenReader, write: Callable[[Element], None]) -> None:
    """Waits until the field says that it holds so many characters, once they are written."""
    write(field(reader.read()))
    until(lambda: field(reader.read()).description == f"{length} characters held")


def can_be_read(words: str, elements: list[Element]) -> bool:
    return any(words in (element.text or "") for element in elements)


def edits(reader: ScreenReader) -> set[str]:
    """What was told to have come into a text, or to have gone."""
    return {body[3][1] for body in reader.heard() if body and body[0] in ("insert", "delete")}


def test_a_screen_reader_hears_at_once_which_steps_are_proved(
    session: SecretSession, httpserver: HTTPServer
) -> None:
    models = {"object": "list", "data": [{"id": "gpt-5-mini", "object": "model"}]}
    httpserver.expect_request("/v1/models").respond_with_json(models)
    variables = {"OPENAI_BASE_URL": httpserver.url_for("/v1")}
    with (
        VirtualScreen() as screen,
        ScreenReader(session) as reader,
        RunningProgram(
            SOURCE, "openai", "OpenAI", session, screen, **variables, **reader.environment
        ) as program,
    ):
        reader.read()
        program.paste_and_press_enter(KEY)
        until(lambda: program.cause() == "accepted")
        reader.read()
        assert (program.close(), program.output()) == (0, "")
    proved = "proved just now by the provider's answer"
    assert {f"1 Account, {proved}", f"3 Secret key, {proved}"} <= set(reader.announced())


@pytest.mark.parametrize("language", languages())
def test_everything_that_can_be_used_has_a_name(session: SecretSession, language: str) -> None:
    """On every page; on two of them with every step opened, and every fold of it."""
    words = WindowWords(language)
    guides = {words.place(provider): provider for provider in ("openai", "practice")}
    with (
        VirtualScreen() as screen,
        ScreenReader(session) as reader,
        RunningProgram(
            SOURCE, "", "Keyready", session, screen, **words.environment, **reader.environment
        ) as program,
    ):
        hands = HandsOnBus(reader, screen)
        places = [each.name for each in hands.shown() if each.role == RADIO_BUTTON]
        seen: list[Element] = []
        for place in places:
            hands.act(RADIO_BUTTON, place)
            hands.is_at(f"{place} – {words.label('MainWindow', 'Keyready')}")
            seen += hands.shown()
            if place in guides:
                seen += all_steps(guides[place], words, hands, reader)
        assert (program.close(), program.output()) == (0, "")
    assert set(guides) < set(places)
    usable = [each for each in seen if each.role in CONTROLS or each.has(FOCUSABLE)]
    assert {each.role for each in usable} >= CONTROLS
    assert [each for each in usable if not each.name.strip()] == []


def all_steps(
    provider: str, words: WindowWords, hands: HandsOnBus, reader: ScreenReader
) -> Iterator[Element]:
    """What each step shows when it and all of its notes are open."""
    for step in words.catalog.guide(provider).steps:
        hands.act(PUSH_BUTTON, words.header(provider, step.id))
        hands.find(CHECK_BOX, step.tick)
        notes = {note.title for note in step.notes}
        for each in hands.shown():
            if each.role == PUSH_BUTTON and each.name in notes and not each.has(EXPANDED):
                reader.act(each)
        for note in step.notes[-1:]:  # the others opened before
            hands.reads(note.text or note.points[0])
        unfolded = {each.name for each in hands.shown() if each.has(EXPANDED)}
        assert unfolded >= notes
        assert any(name.endswith(step.title) or f"{step.title}," in name for name in unfolded)
        yield from hands.shown()
