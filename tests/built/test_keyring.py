# SPDX-License-Identifier: MIT
"""The packaged program takes the desktop's keyring and nothing else (H1 to H6, H42)."""

from __future__ import annotations

import base64
import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from keyready.core.secret import Secret
from keyready.services.custody.key_store import Saved, practice_key_store
from keyready.services.practice.practice_answers import practice_answers
from secret_session import SecretSession, living_in

pytestmark = pytest.mark.built

KEY = next(key.example for key in practice_answers().keys if key.id == "ready")
SESSION = "/org/freedesktop/secrets/collection/session"


def run(
    programs: Path, session: SecretSession, *arguments: str, **variables: str
) -> dict[str, str]:
    """What the console says as JSON; where it is a list, the row of OpenAI."""
    done = subprocess.run(
        [programs / "keyready", *arguments, "--json"],
        env={**session.whole_environment(), **variables},
        capture_output=True,
        text=True,
        timeout=30,
    )
    said = json.loads(done.stdout)
    row = next(row for row in said if row["entry"] == "openai") if arguments == ("list",) else said
    return {**row, "code": done.returncode}


@pytest.fixture
def kept(secret_session: SecretSession) -> SecretSession:
    assert isinstance(practice_key_store().save("practice", Secret(KEY)), Saved)
    return secret_session


def test_h1_a_keyring_that_starts_later_is_found(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with living_in(monkeypatch, no_daemon=True) as session:
        assert run(programs, session, "check")["cause"] == "keyring_no_keyring"
        session.start_daemon()
        assert run(programs, session, "check")["cause"] == "key_missing"


def test_h2_without_a_bus_it_is_said(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with living_in(monkeypatch, no_bus=True) as session:
        said = run(programs, session, "check")
        assert (said["cause"], said["code"]) == ("keyring_dead_bus", 5)
        assert run(programs, session, "list")["saved"] is None


def test_h3_no_plain_text_store_is_read(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with living_in(monkeypatch, no_daemon=True, plain=True) as session:
        folder = session.home / ".local/share/python_keyring"
        folder.mkdir(parents=True)
        name = "io_2Egithub_2Ekeyready_2EKeyready_2Fopenai"
        value = base64.b64encode(KEY.encode()).decode()
        (folder / "keyring_pass.cfg").write_text(f"[{name}]\napi_2dkey = {value}\n")
        assert run(programs, session, "check")["cause"] == "keyring_no_keyring"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring", id="h4"),
        pytest.param("KEYRING_PROPERTY_PREFERRED_COLLECTION", SESSION, id="h5"),
    ],
)
def test_h4_h5_no_variable_chooses(
    name: str, value: str, programs: Path, kept: SecretSession
) -> None:
    said = run(programs, kept, "check", "practice", **{name: value})
    assert (said["cause"], said["code"]) == ("accepted", 0)


def test_h6_the_rc_file_runs_no_code(programs: Path, kept: SecretSession, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    (tmp_path / "intruder.py").write_text(f"open({str(trace)!r}, 'w').close()\n")
    kept.configure_keyring(
        f"[backend]\ndefault-keyring=intruder.Keyring\nkeyring-path={tmp_path}\n"
    )
    assert run(programs, kept, "check", "practice")["cause"] == "accepted"
    assert not trace.exists()


def test_h13_the_console_reads_while_keys_are_saved(programs: Path, kept: SecretSession) -> None:
    with ThreadPoolExecutor() as saving:
        over = Event()

        def save() -> int:
            saves = 0
            while not over.is_set():
                assert isinstance(practice_key_store().save("practice", Secret(KEY)), Saved)
                saves += 1
            return saves

        saves = saving.submit(save)
        try:
            for _ in range(5):
                assert run(programs, kept, "check", "practice")["cause"] == "accepted"
        finally:
            over.set()
        assert saves.result() >= 5
    assert kept.daemon_runs()


def test_h42_the_keyring_works_without_the_metadata_of_packages(
    programs: Path, kept: SecretSession, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    subprocess.run(["cp", "-a", programs, bare], check=True)
    metadata = list(bare.rglob("*.dist-info"))
    assert metadata
    for folder in metadata:
        subprocess.run(["rm", "-r", folder], check=True)
    assert run(bare, kept, "check", "practice")["cause"] == "accepted"
