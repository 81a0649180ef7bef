# SPDX-License-Identifier: MIT
"""`keyready get`: the key on standard output, for programs that take "a command that prints it".

They read both streams or log them, so: with the key nothing else is said anywhere, and without
it nothing is on standard output.
"""

from __future__ import annotations

import argparse
import sys

from keyready.cli.misused import Misused
from keyready.cli.passphrase import passphrase
from keyready.cli.unavailable import explained, meant, seconds
from keyready.core.exits import Exit
from keyready.core.secret import Secret
from keyready.process_env import Environment
from keyready.services.programs import hand_off


def run(options: argparse.Namespace, environment: Environment) -> int:
    limit_s = seconds(options.timeout)
    if not options.force and sys.stdout is not None and sys.stdout.isatty():
        raise Misused(
            "A key on the screen can be seen and stays in its history. "
            "Hand it to a program instead, or say --force."
        )
    entry = meant(options.entry, environment)
    key = hand_off.key_of(entry, environment, limit_s, passphrase)
    if not isinstance(key, Secret):
        return explained(key, entry, environment)
    try:
        hand_off.write(key, 1)
    except OSError:
        sys.stderr.write("keyready: Nobody took the key: the output is closed.\n")
        return Exit.NOT_DONE
    return Exit.GOOD
