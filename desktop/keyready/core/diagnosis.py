# SPDX-License-Identifier: MIT
"""What is odd about a paste, each thing by itself, and what one click could do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from keyready.core.key_shape import KeyShape, mask, recognise, shape_of
from keyready.core.odd_characters import WHITE, odd_characters, without
from keyready.core.paste import ENDS, LARGEST_PASTE, Cleaned, Refused, clean, unwrap
from keyready.core.provider import Provider
from keyready.core.secret import SHORT, Secret

_TELLING = 7  # characters of a prefix that does not stand in a key by chance
_WHITE = re.compile(f"[{WHITE}]+")
_BETWEEN_WORDS = re.compile(f"[ {ENDS['line_breaks']}]")
_WORD = re.compile(r"[A-Z]?[a-z]*[^\w-]?|.*[^\w-].*", re.A)
# Beside an odd character, or a sign of masking, a token is only a part of something.
_ODD_EDGE = rf"[^\0-)+-~{WHITE}“”‘’„«»]"
_TOKEN = re.compile(rf"(?<!{_ODD_EDGE})(?<![\w.-])[A-Za-z0-9_.-]{{{SHORT},}}(?![\w.-]|{_ODD_EDGE})")
_WEB_ADDRESS = re.compile(r"(?i)[a-z][a-z0-9+.-]*://.*|www\..*")
_MAIL_ADDRESS = re.compile(r"[^@\s/:]+@[^@\s/:]+\.[A-Za-z]{2,}")
_PLACEHOLDER = re.compile(r"(?i)<.*>|.*(?:your|insert|paste)[_-]?.*key.*|.*xxxxxx.*")
REMEDY_OF = {"line_break": "join", "dash": "hyphen", "look_alike": "latin"}
_KEYS = ("key", "foreign")  # kinds of shape


class Weight(Enum):
    """What a finding means for saving."""

    STOP = "stop"  # there is no key to save
    ASK = "ask"  # it is saved when the person says so
    NOTE = "note"  # it is saved, and this is said


@dataclass(frozen=True)
class Remedy:
    """What one click does: `text` takes the place of the paste.

    With `provider`, the id of one, it goes to the field on the page of that provider.
    """

    id: str
    text: Secret
    provider: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing about a paste. Of the paste itself it holds no more than one odd character.

    `id` is one of `Words.findings` or `Words.refused`, `facts` are what its words name.
    Places count from 1 in what is left without the things around the key.
    """

    id: str
    weight: Weight = Weight.STOP
    facts: Mapping[str, str] = field(default_factory=dict)
    remedy: Remedy | None = None


@dataclass(frozen=True)
class Diagnosis:
    """The findings, and the key that may be saved: None while a finding stops that."""

    findings: tuple[Finding, ...]
    cleaned: Cleaned | None

    @property
    def asks(self) -> bool:
        return any(finding.weight is Weight.ASK for finding in self.findings)


def diagnose(text: str, provider: Provider, kept: Mapping[str, str] | None = None) -> Diagnosis:
    """Look at a paste on the page of `provider`.

    `kept` has the masks of the keys of other entries, each with the name of its entry.
    """
    outcome, value = clean(text), unwrap(text)[0]
    if isinstance(outcome, Refused):
        return Diagnosis(tuple(_of_refused(outcome, text, value, provider)), None)
    found = _of_key(value, provider) or _of_form(outcome.secret, value, provider)
    again = (kept or {}).get(mask(outcome.secret, provider.key_shapes), "")
    if again and len(value) >= SHORT:
        found = [*found, Finding("same_key", Weight.NOTE, {"entry": again})]
    return Diagnosis(tuple(found), outcome)


def _of_refused(refused: Refused, text: str, value: str, provider: Provider) -> Iterator[Finding]:
    if refused.reason in ("empty", "masked"):
        yield Finding(refused.reason)
    elif len(text) > LARGEST_PASTE:
        yield Finding("too_long")
    elif refused.reason != "too_long" and _is_one(value, provider):
        yield from _of_characters(value)
    else:
        inside = _key_inside(text, provider)
        if refused.reason == "line_break" or inside is None:
            reason = "sentence" if refused.reason == "character" else refused.reason
            yield Finding(reason, facts=refused.facts())
        if inside is not None:
            yield inside


def _of_characters(value: str) -> Iterator[Finding]:
    for odd in odd_characters(value):
        mended = without(odd.kind, value)
        remedy = (
            None if mended is None else Remedy(REMEDY_OF.get(odd.kind, "remove"), Secret(mended))
        )
        yield Finding(odd.kind, facts=odd.facts(), remedy=remedy)


