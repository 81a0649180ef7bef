# SPDX-License-Identifier: MIT
"""Every state of every screen, by name: what tests walk through and pictures are taken of.

A screen is a function that brings a fresh window into one state, through what the panels can show
and with the program's own words. Keys are kept in this process, and no service is asked.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from keyready.core.conflicts import Conflict, ConflictKind
from keyready.core.key_shape import mask
from keyready.core.ladder import Finding, Ladder, Rung, RungId
from keyready.core.progress import Evidence, Progress, Tick
from keyready.core.rivals import PlaceKind, Rival
from keyready.core.rotation import Act, Outcome, Step
from keyready.core.secret import Secret
from keyready.core.verdict import MEANINGS, Cause, Stage, Verdict
from keyready.services.catalog import Catalog
from keyready.services.custody.key_store import (
    FILE,
    KEYRING,
    PASS,
    KeyStore,
    Removed,
    Trouble,
    practice_key_store,
)
from keyready.services.custody.keychain import Place, TroubleKind
from keyready.services.custody.move import Moved
from keyready.services.custody.rotated_item import Role
from keyready.services.custody.stored_item import Kept
from keyready.services.custody.stores import Stores
from keyready.services.desk import PRACTICE, Desk
from keyready.services.entry import Checked
from keyready.services.files.memory import Memory
from keyready.services.programs.proof import Outcome as ProofOutcome
from keyready.services.programs.proof import Proof
from keyready.services.rotation import Pair
from keyready.services.settings import Settings
from keyready.services.use import Found as UseFound
from keyready.ui.application import speak
from keyready.ui.entry.entry_page import EntryPage
from keyready.ui.entry.key_panel import KeyPanel
from keyready.ui.entry.rotation_words import RotationWriter
from keyready.ui.look.fold import Fold
from keyready.ui.look.theme import Theme
from keyready.ui.main_window import MainWindow
from keyready.ui.pages.add_flow import AddFlow
from keyready.ui.pages.connection_flow import ConnectionFlow
from keyready.ui.pages.guidance import Comparison
from keyready.ui.pages.helper_flow import HelperFlow
from keyready.ui.pages.settings_flow import SettingsFlow
from keyready.ui.places import Places
from keyready.ui.update_flow import UpdateStrip

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=timezone.utc)
BEFORE, LATELY = "2026-11-21T09:00:00+00:00", "2026-11-23T11:57:00+00:00"
KEY = Secret("sk-proj-EXAMPLE-WXYZ")
OTHER = Secret("sk-proj-EXAMPLE-NEW4")  # what the change of keys is about
KEPT_IN = Place("gnome_keyring", "GNOME keyring", "Login")
LIMIT_MS = 20_000


@dataclass
class Window:
    """The program's window, and ways to what decides in it."""

    app: Places
    desk: Desk
    keys: KeyStore

    def rest(self) -> None:
        """Until nothing is under way, and what was shown has its place."""
        wait_until(lambda: self.app.tasks.is_idle)
        for _ in range(16):  # a line that breaks makes its block higher, which moves the next ones
            QApplication.processEvents()

    def entry(self, entry_id: str, step: str = "") -> EntryPage:
        self.app.show(entry_id)
        wait_until(lambda: entry_id in self.app.entries)
        entry = self.app.entries[entry_id]
        if step:
            entry.guide.open_step(step)
        return entry

    def key(self, entry_id: str = "openai") -> EntryPage:
        return self.entry(entry_id, "key")

    def kept(self, change: Callable[[Progress], Progress] = lambda progress: progress) -> EntryPage:
        """An entry that has a key, with the progress that `change` makes of that."""
        self.rest()
        self.keys.save("openai", KEY)
        shown = mask(KEY, self.desk.provider("openai").key_shapes)
        place = self.app.entries["openai"].key_flow.writer.place(KEPT_IN)
        self.desk.memory.keep("openai", lambda before: change(before.saved(shown, place, LATELY)))
        self.app.entries["openai"].address.changed.emit()  # the page is made anew
        return self.key()

    def judged(self, cause: Cause, **facts: str) -> EntryPage:
        found = verdict(cause, **facts)
        entry = self.kept(lambda progress: progress.judged(found, LATELY))
        entry.key_flow.show_checked(Checked(found), LATELY)
        return entry

    def changing(
        self, role: Role | None = None, change: Callable[[Progress], Progress] = Progress.changing
    ) -> EntryPage:
        """The change of keys is open; `role` is that of the key beside the one in use."""
        entry = self.kept()
        self.rest()
        if role is not None:
            self.keys.save_beside("openai", role, OTHER)
        self.desk.memory.keep("openai", change)
        entry.panel.kept.change.trigger()
        self.rest()
        return entry

    def masks(self) -> tuple[str, str]:
        """Of the key in use, and of the other one."""
        shapes = self.desk.provider("openai").key_shapes
        return mask(KEY, shapes), mask(OTHER, shapes)

    def flow(self, kind: type[Flow]) -> Flow:
        return next(made for _, made in self.app.shelf.items() if isinstance(made, kind))


