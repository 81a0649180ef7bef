# SPDX-License-Identifier: MIT
"""Every verb finds a key in the store where it is kept, and `move` takes it to another."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import pytest

from console import KEY, MASK, OTHER, at_terminal, keyready
from keyready.core.secret import Secret
from keyready.services.custody.key_file import KeyFile
from keyready.services.custody.key_store import Saved, key_store
from keyready.services.custody.rotated_item import Role
from password_store import PasswordStore, password_store
from secret_session import SecretSession

pytestmark = pytest.mark.journey  # real programs, again and again

PASSPHRASE = "practice passphrase"
RUN = ("--", sys.executable, "-c", "import os; print(os.environ['OPENAI_API_KEY'])")


@pytest.fixture
def store(
    secret_session: SecretSession, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PasswordStore]:
    with password_store(git=True) as store:
        for name, value in store.environment.items():
            monkeypatch.setenv(name, value)
        yield store


def in_keyring(entry: str = "openai") -> str | None:
    key = key_store().read(entry)
    assert key is None or isinstance(key, Secret)
    return key.reveal() if key else None


def row(entry: str = "openai") -> dict[str, object]:
    rows = json.loads(keyready("list", "--json").stdout)
    return next((one for one in rows if one["entry"] == entry), {})


def test_a_key_in_pass_serves_every_verb(store: PasswordStore) -> None:
    assert keyready("add", "openai/work", "--no-check", given=KEY).returncode == 0
    moved = keyready("move", "openai/work", "--to", "pass")
    assert (moved.returncode, moved.stdout) == (0, "openai/work: Kept in pass.\n")
    assert (in_keyring("openai/work"), store.values()) == (None, [KEY])
    assert keyready("get", "openai/work").stdout == f"{KEY}\n"
    assert keyready("run", "openai/work", *RUN).stdout == f"{KEY}\n"
    shown = row("openai/work")
    assert (shown["saved"], shown["store"], shown["mask"]) == (True, "pass", MASK)
    assert keyready("rename", "openai/work", "openai/client").returncode == 0
    assert store.show("keyready/openai/client") == f"{KEY}\n"
    assert row("openai/client")["store"] == "pass"
    again = keyready("add", "openai/client", "--no-check", "--yes", given=OTHER)
    assert "Kept in pass" in again.stdout
    assert (in_keyring("openai/client"), store.values()) == (None, [OTHER])
    assert keyready("remove", "openai/client", "--yes").returncode == 0
    assert store.values() == []
    assert keyready("get", "openai/client").returncode == 4


def test_a_key_in_the_file_is_given_to_who_knows_the_passphrase(store: PasswordStore) -> None:
    keyready("add", "openai", "--no-check", given=KEY)
    none = keyready("move", "openai", "--to", "file")
    assert (none.returncode, in_keyring()) == (5, KEY)
    assert "no encrypted file yet" in none.stderr
    KeyFile().make(Secret(PASSPHRASE))
    nobody = keyready("move", "openai", "--to", "file")
    assert (nobody.returncode, in_keyring()) == (5, KEY)
    assert "locked" in nobody.stderr
    at_terminal_with("move", "openai", "--to", "file")
    assert in_keyring() is None
    assert row()["store"] == "file"  # a list asks for nothing
    silent = keyready("get", "openai")
    assert (silent.returncode, silent.stdout) == (5, "")
    assert KEY in at_terminal_with("run", "openai", *RUN)
    at_terminal_with("move", "openai", "--to", "keyring")
    assert in_keyring() == KEY
    assert keyready("get", "openai").stdout == f"{KEY}\n"


def at_terminal_with(*words: str) -> str:
    """A person types the passphrase where it is asked for."""
    with at_terminal(*words) as sitting:
        sitting.wait_for("Passphrase")
        sitting.type(f"{PASSPHRASE}\r")
        assert sitting.end() == 0
        assert PASSPHRASE.encode() not in sitting.shown
        return sitting.shown.decode()


def test_a_wrong_passphrase_gives_nothing(store: PasswordStore) -> None:
    KeyFile().make(Secret(PASSPHRASE))
    keyready("add", "openai", "--no-check", given=KEY)
    at_terminal_with("move", "openai", "--to", "file")
    with at_terminal("run", "openai", *RUN) as sitting:
        sitting.wait_for("Passphrase")
        sitting.type("another passphrase\r")
        assert sitting.end() == 5
        assert b"does not open" in sitting.shown
        assert KEY.encode() not in sitting.shown


@pytest.mark.parametrize("role", list(Role))
def test_during_a_change_of_keys_it_stays_and_says_what_to_do(
    role: Role, store: PasswordStore
) -> None:
    keyready("add", "openai/work", "--no-check", given=KEY)
    assert isinstance(key_store().save_beside("openai/work", role, Secret(OTHER)), Saved)
    for words in (["move", "openai/work", "--to", "pass"], ["rename", "openai/work", "openai/x"]):
        refused = keyready(*words)
        assert (refused.returncode, refused.stdout) == (5, "")
        assert "change of this key is under way" in refused.stderr
        assert "Finish that change or give it up" in refused.stderr
    assert (in_keyring("openai/work"), store.values()) == (KEY, [])
    assert key_store().beside("openai/work") == {role: Secret(OTHER)}


def test_where_pass_is_not_set_up_it_says_what_to_do(secret_session: SecretSession) -> None:
    keyready("add", "openai", "--no-check", given=KEY)
    refused = keyready("move", "openai", "--to", "pass")
    assert (refused.returncode, in_keyring()) == (5, KEY)
    assert "pass init" in refused.stderr


@pytest.mark.parametrize("words", [[], ["--to", "cloud"], ["--to", ""]])
def test_a_place_that_there_is_not_is_wrong_usage(
    words: list[str], secret_session: SecretSession
) -> None:
    refused = keyready("move", "openai", *words)
    assert refused.returncode == 2
    assert "--to keyring" in refused.stderr
    assert keyready("move", "practice", "--to", "pass").returncode == 2
    assert keyready("move", "openai", "--to", "pass").returncode == 4  # no key is kept
