# SPDX-License-Identifier: MIT
"""The console program: what the window does, for terminals, scripts and other programs.

`verbs` has the table of all verbs. Each is a module with `run(options, environment)`, which is
loaded only when its verb is used: a program that asks for a key must not wait.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from keyready import process_env
from keyready.cli.misused import Stopped
from keyready.core.exits import Exit


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb; gives the exit code."""
    environment = process_env.prepare()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console that cannot show Korean
    try:
        code = _run(sys.argv[1:] if arguments is None else list(arguments), environment)
        if sys.stdout is not None:
            sys.stdout.flush()
    except Stopped as stopped:
        sys.stderr.write(f"keyready: {stopped}\n")
        return stopped.exit
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Who was reading has enough. Python would complain of it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.GOOD
    return code


def _run(words: list[str], environment: process_env.Environment) -> int:
    from keyready.cli import parser

    verb, options = parser.read(words)
    if verb.lean:
        gc.disable()  # for a tenth of a second there is nothing to collect
    else:
        process_env.keep_no_log()
    code: int = import_module(f"keyready.cli.{verb.module}").run(options, environment)
    if verb.lean:
        _leave_at_once(code)
    return code


def _leave_at_once(code: int) -> NoReturn:
    """To take all down in order costs a fifth of the time in which a program gets its key."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)
