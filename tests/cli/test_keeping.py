# SPDX-License-Identifier: MIT
"""`add`, `remove`, `rename`, `default`: the keyring from a terminal."""

from __future__ import annotations

import json
import random
import shlex
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from console import KEY, MASK, OTHER, at_terminal, command, environment, keyready, shell
from keyready.core.secret import Secret
from keyready.services.custody.key_store import Saved, key_store
from keyready.services.files.memory import Memory
from secret_session import SecretSession, living_in
from traces import traces, traces_in

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("secret_session")]


def kept(entry: str = "openai") -> str | None:
    key = key_store().read(entry)
    assert key is None or isinstance(key, Secret)
    return key.reveal() if key else None


def save(entry: str = "openai", secret: str = KEY) -> None:
    assert isinstance(key_store().save(entry, Secret(secret)), Saved)


def rows() -> dict[str, dict[str, Any]]:
    return {row["entry"]: row for row in json.loads(keyready("list", "--json").stdout)}


# add


def test_a_key_from_standard_input_is_kept_and_where_is_said() -> None:
    done = keyready("add", "openai", "--no-check", given=f"OPENAI_API_KEY='{KEY}'\n")
    assert (done.returncode, kept()) == (0, KEY)
    assert done.stdout.startswith(f"Saved as openai: {MASK}. Kept in GNOME keyring")
    assert "Removed from around the key" in done.stderr
    assert KEY not in done.stdout + done.stderr
    assert rows()["openai"]["mask"] == MASK


def test_a_key_is_checked_where_that_is_not_declined(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/v1/models").respond_with_json(
        {"error": {"code": "invalid_api_key", "message": "EXAMPLE"}}, 401
    )
    url = httpserver.url_for("/v1")
    done = keyready("add", "openai/work", "--base-url", url, given=KEY)
    assert (done.returncode, kept("openai/work")) == (1, KEY)
    assert "openai/work" in done.stdout
    assert rows()["openai/work"]["cause"] == "key_rejected"
    assert rows()["openai/work"]["base_url"] == url
    (request, _) = httpserver.log[0]
    assert request.headers["Authorization"] == f"Bearer {KEY}"


def test_a_prompt_shows_nothing_of_the_key(secret_session: SecretSession) -> None:
    with at_terminal("add", "openai", "--no-check") as sitting:
        sitting.wait_for("not shown")
        sitting.type(KEY + "\r")
        assert sitting.end() == 0
        assert traces(KEY, sitting.shown) == []
    assert kept() == KEY
    assert traces_in(KEY, secret_session.home) == []


def test_a_key_that_is_typed_is_not_in_the_history_of_the_shell(tmp_path: Path) -> None:
    save()
    history = tmp_path / "history"
    with shell(HISTFILE=str(history)) as sitting:
        sitting.type(shlex.join(command("add", "openai/work", "--no-check")) + "\r")
        sitting.wait_for("not shown")
        sitting.type(f"{OTHER}\r")
        sitting.wait_past("\n> ")
        sitting.type("exit\r")
        assert sitting.end() == 0
    assert kept("openai/work") == OTHER
    assert "add openai/work" in history.read_text()
    assert traces(OTHER, history.read_bytes()) == []


def test_another_key_is_replaced_only_when_somebody_agrees() -> None:
    save()
    done = keyready("add", "openai", "--no-check", given=OTHER)
    assert (done.returncode, done.stdout, kept()) == (6, "", KEY)
    assert "--yes" in done.stderr
    with at_terminal("add", "openai", "--no-check") as sitting:
        sitting.wait_for(MASK)
        sitting.type("n\r")
        assert sitting.end() == 6
    assert kept() == KEY
    assert keyready("add", "openai", "--no-check", "--yes", given=OTHER).returncode == 0
    assert kept() == OTHER


@pytest.mark.parametrize("given", ["", "sk-proj-…WXYZ", "a text, not a key", "x" * 5_000_000])
def test_what_is_no_key_is_refused_with_words(given: str) -> None:
    done = keyready("add", "openai", given=given)
    assert (done.returncode, done.stdout, kept()) == (2, "", None)
    assert done.stderr.startswith("keyready: ")


def test_a_key_of_another_provider_wants_a_word() -> None:
    foreign = "sk-ant-api03-EXAMPLE-0123456789-abcdefghij"
    done = keyready("add", "openai", "--no-check", given=foreign)
    assert (done.returncode, kept()) == (6, None)
    assert "Anthropic" in done.stderr
    assert keyready("add", "openai", "--no-check", "--yes", given=foreign).returncode == 0
    assert kept() == foreign


def test_without_a_keyring_nobody_types_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    with living_in(monkeypatch, no_daemon=True), at_terminal("add", "openai") as sitting:
        assert sitting.end() == 5
        assert b"not shown" not in sitting.shown


