# SPDX-License-Identifier: MIT
"""A thread that carries a stream, with its keys masked, to another; closes the first."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress

from keyready.core.masking import StreamMask

_READ = 1 << 16  # bytes; for larger pieces the system hands out new memory each time
_PIPE = 1 << 20


class Outlets:
    """Pipes for some of another program's streams, which go on, masked, to those of ours."""

    def __init__(self, files: Iterable[int]) -> None:
        pipes = {file: os.pipe() for file in files}
        self._ours = {file: ends[0] for file, ends in pipes.items()}
        self.theirs = {file: ends[1] for file, ends in pipes.items()}

    def pumps(self, masks: Mapping[bytes, bytes]) -> list[Pump]:
        """Once the program has its ends."""
        for end in self.theirs.values():
            os.close(end)
        return [Pump(end, file, masks) for file, end in self._ours.items()]


class Pump(threading.Thread):
    """Carries what comes from one file descriptor, masked, to another."""

    def __init__(self, source: int, target: int, masks: Mapping[bytes, bytes]) -> None:
        super().__init__(daemon=True)
        self._source = source
        _widen(source)
        self._target = target
        self._mask = StreamMask(masks)
        self.carried = 0  # bytes
        self.start()

    def run(self) -> None:
        with suppress(OSError):  # nobody reads any more: then the program is to notice that
            while data := self._read():
                _write(self._target, self._mask.feed(data))
                self.carried += len(data)
            _write(self._target, self._mask.rest())
        os.close(self._source)

    def _read(self) -> bytes:
        try:
            return os.read(self._source, _READ)
        except OSError:  # how a pseudo-terminal ends
            return b""


def _write(file: int, data: bytes) -> None:
    while data:
        written = os.write(file, data)
        data = data[written:] if written < len(data) else b""


def _widen(pipe: int) -> None:
    """Fewer turns for the same bytes, where the system can do that and the file is a pipe."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