Flow = ConnectionFlow | SettingsFlow | AddFlow | HelperFlow | Comparison


def wait_until(seen: Callable[[], bool]) -> None:
    deadline = QDeadlineTimer(LIMIT_MS)
    while not seen():
        if deadline.hasExpired():
            raise TimeoutError("what was waited for did not come")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def verdict(cause: Cause, **facts: str) -> Verdict:
    meaning = MEANINGS[cause]
    return Verdict(
        *(cause, meaning.key, meaning.usable, Stage.FREE, "GET /v1/models", 412),
        http_status=401,
        request_id="req_EXAMPLE",
        said="The provider's own words stand here.",
        facts=facts,
    )


@contextmanager
def window(
    application: QApplication,
    language: str,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Window]:
    """A fresh window that speaks `language`; `folder` has the resources."""
    catalog = Catalog(language, folder)
    speak(language, catalog.folder)
    keys = practice_key_store()
    with tempfile.TemporaryDirectory() as place:
        memory = Memory(Path(place), lambda: NOW)
        settings = Settings(keys, Path(place))
        own = Stores(memory, {KEYRING: keys})
        desk = Desk(catalog, memory, settings, own, own, environment or {})
        app = Places(MainWindow(), Theme(application), desk, lambda _: None)
        app.window.show()
        try:
            yield Window(app, desk, keys)
        finally:
            wait_until(lambda: app.tasks.is_idle)
            app.window.close()
            app.window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            speak("en")


Screen = Callable[[Window], object]
SCREENS: dict[str, Screen] = {}


def screen(show: Screen) -> Screen:
    SCREENS[show.__name__] = show
    return show


@screen
def first_start(window: Window) -> None:
    window.entry("openai")


@screen
def step_billing(window: Window) -> None:
    window.entry("openai", "billing")


@screen
def step_key(window: Window) -> None:
    window.key()


@screen
def step_use(window: Window) -> None:
    window.entry("openai", "use")


def _using(window: Window, tool: str) -> EntryPage:
    """A kept key, and this program chosen at step 4."""
    entry = window.kept()
    entry.guide.open_step("use")
    choice = entry.use_panel.choice
    window.rest()  # the programs are read from the disk
    choice.setCurrentIndex(choice.findData(tool))
    return entry


def _rival(window: Window, kind: PlaceKind, where: str, line: int | None = None) -> Rival:
    provider = window.desk.provider("openai")
    other = Secret("sk-proj-EXAMPLE-0123456789-ABCD")
    return Rival(provider, kind, where, "OPENAI_API_KEY", line, other)


@screen
def use_recipes(window: Window) -> None:
    _using(window, "openai-node")


@screen
def use_recipe_for_a_file(window: Window) -> None:
    _using(window, "codex")


