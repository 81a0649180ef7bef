# SPDX-License-Identifier: MIT
"""What the card says of each outcome: the words of the files, with a tone and an action."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt

from keyready.core.base_url import RefusedUrl
from keyready.core.desktop import clipboard_keeper, desktop
from keyready.core.diagnosis import Finding
from keyready.core.phrasing import (
    FindingPhrase,
    conflict_words,
    details,
    finding_words,
    keyring_trouble,
    paste_notice,
    phrase,
    place_words,
    told,
)
from keyready.core.rotation import Outcome
from keyready.core.verdict import Judgement, Next, Verdict
from keyready.core.words import Words
from keyready.services.entry import Checked
from keyready.services.key_store import Removed, Trouble
from keyready.services.keychain import Place
from keyready.services.rotation import Pair
from keyready.services.stored_item import Kept, Recovery
from keyready.ui.verdict_card import CardWords, tone_of

_TONES = {
    Outcome.REVOKED: "good",
    Outcome.STILL_WORKS: "attention",
    Outcome.NEW_DELETED: "bad",
    Outcome.BOTH_REFUSED: "attention",
    Outcome.NOT_JUDGED: "not_judged",
}


class CardWriter(QObject):
    """Knows the language and the provider's name; the card knows neither."""

    def __init__(
        self,
        words: Words,
        provider: str,
        environment: Mapping[str, str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = words
        self._provider = provider
        self._desktop = desktop(sys.platform, environment)
        self._keeper = clipboard_keeper(sys.platform, environment)

    def verdict(self, verdict: Verdict, when: str) -> CardWords:
        """`when` is a UTC time; it is shown in the person's own zone and writing."""
        said = phrase(verdict, self.words, self._provider)
        report = details(verdict, self.words, self._provider, _local(when))
        tone = tone_of(verdict)
        other = "" if tone == "good" else self.tr("Find the cause")
        return CardWords(tone, said.headline, said.advice, said.next_label, report, other=other)

    def checked(self, checked: Checked, when: str) -> CardWords:
        """A verdict of now: with the wait that it names, and what the environment says."""
        remarks = [conflict_words(conflict, self.words) for conflict in checked.conflicts]
        return replace(self._of_now(checked, when), remarks="\n".join(remarks))

    def beside(self, checked: Checked, when: str) -> CardWords:
        """A verdict on a key that is kept and not in use: nothing leads to using it yet."""
        said = self._of_now(checked, when)
        return replace(said, action="") if checked.verdict.next is Next.USE else said

    def _of_now(self, checked: Checked, when: str) -> CardWords:
        wait_s = int(checked.verdict.facts.get("wait_s", 0))
        return replace(self.verdict(checked.verdict, when), wait_s=wait_s)

    def tried(self, checked: Checked, when: str) -> CardWords:
        """A verdict on a key that is kept nowhere but in the field."""
        said = self.checked(checked, when)
        unsaved = self.tr("Checked without saving: when Keyready closes, it forgets this key.")
        return replace(said, remarks="\n".join(filter(None, (unsaved, said.remarks))))

    def trouble(self, trouble: Trouble, in_field: bool, unsaved: bool = False) -> CardWords:
        """`in_field`: the key is still in the paste field; `unsaved`: it was to be saved."""
        kind, kept = trouble.kind.value, trouble.kept
        said = keyring_trouble(kind, kept.value, in_field, self.words, self._desktop)
        once = self.tr("Use once without saving") if unsaved and kept is not Kept.NEW else ""
        return CardWords("attention", said.headline, said.advice, self._try_again(), other=once)

    def saved(self, removed: Iterable[str]) -> str:
        """What cleaning removed (ids of `Words.removed`), and what may still have the key."""
        sentences = (paste_notice(removed, self.words), self.words.clipboard.get(self._keeper, ""))
        return " ".join(filter(None, sentences))

    def finding(self, finding: Finding) -> FindingPhrase:
        """One thing about a paste: what it is, what to do, and what a click does."""
        return finding_words(finding, self.words, self._provider)

    def address(self, refused: RefusedUrl) -> str:
        """Why what was typed is not used as an address, and what to do."""
        said = told(self.words.address[refused.reason], {"source": self.tr("this field")})
        return f"{said.headline} {said.advice}"

    def place(self, place: Place) -> str:
        """Where the key is kept: "Kept in GNOME keyring, collection “Login”"."""
        return place_words(place.id, place.store, place.collection, self.words)

    def asking(self) -> str:
        return self.tr("Asking %1 about this key").replace("%1", self._provider)

    def removed(self, removed: Removed) -> CardWords:
        headline = self.tr("The key is removed from this computer.")
        advice = self.tr("If nobody needs it any more, revoke it at the provider too.")
        if removed.beside:
            advice += " " + self.tr("The other key of the unfinished change is removed as well.")
        if removed.others:
            advice += " " + self.tr("Another program keeps a key under the same name.")
        return CardWords("open", headline, advice)

    def gone(self) -> CardWords:
        headline = self.tr("The key is no longer in the keyring.")
        return CardWords("attention", headline, self.tr("Paste it again, or make a new one."))

    def found(self, recovery: Recovery | None) -> str:
        """Of a key that a start finds in the keyring, and that was not remembered."""
        return self.words.found.get(recovery.value if recovery else "", self.words.found["unknown"])

    def rotation(self, outcome: Outcome, pair: Pair, old: str, new: str) -> CardWords:
        """What has become of the old key; `old` and `new` are masks."""
        said = self._rotation(outcome.value, old=old, new=new)
        remarks = [conflict_words(conflict, self.words) for conflict in pair.used.conflicts]
        if outcome is Outcome.NOT_JUDGED:
            verdicts = (pair.left.verdict, pair.used.verdict)
            why = next((one for one in verdicts if one.key is Judgement.NOT_JUDGED), verdicts[0])
            remarks.insert(0, phrase(why, self.words, self._provider).headline)
        return CardWords(_TONES[outcome], *said, remarks="\n".join(remarks))

    def same_key(self) -> CardWords:
        """What was pasted as a new key is the one in use."""
        return CardWords("attention", *self._rotation("same_key"))

    def _rotation(self, name: str, **masks: str) -> tuple[str, str]:
        said = told(self.words.rotation[name], {"provider": self._provider, **masks})
        return said.headline, said.advice

    def stopped(self, kept: bool) -> CardWords:
        headline = self.tr("You stopped waiting. Your key is kept, and was not judged.")
        if not kept:
            headline = self.tr("You stopped waiting. Your key was not judged.")
        return CardWords("not_judged", headline, "", self._try_again())

    def broke(self) -> CardWords:
        headline = self.tr("Something went wrong inside Keyready. Nothing is lost.")
        return CardWords("attention", headline, self.tr("Please try again."), self._try_again())

    def _try_again(self) -> str:
        return self.tr("Try again")


def _local(when: str) -> str:
    there = QDateTime.fromString(when, Qt.DateFormat.ISODate).toLocalTime()
    return QLocale().toString(there, QLocale.FormatType.ShortFormat)
