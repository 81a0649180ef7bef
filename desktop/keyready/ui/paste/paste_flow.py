# SPDX-License-Identifier: MIT
"""Decides over what is in the paste field: taken, asked about, mended, or brought elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from keyready.core.diagnosis import Diagnosis, Finding, Weight, diagnose
from keyready.core.key_shape import mask
from keyready.core.paste import Cleaned
from keyready.core.provider import Provider
from keyready.ui.cards.card_words import CardWriter
from keyready.ui.paste.paste_box import PasteBox


class PasteFlow(QObject):
    """`kept` gives the masks of the keys of other entries, each with the name of its entry."""

    moved = Signal(str, object)  # the id of a provider, the Secret that goes to its page

    def __init__(
        self,
        box: PasteBox,
        provider: Provider,
        kept: Callable[[], Mapping[str, str]],
        writer: CardWriter,
    ) -> None:
        super().__init__(box)
        self._box = box
        self._provider = provider
        self._kept = kept
        self._writer = writer
        self._shown: tuple[Finding, ...] = ()
        self.remarks = ""  # what is odd about the key that was taken last, and no hindrance
        box.edited.connect(self._edited)
        box.findings.remedy_asked.connect(self._mend)
        box.tools.ends_asked.connect(self._show_ends)
        box.field.overflowed.connect(lambda: self._show((Finding("too_long"),)))
        box.field.textless.connect(lambda: self._show((Finding("no_text"),)))
        box.field.unanswered.connect(lambda: self._show((Finding("no_answer"),)))

    def take(self) -> Cleaned | None:
        """The key in the field, None while something speaks against it that is shown then.

        What only seems wrong is asked about once: whoever asks again has seen it.
        """
        diagnosis, was_asked = self._look(), self._box.is_asking
        if diagnosis.cleaned is None or (diagnosis.asks and not was_asked):
            self._show(diagnosis.findings, asks=diagnosis.asks)
            return None
        notes = [finding for finding in diagnosis.findings if finding.weight is Weight.NOTE]
        self.remarks = " ".join(map(self._sentence, notes))
        self._show((), asks=was_asked)
        return diagnosis.cleaned

    def take_over(self, former: PasteFlow) -> None:
        """Say of the same paste what `former` said."""
        self._show(former._shown, asks=former._box.is_asking)

    def _look(self) -> Diagnosis:
        pasted = self._box.field.secret()
        return diagnose(pasted.reveal(), self._provider, self._kept())

    def _show(self, findings: tuple[Finding, ...], asks: bool = False) -> None:
        self._shown = findings
        self._box.show_notice("")
        self._box.show_findings(map(self._writer.finding, findings), asks)

    def _sentence(self, finding: Finding) -> str:
        said = self._writer.finding(finding)
        return f"{said.headline} {said.advice}"

    def _edited(self) -> None:
        self._show(())

    def _mend(self, index: int) -> None:
        remedy = self._shown[index].remedy
        if remedy is None:
            return
        if remedy.provider:
            self.moved.emit(remedy.provider, remedy.text)
            self._box.field.clear()
            return
        self._box.field.hold(remedy.text)
        diagnosis = self._look()
        self._show(diagnosis.findings, asks=diagnosis.asks)
        self._box.save.setFocus()

    def _show_ends(self) -> None:
        cleaned = self._look().cleaned
        shapes = self._provider.key_shapes
        self._box.tools.show_ends(mask(cleaned.secret, shapes) if cleaned else "…")
