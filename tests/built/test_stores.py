# SPDX-License-Identifier: MIT
"""The packaged program keeps keys in pass and in the encrypted file."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from keyready.core.secret import Secret
from keyready.services.custody.key_file import KeyFile
from keyready.services.custody.key_store import Saved, key_store
from password_store import PasswordStore, password_store
from secret_session import SecretSession

pytestmark = pytest.mark.built

KEY = "sk-proj-EXAMPLE-0123456789-abcdefghij-WXYZ"
PASSPHRASE = "practice passphrase"
# The passphrase comes from a terminal, so the program is given one.
_TYPED = f"""
import os, pty, sys
child, screen = pty.fork()
if not child:
    os.execv(sys.argv[1], sys.argv[1:])
shown = b""
while b"Passphrase" not in shown:
    shown += os.read(screen, 65536)
os.write(screen, b"{PASSPHRASE}\\r")
try:
    while data := os.read(screen, 65536):
        shown += data
except OSError:
    pass
sys.stdout.write(shown.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.fixture
def store(secret_session: SecretSession) -> Iterator[PasswordStore]:
    assert isinstance(key_store().save("openai", Secret(KEY)), Saved)
    with password_store(git=True) as store:
        store.environment = {**secret_session.whole_environment(), **store.environment}
        yield store


def test_a_key_moves_to_pass_and_is_given_from_there(programs: Path, store: PasswordStore) -> None:
    keyready = str(programs / "keyready")
    assert "pass" in store.run(keyready, "move", "openai", "--to", "pass")
    assert store.show("keyready/openai") == f"{KEY}\n"
    assert key_store().read("openai") is None
    assert store.run(keyready, "get", "openai") == f"{KEY}\n"
    assert store.run(keyready, "run", "openai", "--mask", "--", keyready, "get", "openai") == (
        "sk-proj-…WXYZ\n"
    )
    store.run(keyready, "move", "openai", "--to", "keyring")
    assert (key_store().read("openai"), store.values()) == (Secret(KEY), [])


def test_a_key_moves_to_the_file_and_is_given_from_there(
    programs: Path, store: PasswordStore
) -> None:
    keyready = str(programs / "keyready")
    KeyFile().make(Secret(PASSPHRASE))
    python = ("python3", "-c", _TYPED, keyready)
    assert "encrypted file" in store.run(*python, "move", "openai", "--to", "file")
    assert key_store().read("openai") is None
    assert KEY in store.run(*python, "get", "openai", "--force")
    closed = subprocess.run([keyready, "get", "openai"], env=store.environment, capture_output=True)
    assert (closed.returncode, closed.stdout) == (5, b"")


def test_the_self_test_makes_and_opens_such_a_file(programs: Path) -> None:
    done = subprocess.run([programs / "keyready", "self-test"], capture_output=True, timeout=60)
    assert "Argon2id, ChaCha20-Poly1305" in json.dumps(json.loads(done.stdout))
    assert done.returncode == 0
