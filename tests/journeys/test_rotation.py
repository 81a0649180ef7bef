# SPDX-License-Identifier: MIT
"""A key is changed for a new one, step by step: with the real window, keyring and HTTP."""

from __future__ import annotations

import urllib.parse
import urllib.request
from contextlib import closing

import pytest
import secretstorage

from journeys.conftest import Person, Start
from keyready.core.rotation import Act, Step
from keyready.core.secret import Secret
from keyready.services.custody.system_keychains import system_backend
from keyready.services.practice.practice_answers import practice_answers
from keyready.ui.application import speak as application_speaks
from keyready.ui.entry.rotation_panel import RotationPanel
from keyready.ui.pages.settings_page import SettingsPage
from secret_session import SecretSession

pytestmark = pytest.mark.journey

KEYS = {key.id: key.example for key in practice_answers().keys}
OLD, NEW = KEYS["ready"], KEYS["second"]
SERVICE = "io.github.keyready.Keyready.Practice/practice"
NEXT, PREVIOUS = f"{SERVICE}#next", f"{SERVICE}#previous"


class Changing:
    """A person at the steps of a change."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def panel(self) -> RotationPanel:
        return self.person.panel.rotation

    def step(self) -> Step | None:
        on = (step for step, row in self.panel.rows.items() if row.state.text() == "now")
        return next(on, None)

    def waits(self, act: Act) -> None:
        """Until this can be done, and nothing else is going on."""
        self.person.qtbot.waitUntil(
            lambda: (
                act in self.panel.buttons
                and self.panel.buttons[act].isVisible()
                and self.panel.buttons[act].isEnabled()
            ),
            timeout=20_000,
        )

    def does(self, act: Act) -> None:
        self.waits(act)
        self.person.click(self.panel.buttons[act])

    def agrees(self) -> None:
        assert self.panel.is_asking
        self.person.click(self.panel.confirm)

    def says(self, words: str) -> None:
        self.person.qtbot.waitUntil(
            lambda: words in self.panel.card.headline.text() and self.panel.card.isVisible(),
            timeout=20_000,
        )

    def pastes(self, key: str) -> None:
        self.person.copy(key)
        self.person.click(self.panel.box.save)

    def keys_page(self, **form: str) -> None:
        """What the person does on the page that the button of this step opens."""
        self.person.click(self.panel.page)
        address = self.person.visited[-1]
        assert address.endswith("/keys")
        with urllib.request.urlopen(address, urllib.parse.urlencode(form).encode()) as page:
            assert page.status == 200


def items() -> list[str]:
    """The names of all that the keyring holds."""
    with closing(secretstorage.dbus_init()) as connection:
        found = secretstorage.get_default_collection(connection).get_all_items()
        return sorted(item.get_attributes()["service"] for item in found)


def begin(start: Start, key: str = OLD, language: str = "en") -> Changing:
    person = start(language=language).at_the_key_of("practice")
    person.paste_and_press_enter(key)
    kept = person.panel.kept
    person.qtbot.waitUntil(lambda: kept.isVisible() and kept.more.isEnabled(), timeout=20_000)
    return open_change(person)


def open_change(person: Person) -> Changing:
    person.choose_more(person.panel.kept.change)
    return Changing(person)


def go_on(start: Start) -> Changing:
    """The next start, and the line on the kept key that leads back to the change."""
    person = start().at_the_key_of("practice")
    kept = person.panel.kept
    person.qtbot.waitUntil(lambda: kept.go_on.isVisible() and kept.go_on.isEnabled())
    person.click(kept.go_on)
    return Changing(person)


def stored(change: Changing, key: str) -> None:
    change.does(Act.MADE)
    change.pastes(key)


def test_the_whole_change(secret_session: SecretSession, start: Start) -> None:
    change = begin(start)
    change.waits(Act.MADE)
    assert change.step() is Step.MAKE
    assert "second key that works" in change.panel.text.text()
    assert "leaked" in change.panel.remark.text()
    change.person.click(change.panel.page)
    assert change.person.visited[-1].endswith("/practice/keys")

    stored(change, NEW)
    change.says("The key is real")
    assert change.step() is Step.SWITCH
    assert secret_session.kept(SERVICE) == OLD
    assert secret_session.kept(NEXT) == NEW
    assert change.person.panel.kept.shown_key.text().endswith(OLD[-4:])

    change.does(Act.SWITCH)
    change.says("The old one still works")
    assert change.step() is Step.REVOKE
    assert secret_session.kept(SERVICE) == NEW
    assert secret_session.kept(PREVIOUS) == OLD
    assert change.person.panel.kept.shown_key.text().endswith(NEW[-4:])
    assert OLD[-4:] in change.panel.text.text()

    change.does(Act.CHECK_OLD)
    change.says("The old one still works")
    assert secret_session.kept(PREVIOUS) == OLD

    change.keys_page(delete=OLD)
    change.does(Act.CHECK_OLD)
    change.says("The old key is revoked")
    assert change.step() is None
    assert items() == [SERVICE]
    assert secret_session.kept(SERVICE) == NEW

    change.does(Act.CLOSE)
    assert not change.panel.isVisible()
    assert not change.person.panel.kept.go_on.isVisible()
    change.person.waits_for("The key is real")
    assert change.person.step("key").tick.isChecked()
    assert not start().at_the_key_of("practice").panel.kept.go_on.isVisible()


def test_the_whole_change_in_korean(secret_session: SecretSession, start: Start) -> None:
    change = begin(start, language="ko")
    change.waits(Act.MADE)
    assert "두 번째 키" in change.panel.text.text()
    stored(change, NEW)
    change.says("진짜 키예요")
    change.does(Act.SWITCH)
    change.says("이전 키도 아직 살아 있어요")
    change.keys_page(delete=OLD)
    change.does(Act.CHECK_OLD)
    change.says("이전 키가 폐기됐어요")
    assert items() == [SERVICE]


def speak(change: Changing, language: str) -> None:
    """Choose it in the settings, and come back."""
    app = change.person.app
    app.go("settings")
    page = next(one for one in app.window.findChildren(SettingsPage) if one.isVisible())
    page.language_chosen.emit(language)
    change.person.choose("practice")


def test_the_language_changes_in_the_middle_of_every_step(
    secret_session: SecretSession, start: Start
) -> None:
    try:
        change = begin(start)
        change.waits(Act.MADE)
        speak(change, "ko")  # a page with work under way changes when that is done
        change.person.qtbot.waitUntil(lambda: "두 번째 키" in change.panel.text.text())
        change.does(Act.MADE)
        change.person.copy(NEW)
        change.panel.box.field.setFocus()
        change.panel.box.field.paste()
        speak(change, "en")  # with a key in the field that is nowhere else
        change.person.qtbot.waitUntil(lambda: change.step() is Step.KEEP)
        assert change.panel.box.field.secret() == Secret(NEW)
        change.person.click(change.panel.box.save)
        speak(change, "ko")  # while it is being kept and checked
        change.says("진짜 키예요")
        assert (secret_session.kept(SERVICE), secret_session.kept(NEXT)) == (OLD, NEW)
        change.does(Act.SWITCH)
        speak(change, "en")  # while the keys are being exchanged
        change.says("The old one still works")
        change.person.qtbot.waitUntil(lambda: change.step() is Step.REVOKE)
        change.does(Act.FINISH_UNPROVED)
        assert change.panel.is_asking
        speak(change, "ko")  # while a question is open
        change.person.qtbot.waitUntil(lambda: change.panel.confirm.text() == "확인 없이 끝내기")
        assert change.panel.is_asking
        change.person.click(change.panel.keep)
        change.keys_page(delete=OLD)
        change.does(Act.CHECK_OLD)
        change.says("이전 키가 폐기됐어요")
        speak(change, "en")
        change.says("The old key is revoked")
        assert items() == [SERVICE]
        assert secret_session.kept(SERVICE) == NEW
    finally:
        application_speaks("en")


def test_it_can_be_left_and_taken_up_again_at_every_step(
    secret_session: SecretSession, start: Start
) -> None:
    change = begin(start)
    change.waits(Act.MADE)
    change = go_on(start)
    change.waits(Act.MADE)
    assert change.step() is Step.MAKE

    change.does(Act.MADE)
    change = go_on(start)
    change.waits(Act.GIVE_UP)
    assert change.step() is Step.KEEP

    change.pastes(KEYS["offline"])
    change.says("not judged")
    change = go_on(start)
    change.says("not judged")  # of the new key, and on an earlier day
    assert change.step() is Step.CHECK
    change.does(Act.GIVE_UP)
    change.agrees()
    change.person.qtbot.waitUntil(lambda: not change.panel.isVisible())
    assert items() == [SERVICE]

    change = open_change(change.person)
    stored(change, NEW)
    change.says("The key is real")
    change = go_on(start)
    change.waits(Act.SWITCH)
    assert change.step() is Step.SWITCH
    change.person.click(change.panel.leave)
    assert "not in use yet" in change.person.panel.kept.unfinished.text()
    change.person.waits_for("The key is real")  # the card of the key in use

    change = go_on(start)
    change.does(Act.SWITCH)
    change.says("The old one still works")
    change = go_on(start)
    change.waits(Act.CHECK_OLD)
    assert change.step() is Step.REVOKE
    change.keys_page(delete=OLD)
    change.does(Act.CHECK_OLD)
    change.says("The old key is revoked")


def test_a_new_key_that_is_refused_replaces_nothing(
    secret_session: SecretSession, start: Start
) -> None:
    change = begin(start)
    stored(change, KEYS["revoked"])
    change.says("does not accept this key")
    assert change.step() is Step.KEEP
    assert Act.SWITCH not in change.panel.buttons
    change.pastes(NEW)
    change.says("The key is real")
    assert secret_session.kept(SERVICE) == OLD
    assert secret_session.kept(NEXT) == NEW
    assert items() == [SERVICE, NEXT]


def test_the_key_in_use_is_no_new_key(secret_session: SecretSession, start: Start) -> None:
    change = begin(start)
    stored(change, OLD)
    change.says("in use already")
    assert not change.panel.box.field.is_empty()
    assert items() == [SERVICE]


@pytest.mark.parametrize(("key", "said"), [("offline", "not judged"), ("no_credit", "no credit")])
def test_a_key_that_was_not_shown_to_work_is_switched_to_only_if_the_person_says_so(
    secret_session: SecretSession, start: Start, key: str, said: str
) -> None:
    change = begin(start)
    stored(change, KEYS[key])
    change.says(said)
    assert change.step() is Step.CHECK
    change.does(Act.SWITCH_UNPROVED)
    change.person.click(change.panel.keep)
    assert secret_session.kept(SERVICE) == OLD
    change.does(Act.SWITCH_UNPROVED)
    change.agrees()
    change.waits(Act.GO_BACK)
    assert secret_session.kept(SERVICE) == KEYS[key]
    change.waits(Act.GO_BACK)
    change.says("still works")
    change.does(Act.GO_BACK)
    change.waits(Act.CHECK)
    assert secret_session.kept(SERVICE) == OLD
    assert secret_session.kept(NEXT) == KEYS[key]
    assert change.person.panel.kept.shown_key.text().endswith(OLD[-4:])


def test_whoever_deletes_the_wrong_key_is_led_back(
    secret_session: SecretSession, start: Start
) -> None:
    change = begin(start)
    stored(change, NEW)
    change.does(Act.SWITCH)
    change.says("The old one still works")
    change.keys_page(delete=NEW)
    change.does(Act.CHECK_OLD)
    change.says("but the new one is refused")
    assert next(iter(change.panel.buttons)) is Act.GO_BACK
    change.does(Act.GO_BACK)
    change.waits(Act.GIVE_UP)
    assert change.step() is Step.KEEP  # for another new key
    assert secret_session.kept(SERVICE) == OLD
    change.person.click(change.panel.leave)
    change.person.waits_for("The key is real")


def test_two_refused_keys_are_not_called_a_revoked_one(
    secret_session: SecretSession, start: Start
) -> None:
    change = begin(start)
    stored(change, NEW)
    change.does(Act.SWITCH)
    change.says("The old one still works")
    change.keys_page(delete=OLD)
    change.keys_page(delete=NEW)
    change.does(Act.CHECK_OLD)
    change.says("refuses both keys")
    assert secret_session.kept(PREVIOUS) == OLD
    change.keys_page(restore=NEW)
    change.does(Act.CHECK_OLD)
    change.says("The old key is revoked")


def test_it_can_be_finished_without_proof_and_that_is_said(
    secret_session: SecretSession, start: Start
) -> None:
    change = begin(start, KEYS["busy"])
    stored(change, NEW)
    change.does(Act.SWITCH)
    change.says("not called revoked")
    assert "overloaded" in change.panel.card.remarks.text()
    change.does(Act.FINISH_UNPROVED)
    change.agrees()
    change.person.qtbot.waitUntil(lambda: not change.panel.isVisible())
    assert "not seen refused" in change.person.panel.notice.text()
    assert items() == [SERVICE]


def test_a_leaked_key_is_deleted_first_and_the_change_ends_with_the_switch(
    secret_session: SecretSession, start: Start
) -> None:
    change = begin(start)
    change.waits(Act.MADE)
    change.keys_page(delete=OLD)
    stored(change, NEW)
    change.does(Act.SWITCH)
    change.says("The old key is revoked")
    assert items() == [SERVICE]


def test_removing_the_key_removes_the_one_beside_and_says_so(
    secret_session: SecretSession, start: Start
) -> None:
    change = begin(start)
    stored(change, NEW)
    change.says("The key is real")
    person = change.person
    person.click(change.panel.leave)
    person.choose_more(person.panel.kept.remove)
    assert "other key of the unfinished change" in person.panel.kept.question.text()
    person.click(person.panel.kept.confirm)
    person.waits_for("removed")
    assert "unfinished change" in person.panel.card.advice.text()
    assert items() == []
    assert not person.panel.kept.go_on.isVisible()


@pytest.mark.parametrize("used", [OLD, NEW], ids=["before", "after"])
def test_39_a_switch_that_was_cut_off_is_settled_and_said_once(
    secret_session: SecretSession, start: Start, used: str
) -> None:
    change = begin(start)
    stored(change, NEW)
    change.says("The key is real")
    with system_backend().session() as keychain:  # as a switch leaves it that is killed here
        keychain.put(PREVIOUS, Secret(OLD))
        keychain.put(SERVICE, Secret(used))
    person = start().at_the_key_of("practice")
    person.qtbot.waitUntil(lambda: "interrupted" in person.panel.notice.text())
    assert person.panel.kept.shown_key.text().endswith(used[-4:])
    person.waits_for("The key is real")  # what was found out about either key is remembered
    left = NEXT if used == OLD else PREVIOUS
    assert items() == [SERVICE, left]
    change = go_on(start)
    change.waits(Act.SWITCH if used == OLD else Act.CHECK_OLD)
    assert not change.person.panel.notice.isVisible()


def test_a_change_of_which_the_disk_did_not_hear_is_taken_up(
    secret_session: SecretSession, start: Start
) -> None:
    change = begin(start)
    stored(change, NEW)
    change.says("The key is real")
    with system_backend().session() as keychain:  # switched, and killed before the file is written
        keychain.put(PREVIOUS, Secret(OLD))
        keychain.put(SERVICE, Secret(NEW))
        keychain.delete(NEXT)
    change = go_on(start)
    change.waits(Act.CHECK_OLD)
    assert change.person.panel.kept.shown_key.text().endswith(NEW[-4:])


def test_what_is_odd_about_a_paste_is_said_here_too(
    secret_session: SecretSession, start: Start
) -> None:
    change = begin(start)
    stored(change, "this is no key")
    assert "not a key" in change.panel.box.findings.words()
    assert items() == [SERVICE]
    assert change.person.panel.findings.words() == ""
