# SPDX-License-Identifier: MIT
"""The key of an encrypted session, against a service that writes numbers as older KWallets do."""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable
from hashlib import sha256
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from jeepney import MessageType
from secretstorage.dhcrypto import DH_PRIME_1024
from secretstorage.util import format_secret

from keyready.services.custody.keychain import Blocked, TroubleKind
from keyready.services.custody.secret_cipher import agreed_session, secret_of

_SMALL = 1_000_000  # from here on private numbers are sought: quick, and their powers look random
Wanted = Callable[[int, int], bool]  # of the number of the service, and of what both have in common


def is_cut(number: int, _common: int) -> bool:
    return number >> 1015 == 0x1FF  # ones at the start, of which it drops eight


def is_short(_number: int, common: int) -> bool:
    return common >> 1016 == 0


def is_usual(number: int, common: int) -> bool:
    return 0 < number >> 1016 < 0xFF and common >> 1016 > 0


class OldKWallet:
    """Answers `OpenSession`, each time with numbers as wanted. Stands in for a connection."""

    def __init__(self, *wanted: Wanted) -> None:
        self._wanted = iter(wanted)
        self.keys: dict[str, bytes] = {}

    def send_and_get_reply(self, message: Any) -> Any:
        _algorithm, (_signature, offered) = message.body
        theirs = int.from_bytes(_as_written(int.from_bytes(offered, "big")), "big")
        wanted = next(self._wanted)
        for private in count(_SMALL):
            number = pow(2, private, DH_PRIME_1024)
            common = pow(theirs, private, DH_PRIME_1024)
            if wanted(number, common):
                break
        secret = common.to_bytes(128, "big").lstrip(b"\0")
        path = f"/session/{len(self.keys)}"
        extracted = hmac.new(bytes(32), secret, sha256).digest()
        self.keys[path] = hmac.new(extracted, b"\1", sha256).digest()[:16]
        header = SimpleNamespace(message_type=MessageType.method_return)
        return SimpleNamespace(header=header, body=(("ay", _as_written(number)), path))


def _as_written(number: int) -> bytes:
    """As a number with a sign: without zeros at the start, or without superfluous ones."""
    written = number.to_bytes(128, "big").lstrip(b"\0")
    while written[0] == 0xFF and written[1] >= 0x80:
        written = written[1:]
    return written


@pytest.mark.parametrize("first", [is_cut, is_short, is_usual])
def test_both_sides_have_the_same_key(first: Wanted) -> None:
    wallet = OldKWallet(first, *[is_usual] * 8)
    session = agreed_session(wallet)
    assert session.aes_key == wallet.keys[session.object_path]


def test_a_number_that_would_be_cut_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = next(n for n in count(_SMALL) if is_cut(pow(2, n, DH_PRIME_1024), 0))
    drawn = iter([cut.to_bytes(128, "big")])
    draw = os.urandom
    monkeypatch.setattr(os, "urandom", lambda size: next(drawn, None) or draw(size))
    wallet = OldKWallet(*[is_usual] * 8)
    session = agreed_session(wallet)
    assert session.aes_key == wallet.keys[session.object_path]


def test_a_service_that_never_agrees_is_not_asked_for_ever() -> None:
    with pytest.raises(Blocked, match=TroubleKind.UNKNOWN.value):
        agreed_session(OldKWallet(*[is_short] * 8))


def test_a_secret_of_another_session_is_none_rather_than_empty() -> None:
    """An empty item is taken for the rest of a cut-off save, and removed."""
    one, other = (agreed_session(OldKWallet(*[is_usual] * 8)) for _ in range(2))
    value = b"sk-EXAMPLE-value"
    assert secret_of(one, format_secret(one, value, "text/plain")) == value
    refused = 0
    for _ in range(20):  # one of 256 decrypts to something, and then to no text
        try:
            assert secret_of(other, format_secret(one, value, "text/plain")) != b""
        except Blocked:
            refused += 1
    assert refused > 15
