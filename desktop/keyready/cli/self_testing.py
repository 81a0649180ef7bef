# SPDX-License-Identifier: MIT
"""`keyready self-test`: the program proves that it is whole."""

from __future__ import annotations

import argparse

from keyready import self_test
from keyready.process_env import Environment


def run(options: argparse.Namespace, environment: Environment) -> int:
    return self_test.main()