@pytest.mark.parametrize("verb", ["add", "remove", "rename", "default", "get", "run", "check"])
def test_h40_no_verb_takes_a_key_as_an_argument(verb: str) -> None:
    for words in ([verb, "--key", KEY], [verb, "openai", f"--key={KEY}"], [verb, KEY, KEY, KEY]):
        done = keyready(*words)
        assert done.returncode == 2
        assert KEY not in done.stdout + done.stderr


# remove


def test_a_key_is_removed_after_a_question() -> None:
    save("openai/work")
    done = keyready("remove", "openai/work")
    assert (done.returncode, kept("openai/work")) == (6, KEY)
    with at_terminal("remove", "openai/work") as sitting:
        sitting.wait_for(MASK)
        sitting.type("y\r")
        assert sitting.end() == 0
        assert b"revoke" in sitting.shown
    assert kept("openai/work") is None
    assert "openai/work" not in rows()
    assert keyready("remove", "openai/work", "--yes").returncode == 4


def test_the_key_of_another_program_stays() -> None:
    save()
    attributes = ["service", "io.github.keyready.Keyready/openai", "username", "api-key"]
    store = ["secret-tool", "store", "--label=EXAMPLE", *attributes]
    subprocess.run(store, input=OTHER, text=True, check=True)
    done = keyready("remove", "openai", "--yes")
    assert done.returncode == 0
    assert "Another program" in done.stderr
    assert kept() == OTHER


# rename


def test_a_name_is_only_what_is_shown() -> None:
    keyready("add", "openai/work", "--no-check", given=KEY)
    assert keyready("rename", "openai/work", "회사 일").returncode == 0
    assert rows()["openai/work"]["name"] == "회사 일"
    assert kept("openai/work") == KEY
    assert keyready("rename", "openai/work", "x" * 99).returncode == 2
    assert keyready("rename", "openai/nobody", "x").returncode == 2


def test_an_id_takes_key_and_all_that_is_known_along() -> None:
    keyready("add", "openai/work", "--no-check", given=KEY)
    keyready("default", "openai/work")
    assert keyready("rename", "openai/work", "openai/client").returncode == 0
    assert (kept("openai/work"), kept("openai/client")) == (None, KEY)
    listed = rows()
    assert "openai/work" not in listed
    assert (listed["openai/client"]["name"], listed["openai/client"]["mask"]) == ("client", MASK)
    assert keyready("get", "openai").stdout == KEY + "\n"
    assert keyready("rename", "openai/client", "openai/").returncode == 0
    assert kept("openai") == KEY
    assert keyready("rename", "openai", "anthropic/x").returncode == 0  # a name like any other
    assert kept("anthropic/x") is None


def test_an_id_that_has_another_key_is_not_taken() -> None:
    save("openai/work", KEY)
    save("openai/client", OTHER)
    done = keyready("rename", "openai/work", "openai/client")
    assert (done.returncode, done.stdout) == (6, "")
    assert (kept("openai/work"), kept("openai/client")) == (KEY, OTHER)


@pytest.mark.parametrize("times", [6, pytest.param(100, marks=pytest.mark.kills)])
def test_a_move_that_is_killed_at_any_instant_loses_nothing(times: int) -> None:
    save("openai/a")
    ids = ["openai/a", "openai/b"]
    for _ in range(times):
        process = subprocess.Popen(command("rename", *ids), env=environment())
        time.sleep(random.uniform(0.1, 0.6))
        process.kill()
        process.wait()
        assert KEY in (kept(ids[0]), kept(ids[1]))
        if kept(ids[0]):
            assert keyready("rename", *ids).returncode == 0
        assert (kept(ids[0]), kept(ids[1])) == (None, KEY)
        ids.reverse()


# default


def test_the_default_entry_must_have_a_key() -> None:
    done = keyready("default", "openai/nobody")
    assert (done.returncode, done.stdout) == (4, "")
    save("openai/work", OTHER)
    save()
    assert keyready("default", "openai/work").returncode == 0
    assert keyready("get", "openai").stdout == OTHER + "\n"
    assert Memory().defaults == {"openai": "openai/work"}
    assert keyready("default", "openai/").returncode == 0
    assert keyready("get", "openai").stdout == KEY + "\n"
    assert Memory().defaults == {}


def test_it_is_forgotten_with_its_entry() -> None:
    save("openai/work")
    keyready("default", "openai/work")
    keyready("remove", "openai/work", "--yes")
    save("openai", OTHER)
    assert keyready("get", "openai").stdout == OTHER + "\n"


def test_the_console_speaks_the_language_that_was_chosen(tmp_path: Path) -> None:
    memory = Memory()
    memory.keep_language("ko")
    memory.flush()
    assert "저장했어요" in keyready("add", "openai", "--no-check", given=KEY).stdout
