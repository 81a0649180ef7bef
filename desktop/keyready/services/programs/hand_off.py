# SPDX-License-Identifier: MIT
"""A stored key on its way to another program: read within a limit, written or made variables."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping

from keyready.core.entry_id import PRACTICE, provider_of
from keyready.core.secret import Secret
from keyready.services.custody.key_store import FILE, Trouble
from keyready.services.custody.keychain import TroubleKind
from keyready.services.custody.store_of import store_of
from keyready.services.files.at_hand import facts_of, own_base_url

LIMIT_S = 10.0  # programs that wait for a command's key give up after five seconds or more


Ask = Callable[[], Secret | None]


def key_of(
    entry: str, environment: Mapping[str, str], limit_s: float = LIMIT_S, ask: Ask | None = None
) -> Secret | Trouble | None:
    """The key of this entry, None where none is kept. Ends after `limit_s` seconds.

    Only the store itself may ask the person something; that counts as time as well. Not so
    the passphrase of the encrypted file: `ask` gets that, in this thread.
    """
    found: list[Secret | Trouble | None] = []
    # A store's call cannot be stopped: the thread that waits for it ends with the process.
    reader = threading.Thread(target=lambda: found.append(_read(entry, environment)), daemon=True)
    reader.start()
    reader.join(limit_s)
    if not found and reader.is_alive():
        return Trouble(TroubleKind.TIMED_OUT)
    key = found[0] if found else Trouble(TroubleKind.UNKNOWN)
    if isinstance(key, Trouble) and (key.store, key.kind) == (FILE, TroubleKind.LOCKED):
        return _read(entry, environment, ask)
    return key


def _read(
    entry: str, environment: Mapping[str, str], ask: Ask | None = None
) -> Secret | Trouble | None:
    """Looks into the other stores only where the one that is remembered has no key."""
    key = store_of(entry, environment, ask).read(entry)
    if key is not None or provider_of(entry) == PRACTICE:
        return key
    from keyready.services.custody.stores import stores
    from keyready.services.files.memory import Memory

    return stores(Memory(), environment, ask).read(entry)


def write(secret: Secret, file: int) -> None:
    """The key and one newline into a file descriptor. Raises `OSError`."""
    left = secret.reveal().encode("ascii") + b"\n"
    while left:
        left = left[os.write(file, left) :]


def variables(entry: str, secret: Secret, environment: Mapping[str, str]) -> dict[str, str]:
    """What a program finds its key and its address by; empty where the provider names none.

    Besides the first name of each, those are set that `environment` has already: else another
    key could win over this one.
    """
    names = facts_of(entry)
    given = dict.fromkeys(_wanted(names.key, environment), secret.reveal())
    if given and (base_url := own_base_url(entry)):
        given.update(dict.fromkeys(_wanted(names.base_url, environment), base_url))
    return given


def named(name: str, secret: Secret) -> dict[str, str]:
    """One variable, whose name the person chose."""
    return {name: secret.reveal()}


def masks(wanted: Iterable[tuple[str, Secret]]) -> dict[bytes, bytes]:
    """By key, what is shown instead of it; each comes with its entry."""
    masks = {}
    for entry, secret in wanted:
        key = secret.reveal()
        known = [prefix for prefix in facts_of(entry).prefixes if key.startswith(prefix)]
        masks[key.encode("ascii")] = secret.masked(max(known, key=len, default="")).encode()
    return masks


def _wanted(names: tuple[str, ...], environment: Mapping[str, str]) -> tuple[str, ...]:
    return (*names[:1], *(name for name in names[1:] if name in environment))
