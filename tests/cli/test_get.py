# SPDX-License-Identifier: MIT
"""`keyready get`: every clause of its contract comes from a program that calls such a command."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time

import pytest

from console import KEY, OTHER, at_terminal, command, environment, keyready
from keyready.core.entries import Own
from keyready.core.entry_id import meant_entry
from keyready.core.secret import Secret
from keyready.services.catalog import Catalog
from keyready.services.custody.key_store import SERVICE, Saved, key_store
from keyready.services.files import at_hand
from keyready.services.files.memory import Memory, default_folder
from keyready.services.settings import config_folder
from secret_session import SecretSession, living_in


def save(entry: str = "openai", secret: str = KEY) -> None:
    assert isinstance(key_store().save(entry, Secret(secret)), Saved)


def test_the_key_and_one_newline_and_nothing_else(secret_session: SecretSession) -> None:
    save()
    done = keyready("get", "openai")
    assert (done.returncode, done.stdout, done.stderr) == (0, KEY + "\n", "")


def test_a_further_key_and_the_default_one(secret_session: SecretSession) -> None:
    save()
    save("openai/work", OTHER)
    assert keyready("get", "openai/work").stdout == OTHER + "\n"
    assert keyready("get", "openai").stdout == KEY + "\n"
    memory = Memory()
    memory.keep_default("openai/work")
    memory.flush()
    assert keyready("get", "openai").stdout == OTHER + "\n"
    assert keyready("get", "openai/").stdout == KEY + "\n"


def test_without_a_key_nothing_is_on_standard_output(secret_session: SecretSession) -> None:
    done = keyready("get", "openai/work")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("keyready: openai/work: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("powers", [{"no_daemon": True}, {"no_bus": True}, {"locked": True}])
def test_a_keyring_that_gives_nothing_is_told_apart(
    powers: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    with living_in(monkeypatch, **powers):
        done = keyready("get", "openai")
        assert (done.returncode, done.stdout) == (5, "")
        assert done.stderr.startswith("keyready: ")
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("typed", ["nobody", "", "open ai", "openai/work/more", KEY])
def test_what_is_no_entry_is_wrong_usage_and_not_repeated(
    typed: str, secret_session: SecretSession
) -> None:
    done = keyready("get", typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert KEY not in done.stderr


@pytest.mark.parametrize("limit", ["0", "-1", "soon", "nan", "inf"])
def test_a_limit_is_a_number_of_seconds(limit: str) -> None:
    done = keyready("get", "openai", f"--timeout={limit}")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--timeout" in done.stderr


def test_a_keyring_that_does_not_answer_is_not_waited_for(secret_session: SecretSession) -> None:
    save()
    os.kill(secret_session.daemon_pid, signal.SIGSTOP)
    start = time.monotonic()
    done = keyready("get", "openai", "--timeout", "1")
    assert (done.returncode, done.stdout) == (5, "")
    assert time.monotonic() - start < 5
    os.kill(secret_session.daemon_pid, signal.SIGCONT)


def test_a_terminal_gets_it_only_when_that_is_said(secret_session: SecretSession) -> None:
    save()
    with at_terminal("get", "openai") as sitting:
        assert sitting.end() == 2
        assert b"--force" in sitting.shown
        assert KEY.encode() not in sitting.shown
    with at_terminal("get", "openai", "--force") as sitting:
        assert sitting.end() == 0
        assert sitting.shown == KEY.encode() + b"\r\n"


def test_an_output_that_nobody_reads_is_a_failure(secret_session: SecretSession) -> None:
    save()
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command("get", "openai"),
        env=environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert done.returncode == 6
    assert done.stderr.count("\n") == 1
    closed = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *command("get", "openai")],
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert closed.returncode == 6
    assert KEY not in closed.stderr + done.stderr


def test_two_at_once_both_get_it(secret_session: SecretSession) -> None:
    save()
    both = [
        subprocess.Popen(command("get", "openai"), env=environment(), stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [one.communicate(timeout=30)[0].decode() for one in both] == [KEY + "\n"] * 2


def test_8_what_keyring_reads_we_wrote_and_the_reverse(secret_session: SecretSession) -> None:
    """Under the names that README gives."""
    names = [f"{SERVICE}/openai/work", "api-key"]
    keyring = [command()[0], "-m", "keyring"]
    save("openai/work")
    got = subprocess.run([*keyring, "get", *names], capture_output=True, text=True, check=True)
    assert got.stdout == KEY + "\n"
    names[0] = f"{SERVICE}/anthropic"
    subprocess.run([*keyring, "set", *names], input=OTHER, text=True, check=True)
    assert keyready("get", "anthropic").stdout == OTHER + "\n"


_OTHER_STORES = [f"keyready.services.{name}" for name in ("stores", "pass_store", "key_file")]


@pytest.mark.parametrize("heavy", ["msgspec", "requests", "logging", "PySide6", *_OTHER_STORES])
def test_it_loads_next_to_nothing(heavy: str, secret_session: SecretSession) -> None:
    save()
    done = subprocess.run(
        [command()[0], "-X", "importtime", "-m", "keyready", "get", "openai"],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == KEY + "\n"
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "secretstorage" in loaded
    assert heavy not in loaded


# What is at hand is what the whole files say.


def test_the_facts_at_hand_are_those_of_the_catalog() -> None:
    folder = config_folder() / "providers"
    folder.mkdir(parents=True)
    (folder / "named_otherwise.toml").write_text(
        'id = "workshop"\nname = "W"\norder = 1\nbase_url = "https://w.example/v1"\n'
        'rules_from = ["http"]\n[environment]\nkey = ["W_KEY"]\nbase_url = ["W_URL"]\n'
    )
    (folder / "broken.toml").write_text("id = ")
    providers = {one.id: one for one in Catalog().providers}
    assert "workshop" in providers
    for name, provider in providers.items():
        names, own = provider.environment, [s for s in provider.key_shapes if s.provider == name]
        prefixes = tuple(shape.prefix for shape in own if shape.prefix)
        assert at_hand.facts_of(f"{name}/x") == (names.key, names.base_url, prefixes)
    assert at_hand.facts_of("nobody") == ((), (), ())


def test_the_memory_at_hand_is_that_of_the_memory() -> None:
    memory = Memory()
    memory.keep_own("openai/work", Own("회사", "https://work.example/v1"))
    memory.keep_default("openai/work")
    memory.flush()
    assert at_hand.defaults() == memory.defaults == {"openai": "openai/work"}
    assert at_hand.own_base_url("openai/work") == "https://work.example/v1"
    memory.forget("openai/work")
    memory.flush()
    assert at_hand.defaults() == {}
    assert at_hand.own_base_url("openai/work") == ""


@pytest.mark.parametrize(
    "damage", [b"", b"[]", b'{"defaults": 3}', b'{"defaults": {"a": 1}}', b"\xff"]
)
def test_a_damaged_memory_is_no_reason_to_fail(damage: bytes) -> None:
    file = default_folder() / "state.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(damage)
    assert at_hand.defaults() == {}
    assert at_hand.own_base_url("openai") == ""


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("openai", "openai/work"),
        ("openai/", "openai"),
        ("openai/home", "openai/home"),
        ("groq", "groq"),
        ("/work", None),
        ("a/b/c", None),
        ("open ai", None),
    ],
)
def test_which_entry_is_meant(typed: str, entry: str | None) -> None:
    assert meant_entry(typed, {"openai": "openai/work"}) == entry


def test_the_default_survives_in_the_list(secret_session: SecretSession) -> None:
    save("openai/work")
    memory = Memory()
    memory.keep_default("openai/work")
    memory.flush()
    rows = {row["entry"]: row["default"] for row in json.loads(keyready("list", "--json").stdout)}
    assert (rows["openai"], rows["openai/work"], rows["groq"]) == (False, True, True)
    assert "openai/work *" in keyready("list").stdout
