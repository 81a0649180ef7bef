# SPDX-License-Identifier: MIT
"""`pass`, the standard Unix password manager, as a store that a person can choose.

Everything goes through the program `pass`, so that its recipients, its git and its hooks count.
Only what is there is looked at in its folder: names need no key to be opened. We never pull,
push or merge; that is the person's own doing.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from keyready.core.secret import Secret
from keyready.services.custody import bounded_program
from keyready.services.custody.bounded_program import Ended
from keyready.services.custody.keychain import (
    FOLDER,
    Blocked,
    Count,
    Keychain,
    Place,
    TroubleKind,
    only_blocked,
)

PLACE = Place("pass", "pass")

# Status lines are the same in every language. Without the second option gpg would look for a
# recipient that it does not have in the network.
_GPG = "--status-fd 2 --no-auto-key-locate --batch"
_NEVER_ASK = "--pinentry-mode error"
_PROBE = "probe"


class PassStore:
    """Limits in seconds, for each call of `pass`: where the person may be asked for the
    passphrase of their key (`prompt_s`), where not (`answer_s`), and for a quick look.

    `environment` is the person's own: their PATH, GNUPGHOME, PASSWORD_STORE_DIR.
    """

    def __init__(
        self,
        environment: Mapping[str, str],
        *,
        answer_s: float = 30.0,
        prompt_s: float = 120.0,
        look_s: float = 3.0,
    ) -> None:
        self._environment = environment
        self._answer_s = answer_s
        self._prompt_s = prompt_s
        self._look_s = look_s

    @contextmanager
    def session(self, *, quick: bool = False) -> Iterator[Keychain]:
        with only_blocked(_kind_of):
            environment = _environment(self._environment, quick)
            limits = (self._look_s,) * 2 if quick else (self._answer_s, self._prompt_s)
            yield PassKeychain(environment, *limits)


class PassKeychain:
    """The folder `keyready` of the password store. An empty file in it is no item: gpg makes
    it before it writes, and may have been ended in between."""

    def __init__(self, environment: Mapping[str, str], answer_s: float, prompt_s: float) -> None:
        self._environment = environment
        self._answer_s = answer_s
        self._prompt_s = prompt_s
        self._is_open = False
        self._root = _root(environment)
        path = environment.get("PATH")
        if sys.platform == "win32" or not all(shutil.which(p, path=path) for p in ("pass", "gpg")):
            raise Blocked(TroubleKind.NO_KEYRING)
        if not any(file.is_file() for file in self._recipients()):
            raise Blocked(TroubleKind.NO_COLLECTION)

    def place(self) -> Place:
        return PLACE

    def count(self, name: str) -> Count:
        return Count(int(_is_item(self._file(name))), 0)

    def names(self) -> tuple[str, ...]:
        files = (self._root / FOLDER).rglob("*.gpg")
        found = (file.relative_to(self._root).with_suffix("") for file in files if _is_item(file))
        return tuple(sorted(name.as_posix() for name in found))

    def unlock(self) -> None:
        """Proves that what is written now can be read afterwards; completes what was cut off."""
        if self._is_open:
            return
        if self._git("ls-files", "--unmerged").out:
            raise Blocked(TroubleKind.CONFLICT)
        with tempfile.TemporaryDirectory() as folder:
            recipients = next(file for file in self._recipients() if file.is_file())
            shutil.copy(recipients, Path(folder, ".gpg-id"))
            elsewhere = {**self._environment, "PASSWORD_STORE_DIR": folder}
            elsewhere.pop("PASSWORD_STORE_SIGNING_KEY", None)
            self._write(_PROBE, b"can it be read?", elsewhere)
            self._show(_PROBE, elsewhere)
        self._is_open = True
        self._complete()

    def get(self, name: str) -> Secret | None:
        if not self.count(name).ours:
            return None
        if self._git("ls-files", "--unmerged", "--", str(self._file(name))).out:
            raise Blocked(TroubleKind.CONFLICT)
        try:
            value = self._show(name, self._environment).decode("utf-8")
        except UnicodeDecodeError:
            raise Blocked(TroubleKind.UNREADABLE) from None
        return Secret(value.partition("\n")[0])  # by custom what follows are notes

    def put(self, name: str, secret: Secret) -> None:
        self.unlock()
        self._written(name, secret.reveal().encode())

    def delete(self, name: str) -> None:
        if not self._file(name).exists():
            return
        self.unlock()
        self._removed(name)

    def _file(self, name: str) -> Path:
        return self._root / f"{name}.gpg"

    def _recipients(self) -> tuple[Path, Path]:
        return self._root / FOLDER / ".gpg-id", self._root / ".gpg-id"

    def _show(self, name: str, environment: Mapping[str, str]) -> bytes:
        ended = bounded_program.run(["pass", "show", name], environment, self._prompt_s)
        if ended.code:
            raise Blocked(_why_closed(ended, environment))
        return ended.out

    def _write(self, name: str, content: bytes, environment: Mapping[str, str]) -> None:
        # Said twice, as people do: a pipe that ends too early leaves no half and no empty item.
        given = (content + b"\n") * 2
        command = ["pass", "insert", "--force", name]
        if bounded_program.run(command, environment, self._answer_s, given).code:
            raise Blocked(TroubleKind.REFUSED)

    def _written(self, name: str, content: bytes) -> None:
        self._write(name, content, self._environment)
        self._is_committed(name)

    def _removed(self, name: str) -> None:
        bounded_program.run(["pass", "rm", "--force", name], self._environment, self._answer_s)
        if self._file(name).exists():
            raise Blocked(TroubleKind.REFUSED)
        self._is_committed(name)

    def _git(self, *words: str) -> Ended:
        """Of the password store; says nothing where that has no git."""
        if not (self._root / FOLDER).is_dir() or not shutil.which(
            "git", path=self._environment.get("PATH")
        ):
            return Ended(1, b"", "")
        folder = str(self._root / FOLDER)
        return bounded_program.run(["git", "-C", folder, *words], self._environment, self._answer_s)

    def _is_committed(self, name: str) -> None:
        """`pass` ends well also where its git did not take the change."""
        if self._git("status", "--porcelain", "--", str(self._file(name))).out:
            raise Blocked(TroubleKind.UNCOMMITTED)

    def _complete(self) -> None:
        """What an end in the middle has left: begun and empty, or not yet in the git."""
        for file in (self._root / FOLDER).rglob("*.gpg"):
            if file.is_file() and not _is_item(file):
                file.unlink()
        if not self._git("status", "--porcelain", "--", ".").out:
            return
        self._git("add", "--all", "--", ".")
        words = "Complete an interrupted change of Keyready."
        if self._git("commit", "--quiet", "-m", words, "--", ".").code:
            raise Blocked(TroubleKind.UNCOMMITTED)


def _environment(persons: Mapping[str, str], quick: bool) -> dict[str, str]:
    own = persons.get("PASSWORD_STORE_GPG_OPTS", "")
    options = " ".join(filter(None, (own, _GPG, _NEVER_ASK if quick else "")))
    environment = {**persons, "PASSWORD_STORE_GPG_OPTS": options, "GIT_TERMINAL_PROMPT": "0"}
    for name in [name for name in environment if name in _GIT_PLACES]:
        del environment[name]
    environment["GIT_CEILING_DIRECTORIES"] = str(_root(persons).parent)
    if "GPG_TTY" not in environment and (terminal := _terminal()):
        environment["GPG_TTY"] = terminal  # the child's own standard input is a pipe
    return environment


_GIT_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")


def _root(environment: Mapping[str, str]) -> Path:
    home = environment.get("HOME") or str(Path.home())
    return Path(environment.get("PASSWORD_STORE_DIR") or Path(home, ".password-store"))


def _is_item(file: Path) -> bool:
    try:
        return file.is_file() and file.stat().st_size > 0
    except OSError:
        return False


def _terminal() -> str:
    if sys.platform == "win32":
        return ""
    try:
        return os.ttyname(0)
    except OSError:
        return ""


def _why_closed(ended: Ended, environment: Mapping[str, str]) -> TroubleKind:
    """gpg names every refusal to decrypt "no secret key"; how far it came says more."""
    said = ended.said
    if "[GNUPG:] DECRYPTION_KEY" in said or "[GNUPG:] NODATA" in said:
        return TroubleKind.UNREADABLE
    if "[GNUPG:] ENC_TO" in said and "[GNUPG:] KEY_CONSIDERED" not in said:
        return TroubleKind.NO_SECRET_KEY
    could_be_seen = ("DISPLAY", "WAYLAND_DISPLAY", "GPG_TTY")
    if "[GNUPG:] PINENTRY_LAUNCHED" in said and any(map(environment.get, could_be_seen)):
        return TroubleKind.DISMISSED
    return TroubleKind.LOCKED if "[GNUPG:]" in said else TroubleKind.UNKNOWN


def _kind_of(error: Exception) -> TroubleKind:
    return TroubleKind.REFUSED if isinstance(error, OSError) else TroubleKind.UNKNOWN
