# SPDX-License-Identifier: MIT
"""What the program says of verdicts, stores and pastes, in one language, as its file has it."""

from __future__ import annotations

import msgspec


class CauseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`headline` says what happened, `advice` whose turn it is and what to do next.

    Both are templates for `str.format_map`: `{provider}` and the names of `Verdict.facts`.
    `*_with` variants are used when the verdict has all the facts that they name.
    """

    headline: str
    advice: str
    headline_with: str = ""
    advice_with: str = ""


class TroubleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An expected failure that is no verdict: what happened, what to do next."""

    headline: str
    advice: str


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language. `next` has one label for each `Next`; `usable` completes a headline.

    `removed` names what cleaning a paste removed, `refused` why a paste is no key,
    `store` the failures of the keyring, `place` where a key is kept.
    """

    language: str
    causes: dict[str, CauseWords]
    next: dict[str, str]
    usable: dict[str, str]
    removed: dict[str, str]
    refused: dict[str, TroubleWords]
    store: dict[str, TroubleWords]
    place: dict[str, str]
