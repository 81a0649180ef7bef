# SPDX-License-Identifier: MIT
"""The packaged console hands a key on, and its bundle leaves no trace in the environment."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from console import at_terminal
from keyready.cli.verbs import VERBS
from keyready.core.secret import Secret
from keyready.services.custody.key_store import Saved, key_store
from secret_session import SecretSession

pytestmark = pytest.mark.built

KEY = "sk-proj-EXAMPLE-0123456789-abcdefghij-WXYZ"


@pytest.fixture
def kept(secret_session: SecretSession) -> SecretSession:
    assert isinstance(key_store().save("openai", Secret(KEY)), Saved)
    return secret_session


def test_every_verb_is_in_the_bundle(programs: Path, kept: SecretSession) -> None:
    environment = kept.whole_environment()
    for words in (["get", "openai"], ["list"], ["conflicts"], ["completion", "fish"]):
        command = [programs / "keyready", *words]
        done = subprocess.run(command, env=environment, capture_output=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")
    for verb in VERBS:  # wrong usage is found by the module of the verb, or before it
        command = [programs / "keyready", verb.name, "--key"]
        done = subprocess.run(command, env=environment, capture_output=True, timeout=60)
        assert done.returncode == 2
        assert b"fault" not in done.stderr


@pytest.mark.parametrize("former", [{}, {"LD_LIBRARY_PATH": "/nonexistent/mine"}])
def test_h38_the_environment_is_the_persons_and_the_key(
    former: dict[str, str], programs: Path, kept: SecretSession
) -> None:
    whole = {**kept.whole_environment(), **former, "LANG": "C"}
    bare = subprocess.run(["env", "-0"], env=whole, capture_output=True, check=True).stdout
    run = [programs / "keyready", "run", "openai", "--", "env", "-0"]
    ours = subprocess.run(run, env=whole, capture_output=True, check=True).stdout
    added = set(ours.split(b"\0")) - set(bare.split(b"\0"))
    assert added == {f"OPENAI_API_KEY={KEY}".encode()}
    assert set(bare.split(b"\0")) <= set(ours.split(b"\0"))


def test_one_within_another(programs: Path, kept: SecretSession) -> None:
    keyready = programs / "keyready"
    done = subprocess.run(
        [keyready, "run", "openai", "--mask", "--", keyready, "get", "openai"],
        env=kept.whole_environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "sk-proj-…WXYZ\n", "")


def test_a_shell_can_stop_a_masked_command_and_go_on(programs: Path, kept: SecretSession) -> None:
    script = "echo shows $OPENAI_API_KEY; read word; echo got $word; exit 7"
    run = [str(programs / "keyready"), "run", "openai", "--mask", "--", "sh", "-c", script]
    shell = ["bash", "--norc", "--noprofile", "-i"]
    with at_terminal("run", "openai", "--", *shell, PS1="> ") as sitting:
        sitting.wait_past("> ")
        sitting.type(f"{shlex.join(run)}\r")
        sitting.wait_past("shows sk-proj-…WXYZ")
        sitting.type("\x1a")
        sitting.wait_past("Stopped")
        sitting.wait_past("\n> ")
        sitting.type("fg\r")
        sitting.wait_past("fg\r\n")
        sitting.wait_until_raw()
        sitting.type("hello\r")
        sitting.wait_past("got hello")
        sitting.wait_past("> ")
        sitting.type("echo code $?\r")
        sitting.wait_past("code 7")
