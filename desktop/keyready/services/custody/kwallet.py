# SPDX-License-Identifier: MIT
"""What KWallet does otherwise than the other keyrings that speak the Secret Service.

It starts under names of its own only. And it puts what it is given on the disk within five
seconds: until then a key that was called saved is lost, or one that was removed is back, when
KWallet or the computer dies. Its own interface, which the same process has on the bus, does so at
once; since Frameworks 6.14 (ksecretd) nobody has that, and the five seconds stay.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, new_method_call
from jeepney.io.blocking import DBusConnection, Proxy
from jeepney.wrappers import unwrap_msg

from keyready.services.custody.secret_listing import BUS_NAME

_STARTED_BY = ("org.kde.secretservicecompat", "org.kde.kwalletd6", "org.kde.kwalletd5")
_LOOKS, _LOOK_PAUSE_S = 40, 0.025  # it has its own name a little before that of the secrets
_OBJECTS = {"kwalletd5": "/modules/kwalletd5", "kwalletd6": "/modules/kwalletd6"}
_AS_SECRET_SERVICE = ""  # the name under which the wallet is open already: nobody is asked


def wake(bus: Proxy) -> bool:
    """Starts KWallet where it is this desktop's keyring and sleeps. Asks nobody anything."""
    from keyready.core.desktop import desktop  # it decodes files: `get` does without

    if desktop(sys.platform, os.environ) != "kde":
        return False
    (names,) = bus.ListActivatableNames()
    name = next((name for name in _STARTED_BY if name in names), None)
    if name is None:
        return False
    bus.StartServiceByName(name)
    for _ in range(_LOOKS):
        if bus.NameHasOwner(BUS_NAME)[0]:
            return True
        time.sleep(_LOOK_PAUSE_S)
    return False


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
