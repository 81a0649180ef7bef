# SPDX-License-Identifier: MIT
"""A program of the person's that works for us: bounded in time, and never longer alive than we.

Nothing secret is in its arguments or its environment; a secret goes by its standard input.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from keyready.services.custody.keychain import Blocked, TroubleKind

_GRACE_S = 2.0  # git takes its lock file away when it is told to end, and not when it is killed

# Beside the program a guard reads from a pipe that we hold open. A line means that all is done;
# its end means that we are gone, however that came about: then the whole group must end.
_GUARDED = (
    '{ trap "" TERM; read -r -u "$0" _ && exit; kill -TERM 0; sleep 2; kill -KILL 0; }'
    ' </dev/null >/dev/null 2>&1 & eval "exec $0<&-"; exec "$@"'
)


@dataclass(frozen=True)
class Ended:
    """How it ended, and what it wrote. `out` may be a secret; `said` never leaves services."""

    code: int
    out: bytes
    said: str


def run(
    command: Sequence[str], environment: Mapping[str, str], limit_s: float, given: bytes = b""
) -> Ended:
    """Runs it to its end. Raises `Blocked(TIMED_OUT)` after `limit_s` seconds.

    An `OSError` means that it cannot be started. Needs bash, which `pass` is written in.
    """
    with _lifeline() as (held, read):
        child = subprocess.Popen(  # noqa: S603  # the command is ours, without a shell's words
            ["bash", "-c", _GUARDED, str(read), *command],  # noqa: S607  # the person's own
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(environment),
            pass_fds=[read],
            start_new_session=True,
        )
        try:
            out, said = child.communicate(given, timeout=limit_s)
        except subprocess.TimeoutExpired:
            raise Blocked(TroubleKind.TIMED_OUT) from None
        else:
            with contextlib.suppress(BrokenPipeError):
                os.write(held, b"\n")
        finally:
            _end(child)
    return Ended(child.returncode, out, said.decode("utf-8", "replace"))


@contextlib.contextmanager
def _lifeline() -> Iterator[tuple[int, int]]:
    read, held = os.pipe()
    try:
        yield held, read
    finally:
        os.close(held)
        os.close(read)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Whatever is left of the group, if the child has not ended by itself."""
    if sys.platform == "win32":
        return
    for how in (signal.SIGTERM, signal.SIGKILL):
        if child.poll() is not None:
            break
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(_GRACE_S)
    for stream in (child.stdin, child.stdout, child.stderr):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
