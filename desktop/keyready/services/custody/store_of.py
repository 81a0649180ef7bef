# SPDX-License-Identifier: MIT
"""Which store has the key of an entry, for programs that wait for their key.

It loads next to nothing: the other stores only where they are used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from keyready.core.entry_id import PRACTICE, provider_of
from keyready.core.secret import Secret
from keyready.services.custody.file_lock import FileLock
from keyready.services.custody.key_store import FILE, PASS, KeyStore, key_store, practice_key_store
from keyready.services.custody.keychain import FOLDER
from keyready.services.files.at_hand import own_store
from keyready.services.files.folders import default_folder

if TYPE_CHECKING:
    from keyready.services.custody.key_file import KeyFile


def store_of(
    entry: str, environment: Mapping[str, str], ask: Callable[[], Secret | None] | None = None
) -> KeyStore:
    """Where the key of this entry is remembered to be. `environment` is the person's own; `ask`
    gets the passphrase of the encrypted file."""
    if provider_of(entry) == PRACTICE:
        return practice_key_store()
    name = own_store(entry)
    if name == PASS:
        return pass_keys(environment)
    if name == FILE:
        from keyready.services.custody.key_file import KeyFile

        return file_keys(KeyFile(ask=ask))
    return key_store()


def pass_keys(environment: Mapping[str, str]) -> KeyStore:
    from keyready.services.custody.pass_store import PassStore

    return KeyStore(PassStore(environment), FileLock(default_folder() / "pass.lock"), FOLDER, PASS)


def file_keys(file: KeyFile) -> KeyStore:
    return KeyStore(file, FileLock(default_folder() / "file.lock"), FOLDER, FILE)
