# SPDX-License-Identifier: MIT
"""What we write, other programs read with `keyring`, and the other way round, on each system.

Linux has the real keyring in `cli/test_get.py`; here keyring's own backends for Windows and macOS
run above the functions of those systems.
"""

from __future__ import annotations

from pathlib import Path

import keyring.backends.macOS
import keyring.backends.Windows
import pytest

from checkout import ROOT
from keyready.core.secret import Secret
from keyready.services.custody.file_lock import FileLock
from keyready.services.custody.key_store import SERVICE, KeyStore, Saved
from keyready.services.custody.keychain import USERNAME
from keyready.services.custody.system_keychains import system_backend
from services.fake_keychains import on_macos, on_windows
from services.fuse import Fuse

KEY, OTHER = "sk-EXAMPLE-0123456789-abcdefghij-WXYZ", "sk-EXAMPLE-9876543210-abcdefghij-4321"


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_8_keyring_and_we_read_each_other(
    system: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if system == "windows":
        on_windows(monkeypatch, Fuse())
        ring = keyring.backends.Windows.WinVaultKeyring()
    else:
        on_macos(monkeypatch, Fuse())
        ring = keyring.backends.macOS.Keyring()
    ours = KeyStore(system_backend(), FileLock(tmp_path / "lock"))
    assert isinstance(ours.save("openai/work", Secret(KEY)), Saved)
    assert ring.get_password(f"{SERVICE}/openai/work", USERNAME) == KEY
    ring.set_password(f"{SERVICE}/groq", USERNAME, OTHER)
    assert ours.read("groq") == Secret(OTHER)


def test_readme_says_these_names() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f'keyring.get_password("{SERVICE}/openai", "{USERNAME}")' in readme
