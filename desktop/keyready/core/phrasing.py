# SPDX-License-Identifier: MIT
"""Verdicts, troubles, ladders and spans of time, said in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from keyready.core.conflicts import Conflict
from keyready.core.diagnosis import Finding
from keyready.core.ladder import Ladder, Rung, State
from keyready.core.verdict import Verdict
from keyready.core.words import Counted, TimeWords, TroubleWords, Words


@dataclass(frozen=True)
class Phrase:
    """What a person reads of a verdict: what happened, what to do, the label of its one button."""

    headline: str
    advice: str
    next_label: str


def phrase(verdict: Verdict, words: Words, provider: str) -> Phrase:
    """The words of a verdict; `provider` is the name to show.

    A template that names a fact which the verdict does not have gives way to its plain variant.
    """
    templates = words.causes[verdict.cause.value]
    facts = _facts(verdict, words, provider)
    said = next((told(templates.when[f], facts) for f in facts if f in templates.when), None)
    if said is None:
        said = TroubleWords(
            _richest(templates.headline_with, templates.headline, facts),
            _richest(templates.advice_with, templates.advice, facts),
        )
    return Phrase(said.headline, said.advice, words.next[verdict.next.value])


def details(verdict: Verdict, words: Words, provider: str, checked_at: str) -> str:
    """A report to copy, one labelled line for each known fact; it holds nothing of the key."""
    status = verdict.http_status
    lines = {
        "provider": provider,
        "endpoint": verdict.endpoint,
        "status": str(status) if status is not None else "",
        "code": verdict.code,
        "cause": verdict.cause.value,
        "request_id": verdict.request_id,
        "duration": f"{verdict.elapsed_ms} ms",
        "time": checked_at,
        "said": verdict.said,
    }
    return "\n".join(f"{words.details[name]}: {value}" for name, value in lines.items() if value)


def paste_notice(removed: Iterable[str], words: Words) -> str:
    """What cleaning a paste removed, or "" if nothing. `removed` holds ids of `Words.removed`."""
    names = words.comma.join(words.removed[name] for name in removed)
    return words.removed_notice.format(removed=names) if names else ""


@dataclass(frozen=True)
class FindingPhrase:
    """What a person reads of one thing about a paste; `remedy` labels a button, or is ""."""

    headline: str
    advice: str
    remedy: str


def finding_words(finding: Finding, words: Words, provider: str) -> FindingPhrase:
    facts = {**finding.facts, "provider": provider}
    said = told(words.findings.get(finding.id) or words.refused[finding.id], facts)
    remedy = words.remedies[finding.remedy.id].format_map(facts) if finding.remedy else ""
    return FindingPhrase(said.headline, said.advice, remedy)


def conflict_words(conflict: Conflict, words: Words) -> str:
    """What the environment says otherwise, and what that leads to."""
    template = words.conflicts[conflict.kind.value]
    return template.format(variable=conflict.variable, shown=conflict.shown)


def told(trouble: TroubleWords, facts: Mapping[str, str]) -> TroubleWords:
    """The same words with the facts that they name filled in."""
    return TroubleWords(trouble.headline.format_map(facts), trouble.advice.format_map(facts))


def keyring_trouble(
    kind: str, kept: str, in_field: bool, words: Words, desktop: str = "", store: str = ""
) -> TroubleWords:
    """What a store did not do, what it holds now, and where the key is meanwhile.

    `kind` is an id of `Words.store`, `kept` one of `Words.kept`; `in_field` says that the
    key still stands in the paste field. For a `desktop` the advice is how to get a keyring there.
    `store` names another store than the keyring.
    """
    trouble = words.other_stores.get(store, {}).get(kind, words.store[kind])
    help_here = {} if store else words.keyring_help.get(kind, {})
    advice = help_here.get(desktop, trouble.advice)
    state = [words.kept[kept], words.in_field] if in_field else [words.kept[kept]]
    return TroubleWords(trouble.headline, " ".join([*state, advice]))


def place_words(place: str, store: str, collection: str, words: Words) -> str:
    """Where a key is kept: "Kept in GNOME keyring, collection “Login”". `place` is an id."""
    if place == "memory":
        return words.place["memory"]
    name = "kept_in_collection" if collection else "kept"
    shown = words.stores.get(place, store)
    return words.place[name].format(store=shown, collection=collection)


@dataclass(frozen=True)
class RungPhrase:
    """What a person reads of one rung: its title, its state, and one sentence."""

    title: str
    state: str
    sentence: str


def rung_words(rung: Rung, words: Words) -> RungPhrase:
    spoken, own = words.ladder, words.ladder.rungs[rung.id.value]
    facts = {**rung.facts, "issuer": rung.facts.get("issuer") or spoken.no_issuer}
    if "source" in facts:
        facts["source"] = spoken.sources[facts["source"]].format_map(facts)
    if "skew_s" in facts:
        facts["skew"] = duration(int(facts["skew_s"]), words.time)
    template = own.findings[rung.finding.id] if rung.finding else spoken.not_reached
    return RungPhrase(own.title, spoken.states[rung.state.value], template.format_map(facts))


def ladder_headline(ladder: Ladder, words: Words) -> str:
    """How far the way goes, and what stands in it."""
    weakest = ladder.weakest
    state = weakest.state if weakest else State.GOOD
    rung = words.ladder.rungs[weakest.id.value].title if weakest else ""
    return words.ladder.headlines[state.value].format(host=ladder.host, rung=rung)


def ladder_report(ladder: Ladder, words: Words) -> str:
    """A report to copy: the address, the headline, and a line for each rung. Nothing secret."""
    lines = [f"{words.details['address']}: {ladder.address}", ladder_headline(ladder, words)]
    for said in (rung_words(rung, words) for rung in ladder.rungs):
        lines.append(f"[{said.state}] {said.title}: {said.sentence}")
    return "\n".join(lines)


def duration(seconds: int, time: TimeWords) -> str:
    """A span in its two largest units: "20 seconds", "7 minutes 12 seconds"."""
    large, small = _largest(seconds, time)
    return time.pair.format(large=large, small=small) if small else large


def ago(seconds: float, time: TimeWords) -> str:
    """How long ago something was, in one unit: "just now", "3 minutes ago"."""
    if seconds < 60:
        return time.now
    return time.ago.format(time=_largest(int(seconds), time)[0])


def _largest(seconds: int, time: TimeWords) -> tuple[str, str]:
    """The largest unit of the span and the next smaller one, which is "" where it is none."""
    for size, noun, small_size, small_noun in (
        (86_400, time.day, 3_600, time.hour),
        (3_600, time.hour, 60, time.minute),
        (60, time.minute, 1, time.second),
    ):
        if seconds >= size:
            small = seconds % size // small_size
            return _counted(seconds // size, noun), _counted(small, small_noun) if small else ""
    return _counted(seconds, time.second), ""


def _facts(verdict: Verdict, words: Words, provider: str) -> dict[str, str]:
    """The facts of a verdict in the words of the language, and what every template may name."""
    facts = {
        **verdict.facts,
        "provider": provider,
        "key": words.key[verdict.key.value],
        "usable": words.usable[verdict.usable.value],
    }
    if "wait_s" in facts:
        facts["wait"] = duration(int(facts["wait_s"]), words.time)
    if limit := words.limits.get(facts.pop("limit", "")):
        facts["limit"] = limit
    return facts


def _counted(n: int, noun: Counted) -> str:
    return (noun.one if n == 1 and noun.one else noun.other).format(n=n)


def _richest(template_with: str, template: str, facts: Mapping[str, str]) -> str:
    try:
        return template_with.format_map(facts) or template.format_map(facts)
    except KeyError:
        return template.format_map(facts)
