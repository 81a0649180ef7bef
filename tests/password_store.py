# SPDX-License-Identifier: MIT
"""A real password store in a throw-away home: pass, gnupg with a key of its own, git if wanted.

Debian packages: pass, gnupg, git. The agent of gnupg dies with the test. Its question for the
passphrase is answered by a script that stands in for pinentry, as the test says.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PASSPHRASE = "practice passphrase of a test key"
_LIMIT_S = 30.0
_KEY = """Key-Type: eddsa
Key-Curve: ed25519
Key-Usage: sign
Subkey-Type: ecdh
Subkey-Curve: cv25519
Subkey-Usage: encrypt
Name-Real: EXAMPLE
Name-Email: example@localhost
Expire-Date: 0
{protection}
%commit
"""
# What stands in for pinentry; `answer` is what follows its question.
_PINENTRY = """#!/bin/sh
echo "OK at your service"
while read -r line; do
  case $line in
    GETPIN*|CONFIRM*) {answer} ;;
    BYE*) echo OK; exit 0 ;;
    *) echo OK ;;
  esac
done
"""
ANSWERS = {
    "right": f'printf "D {PASSPHRASE}\\nOK\\n"',
    "wrong": 'printf "D wrong\\nOK\\n"',
    "dismissed": 'echo "ERR 83886179 Operation cancelled <Pinentry>"',
    "silent": "cat > /dev/null",  # until its agent ends
}


class PasswordStore:
    """`environment` is what a program needs to live with it. `locked`: its key has a passphrase."""

    def __init__(self, environment: Mapping[str, str], *, locked: bool = False) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kr-", dir="/tmp"))  # a socket's path is short
        self.gnupg = self.folder / "gnupg"
        self.gnupg.mkdir(mode=0o700)
        self.root = self.folder / "store"
        self.environment = {
            **environment,
            "GNUPGHOME": str(self.gnupg),
            "PASSWORD_STORE_DIR": str(self.root),
            "GIT_AUTHOR_NAME": "EXAMPLE",
            "GIT_AUTHOR_EMAIL": "example@localhost",
            "GIT_COMMITTER_NAME": "EXAMPLE",
            "GIT_COMMITTER_EMAIL": "example@localhost",
            "GPG_TTY": "/dev/null",  # there is somebody who could be asked
        }
        protection = f"Passphrase: {PASSPHRASE}" if locked else "%no-protection"
        self.run(
            "gpg",
            "--batch",
            "--pinentry-mode",
            "loopback",
            "--gen-key",
            given=_KEY.format(protection=protection),
        )
        self.answers("dismissed")

    def run(self, *command: str, given: str = "") -> str:
        ended = subprocess.run(
            command,
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=_LIMIT_S,
        )
        assert ended.returncode == 0, (command, ended.stdout, ended.stderr)
        return ended.stdout

    def set_up(self, *, git: bool = False) -> PasswordStore:
        self.run("pass", "init", "example@localhost")
        if git:
            self.run("pass", "git", "init", "--quiet", "--initial-branch=main")
        return self

    def answers(self, how: str) -> None:
        """The next question for the passphrase is answered so; nothing is remembered."""
        pinentry = self.folder / f"pinentry-{how}"
        pinentry.write_text(_PINENTRY.format(answer=ANSWERS[how]))
        pinentry.chmod(0o700)
        (self.gnupg / "gpg-agent.conf").write_text(f"pinentry-program {pinentry}\n")
        self.forget()

    def forget(self) -> None:
        """The agent ends, and with it the passphrase that it remembers."""
        self.run("gpgconf", "--kill", "gpg-agent")

    def show(self, name: str) -> str:
        """As the person reads it in a terminal."""
        return self.run("pass", "show", name)

    def values(self) -> list[str]:
        """Every value that is kept for us, whatever its name is."""
        files = sorted((self.root / "keyready").rglob("*.gpg"))
        names = (file.relative_to(self.root).with_suffix("") for file in files)
        return [self.show(str(name)).removesuffix("\n") for name in names]

    def programs(self) -> set[str]:
        """What runs with this store, apart from gnupg's own agent and what that one started."""
        mark = f"PASSWORD_STORE_DIR={self.root}".encode()
        found = set()
        for process in Path("/proc").glob("[0-9]*"):
            try:
                name = (process / "comm").read_text().strip()
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    found.add(name)
            except OSError:  # it has ended
                continue
        return found & {"gpg", "pass", "bash", "git"}

    def secret_key(self) -> str:
        return self.run("gpg", "--batch", "--armor", "--export-secret-keys")

    def close(self) -> None:
        self.forget()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def password_store(
    *, locked: bool = False, git: bool = False, set_up: bool = True
) -> Iterator[PasswordStore]:
    store = PasswordStore(os.environ, locked=locked)
    try:
        yield store.set_up(git=git) if set_up else store
    finally:
        store.close()
