# SPDX-License-Identifier: MIT
"""What each step of a change of keys says and offers."""

from __future__ import annotations

from PySide6.QtCore import QObject

from keyready.core.guide import RotationWords
from keyready.core.rotation import Act, Outcome, Step, acts
from keyready.core.verdict import Verdict
from keyready.services.custody.rotated_item import Role
from keyready.ui.entry.rotation_panel import RotationView


class RotationWriter(QObject):
    """`words` are those of the provider; `page` is the address of its keys page, or ""."""

    def __init__(self, words: RotationWords, page: str, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._page = page

    def view(
        self, step: Step, mask: str, last: Verdict | None = None, outcome: Outcome | None = None
    ) -> RotationView:
        """`mask` shows the key beside the one in use, "" if there is none."""
        at_provider = step in (Step.MAKE, Step.KEEP, Step.REVOKE)
        return RotationView(
            step,
            self._text(step).replace("%1", mask),
            acts(step, last, outcome),
            self._questions(is_stored=bool(mask)),
            self._leak() if step is Step.MAKE else "",
            self._page if at_provider else "",
        )

    def unfinished(self, role: Role | None) -> str:
        """That a change waits; `role` is that of the key beside, if we could look."""
        if role is Role.NEXT:
            return self.tr("A new key is stored, and not in use yet.")
        if role is Role.PREVIOUS:
            return self.tr("The old key is still here: it was not seen refused yet.")
        return self.tr("You began to change this key.")

    def given_up(self) -> str:
        return self.tr("The new key is removed from this computer. Delete it at the provider too.")

    def finished_unproved(self) -> str:
        return self.tr("The old key is removed from this computer. It was not seen refused.")

    def _text(self, step: Step) -> str:
        return {
            Step.MAKE: self._words.make,
            Step.KEEP: self.tr(
                "Paste the new key. It is stored beside the present one, which stays in use."
            ),
            Step.CHECK: self.tr(
                "%1 is stored, and not in use yet. Test it before it replaces a key that works."
            ),
            Step.SWITCH: self.tr(
                "%1 is ready. After the switch, programs that take the key from here get this one."
                " The old key is kept until it is seen refused, and you can go back."
            ),
            Step.REVOKE: self._words.delete + "\n" + self.tr("The old key: %1"),
            Step.DONE: "",
        }[step]

    def _leak(self) -> str:
        return self.tr(
            "Has the present key leaked? Then delete it there first, and make the new one after."
        )

    def _questions(self, is_stored: bool) -> dict[Act, str]:
        asked = {
            Act.SWITCH_UNPROVED: self.tr(
                "The new key was not shown to work. Switch to it all the same? You can go back."
            ),
            Act.FINISH_UNPROVED: self.tr(
                "The old key was not seen refused: whoever has it may still use it."
                " Remove it from this computer all the same?"
            ),
        }
        if is_stored:
            asked[Act.GIVE_UP] = self.tr(
                "Remove the new key from this computer? The present key stays in use."
            )
        return asked
