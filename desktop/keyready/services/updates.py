# SPDX-License-Identifier: MIT
"""Is there a newer version? Asked only where the person switched it on, at most once a day.

One GET without anything of the person's goes to the project's releases. What comes back chooses
nothing but whether one sentence is shown: the address that it leads to is our own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from keyready import NEWEST_RELEASE, __version__
from keyready.core.answer import Answer
from keyready.services.custody.key_store import Trouble
from keyready.services.files.folders import config_folder
from keyready.services.files.json_file import JsonFile, utc_now
from keyready.services.network.request import Network, Request
from keyready.services.network.transport import send

BETWEEN = timedelta(days=1)
_HEADERS = {"accept": "application/vnd.github+json"}


class Asked(msgspec.Struct, frozen=True):
    """The whole file. `at` is when the service was asked last, answered or not."""

    version: int = 1
    wanted: bool = False
    at: datetime | None = None


class _Release(msgspec.Struct):
    tag_name: str


class Updates:
    """`network` is asked before each request; a trouble of the keyring means: not now."""

    def __init__(
        self,
        network: Callable[[], Network | Trouble],
        folder: Path | None = None,
        now: Callable[[], datetime] = utc_now,
        address: str = NEWEST_RELEASE,
    ) -> None:
        self._network = network
        self._clock = now
        self._address = address
        self._file = JsonFile((folder or config_folder()) / "updates.json", Asked, now)
        self._now = self._file.read()

    @property
    def wanted(self) -> bool:
        """Off until the person switches it on."""
        return self._now.wanted

    def want(self, wanted: bool) -> None:
        """Blocks as long as the disk does."""
        self._keep(msgspec.structs.replace(self._now, wanted=wanted))

    def newer(self) -> str:
        """The version that is newer than this one; "" if there is none, if it is not wanted,
        or if the last question is less than a day ago. Blocks as long as the network does."""
        now, last = self._clock(), self._now.at
        # A clock that was set back must not silence it for ever.
        if not self.wanted or (last is not None and timedelta(0) <= now - last < BETWEEN):
            return ""
        network = self._network()
        if isinstance(network, Trouble):
            return ""
        self._keep(msgspec.structs.replace(self._now, at=now))
        answer = send(Request("GET", self._address, headers=_HEADERS), network)
        if not isinstance(answer, Answer) or answer.status != 200:
            return ""
        return newer_than(__version__, answer.body)

    def _keep(self, asked: Asked) -> None:
        self._now = asked
        self._file.write(asked)


def newer_than(ours: str, body: bytes) -> str:
    """The version that the service names, if it is a newer one than `ours`; else ""."""
    try:
        named = msgspec.json.decode(body, type=_Release).tag_name
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return ""
    found = re.fullmatch(r"v?(\d{1,5}(?:\.\d{1,5}){1,3})", named)
    return found[1] if found and _numbers(found[1]) > _numbers(ours) else ""


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]
