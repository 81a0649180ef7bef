# SPDX-License-Identifier: MIT
"""What the program says of verdicts, stores and pastes, in one language, as its file has it."""

from __future__ import annotations

import msgspec


class TroubleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An expected failure that is no verdict: what happened, what to do next."""

    headline: str
    advice: str


class CauseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`headline` says what happened, `advice` whose turn it is and what to do next.

    Both are templates for `str.format_map`: `{provider}`, `{key}` and `{usable}` (the
    sentences below), `{wait}`, and the names of `Verdict.facts`. A `*_with` variant is
    used when the verdict has all the facts that it names; `when` has other words
    altogether for a verdict that has the fact of that name.
    """

    headline: str
    advice: str
    headline_with: str = ""
    advice_with: str = ""
    when: dict[str, TroubleWords] = {}


class Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number with its noun, `{n}` in both; `one` stays empty where a language has no plural."""

    other: str
    one: str = ""


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Spans of time: `pair` joins a `{large}` and a `{small}` unit, `ago` holds `{time}`."""

    now: str
    ago: str
    pair: str
    second: Counted
    minute: Counted
    hour: Counted
    day: Counted


class EvidenceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a step stands. `proved` holds {ago} and {by}, `why` {ago} and {reason}, `read_back`
    {ago}. `by` is what proved: `answer`, `trial`, `received` ({program}); `reasons` is by what
    took a proof back besides an answer."""

    open: str
    needs_you: str
    by_hand: str
    proved: str
    withdrawn: str
    why: str
    read_back: str
    by: dict[str, str]
    reasons: dict[str, str]


class RungWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rung of the ladder: `asks` says what is looked at there; `findings` has a sentence for
    the id of each `Finding` of it."""

    title: str
    asks: str
    findings: dict[str, str]


class TermsWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a provider is paid, by the values of `Terms`. `payment_from` joins {payment} and
    {least}; `begins` shows the {prefix} of its keys, `begins_reported` one that people report.
    """

    free: dict[str, str]
    payment: dict[str, str]
    payment_from: str
    begins: str
    begins_reported: str


class LadderWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The look at the connection. `headlines` and `states` are by `State`, `rungs` by `RungId`,
    `sources` say who named a proxy.
    """

    not_reached: str
    no_issuer: str
    headlines: dict[str, str]
    states: dict[str, str]
    sources: dict[str, str]
    rungs: dict[str, RungWords]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language; `language` is its own name for itself, `names` has providers that it renames.

    `key` and `usable` answer the two questions of a verdict in a sentence, `limits` names whose
    limit is reached, `next` labels each `Next`, `details` the lines of the report. `removed`
    names what cleaning a paste removed (`removed_notice` lists them with `comma` between),
    `refused` why a paste is no key. `findings` says what else was found about one, `remedies`
    labels what a click does about it. `store` has the failures of the keyring, `other_stores` what
    others say of the same with other words, `kept` what a store holds after one, `in_field` that
    the paste field still has the key, `stores` the kinds of store, `store_notes` what each is good
    for, `place` where a key is kept, `found` what a start finds there that it did not remember,
    `no_key` that none is. `keyring_help` says by failure and desktop (`core/desktop.py`) how to
    get a keyring, `clipboard` what may still have what was copied.
    `address` says why a base URL is not used; {source} is the variable or the option that holds
    it. `rotation` is by the `Outcome` of a change of keys,
    `conflicts` by `ConflictKind`, `entry_name` says why an entry cannot bear a name,
    `settings` what of the settings of the network cannot be used, `provider_file` why a file of
    the person's own is not. `console` is what only the console says, `evidence` says how steps
    stand, `terms` how providers compare. `proof` is by `Outcome`, with {tool}; `rivals` names the
    kinds of places where another key can be, and has the line for one.
    """

    language: str
    in_field: str
    removed_notice: str
    comma: str
    names: dict[str, str]
    causes: dict[str, CauseWords]
    key: dict[str, str]
    usable: dict[str, str]
    limits: dict[str, str]
    next: dict[str, str]
    details: dict[str, str]
    removed: dict[str, str]
    refused: dict[str, TroubleWords]
    findings: dict[str, TroubleWords]
    remedies: dict[str, str]
    store: dict[str, TroubleWords]
    other_stores: dict[str, dict[str, TroubleWords]]
    kept: dict[str, str]
    store_notes: dict[str, str]
    stores: dict[str, str]
    keyring_help: dict[str, dict[str, str]]
    clipboard: dict[str, str]
    place: dict[str, str]
    found: dict[str, str]
    rotation: dict[str, TroubleWords]
    no_key: TroubleWords
    address: dict[str, TroubleWords]
    conflicts: dict[str, str]
    entry_name: dict[str, TroubleWords]
    settings: dict[str, TroubleWords]
    provider_file: str
    proof: dict[str, TroubleWords]
    rivals: dict[str, str]
    console: dict[str, str]
    terms: TermsWords
    ladder: LadderWords
    evidence: EvidenceWords
    time: TimeWords
