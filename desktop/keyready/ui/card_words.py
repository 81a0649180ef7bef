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
from keyready.core.verdict import Verdict
from keyready.core.words import Words
from keyready.services.entry import Checked
from keyready.services.key_store import FILE, KEYRING, PASS, Removed, Trouble
from keyready.services.keychain import Place
from keyready.services.stored_item import Kept
from keyready.services.stores import Found, Moved
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
        """`when` is a UTC time; it is shown in the person's own zone and writing."""
        said = phrase(verdict, self.words, self._provider)
        report = details(verdict, self.words, self._provider, _local(when))
        tone = tone_of(verdict)
        other = "" if tone == "good" else self.tr("Find the cause")
        return CardWords(tone, said.headline, said.advice, said.next_label, report, other=other)

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
        elsewhere = self.tr("Keep it in another place") if once else ""
        again = self._try_again()
        return CardWords(
            "attention", said.headline, said.advice, again, other=once, elsewhere=elsewhere
        )

    def advice(self, trouble: Trouble) -> str:
        """What to do about it, where no key is concerned."""
        kind, store = trouble.kind.value, trouble.store
        return self.words.other_stores.get(store, {}).get(kind, self.words.store[kind]).advice

    def store_title(self, name: str, place: Place | Trouble) -> str:
        """Of a store by its name; the keyring by that of the system's, where there is one."""
        if name == KEYRING and isinstance(place, Trouble):
            return self.tr("The keyring of your system")
        shown = place.id if isinstance(place, Place) else name
        title = self.words.stores.get(shown, shown)
        return title[:1].upper() + title[1:] if name == FILE else title

    def moving(self, to: str) -> str:
        store = self.words.stores.get(to, self.tr("the keyring"))
        return self.tr("Moving the key: %1").replace("%1", store)

    def moved(self, came_from: str, moved: Moved) -> CardWords:
        advice = self.tr("It was read back there before it was removed here.")
        if moved.left is not None:
            left = self.trouble(moved.left, in_field=False)
            advice = self.tr("A copy is still in the old place. The next start tries again. %1")
            advice = advice.replace("%1", left.headline)
        elif came_from == PASS:
            advice += f" {self._in_git()}"
        return CardWords("good", self.place(moved.place), advice)

    def will_be_kept(self, to: str) -> str:
        store = self.words.stores.get(to, self.tr("the keyring"))
        return self.tr("The next key will be kept here: %1").replace("%1", store)

    def set_aside(self, path: str) -> str:
        return self.tr("The damaged file is kept as %1").replace("%1", path)

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
        if removed.store == PASS:
            advice += f" {self._in_git()}"
        if removed.others:
            advice += " " + self.tr("Another program keeps a key under the same name.")
        return CardWords("open", headline, advice)

    def gone(self) -> CardWords:
        headline = self.tr("The key is no longer where it was kept.")
        return CardWords("attention", headline, self.tr("Paste it again, or make a new one."))

    def found(self, found: Found) -> str:
        """Of a key that a start finds, and that was not remembered so."""
        store = self.words.stores.get(found.place.id, found.place.store) if found.place else ""
        place = self.place(found.place) if found.place else ""
        if found.key is None and found.kept:
            said = "locked"
        elif found.completed:
            said = "completed"
        elif found.tidied:
            said = "tidied"
        else:
            said = "elsewhere" if found.elsewhere else "unknown"
        return self.words.found[said].format(store=store, place=place)

    def stopped(self, kept: bool) -> CardWords:
        headline = self.tr("You stopped waiting. Your key is kept, and was not judged.")
        if not kept:
            headline = self.tr("You stopped waiting. Your key was not judged.")
        return CardWords("not_judged", headline, "", self._try_again())

    def broke(self) -> CardWords:
        headline = self.tr("Something went wrong inside Keyready. Nothing is lost.")
        return CardWords("attention", headline, self.tr("Please try again."), self._try_again())

    def _in_git(self) -> str:
        return self.tr("If your password store has a git, older encrypted versions stay in it.")

    def _try_again(self) -> str:
        return self.tr("Try again")


def _local(when: str) -> str:
    there = QDateTime.fromString(when, Qt.DateFormat.ISODate).toLocalTime()
    return QLocale().toString(there, QLocale.FormatType.ShortFormat)