@screen
def use_plain_tool(window: Window) -> None:
    _using(window, "cline")


@screen
def use_waiting(window: Window) -> None:
    panel = _using(window, "terminal").use_panel
    running = QCoreApplication.translate("UseFlow", "Running what %1 would run")
    panel.card.show_waiting(running.replace("%1", panel.choice.currentText()))
    panel.show_busy(True)


@screen
def use_proved(window: Window) -> None:
    _using(window, "terminal").use.show_proof(Proof(ProofOutcome.RECEIVED))


@screen
def use_beaten(window: Window) -> None:
    rival = _rival(window, PlaceKind.TOOL, "/home/me/.config/io.datasette.llm/keys.json", 3)
    _using(window, "llm").use.show_proof(Proof(ProofOutcome.BEATEN, (rival,)))


@screen
def use_other_output(window: Window) -> None:
    rival = _rival(window, PlaceKind.SHELL, "/home/me/.bashrc", 12)
    _using(window, "terminal").use.show_proof(Proof(ProofOutcome.OTHER, (rival,)))


@screen
def use_keyring_locked(window: Window) -> None:
    trouble = Trouble(TroubleKind.LOCKED)
    _using(window, "terminal").use.show_proof(Proof(ProofOutcome.KEYRING, trouble=trouble))


@screen
def use_rivals(window: Window) -> None:
    other = _rival(window, PlaceKind.DOTENV, "/home/me/project/.env", 1)
    copy = _rival(window, PlaceKind.LOGIN, "systemctl --user")
    found = (UseFound(copy, True), UseFound(other, False))
    _using(window, "terminal").use.show_rivals(found)


@screen
def use_copies(window: Window) -> None:
    copy = _rival(window, PlaceKind.LOGIN, "systemctl --user")
    _using(window, "terminal").use.show_rivals((UseFound(copy, True),))


@screen
def use_no_rivals(window: Window) -> None:
    _using(window, "terminal").use.show_rivals(())


@screen
def step_unfolded(window: Window) -> None:
    page = window.entry("openai", "use").page
    for fold in page.steps["use"].findChildren(Fold):
        fold.setChecked(True)


@screen
def steps_in_every_state(window: Window) -> None:
    said = Tick(Evidence.HAND, BEFORE)
    ready, no_credit = verdict(Cause.READY), verdict(Cause.NO_CREDIT)
    window.kept(
        lambda progress: progress.judged(ready, BEFORE).judged(no_credit, LATELY).tick("use", said)
    )


@screen
def steps_all_proved(window: Window) -> None:
    ready = verdict(Cause.READY)
    window.kept(lambda progress: progress.judged(ready, LATELY).used("python3", LATELY))


@screen
def strips(window: Window) -> None:
    window.desk.environment = {"OPENAI_BASE_URL": "https://gateway.example.com/v1"}
    window.app.entries["openai"].address.changed.emit()


@screen
def strip_of_a_newer_version(window: Window) -> None:
    window.app.window.show_strip(UpdateStrip("99.1.0"))


@screen
def step_key_unfolded(window: Window) -> None:
    for fold in window.key().page.steps["key"].findChildren(Fold):
        fold.setChecked(True)


@screen
def other_entry(window: Window) -> None:
    added = window.desk.entries.add("openai", "Work")
    window.key(getattr(added, "id", ""))


@screen
def practice(window: Window) -> None:
    window.key(PRACTICE)


@screen
def field_filled(window: Window) -> None:
    panel = window.key().panel
    panel.field.hold(KEY)
    panel.tools.ends_asked.emit()


@screen
def paste_refused(window: Window) -> None:
    entry = window.key()
    entry.panel.field.hold(Secret("this is a sentence and no key"))
    entry.key_flow.save()


@screen
def paste_of_a_longer_text(window: Window) -> None:
    entry = window.key()
    entry.panel.field.hold(Secret(f"Here is your key, keep it safe: sk-proj-{'EXAMPLE0' * 8}."))
    entry.key_flow.save()


