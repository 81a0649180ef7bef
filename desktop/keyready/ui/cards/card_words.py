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
from keyready.services.custody.key_store import FILE, KEYRING, PASS, Removed, Trouble
from keyready.services.custody.keychain import Place, TroubleKind
from keyready.services.custody.move import Moved
from keyready.services.custody.stored_item import Kept, Recovery
from keyready.services.custody.stores import Found
from keyready.services.entry import Checked
from keyready.services.rotation import Pair
from keyready.ui.cards.verdict_card import CardWords, tone_of

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
        said = keyring_trouble(kind, kept.value, in_field, self.words, self._desktop, trouble.store)
        once = self.tr("Use once without saving") if unsaved and kept is not Kept.NEW else ""
        elsewhere = self.tr("Keep it in another place") if once else ""
        again = self._try_again()
        if trouble.kind is TroubleKind.CHANGING:
            again = self.tr("Go on with the change")
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
        facts = {"source": self.tr("this field"), "sent": refused.sent}
        said = told(self.words.address[refused.reason], facts)
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
        if removed.store == PASS:
            advice += f" {self._in_git()}"
        if removed.others:
            advice += " " + self.tr("Another program keeps a key under the same name.")
        return CardWords("open", headline, advice)

    def gone(self) -> CardWords:
        headline = self.tr("The key is no longer where it was kept.")
        return CardWords("attention", headline, self.tr("Paste it again, or make a new one."))

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

    def found(self, found: Found) -> str:
        """Of a key that a start finds, and that was not remembered so."""
        store = self.words.stores.get(found.place.id, found.place.store) if found.place else ""
        place = self.place(found.place) if found.place else ""
        if found.key is None:
            said = "locked"
        elif found.recovery in (Recovery.COMPLETED, Recovery.SETTLED):
            said = found.recovery.value
        elif found.move_ended:
            said = "move_ended"
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
