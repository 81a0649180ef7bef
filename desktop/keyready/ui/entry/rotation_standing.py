# SPDX-License-Identifier: MIT
"""Where a change of keys stands: the key beside the one in use, and the step that is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from keyready.core.progress import Beside, Progress
from keyready.core.rotation import Outcome, Step, step_of
from keyready.core.secret import Secret
from keyready.services.custody.rotated_item import Role
from keyready.ui.entry.guide_flow import GuideFlow
from keyready.ui.entry.key_panel import KeyPanel
from keyready.ui.entry.rotation_panel import RotationView
from keyready.ui.entry.rotation_words import RotationWriter


class RotationStanding:
    """`role` is that of the key beside, when we last looked; None without one.

    `show_view` shows a step in the steps' panel, which is made when it is first needed.
    """

    def __init__(
        self,
        panel: KeyPanel,
        guide: GuideFlow,
        steps: RotationWriter,
        show_view: Callable[[RotationView], None],
    ) -> None:
        self._panel = panel
        self._guide = guide
        self._steps = steps
        self._show_view = show_view
        self.role: Role | None = None
        self._shown: tuple[Any, ...] = (Step.MAKE, "")  # what `RotationWriter.view` was given

    @property
    def beside(self) -> Beside | None:
        """What is remembered of it. Something is, as long as a change is under way."""
        return self._guide.progress.beside

    def take(self, found: Mapping[Role, Secret]) -> None:
        """Remember which key lies beside. Where none does any more, that change is at its end."""
        self.role = next((role for role in (Role.PREVIOUS, Role.NEXT) if role in found), None)
        if self.role is not None:
            mask = self._guide.mask_of(found[self.role])
            self._guide.keep(lambda progress: progress.changing(mask))
        elif self.beside is not None and self.beside.mask:
            self._guide.keep(Progress.changed)

    def end(self) -> None:
        self.role = None
        self._guide.keep(Progress.changed)

    def show(self, outcome: Outcome | None = None) -> None:
        beside = self.beside or Beside()
        last = beside.last.verdict if beside.last else None
        has_next, has_previous = self.role is Role.NEXT, self.role is Role.PREVIOUS
        step = step_of(has_next, has_previous, beside.made, last)
        self._panel.show_rotation(True)
        self._show_step(step, beside.mask, last, outcome)

    def show_done(self) -> None:
        self._show_step(Step.DONE, "")

    def show_unfinished(self) -> None:
        """On the kept key: that a change waits, if one does."""
        words = self._steps.unfinished(self.role) if self.beside is not None else ""
        self._panel.kept.show_unfinished(words)

    def show_like(self, former: RotationStanding) -> None:
        """The same step, in the words of now."""
        self.role = former.role
        self._panel.show_rotation(True)
        self._show_step(*former._shown)

    def _show_step(self, *shown: Any) -> None:
        self._shown = shown
        self._show_view(self._steps.view(*shown))
