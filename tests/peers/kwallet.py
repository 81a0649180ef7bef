# SPDX-License-Identifier: MIT
"""A real KWallet as the keyring of a session, with a wallet that a login has made and opened.

Debian packages: libkf5wallet-bin, libqca-qt5-2-plugins (its cipher). A login hands over a hash of
the password, as the module of PAM does; so no wizard asks anything. The wallet lives in the
session's folder, and KWallet with the test.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from secret_session import SecretSession, until
from virtual_screen import VirtualScreen

PASSWORD = "practice password of a test wallet"
WALLET = "kdewallet"
QUESTION = "KDE Wallet Service"  # the title of the window that asks for the password
_BUS_NAME = "org.freedesktop.secrets"
_SALT_BYTES = _HASH_BYTES = 56
_ROUNDS = 50_000
_LIMIT_S = 30.0

_SETTINGS = """[Wallet]
Enabled=true
First Use=false

[org.freedesktop.secrets]
apiEnabled=true
"""


class KWallet:
    """One KWallet of a session. `login` says whether it begins with the wallet opened."""

    def __init__(self, session: SecretSession, screen: VirtualScreen) -> None:
        self._session, self._screen = session, screen
        self._program: subprocess.Popen[bytes] | None = None
        self.folder = session.home / ".local/share/kwalletd"

    def start(self, *, login: bool = True) -> None:
        """Starts it, again after an end; returns when it answers as the session's keyring."""
        with (self._session.folder / "kwallet.log").open("ab") as log:
            if login:
                self._start_at_login(log.fileno())
            else:
                self._run([], log.fileno())
        until(lambda: self._session.has_owner(_BUS_NAME), _LIMIT_S)

    def sleep(self) -> None:
        """Not running, and to be started under its own name, as Debian sets the bus up."""
        self.quit()
        folder = self._session.folder / "services"
        folder.mkdir()
        screen = self._screen.environment["DISPLAY"]
        (folder / "org.kde.kwalletd5.service").write_text(
            "[D-BUS Service]\nName=org.kde.kwalletd5\n"
            f"Exec=/usr/bin/env DISPLAY={screen} QT_QPA_PLATFORM=xcb /usr/bin/kwalletd5\n"
        )
        self._session.offer(folder)

    def kill(self) -> None:
        """As a crash: no warning, nothing is written any more."""
        assert self._program is not None
        self._program.kill()
        self._program.wait(_LIMIT_S)

    def die_and_come_back(self) -> None:
        self.kill()
        self.start()

    def quit(self) -> None:
        assert self._program is not None
        self._program.terminate()
        self._program.wait(_LIMIT_S)

    def listed(self, folder: str) -> str:
        """The entries of a folder of the wallet, as KWallet's own program names them."""
        ended = subprocess.run(
            ["kwallet-query", "--list-entries", WALLET, "--folder", folder],
            env={**self._session.whole_environment(), **self._screen.environment},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=_LIMIT_S,
        )
        return ended.stdout

    def close(self) -> None:
        if self._program is not None and self._program.poll() is None:
            self.kill()

    def make_wallet(self) -> None:
        """The first login does, but only the next start shows it to other programs."""
        self.start()
        file = self.folder / f"{WALLET}.kwl"
        until(lambda: file.exists() and file.stat().st_size > 0, _LIMIT_S)  # empty at first
        self.quit()

    def furnish(self) -> None:
        (self._session.home / ".config/kwalletrc").write_text(_SETTINGS)
        self.folder.mkdir()
        (self.folder / f"{WALLET}.salt").write_bytes(secrets.token_bytes(_SALT_BYTES))

    def _start_at_login(self, log: int) -> None:
        salt = (self.folder / f"{WALLET}.salt").read_bytes()
        key = hashlib.pbkdf2_hmac("sha512", PASSWORD.encode(), salt, _ROUNDS, _HASH_BYTES)
        place = self._session.folder / "run/login.socket"
        place.unlink(missing_ok=True)
        reading, writing = os.pipe()
        with socket.socket(socket.AF_UNIX) as door, socket.socket(socket.AF_UNIX) as visitor:
            door.bind(str(place))
            door.listen()
            descriptors = (reading, door.fileno())
            self._run(["--pam-login", *map(str, descriptors)], log, descriptors)
            os.close(reading)
            os.write(writing, key)
            os.close(writing)
            visitor.connect(str(place))  # and tells no variables: it has them

    def _run(self, options: list[str], log: int, descriptors: tuple[int, ...] = ()) -> None:
        environment = {**self._session.whole_environment(), **self._screen.environment}
        self._program = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", "kwalletd5", *options],
            pass_fds=descriptors,
            stdout=log,
            stderr=log,
            env={**environment, **({"PAM_KWALLET5_LOGIN": "1"} if options else {})},
        )


@contextmanager
def kwallet(
    session: SecretSession, screen: VirtualScreen, *, wallet: bool = True
) -> Iterator[KWallet]:
    """KWallet after a login. Without a wallet nobody has ever made one."""
    program = KWallet(session, screen)
    try:
        program.furnish()
        if wallet:
            program.make_wallet()
        program.start(login=wallet)
        yield program
    finally:
        program.close()
