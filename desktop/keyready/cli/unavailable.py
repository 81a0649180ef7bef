# SPDX-License-Identifier: MIT
"""What `get` and `run` have in common: whose key is meant, and words for when there is none.

The words are loaded only when they are needed.
"""

from __future__ import annotations

import math

from keyready.cli.misused import Misused
from keyready.core.entry_id import meant_entry
from keyready.core.exits import Exit
from keyready.process_env import Environment
from keyready.services.custody.key_store import Trouble
from keyready.services.files.at_hand import defaults


def meant(typed: str, environment: Environment) -> str:
    """The id of the entry. Raises `Misused` for what can be none."""
    entry = meant_entry(typed, defaults())
    if entry is None:
        from keyready.cli.entry import Knowledge

        return Knowledge(environment).meant(typed)  # which raises, and says what there is
    return entry


def seconds(text: str) -> float:
    """Of `--timeout`. Raises `Misused`."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not (number > 0 and math.isfinite(number)):
        raise Misused("--timeout takes a number of seconds, for example 10.")
    return number


def explained(missing: Trouble | None, entry: str, environment: Environment) -> int:
    """Says on the error stream why there is no key; gives the exit code. Raises `Stopped`."""
    from keyready import process_env
    from keyready.cli.console import complain
    from keyready.cli.entry import Knowledge

    process_env.keep_no_log()
    known = Knowledge(environment)
    known.meant(entry)
    provider = known.catalog.provider(entry.partition("/")[0])
    if isinstance(missing, Trouble):
        raise known.keyring_trouble(missing, provider)
    complain(known.no_key(entry))
    return Exit.NO_KEY
