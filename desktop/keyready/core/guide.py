# SPDX-License-Identifier: MIT
"""The words of one provider's guide, as its file has them."""

from __future__ import annotations

import msgspec

from keyready.core.provider import PageName

STEP_IDS = ("account", "billing", "key", "use")


class Click(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to do. `page` names an address of the provider, `button` what its button says."""

    text: str
    page: PageName | None = None
    button: str | None = None


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A short passage below the clicks: a title, sentences, or lines to copy.

    `heading` is of a group of notes, and stands above the first one of it.
    """

    title: str
    heading: str = ""
    text: str = ""
    points: tuple[str, ...] = ()
    code: str = ""
    page: PageName | None = None
    button: str | None = None


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One panel of the checklist: why, the exact clicks, what to know, what its tick says."""

    id: str
    title: str
    why: str
    clicks: tuple[Click, ...]
    tick: str
    notes: tuple[Note, ...] = ()


class Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The four steps in the order of `STEP_IDS`."""

    subtitle: str
    steps: tuple[Step, ...]

    def step(self, step_id: str) -> Step:
        return next(step for step in self.steps if step.id == step_id)
