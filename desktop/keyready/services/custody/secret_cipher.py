# SPDX-License-Identifier: MIT
"""The encrypted session in which secrets travel between a Secret Service and us.

SecretStorage has one too, but KWallet before Frameworks 6.25 gets another key than it in one
session of about 128 (bugs.kde.org 514194): it writes numbers with a sign, and drops zeros at the
start. A secret of such a session looked empty. So those numbers are not used, and a secret that
does not decrypt is no secret.
"""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.padding import PKCS7
from jeepney import DBusErrorResponse
from jeepney.io.blocking import DBusConnection
from secretstorage.defines import ALGORITHM_DH, DBUS_NOT_SUPPORTED, SS_PATH
from secretstorage.dhcrypto import DH_PRIME_1024, Session
from secretstorage.util import SERVICE_IFACE, DBusAddressWrapper, open_session

from keyready.services.custody.keychain import Blocked, TroubleKind

_BYTES = 128  # of each number of the exchange, which is written with its zeros
_TRIES = 8  # two of a hundred are refused


def agreed_session(connection: DBusConnection) -> Session:
    """A session with numbers that every service reads as we do."""
    service = DBusAddressWrapper(SS_PATH, SERVICE_IFACE, connection)
    for _ in range(_TRIES):
        session = Session()
        ours = session.my_public_key.to_bytes(_BYTES, "big")
        if ours[0] in (0x00, 0xFF):
            continue
        try:
            (_signature, theirs), path = service.call(
                "OpenSession", "sv", ALGORITHM_DH, ("ay", ours)
            )
        except DBusErrorResponse as error:
            if error.name != DBUS_NOT_SUPPORTED:
                raise
            return open_session(connection)
        common = pow(int.from_bytes(theirs, "big"), session.my_private_key, DH_PRIME_1024)
        if len(theirs) >= _BYTES and common.bit_length() > 8 * (_BYTES - 1):
            derive = HKDF(SHA256(), length=16, salt=None, info=None)
            session.aes_key = derive.derive(common.to_bytes(_BYTES, "big"))
            session.object_path = path
            return session
    raise Blocked(TroubleKind.UNKNOWN)


def secret_of(session: Session, answer: tuple[Any, Any, Any, str]) -> bytes:
    """What the answer to `GetSecret` holds. Raises `Blocked` for what is not of this session."""
    _path, parameters, value, _type = answer
    if session.aes_key is None:  # a service that knows no cipher
        return bytes(value)
    cipher = Cipher(algorithms.AES(session.aes_key), modes.CBC(bytes(parameters)))
    decryptor, unpadder = cipher.decryptor(), PKCS7(algorithms.AES.block_size).unpadder()
    try:
        padded = decryptor.update(bytes(value)) + decryptor.finalize()
        return unpadder.update(padded) + unpadder.finalize()
    except ValueError:
        raise Blocked(TroubleKind.UNKNOWN) from None
