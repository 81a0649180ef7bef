# SPDX-License-Identifier: MIT
"""How long a provider asks to wait."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from keyready.core.reading import Reading, strings_of

LONGEST = 7 * 24 * 3600  # seconds; more is no wait but a limit

_NUMBER = r"\d{1,9}(?:\.\d{1,9})?"
_UNIT = r"(?:ms|minutes?|mins?|m|hours?|h|days?|d|seconds?|secs?|s)(?![a-z])"
_SECONDS = {"m": 60, "h": 3600, "d": 86400, "s": 1}
_ASKED = re.compile(
    rf"(?:try again|retry|wait)(?: \w+)?(?: in| after)? ((?:{_NUMBER} ?{_UNIT} ?)+)", re.I
)
_PART = re.compile(rf"({_NUMBER}) ?({_UNIT})", re.I)


def wait_seconds(reading: Reading, headers: Mapping[str, str]) -> int | None:
    """Whole seconds, rounded up; None where the answer names no wait.

    Looks at `retry-after-ms`, `retry-after` (seconds, or a date against the answer's own
    date), Google's `RetryInfo.retryDelay`, and "try again in 7m12s" in the message.
    """
    if not reading.failed:
        return None
    found = [
        _number(headers.get("retry-after-ms", ""), 0.001),
        _number(headers.get("retry-after", ""), 1),
        _until(headers.get("retry-after", ""), headers.get("date", "")),
        *(_duration(text) for text in strings_of(reading.tree, "retryDelay")),
        *(_duration(asked[1]) for asked in _ASKED.finditer(reading.text)),
    ]
    wait = next((seconds for seconds in found if seconds is not None), None)
    return math.ceil(wait) if wait is not None and 0 <= wait <= LONGEST else None


def _number(text: str, unit: float) -> float | None:
    return float(text) * unit if re.fullmatch(_NUMBER, text.strip()) else None


def _until(then: str, now: str) -> float | None:
    dates = [_date(text) for text in (then, now)]
    if dates[0] is None or dates[1] is None:
        return None
    return (dates[0] - dates[1]).total_seconds()


def _date(text: str) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return parsed if parsed.tzinfo else None


def _duration(text: str) -> float | None:
    parts = _PART.findall(text)
    if not parts:
        return None
    return sum(
        float(number) * (0.001 if unit.lower() == "ms" else _SECONDS[unit[0].lower()])
        for number, unit in parts
    )
