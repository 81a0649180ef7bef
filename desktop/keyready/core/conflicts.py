# SPDX-License-Identifier: MIT
"""What the environment says otherwise than Keyready: programs that read it ask in another way."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from keyready.core.base_url import BaseUrl, parse_base_url
from keyready.core.key_shape import mask
from keyready.core.provider import Provider
from keyready.core.secret import Secret
from keyready.core.verdict import Cause, Verdict


class ConflictKind(str, Enum):
    """What a variable names. The values are ids of `Words.conflicts`."""

    ORGANIZATION = "organization"
    PROJECT = "project"
    BASE_URL = "base_url"
    OLD_BASE_URL = "old_base_url"  # a name that the provider's own library no longer reads
    KEY = "key"


@dataclass(frozen=True)
class Conflict:
    """`shown` is an address as it is, of everything else the mask, or "…" where none is safe."""

    kind: ConflictKind
    variable: str
    shown: str


_MEANT = {
    Cause.WRONG_ORGANIZATION: ConflictKind.ORGANIZATION,
    Cause.WRONG_PROJECT: ConflictKind.PROJECT,
}


def conflicts(
    provider: Provider, environment: Mapping[str, str], kept: Secret | None, own_url: str = ""
) -> tuple[Conflict, ...]:
    """Every variable of this provider that names something else, the weightiest first.

    `kept` is the key that was judged, None where there is none: then no key is another one.
    `own_url` is the address that the person chose in Keyready; the provider's own stands in
    for it. Our checks send neither organisation nor project, so that the key itself is
    judged: whatever the environment names of these is told.
    """
    names = provider.environment
    return (
        *_identifiers(ConflictKind.ORGANIZATION, names.organization, provider, environment),
        *_identifiers(ConflictKind.PROJECT, names.project, provider, environment),
        *_addresses(ConflictKind.BASE_URL, names.base_url, provider, environment, own_url),
        *_addresses(ConflictKind.OLD_BASE_URL, names.old_base_url, provider, environment, own_url),
        *_keys(provider, environment, kept),
    )


def with_variable(verdict: Verdict, found: Iterable[Conflict]) -> Verdict:
    """The verdict, with the fact `variable` where one of the conflicts explains it."""
    meant = _MEANT.get(verdict.cause)
    variable = next((conflict.variable for conflict in found if conflict.kind is meant), None)
    if variable is None:
        return verdict
    return dataclasses.replace(verdict, facts={**verdict.facts, "variable": variable})


def _identifiers(
    kind: ConflictKind,
    names: Iterable[str],
    provider: Provider,
    environment: Mapping[str, str],
) -> Iterator[Conflict]:
    for name, value in _set(names, environment):
        yield Conflict(kind, name, _masked(value, provider))


def _addresses(
    kind: ConflictKind,
    names: Iterable[str],
    provider: Provider,
    environment: Mapping[str, str],
    own_url: str,
) -> Iterator[Conflict]:
    ours = own_url or ("" if provider.own_address else provider.base_url)
    if not ours:
        return  # the variable is then the only one that names an address
    for name, value in _set(names, environment):
        parsed = parse_base_url(value)
        if not isinstance(parsed, BaseUrl):
            yield Conflict(kind, name, "…")  # it may hold a password
        elif parsed.url != ours:
            yield Conflict(kind, name, parsed.url)


def _keys(
    provider: Provider, environment: Mapping[str, str], kept: Secret | None
) -> Iterator[Conflict]:
    for name, value in _set(provider.environment.key, environment):
        if kept and kept != Secret(value):
            yield Conflict(ConflictKind.KEY, name, _masked(value, provider))


def _set(names: Iterable[str], environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in names:
        if value := environment.get(name, "").strip():
            yield name, value


def _masked(value: str, provider: Provider) -> str:
    return mask(Secret(value), provider.key_shapes) if value.isprintable() else "…"
