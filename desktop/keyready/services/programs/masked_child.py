# SPDX-License-Identifier: MIT
"""Another program whose output passes through a mask on its way to the terminal or the pipe.

A thread for each stream carries bytes; the main one waits, and hands signals on.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from keyready.process_env import restore_for_a_program
from keyready.services.programs.child import NotStarted, not_started
from keyready.services.programs.handed_signals import handing_on
from keyready.services.programs.pump import pumps


def run_masked(
    command: Sequence[str], environment: Mapping[str, str], masks: Mapping[bytes, bytes]
) -> NotStarted | int:
    """Ends with the exit code of the program, or minus the number of the signal that ended it."""
    if sys.platform != "win32" and (os.isatty(1) or os.isatty(2)):
        from keyready.services.programs.masked_terminal import run_in_terminal

        return run_in_terminal(command, environment, masks)
    return _through_pipes(command, environment, masks)


def _through_pipes(
    command: Sequence[str], environment: Mapping[str, str], masks: Mapping[bytes, bytes]
) -> NotStarted | int:
    with handing_on() as begin:
        try:
            child = begin(
                list(command),
                env=dict(environment),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                preexec_fn=None if sys.platform == "win32" else restore_for_a_program,
            )
        except OSError as error:
            return not_started(error)
        carriers = pumps(child, masks)
        code: int = child.wait()
        for pump in carriers:
            pump.join()  # whoever else writes there is heard to the end, as by a pipe to `cat`
    return code
