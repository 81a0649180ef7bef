# SPDX-License-Identifier: MIT
"""Another program, started with an environment of ours: as if the person had started it.

On POSIX it takes the place of this process, so terminal, signals and exit code are its own;
Windows has no such thing, so there we wait and end with its code.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from keyready import process_env

NOT_EXECUTABLE, NOT_FOUND = 126, 127


@dataclass(frozen=True)
class NotStarted:
    """The command could not be started; `code` is what shells and env say then."""

    code: int


def become(command: Sequence[str], environment: Mapping[str, str]) -> NotStarted | int:
    """Comes back with an exit code on Windows, else only where the command cannot be started."""
    process_env.restore_for_a_program()
    try:
        return (
            _spawn(command, environment) if sys.platform == "win32" else _exec(command, environment)
        )
    except OSError as error:
        return not_started(error)


def not_started(error: OSError) -> NotStarted:
    absent = isinstance(error, (FileNotFoundError, NotADirectoryError))
    return NotStarted(NOT_FOUND if absent else NOT_EXECUTABLE)


def die_likewise(number: int) -> int:
    """Whoever started us sees what the program met. 128 and the number where we survive it."""
    with suppress(OSError):  # of those that nobody can answer otherwise
        signal.signal(number, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {number})
    os.kill(os.getpid(), number)
    return 128 + number


def _exec(command: Sequence[str], environment: Mapping[str, str]) -> NoReturn:
    program = _found(command[0], environment)
    try:
        os.execve(program, list(command), environment)
    except OSError as error:
        if error.errno != errno.ENOEXEC:
            raise
        # A script without its first line: as shells and env have it.
        os.execve("/bin/sh", ["/bin/sh", program, *command[1:]], environment)


def _found(name: str, environment: Mapping[str, str]) -> str:
    """Its path. Python's own search would go on past a script without its first line."""
    if "/" in name:
        return name
    paths = [Path(folder) / name for folder in os.get_exec_path(dict(environment))]
    files = [path for path in paths if path.is_file()]
    best = next((path for path in files if os.access(path, os.X_OK)), None)
    return str(best or next(iter(files), Path(os.devnull) / name))  # which cannot be there


def _spawn(command: Sequence[str], environment: Mapping[str, str]) -> int:
    import subprocess

    with subprocess.Popen(list(command), env=dict(environment)) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:  # the child has got it as well, and decides
                continue
