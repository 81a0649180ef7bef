# SPDX-License-Identifier: MIT
"""A real KeePassXC as the keyring of a session: its own window, a database of a test.

Debian package: keepassxc. The database lives in the session's folder, and KeePassXC with the test.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from secret_session import SecretSession, until
from virtual_screen import VirtualScreen

PASSWORD = "practice password of a test database"
DATABASE = "Practice"
ACCESS = "Access Request"  # what the title of its question holds
_LIMIT_S = 30.0

# The group that KeePassXC shows to other programs is named in the database itself.
_EXPOSED = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<KeePassFile>
<Meta><DatabaseName>Practice</DatabaseName><RecycleBinEnabled>{bin}</RecycleBinEnabled>
<CustomData><Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key>
<Value>{{11111111-1111-4111-8111-111111111111}}</Value></Item></CustomData></Meta>
<Root><Group><UUID>ERERERERQRGBEREREREREQ==</UUID><Name>Practice</Name></Group></Root>
</KeePassFile>
"""

# Its Secret Service is switched on; else these are its defaults, but for what would cover the
# window at a first start.
_SETTINGS = """[General]
ConfigVersion=2
UpdateCheckMessageShown=true
SingleInstance=false

[GUI]
CheckForUpdates=false

[FdoSecrets]
Enabled=true
ConfirmAccessItem={confirm}
"""


@contextmanager
def keepassxc(
    session: SecretSession, screen: VirtualScreen, *, confirms: bool = True, recycles: bool = True
) -> Iterator[subprocess.Popen[bytes]]:
    """KeePassXC with an unlocked database, once it answers as the session's keyring.

    confirms    it asks before a program reads what another one wrote (its default)
    recycles    what is deleted goes into its recycle bin (its default); else it asks each time
    """
    database = _database(session.folder, recycles)
    settings = session.folder / "keepassxc.ini"
    settings.write_text(_SETTINGS.format(confirm=str(confirms).lower()))
    with (session.folder / "keepassxc.log").open("wb") as log:
        program = subprocess.Popen(
            [
                *("setpriv", "--pdeathsig", "KILL", "keepassxc"),
                *("--config", settings, "--localconfig", session.folder / "keepassxc-local.ini"),
                *("--pw-stdin", database),
            ],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            env={**session.whole_environment(), **screen.environment},
        )
    try:
        assert program.stdin is not None
        with program.stdin as pipe:
            pipe.write(f"{PASSWORD}\n".encode())
        until(session.is_unlocked, _LIMIT_S)
        yield program
    finally:
        program.kill()
        program.wait()


def _database(folder: Path, recycles: bool) -> Path:
    source, database = folder / "database.xml", folder / f"{DATABASE}.kdbx"
    source.write_text(_EXPOSED.format(bin=recycles))
    subprocess.run(
        ["keepassxc-cli", "import", "--quiet", "--set-password", source, database],
        input=f"{PASSWORD}\n{PASSWORD}\n".encode(),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        timeout=_LIMIT_S,
    )
    return database


def exported(folder: Path) -> str:
    """All that the database of the session in this folder holds, decrypted."""
    ended = subprocess.run(
        ["keepassxc-cli", "export", "--quiet", folder / f"{DATABASE}.kdbx"],
        input=f"{PASSWORD}\n",
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        timeout=_LIMIT_S,
    )
    return ended.stdout
