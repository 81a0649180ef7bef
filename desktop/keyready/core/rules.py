# SPDX-License-Identifier: MIT
"""Rules as the files have them: conditions on an answer that lead to a cause."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import msgspec

from keyready.core.key_shape import KeyKind, KeyShape, check_pattern
from keyready.core.reading import Content, Reading, values_at
from keyready.core.verdict import Cause, Judgement, Stage, Usable

# Causes that say "it works" need the shape of success, whatever a rule says.
_SUCCESS = {Cause.ACCEPTED, Cause.READY, Cause.NO_MODELS}
_STATUS_ONLY = 4  # the turn of rules that look at nothing in the body
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


@dataclass(frozen=True)
class Situation:
    """What rules look at: the answer as it was read, and what it answers to."""

    stage: Stage
    reading: Reading
    headers: Mapping[str, str]
    echo: str | None  # the kind of key that the answer repeats
    sent: bool


def facts_if_met(rule: Rule, seen: Situation) -> dict[str, str] | None:
    """The facts that a rule finds, None unless all its conditions hold."""
    if not (_request_fits(rule, seen) and _body_fits(rule, seen.reading)):
        return None
    found = [re.search(p, seen.reading.text, re.I) for p in rule.pattern]
    if rule.pattern and not any(found):
        return None
    found += [re.search(p, seen.reading.text, re.I) for p in rule.capture]
    facts = dict(rule.facts)
    for match in filter(None, found):
        facts |= {name: value for name, value in match.groupdict().items() if value}
    return facts


def _request_fits(rule: Rule, seen: Situation) -> bool:
    return (
        rule.stage in (None, seen.stage)
        and rule.sent in (None, seen.sent)
        and (not rule.echo or seen.echo in rule.echo)
        and all(part in seen.headers.get(name, "") for name, part in rule.header.items())
    )


def _body_fits(rule: Rule, reading: Reading) -> bool:
    if rule.cause in _SUCCESS and not reading.succeeded:
        return False
    if rule.content:
        if reading.content not in rule.content:
            return False
    elif reading.content == "html" and rule.turn < _STATUS_ONLY:
        return False  # a page may say anything, and is seldom the provider's
    text = reading.text.lower()
    return (
        (not rule.status or any(_status_fits(reading.status, s) for s in rule.status))
        and (not rule.code or _any_like(reading.codes, rule.code))
        and (not rule.type or _any_like(reading.types, rule.type))
        and (not rule.phrase or any(phrase in text for phrase in rule.phrase))
        and _members_fit(rule, reading.tree)
    )


def _members_fit(rule: Rule, tree: Any) -> bool:
    return (
        all(
            any(type(v) is type(wanted) and v == wanted for v in values_at(tree, path))
            for path, wanted in rule.member.items()
        )
        and all(any(True for _ in values_at(tree, path)) for path in rule.has)
        and all(any(v in (None, [], {}, "") for v in values_at(tree, p)) for p in rule.empty)
        and all(
            any(type(v) in (int, float) and v <= most for v in values_at(tree, path))
            for path, most in rule.at_most.items()
        )
    )


def _any_like(values: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(fnmatchcase(value, pattern) for value in values for pattern in wanted)


def _status_fits(status: int, wanted: int | str) -> bool:
    if isinstance(wanted, int):
        return status == wanted
    if wanted.endswith("xx"):
        return status // 100 == int(wanted[0])
    first, _, last = wanted.partition("-")
    return int(first) <= status <= int(last)