@screen
def paste_of_another_provider(window: Window) -> None:
    entry = window.key()
    entry.panel.field.hold(Secret(f"sk-ant-api03-{'EXAMPLE-' * 11}wXYZ00AA"))
    entry.key_flow.save()


@screen
def waiting_to_save(window: Window) -> None:
    panel = window.key().panel
    saving = QCoreApplication.translate("KeyFlow", "Saving the key")
    panel.card.show_waiting(saving, can_stop=False)
    panel.show_busy(True)


@screen
def waiting_for_an_answer(window: Window) -> None:
    entry = window.kept()
    entry.panel.card.show_waiting(entry.key_flow.writer.asking())
    entry.panel.show_busy(True)


@screen
def key_kept(window: Window) -> None:
    window.kept()


@screen
def key_lent(window: Window) -> None:
    window.kept().panel.kept.show_lent(23)


@screen
def key_replaced(window: Window) -> None:
    window.kept().panel.show_replacing()


@screen
def key_to_be_removed(window: Window) -> None:
    window.kept().panel.kept.remove.trigger()


def _without_its_key(window: Window) -> EntryPage:
    entry = window.kept()
    window.rest()
    window.keys.remove("openai")
    return entry


@screen
def key_removed(window: Window) -> None:
    flow = _without_its_key(window).key_flow
    flow.lost.emit("removed")
    flow.say(lambda writer: writer.removed(Removed(others=1)))


@screen
def key_gone(window: Window) -> None:
    _without_its_key(window).key_flow.show_gone()


@screen
def key_to_be_removed_within_a_change(window: Window) -> None:
    entry = window.changing(Role.NEXT)
    entry.panel.rotation.leave.click()
    entry.panel.kept.remove.trigger()


@screen
def key_to_be_renamed(window: Window) -> None:
    window.kept().panel.kept.rename.trigger()


@screen
def name_refused(window: Window) -> None:
    added = window.desk.entries.add("openai", "Work")
    panel = window.key(getattr(added, "id", "")).panel
    panel.rename.click()
    panel.naming.given.emit("OpenAI")


@screen
def change_waits(window: Window) -> None:
    window.changing(Role.PREVIOUS).panel.rotation.leave.click()


@screen
def change_make(window: Window) -> None:
    window.changing()


@screen
def change_keep(window: Window) -> None:
    window.changing(change=lambda progress: progress.changing(made=True))


@screen
def change_paste_refused(window: Window) -> None:
    box = window.changing(change=lambda progress: progress.changing(made=True)).panel.rotation.box
    box.field.hold(Secret("this is a sentence and no key"))
    box.save.click()


@screen
def change_waiting_to_save(window: Window) -> None:
    change_keep(window)
    panel = window.key().panel.rotation
    saving = QCoreApplication.translate("RotationFlow", "Saving the key")
    panel.card.show_waiting(saving, can_stop=False)
    panel.show_busy(True)


@screen
def change_check(window: Window) -> None:
    window.changing(Role.NEXT)


def _judged_beside(window: Window, cause: Cause) -> EntryPage:
    found, (_, other) = verdict(cause), window.masks()
    return window.changing(
        Role.NEXT, lambda progress: progress.changing(other).judged_beside(found, LATELY)
    )


@screen
def change_check_no_credit(window: Window) -> None:
    _judged_beside(window, Cause.NO_CREDIT)


@screen
def change_check_rejected(window: Window) -> None:
    _judged_beside(window, Cause.KEY_REJECTED)


@screen
def change_switch(window: Window) -> None:
    _judged_beside(window, Cause.READY)


@screen
def change_switch_unproved(window: Window) -> None:
    panel = _judged_beside(window, Cause.DNS_FAILED).panel.rotation
    panel.buttons[Act.SWITCH_UNPROVED].click()


