# SPDX-License-Identifier: MIT
"""What the card says of each outcome: the words of the files, with a tone and an action."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject

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
    told,
)
from keyready.core.verdict import Verdict
from keyready.core.words import Words
from keyready.services.entry import Checked
from keyready.services.key_store import Removed, Trouble
from keyready.services.keychain import Place
from keyready.services.stored_item import Kept
from keyready.ui.verdict_card import CardWords, tone_of


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
        """`when` is a local date and time."""
        said = phrase(verdict, self.words, self._provider)
        report = details(verdict, self.words, self._provider, when)
        return CardWords(tone_of(verdict), said.headline, said.advice, said.next_label, report)

    def checked(self, checked: Checked, when: str) -> CardWords:
        """A verdict of now: with the wait that it names, and what the environment says."""
        said = self.verdict(checked.verdict, when)
        remarks = [conflict_words(conflict, self.words) for conflict in checked.conflicts]
        wait_s = int(checked.verdict.facts.get("wait_s", 0))
        return replace(said, remarks="\n".join(remarks), wait_s=wait_s)

    def tried(self, checked: Checked, when: str) -> CardWords:
        """A verdict on a key that is kept nowhere but in the field."""
        said = self.checked(checked, when)
        unsaved = self.tr("Checked without saving: when Keyready closes, it forgets this key.")
        return replace(said, remarks="\n".join(filter(None, (unsaved, said.remarks))))

    def trouble(self, trouble: Trouble, in_field: bool, unsaved: bool = False) -> CardWords:
        """`in_field`: the key is still in the paste field; `unsaved`: it was to be saved."""
        kind, kept = trouble.kind.value, trouble.kept
        said = keyring_trouble(kind, kept.value, in_field, self.words, self._desktop, trouble.store)
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
        store = self.words.stores.get(place.id, place.store)
        if place.id == "memory":
            return self.words.place["memory"]
        name = "kept_in_collection" if place.collection else "kept"
        return self.words.place[name].format(store=store, collection=place.collection)

    def asking(self) -> str:
        return self.tr("Asking %1 about this key").replace("%1", self._provider)

    def removed(self, removed: Removed) -> CardWords:
        headline = self.tr("The key is removed from this computer.")
        advice = self.tr("If nobody needs it any more, revoke it at the provider too.")
        if removed.others:
            advice += " " + self.tr("Another program keeps a key under the same name.")
        return CardWords("open", headline, advice)

    def gone(self) -> CardWords:
        headline = self.tr("The key is no longer in the keyring.")
        return CardWords("attention", headline, self.tr("Paste it again, or make a new one."))

    def found(self, completed: bool) -> str:
        """Of a key that a start finds in the keyring, and that was not remembered."""
        return self.words.found["completed" if completed else "unknown"]

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
