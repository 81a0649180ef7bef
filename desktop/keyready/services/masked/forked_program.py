# SPDX-License-Identifier: MIT
"""A command in a process of its own."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    raise ImportError("Windows starts programs otherwise")

import os
from collections.abc import Callable, Mapping, Sequence

from keyready.services.programs.child import NotStarted, become, not_started


def start(
    command: Sequence[str],
    environment: Mapping[str, str],
    streams: Mapping[int, int],
    enter: Callable[[], None],
) -> int | NotStarted:
    """The number of the new process, in which `enter` is called first.

    `streams` are its file descriptors, each with the one of ours that becomes it. No other thread
    may run: a process has only the one that it was made by.
    """
    heard, told = os.pipe()  # closed by becoming the command
    process = os.fork()
    if process == 0:
        os.close(heard)
        _become(command, environment, streams, enter, told)
    os.close(told)
    fault = os.read(heard, 1)
    os.close(heard)
    if not fault:
        return process
    os.waitpid(process, 0)
    return NotStarted(fault[0])


def _become(
    command: Sequence[str],
    environment: Mapping[str, str],
    streams: Mapping[int, int],
    enter: Callable[[], None],
    told: int,
) -> None:
    ended: NotStarted | int = 255
    try:
        enter()
        for file, theirs in streams.items():
            os.dup2(theirs, file)
        ended = become(command, environment)
    except OSError as error:
        ended = not_started(error)
    finally:  # whatever happened, nothing of the first process goes on here
        if isinstance(ended, NotStarted):
            os.write(told, bytes([ended.code]))
        os._exit(255)
