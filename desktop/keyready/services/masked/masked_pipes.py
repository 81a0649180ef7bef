# SPDX-License-Identifier: MIT
"""A masked program whose output goes to no terminal: it stays in our process group."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    raise ImportError("Windows starts programs otherwise")

from collections.abc import Mapping, Sequence

from keyready.services.masked.attendant import Attendant
from keyready.services.masked.forked_program import start
from keyready.services.masked.incoming_signals import Incoming, IncomingSignals
from keyready.services.masked.pump import Outlets
from keyready.services.programs.child import NotStarted


def run_through_pipes(
    command: Sequence[str], environment: Mapping[str, str], masks: Mapping[bytes, bytes]
) -> NotStarted | int:
    outlets = Outlets((1, 2))
    with IncomingSignals() as signals:
        process = start(command, environment, outlets.theirs, signals.leave_to_program)
        if isinstance(process, NotStarted):
            return process
        carriers = outlets.pumps(masks)
        code = _Beside(process, signals).wait()
    for pump in carriers:
        pump.join()  # whoever else writes there is heard to the end, as by a pipe to `cat`
    return code


class _Beside(Attendant):
    def hand_on(self, incoming: Incoming) -> None:
        """What the terminal sends has reached it already."""
        if not incoming.is_terminals:
            super().hand_on(incoming)

    def stopped(self) -> None:
        self.signals.stop(whole_job=False)
