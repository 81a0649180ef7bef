# SPDX-License-Identifier: MIT
"""The lock between window and console."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from keyready.core.secret import Secret
from keyready.services.custody.file_lock import FileLock
from keyready.services.custody.key_store import (
    KeyStore,
    Trouble,
    key_store,
    lock_file,
)
from keyready.services.custody.keychain import Place, TroubleKind
from keyready.services.custody.secret_service import SecretService
from secret_session import SecretSession

OLD = Secret("sk-EXAMPLE-old")
NEW = Secret("sk-EXAMPLE-new")
SERVICE = "io.github.keyready.Keyready/openai"
PLACE = Place("gnome_keyring", "GNOME keyring", "Login")


class TestTheLock:
    def test_it_is_private_and_follows_no_link(
        self, secret_session: SecretSession, tmp_path: Path
    ) -> None:
        key_store().place()
        file = lock_file()
        assert file.is_relative_to(secret_session.home)
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700
        file.unlink()
        file.symlink_to(tmp_path / "elsewhere")
        assert key_store().place() == Trouble(TroubleKind.UNKNOWN, detail="OSError")
        assert not (tmp_path / "elsewhere").exists()

    def test_it_ends_with_its_process(self, tmp_path: Path) -> None:
        path = tmp_path / "keyring.lock"
        holding = (
            "import os, sys; from pathlib import Path\n"
            "from keyready.services.custody.file_lock import FileLock\n"
            "with FileLock(Path(sys.argv[1])).held(): print('held', flush=True); sys.stdin.read()\n"
        )
        holder = subprocess.Popen(
            [sys.executable, "-c", holding, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        with holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            store = KeyStore(SecretService(), FileLock(path, wait_s=0.1))
            assert store.place() == Trouble(TroubleKind.BUSY)
            holder.kill()
        with FileLock(path, wait_s=5).held():
            pass