@screen
def change_give_up(window: Window) -> None:
    window.changing(Role.NEXT).panel.rotation.buttons[Act.GIVE_UP].click()


@screen
def change_revoke(window: Window) -> None:
    window.changing(Role.PREVIOUS)


@screen
def change_finish_unproved(window: Window) -> None:
    window.changing(Role.PREVIOUS).panel.rotation.buttons[Act.FINISH_UNPROVED].click()


def _answered(window: Window, step: Step, outcome: Outcome, old: Cause, new: Cause) -> None:
    entry = window.changing(Role.PREVIOUS)
    new_mask, old_mask = window.masks()
    provider = window.desk.provider("openai")
    words = window.desk.catalog.rotation(provider.id)
    steps = RotationWriter(words, provider.pages["keys"], entry.panel)
    entry.panel.rotation.show_view(steps.view(step, old_mask, None, outcome))
    pair = Pair(Checked(verdict(old)), Checked(verdict(new)))
    said = entry.key_flow.writer.rotation(outcome, pair, old_mask, new_mask)
    entry.panel.rotation.card.show_words(said)


@screen
def change_still_works(window: Window) -> None:
    _answered(window, Step.REVOKE, Outcome.STILL_WORKS, Cause.READY, Cause.READY)


@screen
def change_wrong_one_deleted(window: Window) -> None:
    _answered(window, Step.REVOKE, Outcome.NEW_DELETED, Cause.READY, Cause.KEY_REJECTED)


@screen
def change_both_refused(window: Window) -> None:
    _answered(window, Step.REVOKE, Outcome.BOTH_REFUSED, Cause.KEY_REJECTED, Cause.KEY_REJECTED)


@screen
def change_not_judged(window: Window) -> None:
    _answered(window, Step.REVOKE, Outcome.NOT_JUDGED, Cause.TIMED_OUT, Cause.TIMED_OUT)


@screen
def change_done(window: Window) -> None:
    _answered(window, Step.DONE, Outcome.REVOKED, Cause.KEY_REJECTED, Cause.READY)


@screen
def verdict_good(window: Window) -> None:
    window.judged(Cause.ACCEPTED)


@screen
def verdict_ready(window: Window) -> None:
    window.judged(Cause.READY)


@screen
def verdict_no_credit(window: Window) -> None:
    window.judged(Cause.NO_CREDIT)


@screen
def verdict_scope_missing(window: Window) -> None:
    window.judged(Cause.SCOPE_MISSING, scope="api.responses.write")


@screen
def verdict_wait(window: Window) -> None:
    window.judged(Cause.RATE_LIMITED, wait_s="432")


@screen
def verdict_bad(window: Window) -> None:
    window.judged(Cause.KEY_REJECTED)


@screen
def verdict_not_judged(window: Window) -> None:
    window.judged(Cause.DNS_FAILED, host="api.openai.com")


@screen
def verdict_unrecognised(window: Window) -> None:
    window.judged(Cause.UNRECOGNISED)


@screen
def verdict_details(window: Window) -> None:
    card = window.judged(Cause.KEY_REJECTED).panel.card
    card.fold.setChecked(True)


@screen
def verdict_with_conflicts(window: Window) -> None:
    found = verdict(Cause.KEY_REJECTED)
    other = Conflict(ConflictKind.KEY, "OPENAI_API_KEY", "sk-…ABCD")
    window.judged(Cause.KEY_REJECTED).key_flow.show_checked(Checked(found, (other,)), LATELY)


@screen
def verdict_of_a_key_used_once(window: Window) -> None:
    entry = window.key()
    entry.panel.field.hold(KEY)
    found = Checked(verdict(Cause.ACCEPTED))
    entry.key_flow.show_checked(found, LATELY, kept=False)


@screen
def no_keyring(window: Window) -> None:
    entry = window.key()
    entry.panel.field.hold(KEY)
    trouble = Trouble(TroubleKind.NO_KEYRING, Kept.NONE)
    entry.key_flow.say(lambda writer: writer.trouble(trouble, in_field=True, unsaved=True))


