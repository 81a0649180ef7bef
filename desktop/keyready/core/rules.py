# SPDX-License-Identifier: MIT
"""Rules as the files have them: conditions on an answer that lead to a cause."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from keyready.core.key_shape import KeyKind, KeyShape, check_pattern
from keyready.core.reading import Content
from keyready.core.verdict import Cause, Judgement, Stage, Usable

_STATUS = re.compile(r"[1-9]xx|\d{3}-\d{3}")


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All the conditions given must hold; a list of alternatives holds if one of them does.

    `status` has numbers, "5xx" or "520-526". `code` and `type` are whole values, `*` stands
    for anything. `phrase` is found anywhere in the error's texts, `pattern` is a regular
    expression over them; both ignore case. `member`, `has`, `empty` and `at_most` look at the
    JSON answer by dotted path ("data.*.id"). `content` is what the body is. `echo` is the kind
    of the key that the answer repeats. `header` has a part of a header's value. `sent` says
    whether a key was sent.

    What follows: `cause`, where needed another `key` or `usable` than the cause means, fixed
    `facts`, and those that named groups of `pattern` and `capture` find.
    """

    cause: Cause
    stage: Stage | None = None
    status: tuple[int | str, ...] = ()
    code: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    pattern: tuple[str, ...] = ()
    member: dict[str, Any] = {}
    has: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    at_most: dict[str, float] = {}
    content: tuple[Content, ...] = ()
    echo: tuple[KeyKind, ...] = ()
    header: dict[str, str] = {}
    sent: bool | None = None
    before_codes: bool = False
    key: Judgement | None = None
    usable: Usable | None = None
    facts: dict[str, str] = {}
    capture: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for pattern in (*self.pattern, *self.capture):
            check_pattern(pattern)
        for status in self.status:
            if isinstance(status, str) and not _STATUS.fullmatch(status):
                raise ValueError(f"status {status!r} is neither like 5xx nor like 520-526")

    @property
    def turn(self) -> int:
        """Rules are tried in this order, whatever file they come from (verdicts: code, then
        type, then key phrases, then status; a few phrases before any code)."""
        looks_at = (
            self.before_codes or self.member or self.has or self.empty or self.at_most,
            self.code,
            self.type,
            self.phrase or self.pattern or self.echo,
        )
        return next((turn for turn, given in enumerate(looks_at) if given), len(looks_at))


class RuleSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `resources/rules/`: what several providers share."""

    rules: tuple[Rule, ...] = ()
    key_shapes: tuple[KeyShape, ...] = ()
