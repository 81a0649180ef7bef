# SPDX-License-Identifier: MIT
"""A masked program at a terminal: it gets a pseudo-terminal, as large as the real one."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    raise ImportError("Windows has no such terminals")

import os
import subprocess
from collections.abc import Mapping, Sequence

from keyready.services.programs.child import NotStarted, not_started
from keyready.services.programs.handed_signals import handing_on
from keyready.services.programs.pseudo_terminal import PseudoTerminal
from keyready.services.programs.pump import Pump, pumps

_QUIET_S = 0.3  # it has given everything when for so long nothing more came


def run_in_terminal(
    command: Sequence[str], environment: Mapping[str, str], masks: Mapping[bytes, bytes]
) -> NotStarted | int:
    """Of the three streams, those that are a terminal here are one there; a pipe stays one."""
    terminal = PseudoTerminal()
    theirs = {file: terminal.theirs for file in (0, 1, 2) if os.isatty(file)}
    with handing_on(terminal) as begin, terminal.typed_into():
        try:
            child = begin(
                list(command),
                env=dict(environment),
                stdin=theirs.get(0),
                stdout=theirs.get(1, subprocess.PIPE),
                stderr=theirs.get(2, subprocess.PIPE),
                bufsize=0,
                start_new_session=True,
                preexec_fn=terminal.become_theirs,
            )
        except OSError as error:
            return not_started(error)
        os.close(terminal.theirs)
        carriers = pumps(child, masks)
        screen = Pump(terminal.ours, terminal.real, masks)
        code: int = child.wait()
        _until_quiet(screen)
        for pump in carriers:
            pump.join()
    return code


def _until_quiet(screen: Pump) -> None:
    """What runs on in the background may hold the terminal open for ever."""
    carried = -1
    while screen.is_alive() and screen.carried != carried:
        carried = screen.carried
        screen.join(_QUIET_S)
