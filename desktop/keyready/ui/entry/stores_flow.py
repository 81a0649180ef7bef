# SPDX-License-Identifier: MIT
"""Decides where the key of an entry is kept, and asks for what a store needs to be opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from keyready.core.secret import Secret
from keyready.services.custody.file_door import FileState
from keyready.services.custody.key_store import FILE, Trouble
from keyready.services.custody.keychain import Place, TroubleKind
from keyready.services.custody.move import Moved
from keyready.services.custody.stores import Stores
from keyready.ui.cards.card_words import CardWriter
from keyready.ui.entry.key_flow import KeyFlow
from keyready.ui.entry.key_panel import KeyPanel
from keyready.ui.entry.stores_panel import StoreChoice
from keyready.ui.tasks import Tasks

_NEEDS_PASSPHRASE = (TroubleKind.LOCKED, TroubleKind.NO_COLLECTION, TroubleKind.DAMAGED)


class StoresFlow(QObject):
    """Every store is asked in tasks only. Nothing moves unless the person chose where to."""

    moved = Signal(object)  # Place
    opened = Signal()  # the encrypted file, whose keys can be looked at now

    def __init__(
        self,
        panel: KeyPanel,
        tasks: Tasks,
        stores: Stores,
        entry_id: str,
        key_flow: KeyFlow,
        writer: CardWriter,
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._tasks = tasks
        self._stores = stores
        self._entry_id = entry_id
        self._key_flow = key_flow
        self._writer = writer
        self._go_on: Callable[[], None] = lambda: None
        self._drop: Callable[[], None] = lambda: None
        panel.kept.elsewhere.setVisible(len(stores.names) > 1)  # practice keys move nowhere
        panel.kept.elsewhere_asked.connect(self.show_choices)
        panel.card.elsewhere_asked.connect(self.show_choices)
        panel.stores.chosen.connect(self._chosen)
        panel.stores.lock_asked.connect(self._lock)
        panel.passphrase.given.connect(self._open)
        panel.passphrase.aside_asked.connect(self._set_aside)
        panel.passphrase.dropped.connect(self._dropped)
        key_flow.meet_troubles(self.meet)

    def take_over(self, former: StoresFlow) -> None:
        """What was asked in another language is asked once more, without what was typed."""
        self._panel.passphrase.drop_what_was_typed()
        panels = (former._panel.stores, former._panel.passphrase)
        if any(not panel.isHidden() for panel in panels):
            self.show_choices()

    def show_choices(self) -> None:
        self._panel.stores.show_looking()
        self._run(self._stores.places, self._looked)

    def _looked(self, places: Mapping[str, Place | Trouble]) -> None:
        if self._panel.stores.isVisibleTo(self._panel):  # else it was closed meanwhile
            self.show_places(places, is_open=self._stores.file.is_open)

    def show_places(self, places: Mapping[str, Place | Trouble], *, is_open: bool) -> None:
        """`is_open`: the encrypted file."""
        present = self._stores.name_of(self._entry_id)
        self._panel.stores.show_choices(
            StoreChoice(
                name,
                self._writer.store_title(name, place),
                self._writer.words.store_notes[name or "keyring"],
                is_present=name == present and self._has_key,
                why_not=self._why_not(place),
                is_open_file=name == FILE and is_open,
            )
            for name, place in places.items()
        )

    def _why_not(self, place: Place | Trouble) -> str:
        if isinstance(place, Place) or place.kind is TroubleKind.DAMAGED:
            return ""
        said = self._writer.trouble(place, in_field=False)
        return f"{said.headline} {self._writer.advice(place)}"

    @property
    def _has_key(self) -> bool:
        return self._panel.kept.isVisibleTo(self._panel)

    def _chosen(self, to: str) -> None:
        go_on = partial(self._move if self._has_key else self._choose, to)
        if to == FILE:
            self._look_at_file(go_on, lambda: None)
        else:
            go_on()

    def _choose(self, to: str) -> None:
        """Nothing is kept yet: the next save goes there, at once if the key is in the field."""
        self._run(partial(self._stores.choose, self._entry_id, to), partial(self._chose, to))

    def _chose(self, to: str, noted: bool) -> None:
        if not noted:
            trouble = Trouble(TroubleKind.NOT_NOTED, store=to)
            in_field = not self._panel.field.is_empty()
            self._key_flow.say(lambda writer: writer.trouble(trouble, in_field))
        elif self._panel.field.is_empty():
            self._panel.show_notice(self._writer.will_be_kept(to))
        else:
            self._key_flow.save()

    def _move(self, to: str) -> None:
        came_from = self._stores.name_of(self._entry_id)
        move = partial(self._stores.move, self._entry_id, to)
        done = partial(self._was_moved, came_from, to)
        self._key_flow.begin_move(self._writer.moving(to), move, done)

    def _was_moved(self, came_from: str, to: str, outcome: Moved | Trouble | None) -> None:
        if isinstance(outcome, Moved):
            self.moved.emit(outcome.place)
            self._key_flow.say(lambda writer: writer.moved(came_from, outcome))
        elif outcome is None:
            self._key_flow.show_gone()
        else:
            self._key_flow.show_unmoved(outcome, to)

    # The encrypted file.

    def meet(self, trouble: Trouble, again: Callable[[], None], say: Callable[[], None]) -> bool:
        """Whoever has met a file that is not open: the person is asked, and it is done again."""
        is_ours = trouble.store == FILE and trouble.kind in _NEEDS_PASSPHRASE
        if is_ours:
            self._look_at_file(again, say)
        return is_ours

    def _look_at_file(self, go_on: Callable[[], None], drop: Callable[[], None]) -> None:
        self._go_on, self._drop = go_on, drop
        self._run(self._stores.file.state, self.show_file)

    def show_file(self, state: FileState | Trouble) -> None:
        passphrase = self._panel.passphrase
        if isinstance(state, Trouble):
            if state.kind is TroubleKind.DAMAGED:
                self._panel.card.hide()
                said = self._writer.trouble(state, in_field=False)
                passphrase.show_damaged(said.headline, self._writer.advice(state))
            else:
                self._key_flow.say(lambda writer: writer.trouble(state, in_field=False))
        elif state is FileState.OPEN:
            self._go_on()
        else:
            self._panel.card.hide()
            ask = passphrase.show_making if state is FileState.NONE else passphrase.show_opening
            ask()

    def _open(self, secret: Secret) -> None:
        self._panel.passphrase.show_busy(True)
        self._run(partial(self._stores.file.open, secret), self.show_opened)

    def show_opened(self, trouble: Trouble | None) -> None:
        passphrase = self._panel.passphrase
        passphrase.show_busy(False)
        if trouble is None:
            passphrase.hide()
            self._go_on()
            self.opened.emit()
        elif trouble.kind is TroubleKind.DAMAGED:
            self.show_file(trouble)
        else:
            said = self._writer.trouble(trouble, in_field=False)
            passphrase.show_notice(f"{said.headline} {self._writer.advice(trouble)}")

    def _set_aside(self) -> None:
        self._panel.passphrase.show_busy(True)
        self._run(self._stores.file.set_aside, self._was_set_aside)

    def _was_set_aside(self, outcome: str | Trouble) -> None:
        self._panel.passphrase.show_busy(False)
        if isinstance(outcome, Trouble):
            self.show_file(outcome)
            return
        self._panel.passphrase.hide()
        self._panel.show_notice(self._writer.set_aside(outcome))
        self._look_at_file(self._go_on, self._drop)

    def _dropped(self) -> None:
        self._panel.show_busy(False)
        self._drop()

    def _lock(self) -> None:
        self._stores.file.lock()
        self.show_choices()

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._tasks.run(self, work, done, self._broke)

    def _broke(self) -> None:
        self._panel.show_busy(False)
        self._panel.passphrase.show_busy(False)
        self._key_flow.say(CardWriter.broke)
