# SPDX-License-Identifier: MIT
"""The form of the encrypted file: a line of JSON, and after it the encrypted keys.

The line says how the passphrase becomes a key (Argon2id) and which names are kept: names hold no
secret, and without them no start could tell what is there before the passphrase is known. All of
the line is authenticated with the keys. What is not of this form raises `Blocked`.
"""

from __future__ import annotations

import os
import unicodedata
from typing import Annotated, Literal, NamedTuple

import msgspec

from keyready.core.secret import Secret
from keyready.services.custody.keychain import Blocked, TroubleKind

LARGEST = 1 << 20  # bytes; some six hundred of the longest keys
_FORMAT: Literal["keyready keys"] = "keyready keys"
_VERSION = 1
_NONCE_BYTES = 12

# More than OWASP asks for (19 MiB and 2 passes, or 46 MiB and 1): 0.3 s on two cores of 2024.
# A file may say otherwise within bounds, so that none makes us take the whole memory.
_MEMORY_KIB, _PASSES, _LANES = 128 * 1024, 4, 4


class Derivation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a passphrase becomes a key. `check` tells a wrong passphrase from a damaged file."""

    salt: Annotated[bytes, msgspec.Meta(min_length=16, max_length=64)]
    check: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    memory_kib: Annotated[int, msgspec.Meta(ge=19 * 1024, le=512 * 1024)] = _MEMORY_KIB
    passes: Annotated[int, msgspec.Meta(ge=1, le=16)] = _PASSES
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)] = _LANES
    method: Literal["argon2id"] = "argon2id"


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line. `size` counts the bytes after it."""

    derivation: Derivation
    nonce: Annotated[bytes, msgspec.Meta(min_length=_NONCE_BYTES, max_length=_NONCE_BYTES)]
    names: tuple[str, ...]
    size: Annotated[int, msgspec.Meta(ge=16, le=LARGEST)]
    format: Literal["keyready keys"] = _FORMAT
    version: Literal[1] = 1
    cipher: Literal["chacha20-poly1305"] = "chacha20-poly1305"


class _Stamp(msgspec.Struct, frozen=True):
    format: str = ""
    version: int = 0


class Sealed(NamedTuple):
    """A file as it was read, still encrypted."""

    head: Head
    line: bytes
    sealed: bytes


class Opened(NamedTuple):
    """What opens a file."""

    derivation: Derivation
    key: bytes


def taken_apart(content: bytes) -> Sealed:
    line, end, sealed = content.partition(b"\n")
    try:
        stamp = msgspec.json.decode(line, type=_Stamp)
        if stamp.format == _FORMAT and stamp.version > _VERSION:
            raise Blocked(TroubleKind.NEWER)
        head = msgspec.json.decode(line, type=Head)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise Blocked(TroubleKind.DAMAGED) from None
    if not end or len(sealed) != head.size:
        raise Blocked(TroubleKind.DAMAGED)
    return Sealed(head, line + end, sealed)


def derived(passphrase: Secret, known: Derivation | None = None) -> Opened:
    """The key of a new file, or that of a `known` one, or `Blocked(WRONG_PASSPHRASE)`."""
    # Loaded late: most people never have such a file.
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    way = known or Derivation(os.urandom(16), bytes(32))
    text = unicodedata.normalize("NFC", passphrase.reveal()).encode("utf-8", "surrogatepass")
    both = Argon2id(
        salt=way.salt,
        length=64,
        iterations=way.passes,
        lanes=way.lanes,
        memory_cost=way.memory_kib,
    ).derive(text)
    key, check = both[:32], both[32:]
    if known is None:
        return Opened(msgspec.structs.replace(way, check=check), key)
    import hmac  # with it comes OpenSSL, as above

    if not hmac.compare_digest(check, known.check):
        raise Blocked(TroubleKind.WRONG_PASSPHRASE)
    return Opened(known, key)


def sealed(items: dict[str, str], opened: Opened) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    text = msgspec.json.encode(items)
    nonce = os.urandom(_NONCE_BYTES)
    head = Head(opened.derivation, nonce, tuple(sorted(items)), len(text) + 16)
    line = msgspec.json.encode(head) + b"\n"
    return line + ChaCha20Poly1305(opened.key).encrypt(nonce, text, line)


def unsealed(read: Sealed, key: bytes) -> dict[str, str]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        text = ChaCha20Poly1305(key).decrypt(read.head.nonce, read.sealed, read.line)
        return msgspec.json.decode(text, type=dict[str, str])
    except (InvalidTag, msgspec.MsgspecError):
        raise Blocked(TroubleKind.DAMAGED) from None
