# SPDX-License-Identifier: MIT
"""KWallet puts what it is given on the disk within five seconds; here it does so at once.

Else a key that was called saved is lost, or one that was removed is back, when KWallet or the
computer dies in that time. It takes KWallet's own interface, which the same process has on the
bus; since Frameworks 6.14 (ksecretd) nobody has it, and the five seconds stay.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, new_method_call
from jeepney.io.blocking import DBusConnection
from jeepney.wrappers import unwrap_msg

from keyready.services.custody.secret_listing import BUS_NAME

_OBJECTS = {"kwalletd5": "/modules/kwalletd5", "kwalletd6": "/modules/kwalletd6"}
_AS_SECRET_SERVICE = ""  # the name under which the wallet is open already: nobody is asked


def write_out(connection: DBusConnection, process: str, wallet: str) -> None:
    """Writes this open wallet to the disk. Does nothing where `process` is not KWallet."""
    if process not in _OBJECTS:
        return
    address = DBusAddress(_OBJECTS[process], BUS_NAME, "org.kde.KWallet")

    def call(method: str, signature: str, *values: Any) -> Any:
        message = new_method_call(address, method, signature, values)
        (answer,) = unwrap_msg(connection.send_and_get_reply(message))
        return answer

    with suppress(DBusErrorResponse):  # then it is on the disk a little later
        if not call("isOpen", "s", wallet):
            return
        handle = call("open", "sxs", wallet, 0, _AS_SECRET_SERVICE)
        sync = (handle, _AS_SECRET_SERVICE)
        connection.send(new_method_call(address, "sync", "is", sync))  # it is not answered
        call("close", "ibs", handle, False, _AS_SECRET_SERVICE)  # which waits for the one before
