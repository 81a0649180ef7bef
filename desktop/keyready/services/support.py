# SPDX-License-Identifier: MIT
"""Gathers what the report for whoever helps is made of; `core/support.py` decides what goes in."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator

from keyready import __version__
from keyready.core.entries import EntryFacts
from keyready.core.entry_id import PRACTICE
from keyready.core.support import EntryState, Machine, support_report
from keyready.services.custody.key_store import Trouble
from keyready.services.custody.keychain import TroubleKind
from keyready.services.desk import Desk


def report(desk: Desk, qt: str) -> str:
    """Blocks as long as the keyring does, which is asked for its kind. `qt` is Qt's version."""
    frozen = bool(getattr(sys, "frozen", False))
    return support_report(__version__, frozen, desk.catalog.language, _machine(desk, qt), _of(desk))


def _machine(desk: Desk, qt: str) -> Machine:
    keyring = desk.keyring()
    distribution = _distribution()
    return Machine(
        python=platform.python_version(),
        qt=qt,
        system=sys.platform,
        release=platform.release(),
        distribution=distribution.get("ID", ""),
        distribution_release=distribution.get("VERSION_ID", ""),
        processor=platform.machine(),
        desktops=desk.environment.get("XDG_CURRENT_DESKTOP", ""),
        session=desk.environment.get("XDG_SESSION_TYPE", ""),
        keyring=keyring.kind.value if isinstance(keyring, Trouble) else keyring.id,
        troubles=[kind.value for kind in TroubleKind],
    )


def _distribution() -> dict[str, str]:
    try:
        return platform.freedesktop_os_release()
    except OSError:  # not of this kind, or without the file
        return {}


def _of(desk: Desk) -> Iterator[EntryState]:
    for facts in desk.listed():
        if facts.id != PRACTICE:
            yield _state(desk, facts)


def _state(desk: Desk, facts: EntryFacts) -> EntryState:
    provider = desk.catalog.provider(facts.provider)
    named = any(desk.environment.get(name) for name in provider.environment.base_url)
    ours = facts.provider in desk.catalog.ours
    progress = desk.memory.progress(facts.id)
    return EntryState(provider if ours else None, bool(facts.base_url) or named, progress)
