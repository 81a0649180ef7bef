# SPDX-License-Identifier: MIT
"""Decides how the guide stands: ticks with their evidence, the open step, pages in the browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from keyready.core.evidence import StandingWords, ago_words, keeping_words, standing_words
from keyready.core.guide import STEP_IDS
from keyready.core.key_shape import mask
from keyready.core.progress import Evidence, Progress, Tick
from keyready.core.provider import PageName
from keyready.core.secret import Secret
from keyready.core.verdict import Next
from keyready.services.custody.key_store import Saved
from keyready.services.custody.keychain import Place
from keyready.services.custody.stored_item import Recovery
from keyready.services.custody.stores import Found
from keyready.services.entry import Checked, Entry
from keyready.services.files.memory import Memory
from keyready.ui.entry.guide_page import GuidePage
from keyready.ui.entry.key_flow import KeyFlow
from keyready.ui.entry.key_panel import KeyPanel
from keyready.ui.look.announcement import announce
from keyready.ui.tasks import Tasks

PAGE_OF: dict[Next, PageName] = {
    Next.PAGE_SIGNUP: "signup",
    Next.PAGE_KEYS: "keys",
    Next.PAGE_BILLING: "billing",
    Next.PAGE_LIMITS: "limits",
    Next.PAGE_ORGANIZATION: "organization",
    Next.PAGE_STATUS: "status",
}

UNSEEN = "••••••••"  # stands for the mask of a key that could not be looked at


class GuideFlow(QObject):
    """Shows what is remembered of one entry, and remembers what happens to it."""

    changed = Signal(object)  # Progress
    connection_asked = Signal()
    help_asked = Signal(object)  # the Verdict whose cause is looked for

    def __init__(
        self,
        page: GuidePage,
        panel: KeyPanel,
        key_flow: KeyFlow,
        entry: Entry,
        memory: Memory,
        tasks: Tasks,
        open_address: Callable[[str], None],
    ) -> None:
        super().__init__(page)
        self.page = page
        self._panel = panel
        self._key_flow = key_flow
        self._entry = entry
        self._memory = memory
        self._tasks = tasks
        self._open_address = open_address
        page.step_opened.connect(self.open_step)
        page.step_ticked.connect(self._ticked)
        page.page_asked.connect(self.open_page)
        page.used.connect(self._used)
        for part in (panel.card, panel.findings, panel.stores, panel.passphrase):
            part.shown.connect(partial(page.bring_into_view, part))
        panel.models.fold.clicked.connect(lambda: page.bring_into_view(panel.models))
        key_flow.saved.connect(self._saved)
        key_flow.judged.connect(self._judged)
        key_flow.tried.connect(self._tried)
        key_flow.lost.connect(self._lost)
        key_flow.next_asked.connect(self.go_on)
        key_flow.help_asked.connect(self.help_asked)
        self._begin(self.progress)

    @property
    def progress(self) -> Progress:
        return self._memory.progress(self._entry.id)

    def _begin(self, progress: Progress) -> None:
        self._show(progress)
        self.show_key()
        self.page.show_open(progress.open_step)
        self.show_last()

    def open_step(self, step: str) -> None:
        self.page.show_open(step)
        self.keep(lambda progress: progress.opened(step))

    def show_address(self) -> None:
        """As if the person had asked to change the address."""
        self.open_step("key")
        self._panel.address.show_asking()

    def take(self, secret: Secret) -> None:
        """What was pasted on the page of another provider goes into the field of this one."""
        self.open_step("key")
        if self.progress.mask:
            self._panel.show_replacing()
        self._panel.field.hold(secret)
        self._panel.field.setFocus()

    def refresh(self) -> None:
        """Say anew how long ago things were."""
        progress = self.progress
        self._show(progress)
        if progress.mask:
            self._panel.kept.place.setText(self._kept_words(progress))

    def reconcile(self, found: Found) -> None:
        """At the start: what is remembered of the key gives way to what the keyring says.

        Another key than the remembered one is there after an interrupted save, or because
        another program put it there. It is said once: from then on it is the remembered one.
        """
        if found.kept is False and self.progress.mask:
            self._key_flow.show_gone()
        if found.unreadable and not self._panel.is_in_use:
            self._key_flow.show_unreadable(found.unreadable)
        if found.unreadable or found.place is None or self._panel.is_in_use:
            return
        if found.key is None:
            self._take_unseen(found)
        elif self.progress.mask == UNSEEN:
            self.moved(found.place, self.mask_of(found.key))
        else:
            self._take_seen(found, found.key, found.place)

    def _take_unseen(self, found: Found) -> None:
        """It is kept in a store that is not open."""
        if found.kept and found.place and not self.progress.mask:
            place = self._key_flow.writer.place(found.place)
            self.keep(lambda progress: progress.found(UNSEEN, place))
            self.show_key()
            self._panel.show_notice(self._key_flow.writer.found(found))

    def _take_seen(self, found: Found, key: Secret, place: Place) -> None:
        is_other = self.mask_of(key) != self.progress.mask
        if is_other and self.is_beside(key):
            self.exchange()
            found = replace(found, recovery=Recovery.SETTLED)
        elif is_other or found.recovery is Recovery.COMPLETED:
            self._saved(key, Saved(place, replaced=False))
            self._key_flow.show_unjudged()  # the card judged another key, or none
        elif found.elsewhere or found.move_ended:
            self.moved(place)
        elif found.recovery is not Recovery.SETTLED:
            return
        self._panel.show_notice(self._key_flow.writer.found(found))

    def moved(self, place: Place, seen: str = "") -> None:
        """The same key is kept in another place now; `seen` is its mask, if that was not known."""
        words = self._key_flow.writer.place(place)
        self.keep(lambda progress: progress.moved(words, seen))
        self.show_key()

    def is_beside(self, key: Secret) -> bool:
        """Is it the key that was remembered as the one beside?"""
        beside = self.progress.beside
        return beside is not None and self.mask_of(key) == beside.mask

    def exchange(self) -> None:
        """The key that was beside is in use now."""
        when = self._memory.utc()
        self.keep(lambda progress: progress.exchanged(when))
        self.show_key()
        self._key_flow.forget_models()
        self.show_last()

    def show_last(self) -> None:
        """What the card says of the key in use, as far as it is remembered."""
        last = self.progress.last
        if last is None:
            self._key_flow.show_unjudged()
        else:
            self._key_flow.show_remembered(last.verdict, last.when)

    def _ticked(self, step: str, on: bool) -> None:
        tick = Tick(Evidence.HAND, self._memory.utc())
        self.keep(lambda progress: progress.tick(step, tick) if on else progress.untick(step))

    def _saved(self, secret: Secret, saved: Saved) -> None:
        shown = self.mask_of(secret)
        place = self._key_flow.writer.place(saved.place)
        when = self._memory.utc()
        self.keep(lambda progress: progress.saved(shown, place, when))
        self.show_key()

    def mask_of(self, secret: Secret) -> str:
        return mask(secret, self._entry.provider.key_shapes)

    def _judged(self, checked: Checked) -> None:
        when = self.judge(checked)
        self._key_flow.show_checked(checked, when)

    def judge(self, checked: Checked) -> str:
        """Remember the verdict on the key in use; gives the time of it, in UTC."""
        when = self._memory.utc()
        self.keep(lambda progress: progress.judged(checked.verdict, when))
        self.show_key()
        return when

    def judge_beside(self, checked: Checked) -> str:
        """The same for the key beside it."""
        when = self._memory.utc()
        self.keep(lambda progress: progress.judged_beside(checked.verdict, when))
        return when

    def _tried(self, checked: Checked) -> None:
        """Nothing is remembered of a key that is not kept."""
        self._key_flow.show_checked(checked, self._memory.utc(), kept=False)

    def _used(self, program: str) -> None:
        """This program really received the key."""
        when = self._memory.utc()
        self.keep(lambda progress: progress.used(program, when))

    def _lost(self, why: str) -> None:
        when = self._memory.utc()
        self.keep(lambda progress: progress.removed(when, why))
        self.show_key()

    def go_on(self, following: Next) -> None:
        if following is Next.USE:
            self.open_step("use")
        elif following is Next.CONNECTION:
            self.connection_asked.emit()
        elif following is Next.SETTINGS:
            self._panel.address.show_asking()
        elif following in PAGE_OF:
            page = PAGE_OF[following]
            if page in STEP_IDS:
                self.open_step(page)
            self.open_page(page)

    def open_page(self, page: PageName) -> None:
        self._open_address(self._entry.provider.pages[page])

    def _flush(self) -> None:
        self._tasks.run(self, self._memory.flush, lambda _: None, lambda: None)

    def keep(self, change: Callable[[Progress], Progress]) -> None:
        before = self.progress
        after = self._memory.keep(self._entry.id, change)
        self._show(after)
        for step in STEP_IDS:
            if before.standing(step) != after.standing(step):
                header = self.page.steps[step].header
                announce(header, header.accessibleName())
        self._flush()

    def _show(self, progress: Progress) -> None:
        self.page.show_states({step: self._state(progress, step) for step in STEP_IDS})
        self.changed.emit(progress)

    def show_key(self) -> None:
        progress = self.progress
        if progress.mask:
            self._panel.show_kept(progress.mask, self._kept_words(progress))
        else:
            self._panel.show_empty()
        for rarer in (self._panel.rename, self._panel.forget):  # with a key, its menu has them
            rarer.setVisible(not progress.mask and "/" in self._entry.id)

    def _kept_words(self, progress: Progress) -> str:
        words, now = self._key_flow.writer.words, self._memory.utc()
        said = [keeping_words(progress, now, words)]
        if progress.last is not None:
            ago = ago_words(progress.last.when, now, words)
            said.append(self.tr("checked %1").replace("%1", ago))
        return "\n".join(filter(None, (progress.place, " · ".join(filter(None, said)))))

    def _state(self, progress: Progress, step: str) -> StandingWords:
        words, now = self._key_flow.writer.words, self._memory.utc()
        return standing_words(progress, step, now, words, self._entry.provider.name)
