# SPDX-License-Identifier: MIT
"""After the journey the key is in the keyring and nowhere else.

The real program runs as a process of its own and is driven by keyboard and clipboard.
"""

from __future__ import annotations

import base64
from pathlib import Path
from urllib.parse import quote

import pytest
from pytest_httpserver import HTTPServer

from running_program import SOURCE, RunningProgram
from secret_session import SecretSession, until
from traces import traces, traces_in
from virtual_screen import VirtualScreen

pytestmark = pytest.mark.journey

HIDDEN = "9vQx+7Lm/Tz3=Rw8Ks5Bn"  # the part that no mask ever shows
KEY = f"sk-EXAMPLE-{HIDDEN}-WXYZ"
SERVICE = "io.github.keyready.Keyready/openai"
MODELS = {"object": "list", "data": [{"id": "gpt-4o-mini", "object": "model"}]}
TALKATIVE = {"QT_LOGGING_RULES": "*=true", "PYTHONDEVMODE": "1", "PYTHONFAULTHANDLER": "1"}


@pytest.mark.parametrize("variables", [{}, TALKATIVE], ids=["as people run it", "talkative"])
def test_h41_the_key_is_in_the_keyring_and_nowhere_else(
    variables: dict[str, str], secret_session: SecretSession, httpserver: HTTPServer
) -> None:
    httpserver.expect_request(
        "/v1/models", headers={"Authorization": f"Bearer {KEY}"}
    ).respond_with_json(MODELS)
    variables = {"OPENAI_BASE_URL": httpserver.url_for("/v1"), **variables}
    with VirtualScreen() as screen, secret_session.recorded() as messages:
        with RunningProgram(
            SOURCE, "openai", "OpenAI", secret_session, screen, **variables
        ) as program:
            seen: set[bytes] = set()

            def judged() -> bool:
                seen.update(program.seen_by_ps())  # a child may live for a moment only
                return program.cause() != ""

            program.paste_and_press_enter(KEY)
            until(judged)
            seen.add(screen.seen_by_all().encode())
            assert (screen.clipboard(), screen.clipboard("primary")) == ("", "")
            assert program.close() == 0
        assert (screen.clipboard(), screen.clipboard("primary")) == ("", "")

    assert program.cause() == "accepted"
    assert secret_session.kept(SERVICE) == KEY
    assert program.output() == ""
    everything = b"\n".join(seen)
    assert b"OPENAI_BASE_URL" in everything  # the processes
    assert b"OpenAI \xe2\x80\x93 Keyready" in everything  # the windows
    assert traces(HIDDEN, everything) == []
    assert SERVICE.encode() in messages.read_bytes()
    assert list(secret_session.keyrings.glob("*.keyring"))
    assert traces_in(HIDDEN, secret_session.folder) == []


@pytest.mark.parametrize(
    "written",
    [
        KEY.encode(),
        KEY[::-1].encode(),
        quote(KEY, safe="").encode(),
        KEY.encode().hex().encode(),
        KEY.encode("utf-16"),
        KEY.encode("utf-16-be"),
        *(base64.b64encode(f"{before}{KEY}".encode()) for before in ("", "a", "ab")),
    ],
    ids=["plain", "reversed", "url", "hex", "utf-16", "utf-16-be", "base64", "+1", "+2"],
)
def test_a_trace_would_be_found(written: bytes, tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "file").write_bytes(b"\0something" + written + b"something\0")
    assert traces_in(HIDDEN, tmp_path) != []
