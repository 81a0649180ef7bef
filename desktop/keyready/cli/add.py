# SPDX-License-Identifier: MIT
"""`keyready add`: keeps a key that is typed where nothing shows it, or comes on standard input."""

from __future__ import annotations

import argparse

from keyready.cli.check import say_verdict
from keyready.cli.console import agreed, complain, pasted, say
from keyready.cli.entry import Knowledge
from keyready.cli.misused import Misused
from keyready.core.base_url import RefusedUrl
from keyready.core.diagnosis import Diagnosis, diagnose
from keyready.core.entry_id import provider_of
from keyready.core.exits import Exit
from keyready.core.key_shape import mask
from keyready.core.phrasing import finding_words, paste_notice, told
from keyready.core.provider import Provider
from keyready.core.secret import Secret
from keyready.process_env import Environment
from keyready.services.custody.keeping import keep
from keyready.services.custody.key_store import Trouble


def run(options: argparse.Namespace, environment: Environment) -> int:
    known = Knowledge(environment)
    entry = known.meant(options.entry)
    provider = known.catalog.provider(provider_of(entry))
    if not may_replace(entry, provider, known, yes=options.yes):
        return Exit.NOT_DONE
    diagnosis = diagnose(pasted(known.say("prompt")), provider)
    _tell(diagnosis, provider, known)
    if diagnosis.cleaned is None:
        return Exit.USAGE
    if diagnosis.asks and not options.yes and not agreed(known.say("anyway")):
        complain(known.say("anyway_yes"))
        return Exit.NOT_DONE
    _set_address(options.base_url, entry, known)
    saved = save(entry, diagnosis.cleaned.secret, provider, known)
    if saved is not Exit.GOOD or options.no_check:
        return saved
    return _check(entry, diagnosis.cleaned.secret, known)


def may_replace(
    entry: str, provider: Provider, known: Knowledge, *, yes: bool, same: Secret | None = None
) -> bool:
    """Whether a key can be saved here without losing another one unasked. Says so if not. `same`
    is the key that is to be saved, where it is known already.

    Raises `KeyringTrouble`, before anybody types a key in vain.
    """
    there = known.stores_of(entry).read(entry)
    if isinstance(there, Trouble):
        raise known.keyring_trouble(there, provider)
    if there is None or there == same or yes:
        return True
    shown = mask(there, provider.key_shapes)
    if agreed(known.say("replace", entry=entry, mask=shown)):
        return True
    complain(known.say("replace_yes", entry=entry))
    return False


def save(entry: str, secret: Secret, provider: Provider, known: Knowledge) -> Exit:
    """Saves, remembers, and says where. Raises `KeyringTrouble`."""
    saved = keep(entry, secret, provider, known.stores_of(entry), known.words)
    if isinstance(saved, Trouble):
        raise known.keyring_trouble(saved, provider)
    progress = known.memory.progress(entry)
    say(known.say("saved", entry=entry, mask=progress.mask, place=progress.place))
    return Exit.GOOD


def _tell(diagnosis: Diagnosis, provider: Provider, known: Knowledge) -> None:
    """What the paste doctor found, on the error stream."""
    if diagnosis.cleaned and (notice := paste_notice(diagnosis.cleaned.removed, known.words)):
        complain(notice)
    for finding in diagnosis.findings:
        said = finding_words(finding, known.words, provider.name)
        complain(f"{said.headline} {said.advice}")


def _set_address(typed: str, entry: str, known: Knowledge) -> None:
    if not typed:
        return
    address = known.entries.set_base_url(entry, typed)
    if isinstance(address, RefusedUrl):
        said = told(
            known.words.address[address.reason], {"source": "--base-url", "sent": address.sent}
        )
        raise Misused(f"{said.headline} {said.advice}")


def _check(entry_id: str, secret: Secret, known: Knowledge) -> int:
    entry = known.entry(entry_id)
    checked = entry.check(secret)
    if isinstance(checked, Trouble):  # of the proxy's password
        raise known.keyring_trouble(checked, entry.provider)
    if checked is None:
        return Exit.NO_KEY
    when = known.memory.utc()
    known.memory.keep(entry_id, lambda progress: progress.judged(checked.verdict, when))
    known.memory.flush()
    return say_verdict(checked, entry, secret, known.words)
