# SPDX-License-Identifier: MIT
"""What an answer says, whatever form it says it in."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from keyready.core.answer import Answer

Content = Literal["json", "html", "other", "empty"]

TEXT = 8_000  # characters of an error that are looked at
NAME = 200  # characters of a code or type that are looked at
NODES = 500  # values of a JSON error that are looked at

_ERROR_MEMBERS = ("error", "errors", "detail")
_CODES = ("code", "error_code", "error_type", "reason", "status")
_MESSAGES = ("message", "error", "detail", "msg", "error_description", "description", "title")


@dataclass(frozen=True)
class Reading:
    """One answer, read.

    `status` is the HTTP status, or the one that an error inside a 200 names. `tree` is the
    JSON, None where the body is none. `failed` says that the answer holds an error.
    `message` is the provider's own sentence, `text` every text of the error; both are as they
    came, so they may repeat the key. `codes` and `types` are lower case.
    """

    status: int
    content: Content
    declared_json: bool
    failed: bool
    tree: Any = None
    message: str = ""
    text: str = ""
    codes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    @property
    def succeeded(self) -> bool:
        """Has the shape that any success has. A bare 200 proves nothing."""
        return 200 <= self.status < 300 and self.declared_json and not self.failed


def read(answer: Answer) -> Reading:
    """Read any bytes. Never raises."""
    body = answer.body.decode("utf-8-sig", "replace").strip()
    kind = answer.headers.get("content-type", "").lower()
    tree = _json(body)
    if tree is None:
        return _read_text(answer.status, body, kind)
    if isinstance(tree, list) and tree and isinstance(tree[0], dict) and tree[0].get("error"):
        tree = tree[0]  # Google puts a list around the object
    error = _error_in(tree)
    if error is None and not 200 <= answer.status < 300:
        error = tree
    if error is None:
        return Reading(answer.status, "json", "json" in kind, False, tree)
    return _read_error(answer.status, "json" in kind, tree, error)


def values_at(tree: Any, path: str) -> Iterator[Any]:
    """The values at a dotted path; a number picks from a list, `*` takes all of it."""
    found = [tree]
    for name in path.split("."):
        found = [inner for value in found for inner in _members(value, name)]
    return iter(found)


def strings_of(tree: Any, name: str) -> Iterator[str]:
    """Every string of that name, wherever it is."""
    return (text for inner, text in _scalars(tree) if inner == name and isinstance(text, str))


def _members(value: Any, name: str) -> list[Any]:
    if isinstance(value, dict):
        return [value[name]] if name in value else []
    if isinstance(value, list):
        if name == "*":
            return value
        return value[int(name) : int(name) + 1] if name.isascii() and name.isdigit() else []
    return []


def _json(body: str) -> Any:
    """The object or list that the body is, None for anything else."""
    if body.startswith(("data:", ":")):  # an event stream: its first event has the error
        found = re.search(r"^data:(.*)$", body, re.M)
        body = found[1] if found else ""
    try:
        tree = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return tree if isinstance(tree, (dict, list)) else None


def _error_in(tree: Any) -> Any:
    """The part that complains, with the plain values beside it; None if nothing does."""
    if not isinstance(tree, dict):
        return None
    parts = {name: tree[name] for name in _ERROR_MEMBERS if tree.get(name)}
    if choice_error := next((e for e in values_at(tree, "choices.*.error") if e), None):
        parts.setdefault("error", choice_error)  # OpenRouter, of a model that broke off
    if not parts and tree.get("object") != "error":
        return None
    flat = {name: value for name, value in tree.items() if not isinstance(value, (dict, list))}
    return {**flat, **parts}


def _read_error(status: int, declared: bool, tree: Any, error: Any) -> Reading:
    found = [(name, value) for name, value in _scalars(error) if isinstance(value, (str, int))]
    texts = [value[:TEXT] for _, value in found if isinstance(value, str)]
    messages = [str(value)[:TEXT] for name, value in found if name in _MESSAGES]
    codes = [value for wanted in _CODES for name, value in found if name == wanted]
    codes += [value for name, value in found if name == "error" and _is_word(value)]
    types = [value for name, value in found if name == "type"]
    if 200 <= status < 300:
        status = next((int(c) for c in codes if re.fullmatch("[45][0-9]{2}", str(c))), status)
    message = messages[0] if messages else ""
    text = _plain(" ".join(dict.fromkeys([message, *texts]))[:TEXT])
    return Reading(
        status, "json", declared, True, tree, message, text, _lower(codes), _lower(types)
    )


def _is_word(value: Any) -> bool:
    """An `error` that is a code, not a sentence."""
    return isinstance(value, str) and re.fullmatch(r"[\w.-]+", value) is not None


def _lower(values: list[Any]) -> tuple[str, ...]:
    return tuple(str(value)[:NAME].lower() for value in values)


def _scalars(error: Any) -> Iterator[tuple[str, Any]]:
    """Names and plain values, outer ones first."""
    waiting = deque([("", error)])
    for _ in range(NODES):
        if not waiting:
            return
        name, value = waiting.popleft()
        if isinstance(value, dict):
            waiting.extend((str(inner), value[inner]) for inner in list(value)[:NODES])
        elif isinstance(value, list):
            waiting.extend((name, inner) for inner in value[:NODES])
        else:
            yield name, value


def _read_text(status: int, body: str, kind: str) -> Reading:
    failed = not 200 <= status < 300
    if not body:
        return Reading(status, "empty", False, failed)
    start = body[:TEXT]
    if "html" not in kind and not re.match(r"<(?:!doctype|html|head|body|\?xml)", start, re.I):
        return Reading(status, "other", False, failed, None, start, _plain(start))
    import html  # two thousand names of characters

    title = re.search(r"<title[^<>]*>([^<]*)", start, re.I)
    text = _plain(html.unescape(re.sub(r"<[^<>]*>", " ", start)))
    message = html.unescape(title[1]) if title else ""
    return Reading(status, "html", False, failed, None, message, text)


def _plain(text: str) -> str:
    """Straight apostrophes and single spaces, so that phrases are found."""
    return " ".join(text.replace("’", "'").split())
