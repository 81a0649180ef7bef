# SPDX-License-Identifier: MIT
"""A proof runs what the tool would run, with real programs and a real keyring, and ends."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from keyready.core.rivals import PlaceKind
from keyready.core.secret import Secret
from keyready.core.tool import Way
from keyready.services import use
from keyready.services.catalog import Catalog
from keyready.services.custody.key_store import Saved, key_store
from keyready.services.custody.keychain import TroubleKind
from keyready.services.custody.stores import stores
from keyready.services.entry import Entry, address_in_force
from keyready.services.files.memory import Memory
from keyready.services.network.request import Network
from keyready.services.programs import proof
from keyready.services.programs.proof import Outcome
from keyready.services.programs.tools import tools
from keyready.services.use import Use
from secret_session import SecretSession, until

KEY = "sk-proj-EXAMPLE-0123456789-abcdefghij-WXYZ"
OTHER = "sk-proj-EXAMPLE-9876543210-abcdefghij-4321"


@pytest.mark.parametrize(
    ("line", "way", "outcome"),
    [
        (f"echo {KEY}", "shell", Outcome.RECEIVED),
        (f"printf %s {KEY}", "direct", Outcome.RECEIVED),
        (f"printf '{KEY}\\r\\n'", "shell", Outcome.RECEIVED),
        (f"echo welcome; echo {KEY}", "start", Outcome.RECEIVED),
        (f"echo welcome; echo {KEY}", "shell", Outcome.OTHER),
        (f"echo {OTHER}", "shell", Outcome.OTHER),
        (f"echo ' {KEY}'", "shell", Outcome.OTHER),
        ("exit 4", "shell", Outcome.NO_KEY),
        ("exit 5", "shell", Outcome.KEYRING),
        ("exit 1", "shell", Outcome.FAILED),
        ("true", "shell", Outcome.FAILED),
        ("program-that-is-nowhere", "shell", Outcome.NOT_STARTED),
        (f"echo {OTHER} >&2; echo {KEY}", "shell", Outcome.RECEIVED),
    ],
)
def test_what_came_decides(line: str, way: Way, outcome: Outcome) -> None:
    assert proof.run(line, way, Secret(KEY), os.environ) is outcome


def test_a_program_that_is_missing_is_a_value() -> None:
    asked = ("program-that-is-nowhere", "get")
    assert proof.run(asked, "direct", Secret(KEY), os.environ) is Outcome.NOT_STARTED


def status(pid: str) -> str:
    try:
        return Path("/proc", pid, "status").read_text()
    except OSError:
        return "(zombie)"


def test_it_ends_in_time_with_all_that_it_started(tmp_path: Path) -> None:
    alive = tmp_path / "pid"
    line = f"(echo $$ > {alive}; exec sleep 60) & sleep 60"
    began = time.monotonic()
    assert proof.run(line, "shell", Secret(KEY), os.environ, 1.0) is Outcome.TIMED_OUT
    assert time.monotonic() - began < 5
    group = alive.read_text().strip()
    until(lambda: not Path("/proc", group).exists() or "(zombie)" in status(group))


def test_the_environment_is_the_persons_own() -> None:
    environment = {"PATH": os.environ["PATH"], "ONLY": KEY}
    assert proof.run('test -z "$HOME" && echo $ONLY', "shell", Secret(KEY), environment) is (
        Outcome.RECEIVED
    )


def of_openai(**more: str) -> Use:
    provider = Catalog().provider("openai")
    environment = {**os.environ, "SHELL": "/bin/bash", **more}
    address = address_in_force(provider, {})
    return Use(
        Entry("openai", provider, address, stores(Memory(), environment), environment, Network)
    )


def proved(of: Use, tool_id: str, number: int = 0) -> proof.Proof:
    (tool,) = (one for one in tools() if one.id == tool_id)
    return of.prove(tool, tool.recipes_in("sh")[number])


@pytest.fixture
def kept(secret_session: SecretSession) -> SecretSession:
    assert isinstance(key_store().save("openai", Secret(KEY)), Saved)
    return secret_session


@pytest.mark.parametrize("tool", ["terminal", "curl", "codex", "chatgpt-nvim", "aider", "direnv"])
def test_a_real_helper_gives_the_kept_key_in_each_way(kept: SecretSession, tool: str) -> None:
    assert proved(of_openai(), tool) == proof.Proof(Outcome.RECEIVED)


def test_python_reads_it_with_its_own_keyring(kept: SecretSession) -> None:
    beside_us = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    assert proved(of_openai(PATH=beside_us), "python").outcome is Outcome.RECEIVED


def test_a_shell_that_sets_another_key_is_found_out_and_named(kept: SecretSession) -> None:
    start = kept.home / ".bashrc"
    start.write_text(f"echo welcome\nexport OPENAI_API_KEY={OTHER}\n")
    found = proved(of_openai(), "terminal")
    assert found.outcome is Outcome.OTHER
    (rival,) = found.rivals
    assert (rival.kind, rival.where, rival.line) == (PlaceKind.SHELL, str(start), 2)
    assert rival.shown == "sk-proj-…4321"


def test_a_store_that_the_tool_prefers_is_named(kept: SecretSession) -> None:
    keys = kept.home / ".config/io.datasette.llm/keys.json"
    keys.parent.mkdir(parents=True)
    keys.write_text(json.dumps({"openai": OTHER}))
    found = proved(of_openai(), "llm")
    assert found.outcome is Outcome.BEATEN
    assert [(one.kind, one.tool) for one in found.rivals] == [(PlaceKind.TOOL, "llm")]
    assert proved(of_openai(), "aider").outcome is Outcome.RECEIVED  # it does not read that file
    keys.write_text(json.dumps({"openai": KEY}))  # a copy is no other key
    assert proved(of_openai(), "llm").outcome is Outcome.RECEIVED


def test_a_variable_beats_a_command_but_not_what_run_sets(kept: SecretSession) -> None:
    of = of_openai(OPENAI_API_KEY=OTHER)
    assert proved(of, "chatgpt-nvim").outcome is Outcome.BEATEN
    assert proved(of, "llm").outcome is Outcome.RECEIVED
    assert proved(of, "codex").outcome is Outcome.RECEIVED


def test_without_a_key_or_with_a_locked_keyring_nothing_is_run(
    secret_session: SecretSession,
) -> None:
    assert proved(of_openai(), "terminal") == proof.Proof(Outcome.NO_KEY)
    key_store().save("openai", Secret(KEY))
    secret_session.lock()
    found = proved(of_openai(), "terminal")
    assert found.outcome is Outcome.KEYRING
    assert found.trouble is not None
    assert found.trouble.kind in (TroubleKind.LOCKED, TroubleKind.DISMISSED)


def test_a_missing_helper_is_said(kept: SecretSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(use, "helper_path", lambda: None)
    assert proved(of_openai(), "terminal") == proof.Proof(Outcome.ABSENT)


def test_other_keys_are_found_with_those_of_a_folder(kept: SecretSession, tmp_path: Path) -> None:
    of = of_openai()
    assert of.rivals() == ()
    (tmp_path / ".env").write_text(f"OPENAI_API_KEY={KEY}\n")
    (tmp_path / ".env.local").write_text(f"OPENAI_API_KEY={OTHER}\n")
    found = of.rivals(tmp_path)
    assert [(Path(one.rival.where).name, one.is_kept) for one in found] == [
        (".env", True),
        (".env.local", False),
    ]
    assert KEY not in repr(found)
    assert OTHER not in repr(found)
