# SPDX-License-Identifier: MIT
"""A masked program at a terminal: it gets a pseudo-terminal, as large as the real one."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    raise ImportError("Windows has no such terminals")

import os
import signal
from collections.abc import Mapping, Sequence

from keyready.services.masked import monitor
from keyready.services.masked.attendant import Attendant
from keyready.services.masked.forked_program import start
from keyready.services.masked.incoming_signals import Incoming, IncomingSignals
from keyready.services.masked.pseudo_terminal import PseudoTerminal
from keyready.services.masked.pump import Outlets, Pump
from keyready.services.programs.child import NotStarted

_ENDED_S, _STOPPED_S = 0.3, 0.1  # it has given everything when for so long nothing more came
_HELD = 1 << 20  # bytes; more than a terminal holds back


def run_in_terminal(
    command: Sequence[str], environment: Mapping[str, str], masks: Mapping[bytes, bytes]
) -> NotStarted | int:
    """Of the three streams, those that are a terminal here are one there; a pipe stays one."""
    terminal = PseudoTerminal()
    outlets = Outlets(file for file in (1, 2) if not os.isatty(file))
    streams = {file: terminal.theirs for file in (0, 1, 2) if os.isatty(file)} | outlets.theirs
    with IncomingSignals() as signals, terminal.typed_into():
        process = start(
            command, environment, streams, lambda: monitor.enter(terminal.theirs, signals)
        )
        if isinstance(process, NotStarted):
            return process
        os.close(terminal.theirs)
        carriers = outlets.pumps(masks)
        screen = Pump(terminal.ours, terminal.real, masks)
        terminal.carry_keys()
        code = _AtTerminal(process, signals, terminal, screen).wait()
        _until_quiet(screen, _ENDED_S)
    for pump in carriers:
        pump.join()
    return code


class _AtTerminal(Attendant):
    """The process is the monitor: it stops and ends as the command does."""

    def __init__(
        self, process: int, signals: IncomingSignals, terminal: PseudoTerminal, screen: Pump
    ) -> None:
        super().__init__(process, signals)
        self._terminal = terminal
        self._screen = screen

    def hand_on(self, incoming: Incoming) -> None:
        if incoming.number == signal.SIGWINCH:
            self._terminal.resize()
        elif incoming.number == signal.SIGCONT:
            self._go_on()
        elif incoming.is_terminals:  # there too, it is for all in front
            os.killpg(os.tcgetpgrp(self._terminal.ours), incoming.number)
        else:
            super().hand_on(incoming)

    def stopped(self) -> None:
        _until_quiet(self._screen, _STOPPED_S)
        self._terminal.give_back()
        # Who types a Ctrl+Z there means all that the shell started with us.
        self.signals.stop(whole_job=self._terminal.takes_keys)
        if signal.SIGCONT in signal.sigpending():
            signal.sigwait({signal.SIGCONT})
        self._go_on()

    def _go_on(self) -> None:
        self._terminal.take()
        os.kill(self.process, signal.SIGCONT)


def _until_quiet(screen: Pump, quiet_s: float) -> None:
    """What runs on in the background may hold the terminal open for ever, and write there."""
    first, carried = screen.carried, -1
    while screen.is_alive() and carried < screen.carried < first + _HELD:
        carried = screen.carried
        screen.join(quiet_s)
