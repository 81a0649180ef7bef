# SPDX-License-Identifier: MIT
"""H1 to H16 as a person meets them: the window as a process, run from source and packaged (H42).

What it says is read from the accessibility bus, which is another one than the session's: so that
the session's can be missing or die.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Event

import pytest
import secretstorage
from jeepney.io.blocking import open_dbus_connection
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from keyready.core.secret import Secret
from keyready.services.custody.key_store import Saved, key_store
from running_program import SOURCE, RunningProgram
from screen_reader import ScreenReader
from secret_session import SecretSession, living_in, until
from traces import traces, traces_in
from virtual_screen import VirtualScreen

pytestmark = pytest.mark.journey

HIDDEN = "9vQx+7Lm/Tz3=Rw8Ks5Bn"
KEY = f"sk-EXAMPLE-{HIDDEN}-WXYZ"
OLD = "sk-EXAMPLE-an-older-key-0123456789-OLD"
SERVICE = "io.github.keyready.Keyready/openai"
MODELS = {"object": "list", "data": [{"id": "gpt-4o-mini", "object": "model"}]}
SESSION = "/org/freedesktop/secrets/collection/session"
UNLOCK = "Unlock Login Keyring"
LONGEST_ANSWER_S = 12.0
LONGEST_END_S = 3.0


class Story:
    """One person, one window, and a keyring that may be in any state."""

    def __init__(self, command: Sequence[str | Path], stack: ExitStack, server: HTTPServer) -> None:
        self.command = command
        self._stack = stack
        self._api = server.url_for("/v1")
        server.expect_request("/v1/models").respond_with_handler(self._answer)
        self.asked: list[str] = []  # with which keys
        self.quick = Event()  # while it is not set, the server does not answer
        self.quick.set()
        self.screen = self._stack.enter_context(VirtualScreen())
        aloud = self._stack.enter_context(SecretSession(no_daemon=True, activation=True))
        self.window = self._stack.enter_context(ScreenReader(aloud))

    def _answer(self, received: Request) -> Response:
        self.asked.append(received.headers["Authorization"].removeprefix("Bearer "))
        assert self.asked[-1] in (KEY, OLD)
        self.quick.wait(10)
        return Response(json.dumps(MODELS), content_type="application/json")

    def open(self, session: SecretSession, **variables: str) -> RunningProgram:
        """The window at the paste field of OpenAI."""
        variables = {**self.window.environment, "OPENAI_BASE_URL": self._api, **variables}
        self.session = session
        self.program = self._stack.enter_context(
            RunningProgram(self.command, "openai", "OpenAI", session, self.screen, **variables)
        )
        return self.program

    def saves(self) -> None:
        """Pastes the key and presses Enter."""
        self.program.paste_and_press_enter(KEY)

    def replaces(self) -> None:
        """Takes the key from the clipboard in place of the one that is kept."""
        self.window.press("Replace")
        self.screen.put_on_clipboard(KEY)
        self.window.press("Paste and save")

    def chooses(self, name: str) -> None:
        """In the menu of the kept key."""
        self.window.press("More")
        until(lambda: self.window.line(name) is not None)
        found = self.window.line(name)
        assert found is not None
        self.window.act(found)

    def removes(self) -> None:
        self.chooses("Remove…")
        self.window.press("Remove the key")

    def sees(self, words: str, limit_s: float = 10.0) -> None:
        until(lambda: self.window.sees(words), limit_s)

    def tries_again(self) -> None:
        self.window.press("Try again")

    def is_kept(self) -> None:
        """Until the key is in the keyring, as another program reads it, and judged."""
        self.sees("The key is real")  # of the key that is kept: the server takes no other
        assert self.session.kept(SERVICE) == KEY

    def still_holds_the_key(self) -> bool:
        """In the field, and on the clipboard: it may be the only copy."""
        return self.window.sees(f"{len(KEY)} characters held") and self.screen.clipboard() == KEY

    def closes(self) -> None:
        """The window ends in time and in order, printed nothing, and left no trace of the key."""
        began = time.monotonic()
        assert self.program.close() == 0
        assert time.monotonic() - began <= LONGEST_END_S
        assert self.program.output() == ""
        assert traces_in(HIDDEN, self.session.folder) == []


@pytest.fixture(scope="session")
def without_metadata(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged programs without what libraries would look for plug-ins in."""
    bare = tmp_path_factory.mktemp("packaged") / "bare"
    shutil.copytree(programs, bare, symlinks=True)
    metadata = list(bare.rglob("*.dist-info"))
    assert metadata
    for folder in metadata:
        shutil.rmtree(folder)
    return bare


