# SPDX-License-Identifier: MIT
"""The start: without arguments the window, with any the console program."""

from __future__ import annotations

import sys


def main() -> int:
    """Imports only what is wanted: the console starts without Qt."""
    if sys.argv[1:] == ["--self-test"]:  # as the window program has it
        from keyready import self_test

        return self_test.main()
    if len(sys.argv) > 1:
        from keyready import cli

        return cli.main()
    from keyready import app

    return app.main()


if __name__ == "__main__":
    sys.exit(main())
