# SPDX-License-Identifier: MIT
"""Another program whose output passes through a mask on its way to the terminal or the pipe.

A thread for each stream carries bytes; the main one waits, and hands signals on.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, Sequence

from keyready.services.masked.pump import Outlets
from keyready.services.programs.child import NotStarted, not_started


def run_masked(
    command: Sequence[str], environment: Mapping[str, str], masks: Mapping[bytes, bytes]
) -> NotStarted | int:
    """Ends with the exit code of the program, or minus the number of the signal that ended it."""
    if sys.platform == "win32":
        return _run_on_windows(command, environment, masks)
    if os.isatty(1) or os.isatty(2):
        from keyready.services.masked.masked_terminal import run_in_terminal

        return run_in_terminal(command, environment, masks)
    from keyready.services.masked.masked_pipes import run_through_pipes

    return run_through_pipes(command, environment, masks)


def _run_on_windows(
    command: Sequence[str], environment: Mapping[str, str], masks: Mapping[bytes, bytes]
) -> NotStarted | int:
    """There Ctrl+C comes to the program as well, and it decides what that means."""
    import subprocess

    signal.signal(signal.SIGINT, lambda number, frame: None)
    outlets = Outlets((1, 2))
    try:
        child = subprocess.Popen(
            list(command),
            env=dict(environment),
            stdout=outlets.theirs[1],
            stderr=outlets.theirs[2],
        )
    except OSError as error:
        return not_started(error)
    carriers = outlets.pumps(masks)
    code = child.wait()
    for pump in carriers:
        pump.join()
    return code