@screen
def keyring_locked(window: Window) -> None:
    trouble = Trouble(TroubleKind.LOCKED, Kept.UNKNOWN)
    window.kept().key_flow.say(lambda writer: writer.trouble(trouble, in_field=False))


@screen
def key_cannot_move_during_a_change(window: Window) -> None:
    window.kept().key_flow.show_unmoved(Trouble(TroubleKind.CHANGING), PASS)


@screen
def stores_looked_for(window: Window) -> None:
    window.kept().panel.stores.show_looking()


@screen
def stores_offered(window: Window) -> None:
    """A key is in the keyring, the file is open, pass is there."""
    _stores(window, {PASS: Place("pass", "pass"), FILE: Place("file", "")}, is_open=True)


@screen
def stores_not_to_be_had(window: Window) -> None:
    missing = {
        PASS: Trouble(TroubleKind.NO_KEYRING, store=PASS),
        FILE: Trouble(TroubleKind.ODD_FILE, store=FILE),
    }
    _stores(window, missing)


def _stores(
    window: Window, others: Mapping[str, Place | Trouble], *, is_open: bool = False
) -> None:
    entry = window.kept()
    entry.stores.show_places({KEYRING: KEPT_IN, **others}, is_open=is_open)


@screen
def stores_where_no_key_is_kept(window: Window) -> None:
    places: dict[str, Place | Trouble] = {
        KEYRING: Trouble(TroubleKind.NO_KEYRING),
        PASS: Place("pass", "pass"),
        FILE: Place("file", ""),
    }
    window.key().stores.show_places(places, is_open=False)


@screen
def key_moved(window: Window) -> None:
    moved = Moved(Place("file", ""))
    kept = window.kept()
    kept.guide.moved(moved.place)
    kept.key_flow.say(lambda writer: writer.moved(PASS, moved))


@screen
def key_moved_and_a_copy_left(window: Window) -> None:
    moved = Moved(Place("pass", "pass"), Trouble(TroubleKind.LOCKED, store=FILE))
    kept = window.kept()
    kept.guide.moved(moved.place)
    kept.key_flow.say(lambda writer: writer.moved(FILE, moved))


@screen
def passphrase_chosen(window: Window) -> None:
    window.kept().panel.passphrase.show_making()


@screen
def passphrase_not_the_same(window: Window) -> None:
    asked = window.kept().panel.passphrase
    asked.show_making()
    asked.field.hold(Secret("practice passphrase"))
    asked.again.hold(Secret("practice passphrases"))
    asked.give.click()


@screen
def passphrase_asked(window: Window) -> None:
    window.kept().panel.passphrase.show_opening()


@screen
def passphrase_tried(window: Window) -> None:
    asked = window.kept().panel.passphrase
    asked.show_opening()
    asked.show_busy(True)


@screen
def passphrase_wrong(window: Window) -> None:
    entry = window.kept()
    entry.panel.passphrase.show_opening()
    entry.stores.show_opened(Trouble(TroubleKind.WRONG_PASSPHRASE, store=FILE))


@screen
def key_file_damaged(window: Window) -> None:
    trouble = Trouble(TroubleKind.DAMAGED, store=FILE)
    window.kept().stores.show_file(trouble)


@screen
def use_key_elsewhere(window: Window) -> None:
    _using(window, "openai-python").use.show_proof(Proof(ProofOutcome.ELSEWHERE))


@screen
def use_key_behind_a_passphrase(window: Window) -> None:
    _using(window, "terminal").use.show_proof(Proof(ProofOutcome.PASSPHRASE))


@screen
def stopped(window: Window) -> None:
    window.kept().key_flow.say(lambda writer: writer.stopped(kept=True))


@screen
def broken(window: Window) -> None:
    window.kept().key_flow.say(lambda writer: writer.broke())