def _is_one(value: str, provider: Provider) -> bool:
    """Is it one key that something came into, or several things with white space between?"""
    pieces = _WHITE.split(value)
    whole, first = "".join(pieces), pieces[0]
    if not _BETWEEN_WORDS.search(value):
        return True
    shape = shape_of(whole, provider.key_shapes)
    if shape is None or shape.kind not in _KEYS:
        return False
    if shape.complete(whole):
        return True
    starts = sum(1 for piece in pieces if any(map(_begins(piece), provider.key_shapes)))
    ended = any(one.complete(first) for one in provider.key_shapes)
    return starts == 1 and not ended and not any(map(_WORD.fullmatch, pieces))


def _begins(piece: str) -> Callable[[KeyShape], bool]:
    return lambda shape: bool(shape.prefix) and piece.startswith(shape.prefix)


def _key_inside(text: str, provider: Provider) -> Finding | None:
    """The one key in a longer text, or that there are several. This provider's keys go first."""
    found = _once_each(_tokens(text, provider.key_shapes)) or _once_each(_named(text))
    own = [key for key in found if _kind(key, provider) == "key"]
    chosen = own or found
    if not chosen:
        return None
    if len(chosen) > 1:
        return Finding("several_keys", facts={"count": str(len(chosen))})
    facts = {"length": str(len(chosen[0]))}
    return Finding("key_inside", facts=facts, remedy=Remedy("take_key", chosen[0]))


def _tokens(text: str, shapes: Iterable[KeyShape]) -> Iterator[Secret]:
    """What begins as keys of known providers do."""
    known = [shape for shape in shapes if shape.prefix]
    for found in _TOKEN.finditer(text):
        token = found[0].strip(".")
        shape = shape_of(token, known)
        if shape is not None and shape.kind in _KEYS and ".." not in token:
            yield Secret(token)


def _named(text: str) -> Iterator[Secret]:
    """What a line gives to a variable with the name of a key."""
    for line in filter(lambda line: len(line) > SHORT, text.splitlines()):
        cleaned = clean(line)
        if "://" in line or not isinstance(cleaned, Cleaned):
            continue
        if "assignment" in cleaned.removed and len(cleaned.secret) >= SHORT:
            yield cleaned.secret


def _once_each(secrets: Iterable[Secret]) -> list[Secret]:
    kept: list[Secret] = []
    for secret in secrets:
        if secret not in kept:
            kept.append(secret)
    return kept


def _kind(secret: Secret, provider: Provider) -> str:
    shape = recognise(secret, provider.key_shapes)
    return shape.kind if shape else ""


def _of_key(value: str, provider: Provider) -> list[Finding]:
    """Whether a paste without odd characters is something else than one key."""
    once = value[: (value + value).find(value, 1)]
    shape = shape_of(value, provider.key_shapes)
    if SHORT <= len(once) < len(value):
        return [Finding("twice", Weight.ASK, remedy=Remedy("take_once", Secret(once)))]
    if shape and len(shape.prefix) >= _TELLING and value.count(shape.prefix) > 1:
        count = str(value.count(shape.prefix))
        return [Finding("several_keys", Weight.ASK, {"count": count})]
    found = []
    if _WEB_ADDRESS.fullmatch(value):
        found.append(Finding("web_address", Weight.ASK))
    elif _MAIL_ADDRESS.fullmatch(value):
        found.append(Finding("mail_address", Weight.ASK))
    elif shape is None and _PLACEHOLDER.fullmatch(value):
        found.append(Finding("placeholder", Weight.ASK))
    inside = _key_inside(value, provider) if shape is None else None
    if inside is not None:
        found.append(Finding(inside.id, Weight.ASK, inside.facts, inside.remedy))
    return found


def _of_form(secret: Secret, value: str, provider: Provider) -> list[Finding]:
    """Whose key it seems to be, and whether it is whole. A form that is not known only warns."""
    shape = shape_of(value, provider.key_shapes)
    if shape is not None and shape.kind != "key":
        facts = {"owner": shape.owner} if shape.owner else {}
        elsewhere = Remedy("open_page", secret, shape.provider) if shape.provider else None
        remedy = elsewhere if shape.kind == "foreign" else None
        return [Finding(shape.kind, Weight.ASK, facts, remedy)]
    own = [one for one in provider.key_shapes if one.kind == "key" and one.provider]
    if provider.key_optional or (shape is not None and shape.complete(value)):
        return []
    bare = [length for one in own if not one.prefix for length in one.lengths]
    lengths = shape.lengths if shape else bare
    length = len(value)
    if length < SHORT or (lengths and length < max(lengths) and length not in lengths):
        return [Finding("cut", Weight.NOTE, {"length": str(length)})]
    known = shape is not None and not shape.pattern
    return [] if known or not own else [Finding("unknown_form", Weight.NOTE)]
