# SPDX-License-Identifier: MIT
"""The page of one entry: its guide, its key, and the two flows that decide over them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, cast

from PySide6.QtCore import QObject, Qt, Signal

from keyready.core.entries import EntryFacts
from keyready.core.entry_id import PRACTICE
from keyready.core.guide import STEP_IDS
from keyready.core.phrasing import told
from keyready.core.provider import Provider
from keyready.services.custody.stores import Found
from keyready.services.desk import Desk
from keyready.services.entry import Address, Entry, warm_up
from keyready.services.rotation import Rotation
from keyready.services.use import Use
from keyready.ui.cards.card_words import CardWriter
from keyready.ui.entry.address_flow import AddressFlow
from keyready.ui.entry.guide_flow import GuideFlow
from keyready.ui.entry.guide_page import GuidePage, Strip
from keyready.ui.entry.key_flow import KeyCalls, KeyFlow
from keyready.ui.entry.key_panel import KeyPanel
from keyready.ui.entry.loan import Loan
from keyready.ui.entry.loan_flow import LoanFlow
from keyready.ui.entry.name_flow import NameFlow
from keyready.ui.entry.rotation_flow import RotationFlow
from keyready.ui.entry.rotation_words import RotationWriter
from keyready.ui.entry.stores_flow import StoresFlow
from keyready.ui.entry.use_flow import UseFlow
from keyready.ui.entry.use_panel import UsePanel
from keyready.ui.look.late import Late
from keyready.ui.look.theme import Theme
from keyready.ui.paste.paste_box import PasteBox
from keyready.ui.paste.paste_flow import PasteFlow
from keyready.ui.tasks import Tasks


class EntryPage(NamedTuple):
    """A page, and the flows that decide over it."""

    page: GuidePage
    guide: GuideFlow
    address: AddressFlow
    panel: KeyPanel
    pastes: PasteFlow
    key_flow: KeyFlow
    name: NameFlow
    rotation: RotationFlow
    use_place: Late[UsePanel]
    stores: StoresFlow

    @property
    def use_panel(self) -> UsePanel:
        return self.use_place.part

    @property
    def use(self) -> UseFlow:
        return cast(UseFlow, self.use_panel.findChild(UseFlow))

    def grow_like(self, former: EntryPage) -> None:
        """Have the same widgets, before what is in them is carried over."""
        self.rotation.grow_like(former.rotation)

    def take_over(self, former: EntryPage) -> None:
        """The fields hold the same already; the rest of the panel shall say the same too."""
        if former.panel.is_replacing:
            self.panel.show_replacing()
        self.pastes.take_over(former.pastes)
        self.key_flow.take_over(former.key_flow)
        self.rotation.take_over(former.rotation)
        self.name.take_over(former.name)
        if former.use_place.is_made:
            self.use.take_over(former.use)
        self.stores.take_over(former.stores)
        if former.panel.address.is_asking:
            self.panel.address.show_asking()

    def obey(self, command: str) -> None:
        """A step to open, or what a button of the panel does, if it is offered now."""
        if command in STEP_IDS:
            self.guide.open_step(command)
            self.page.first.setFocus()
            return
        self.guide.open_step("key")
        kept = self.panel.kept
        button = {"paste": self.panel.save, "check": kept.check, "replace": kept.replace}[command]
        if button.isVisible():
            button.click()


class EntryPages(QObject):
    """Makes the pages; each is made when it is first shown."""

    moved = Signal(str, object)  # the id of a provider, the Secret that goes to its page

    def __init__(
        self, theme: Theme, desk: Desk, tasks: Tasks, open_address: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._desk = desk
        self._tasks = tasks
        self._open_address = open_address
        self.loan = Loan(self)  # of any page: there is one clipboard

    def make(self, facts: EntryFacts, provider: Provider) -> EntryPage:
        """`provider` has the addresses that hold now."""
        desk, entry = self._desk, self._desk.entry(facts.id)
        panel = KeyPanel(self._theme, provider.base_url, provider.lists_models)
        use_place = Late(lambda: self._use_panel(entry, page))
        page = GuidePage(
            self._theme,
            page_name(facts, provider),
            desk.catalog.guide(provider.id),
            provider.pages,
            panel,
            panel.field,
            use_place,
            self._strips(provider, entry.address),
        )
        key_step = page.steps["key"]
        panel.entry_shown.connect(lambda asked: key_step.fold_clicks(not asked))
        writer = CardWriter(desk.catalog.words, provider.name, desk.environment, page)
        calls = KeyCalls(entry.save, entry.check, entry.remove)

        def pastes_of(box: PasteBox) -> PasteFlow:
            pastes = PasteFlow(box, provider, partial(self._other_keys, facts.id), writer)
            pastes.moved.connect(self.moved)
            return pastes

        pastes = pastes_of(panel.box)
        key_flow = KeyFlow(panel, pastes, self._tasks, calls, writer)
        guide = GuideFlow(
            page, panel, key_flow, entry, desk.memory, self._tasks, self._open_address
        )
        stores = StoresFlow(panel, self._tasks, entry.stores, entry.id, key_flow, writer)
        stores.moved.connect(guide.moved)
        address = AddressFlow(panel, self._tasks, desk, entry, writer)
        words, keys_page = desk.catalog.rotation(provider.id), provider.pages.get("keys", "")
        steps = RotationWriter(words, keys_page, panel)
        rotation = RotationFlow(
            panel, pastes_of, self._tasks, Rotation(entry), guide, steps, writer
        )
        rotation.meet = stores.meet
        name = NameFlow(panel, self._tasks, desk, facts.id)
        gone, unlent = key_flow.show_gone, key_flow.show_unlent
        LoanFlow(panel, self._tasks, entry, self.loan, writer, gone, unlent)

        def reconcile(found: Found) -> None:
            guide.reconcile(found)
            rotation.reconcile(found)

        def look() -> None:
            self._tasks.run(guide, entry.at_start, reconcile, lambda: None)

        stores.opened.connect(look)
        look()
        # While the person looks at what was pasted, what saving and checking need is loaded.
        loading = partial(self._tasks.run, guide, warm_up, lambda _: None, lambda: None)
        panel.field.edited.connect(loading, Qt.ConnectionType.SingleShotConnection)
        return EntryPage(
            *(page, guide, address, panel, pastes, key_flow),
            *(name, rotation, use_place, stores),
        )

    def _use_panel(self, entry: Entry, page: GuidePage) -> UsePanel:
        panel = UsePanel(self._theme)
        flow = UseFlow(panel, self._tasks, Use(entry), self._desk.catalog)
        flow.proved.connect(page.used)
        panel.card.shown.connect(partial(page.bring_into_view, panel.card))
        return panel

    def _other_keys(self, entry_id: str) -> dict[str, str]:
        """The masks of the keys of all other entries, with the names of these."""
        others = (one for one in self._desk.entries.all() if one.id != entry_id)
        return {
            self._desk.memory.progress(one.id).mask: page_name(
                one, self._desk.catalog.provider(one.provider)
            )
            for one in others
        }

    def _strips(self, provider: Provider, address: Address) -> tuple[Strip, ...]:
        said: list[tuple[str, str]] = []
        if provider.id == PRACTICE:
            words = self.tr("Practice: nothing leaves this computer, and no real key is needed.")
            said.append(("practice", words))
        if address.refused and address.variable:
            source = {"source": address.variable, "sent": address.sent}
            words = told(self._desk.catalog.words.address[address.refused], source).headline
            said.append(("attention", words))
        elif address.variable:
            words = self.tr("%1 is set in your environment: checks go to %2.")
            words = words.replace("%1", address.variable).replace("%2", address.url)
            said.append(("attention", words))
        if self._desk.memory.set_aside is not None:
            words = self.tr(
                "The file with your progress is damaged, or of a newer Keyready. It is kept as %1."
            )
            said.append(("attention", words.replace("%1", str(self._desk.memory.set_aside))))
        elif not self._desk.memory.is_kept:
            said.append(("attention", self.tr("Your progress cannot be kept on this disk.")))
        template = self._desk.catalog.words.provider_file
        for fault in self._desk.catalog.faults:
            words = template.format(file=fault.file, line=fault.line, reason=fault.reason)
            said.append(("attention", words))
        return tuple(Strip(self._theme, mark, "attention", words) for mark, words in said)


def page_name(facts: EntryFacts, provider: Provider) -> str:
    """ "OpenAI", or "OpenAI · Work" for a further key of a provider."""
    if facts.name == provider.name:
        return provider.name
    return f"{provider.name} · {facts.name}"