@screen
def address_asked(window: Window) -> None:
    window.key().panel.address.show_asking()


@screen
def address_refused(window: Window) -> None:
    row = window.key().panel.address
    row.show_asking()
    row.given.emit("http://gateway.example.com")


@screen
def address_look_alike(window: Window) -> None:
    row = window.key().panel.address
    row.show_asking()
    row.given.emit("https://аррӏе.com/v1")


@screen
def address_of_ones_own(window: Window) -> None:
    window.key("azure")


@screen
def add(window: Window) -> None:
    window.app.show_add()


@screen
def add_refused(window: Window) -> None:
    window.app.show_add()
    window.flow(AddFlow).page.asked.emit("openai", "OpenAI")


@screen
def connection(window: Window) -> None:
    window.app.show_connection()


@screen
def connection_waiting(window: Window) -> None:
    window.app.show_connection()
    page = window.flow(ConnectionFlow).page
    page.show_waiting(QCoreApplication.translate("ConnectionFlow", "Looking at the connection"))


def _ladder(*findings: Finding) -> Ladder:
    facts = {
        "host": "api.openai.com",
        "port": "443",
        "address": "192.0.2.1",
        "status": "401",
        "issuer": "Example Root CA",
        "today": "2026-11-23",
        "skew_s": "3720",
        "file": "/home/me/company.pem",
        "proxy": "http://proxy.example:8080",
        "source": "environment",
        "variable": "https_proxy",
        "target": "portal.example",
    }
    rungs = tuple(Rung(finding.rung, finding, facts) for finding in findings)
    return Ladder("https://api.openai.com/v1", rungs)


@screen
def connection_good(window: Window) -> None:
    window.app.show_connection()
    best: dict[RungId, Finding] = {}
    for finding in Finding:
        best.setdefault(finding.rung, finding)
    window.flow(ConnectionFlow).show_found(_ladder(*best.values()))


@screen
def connection_bad(window: Window) -> None:
    window.app.show_connection()
    worst: dict[RungId, Finding] = {finding.rung: finding for finding in Finding}
    window.flow(ConnectionFlow).show_found(_ladder(*worst.values()))


@screen
def compare(window: Window) -> None:
    window.app.show_compare()


@screen
def compare_unfolded(window: Window) -> None:
    window.app.show_compare()
    for fold in window.flow(Comparison).page.folds.values():
        fold.setChecked(True)


@screen
def helper(window: Window) -> None:
    window.judged(Cause.NO_CREDIT)
    window.app.show_helper()


@screen
def helper_asking(window: Window) -> None:
    window.app.show_helper()
    for answer in ("money", "paid"):
        window.flow(HelperFlow).page.answered.emit(answer)


@screen
def helper_found(window: Window) -> None:
    helper_asking(window)
    window.flow(HelperFlow).page.answered.emit("organization")


@screen
def models(window: Window) -> None:
    panel = window.key().page.findChild(KeyPanel)
    assert panel is not None
    panel.models.show_models(tuple(f"gpt-{n}-mini" for n in range(20)))
    panel.models.fold.setChecked(True)


@screen
def models_not_asked(window: Window) -> None:
    panel = window.key().page.findChild(KeyPanel)
    assert panel is not None
    panel.models.show_unasked()
    panel.models.fold.setChecked(True)


@screen
def settings(window: Window) -> None:
    window.app.show_settings()


@screen
def settings_refused(window: Window) -> None:
    window.app.show_settings()
    page = window.flow(SettingsFlow).page
    page.proxy_given.emit("proxy.example.com", "none", "")
    page.certificate_given.emit("/absent.pem")
    wait_until(lambda: not (page.proxy.notice.isHidden() or page.certificate.notice.isHidden()))


@screen
def settings_report(window: Window) -> None:
    window.app.show_settings()
    page = window.flow(SettingsFlow).page
    page.report_asked.emit()
    wait_until(lambda: not page.report.isHidden())