def packaged(fixture: str, name: str) -> object:
    return pytest.param(fixture, marks=pytest.mark.built, id=name)


WAYS = ["source", packaged("programs", "h42"), packaged("without_metadata", "h42-bare")]
# From H17 on nothing is looked up that a folder without metadata could hide.
also_packaged = pytest.mark.parametrize("story", WAYS[:2], indirect=True)


@pytest.fixture(params=WAYS)
def story(request: pytest.FixtureRequest, httpserver: HTTPServer) -> Iterator[Story]:
    command: Sequence[str | Path] = SOURCE
    if request.param != "source":
        command = [request.getfixturevalue(request.param) / "keyready-window"]
    with ExitStack() as stack:
        yield Story(command, stack, httpserver)


def foreign(session: SecretSession, value: bytes, application: str) -> None:
    """What another program keeps under our name."""
    attributes = {"service": SERVICE, "username": "api-key", "application": application}
    with closing(open_dbus_connection(session.environment["DBUS_SESSION_BUS_ADDRESS"])) as bus:
        collection = secretstorage.get_default_collection(bus)
        collection.create_item("something", attributes, value)


def test_h1_without_a_keyring_the_key_stays_and_is_saved_when_one_starts(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    with living_in(monkeypatch, no_daemon=True) as session:
        story.open(session)
        story.saves()
        story.sees("offers no keyring")
        assert story.still_holds_the_key()
        session.start_daemon()
        story.tries_again()
        story.is_kept()
        story.closes()


def test_h2_without_a_bus_it_is_said_within_three_seconds(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    with living_in(monkeypatch, no_bus=True) as session:
        story.open(session)
        story.saves()
        story.sees("does not answer", 3.0)
        assert story.still_holds_the_key()
        story.closes()


def test_h3_a_plain_text_store_that_is_configured_is_refused(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    with living_in(monkeypatch, no_daemon=True, plain=True) as session:
        story.open(session)
        story.saves()
        story.sees("offers no keyring")
        assert story.still_holds_the_key()
        assert not list(session.home.rglob("keyring_pass.cfg"))
        story.closes()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring", id="h4"),
        pytest.param("KEYRING_PROPERTY_PREFERRED_COLLECTION", SESSION, id="h5"),
    ],
)
def test_h4_h5_no_variable_chooses_the_store(
    name: str, value: str, story: Story, secret_session: SecretSession
) -> None:
    story.open(secret_session, **{name: value})
    story.saves()
    story.is_kept()
    secret_session.kill_daemon()
    secret_session.start_daemon()
    story.is_kept()
    story.closes()


def test_h6_the_rc_file_of_keyring_runs_no_code(
    story: Story, secret_session: SecretSession, tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    (tmp_path / "intruder.py").write_text(f"open({str(trace)!r}, 'w').close()\n")
    secret_session.configure_keyring(
        f"[backend]\ndefault-keyring=intruder.Keyring\nkeyring-path={tmp_path}\n"
    )
    story.open(secret_session)
    story.saves()
    story.is_kept()
    assert not trace.exists()
    story.closes()


def test_h7_a_question_that_was_closed_is_one_and_the_key_stays(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", story.screen.environment["DISPLAY"])  # for the prompter
    with living_in(monkeypatch, locked=True, activation=True) as session:
        story.open(session)
        story.saves()
        story.screen.focus(UNLOCK)
        story.screen.press("Escape")
        story.sees("its window was closed")
        assert story.still_holds_the_key()
        assert UNLOCK not in story.screen.seen_by_all()  # no second one
        story.screen.focus("OpenAI")
        story.closes()


def test_h8_a_question_that_nobody_answers_holds_neither_the_window_nor_its_end(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", story.screen.environment["DISPLAY"])
    with living_in(monkeypatch, locked=True, activation=True) as session:
        program = story.open(session)
        story.saves()
        story.screen.window(UNLOCK)
        story.sees("Saving")  # it answers whoever asks
        began = time.monotonic()
        assert program.terminate() in (0, -signal.SIGTERM)
        assert time.monotonic() - began <= LONGEST_END_S
        assert traces_in(HIDDEN, session.folder) == []


def test_h9_a_frozen_keyring_is_named_in_time_and_does_not_hold_the_end(
    story: Story, secret_session: SecretSession
) -> None:
    story.open(secret_session)
    os.kill(secret_session.daemon_pid, signal.SIGSTOP)
    story.saves()
    story.sees("did not answer in time", LONGEST_ANSWER_S)
    assert story.still_holds_the_key()
    story.closes()


def test_h10_a_keyring_that_dies_while_it_is_asked_to_save_leaves_no_false_word(
    story: Story, secret_session: SecretSession
) -> None:
    story.open(secret_session)
    os.kill(secret_session.daemon_pid, signal.SIGSTOP)  # so that the save is on its way
    story.saves()
    story.sees("Saving")
    secret_session.kill_daemon()
    story.sees("Nothing has changed")
    assert story.still_holds_the_key()
    secret_session.start_daemon()
    assert secret_session.kept(SERVICE) == ""
    story.tries_again()
    story.is_kept()
    story.closes()


def test_h11_a_bus_that_died_is_named_and_a_new_one_found(
    story: Story, secret_session: SecretSession
) -> None:
    story.open(secret_session)
    secret_session.kill_bus()
    secret_session.kill_daemon()
    story.saves()
    story.sees("does not answer")
    assert story.still_holds_the_key()
    secret_session.start_bus()
    secret_session.start_daemon()
    story.tries_again()
    story.is_kept()
    story.closes()


def test_h12_a_keyring_that_cannot_write_keeps_the_old_key(
    story: Story, secret_session: SecretSession
) -> None:
    assert isinstance(key_store().save("openai", Secret(OLD)), Saved)
    story.open(secret_session)
    story.sees("Replace")
    with secret_session.full_disk():
        story.replaces()
        story.sees("did not accept that")
        story.sees("Nothing has changed")
    assert secret_session.kept(SERVICE) == OLD
    secret_session.kill_daemon()
    secret_session.start_daemon()
    assert secret_session.kept(SERVICE) == OLD
    story.closes()


def test_h14_a_keyring_without_a_collection_gets_none_unasked(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", story.screen.environment["DISPLAY"])
    with living_in(monkeypatch, empty=True, activation=True) as session:
        story.open(session)
        story.saves()
        story.sees("has no collection")
        assert story.still_holds_the_key()
        assert not list(session.keyrings.glob("*.keyring"))
        assert not session.has_owner("org.gnome.keyring.SystemPrompter")
        story.closes()


def test_h15_ours_is_used_beside_another_programs_item_of_the_same_name(
    story: Story, secret_session: SecretSession
) -> None:
    foreign(secret_session, b"sk-EXAMPLE-theirs-0123456789", "another")
    story.open(secret_session)
    story.saves()
    story.sees("The key is real")  # the server takes no other key
    story.removes()
    story.sees("Another program keeps a key under the same name.")
    assert secret_session.kept(SERVICE) == "sk-EXAMPLE-theirs-0123456789"
    story.closes()


def test_h16_a_value_that_cannot_be_read_is_named_and_can_be_replaced(
    story: Story, secret_session: SecretSession
) -> None:
    foreign(secret_session, b"\xff\xfe", "Python keyring library")
    story.open(secret_session)
    story.sees("cannot be read as a key")
    story.saves()
    story.is_kept()
    story.closes()


@also_packaged
def test_h20_nothing_takes_the_key_out_of_the_field_and_nothing_brings_it_back(
    story: Story, secret_session: SecretSession
) -> None:
    story.open(secret_session)
    story.screen.put_on_clipboard(KEY)
    story.screen.press("ctrl+v")
    story.sees(f"{len(KEY)} characters held")
    story.screen.put_on_clipboard("another text")
    story.screen.press("ctrl+a", "ctrl+x", "ctrl+a", "ctrl+c")
    assert story.screen.clipboard("primary") == ""
    assert story.screen.clipboard() == "another text"
    assert story.window.sees(f"{len(KEY)} characters held")
    story.screen.press("ctrl+a", "BackSpace")
    until(lambda: not story.window.sees("characters held"))
    story.screen.press("ctrl+z", "ctrl+z")
    story.screen.type("ab")
    story.sees("2 characters held")
    story.closes()


@also_packaged
@pytest.mark.parametrize("length", [40_000, pytest.param(50_000_000, id="16-50-MB")])
def test_h21_a_clipboard_with_too_much_is_refused_and_not_cut(
    length: int, story: Story, secret_session: SecretSession
) -> None:
    story.open(secret_session)
    story.screen.put_on_clipboard("x" * length)
    story.screen.press("ctrl+v")
    if length <= 65_536:
        story.sees(f"{length} characters held")
        story.screen.press("Return")
    story.sees("too long to be a key", 20.0)
    assert secret_session.kept(SERVICE) == ""
    story.closes()


@also_packaged
def test_h22_a_clipboard_whose_owner_is_frozen_is_named_and_the_window_goes_on(
    story: Story, secret_session: SecretSession
) -> None:
    story.open(secret_session)
    with story.screen.frozen_clipboard(KEY):
        story.screen.press("ctrl+v")
        story.sees("does not answer", 16.0)
    story.saves()
    story.is_kept()
    story.closes()


@also_packaged
def test_h26_a_paste_elsewhere_works_while_a_check_waits(
    story: Story, secret_session: SecretSession
) -> None:
    story.open(secret_session)
    story.saves()
    story.is_kept()
    story.window.press("Details")
    story.sees("Copy")
    story.window.press("Copy")
    story.sees("Copied")
    until(lambda: "/models" in story.screen.clipboard())  # the details of the verdict
    story.quick.clear()
    story.window.press("Check again")
    story.sees("Asking OpenAI")
    began = time.monotonic()
    assert "/models" in story.screen.clipboard()
    assert time.monotonic() - began < 1.0
    story.quick.set()
    story.sees("The key is real")
    assert story.program.close() == 0


@also_packaged
def test_h34_what_is_done_while_a_check_waits_changes_neither_it_nor_its_verdict(
    story: Story, secret_session: SecretSession
) -> None:
    story.open(secret_session)
    story.quick.clear()
    story.screen.put_on_clipboard(KEY)
    story.screen.press("ctrl+v", "Return", "Return", "Return")  # pressed again and again
    story.sees("Asking OpenAI")
    story.screen.press("ctrl+v", "x", "Return")
    story.quick.set()
    story.is_kept()
    assert story.asked == [KEY]
    story.closes()


@also_packaged
def test_a_crash_with_a_key_in_memory_writes_no_core(
    story: Story, secret_session: SecretSession
) -> None:
    """Where the person's limit allows cores; `test_process_env.py` shows that one would come."""
    place = secret_session.folder / "place"
    place.mkdir()
    allowing = ("prlimit", "--core=unlimited:unlimited", "env", "-C", place)
    story.command = [*allowing, *story.command]
    program = story.open(secret_session)
    story.screen.put_on_clipboard(KEY)
    story.screen.press("ctrl+v")
    story.sees(f"{len(KEY)} characters held")
    assert program.crash() == -signal.SIGSEGV
    assert list(place.iterdir()) == []
    assert traces_in(HIDDEN, secret_session.folder) == []


@also_packaged
def test_no_bus_is_told_the_key_while_it_is_saved_checked_replaced_and_removed(
    story: Story, secret_session: SecretSession
) -> None:
    assert isinstance(key_store().save("openai", Secret(OLD)), Saved)
    with secret_session.recorded() as session_bus:
        story.open(secret_session)
        story.sees("Replace")
        story.window.press("Check again")
        story.sees("The key is real")
        story.replaces()
        until(lambda: secret_session.kept(SERVICE) == KEY)
        story.sees("The key is real")
        story.removes()
        story.sees("The key is removed")
        told = repr(story.window.heard()).encode()
        assert b"The key is removed" in told
        assert traces(HIDDEN, told) == []
        assert SERVICE.encode() in session_bus.read_bytes()
        story.closes()  # which looks into what was recorded, too
