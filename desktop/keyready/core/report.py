# SPDX-License-Identifier: MIT
"""What `keyready check` says: the members of its JSON object, and the number it ends with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from keyready.core.conflicts import Conflict
from keyready.core.entries import EntryFacts
from keyready.core.exits import Exit
from keyready.core.key_shape import fingerprint
from keyready.core.ladder import Ladder, State
from keyready.core.paste import Refused
from keyready.core.phrasing import keyring_trouble, ladder_headline, phrase, rung_words, told
from keyready.core.progress import Progress
from keyready.core.provider import Provider
from keyready.core.secret import Secret
from keyready.core.verdict import Cause, Judgement, Usable, Verdict
from keyready.core.words import TroubleWords, Words


@dataclass(frozen=True)
class Report:
    """`members` are the same in every report on a key; where nothing was asked, most are None."""

    members: Mapping[str, Any]
    exit: Exit


def of_verdict(
    verdict: Verdict,
    provider: Provider,
    words: Words,
    secret: Secret | None,
    conflicts: Iterable[Conflict] = (),
) -> Report:
    """The fingerprint has the key's last four characters at most."""
    said = phrase(verdict, words, provider.name)
    members = {
        "provider": provider.id,
        "endpoint": verdict.endpoint,
        "key": verdict.key.value,
        "usable": verdict.usable.value,
        "cause": verdict.cause.value,
        "headline": said.headline,
        "advice": said.advice,
        "step": verdict.step,
        "http_status": verdict.http_status,
        "code": verdict.code,
        "request_id": verdict.request_id,
        "elapsed_ms": verdict.elapsed_ms,
        "fingerprint": fingerprint(secret) if secret else None,
        "conflicts": [
            {"kind": one.kind.value, "variable": one.variable, "shown": one.shown}
            for one in conflicts
        ],
    }
    return Report(members, _exit(verdict))


def _exit(verdict: Verdict) -> Exit:
    if verdict.key is Judgement.REJECTED or verdict.usable is Usable.NO:
        return Exit.REFUSED
    return Exit.NOT_JUDGED if verdict.key is Judgement.NOT_JUDGED else Exit.GOOD


def of_no_key(provider: Provider, words: Words) -> Report:
    said = told(words.no_key, {"provider": provider.name})
    return Report(_unasked(provider, Cause.KEY_MISSING.value, "key", said), Exit.NO_KEY)


def of_refused(refused: Refused, provider: Provider, words: Words) -> Report:
    """What was handed over is no key."""
    facts = {**refused.facts(), "provider": provider.name}
    said = told(words.refused[refused.reason], facts)
    return Report(_unasked(provider, Cause.KEY_MISSING.value, "key", said), Exit.USAGE)


def of_trouble(
    kind: str, kept: str, provider: Provider, words: Words, desktop: str, store: str = ""
) -> Report:
    """A store did not give the key; the cause is "keyring_" and the kind of trouble."""
    said = keyring_trouble(kind, kept, False, words, desktop, store)
    return Report(_unasked(provider, f"keyring_{kind}", None, said), Exit.KEYRING)


def of_ladder(ladder: Ladder, provider: Provider, words: Words) -> Report:
    """Of the connection: its rungs from the ground up, `finding` None for one not reached."""
    weakest = ladder.weakest
    members = {
        "provider": provider.id,
        "address": ladder.address,
        "state": (weakest.state if weakest else State.GOOD).value,
        "headline": ladder_headline(ladder, words),
        "rungs": [
            {
                "id": rung.id.value,
                "state": rung.state.value,
                "finding": rung.finding.id if rung.finding else None,
                "sentence": rung_words(rung, words).sentence,
                "facts": dict(rung.facts),
            }
            for rung in ladder.rungs
        ],
    }
    return Report(members, Exit.NOT_JUDGED if weakest else Exit.GOOD)


def entry_row(
    facts: EntryFacts,
    saved: bool | None,
    progress: Progress,
    store: str | None = None,
    *,
    is_default: bool = False,
) -> dict[str, Any]:
    """One line of `keyready list`. `saved`: whether a key is kept, None where a store did not
    tell; `store` is then where: "keyring", "pass" or "file". `is_default`: the bare id of the
    provider means this entry. The rest is what we remember."""
    return {
        "entry": facts.id,
        "provider": facts.provider,
        "name": facts.name,
        "base_url": facts.base_url or None,
        "default": is_default,
        "saved": saved,
        "store": store,
        "mask": progress.mask,
        "cause": progress.last.verdict.cause.value if progress.last else None,
        "checked_at": progress.last.when if progress.last else None,
        "fault": None,
    }


def fault_row(entry: str, file: str, line: int, reason: str) -> dict[str, Any]:
    """The line of a provider file of the person's own that is not used; the same members."""
    row = entry_row(EntryFacts(entry, entry, entry), None, Progress())
    return {**row, "fault": {"file": file, "line": line, "reason": reason}}


def _unasked(
    provider: Provider, cause: str, step: str | None, said: TroubleWords
) -> dict[str, Any]:
    return {
        "provider": provider.id,
        "endpoint": None,
        "key": Judgement.NOT_JUDGED.value,
        "usable": Usable.UNKNOWN.value,
        "cause": cause,
        "headline": said.headline,
        "advice": said.advice,
        "step": step,
        "http_status": None,
        "code": None,
        "request_id": None,
        "elapsed_ms": None,
        "fingerprint": None,
        "conflicts": [],
    }
