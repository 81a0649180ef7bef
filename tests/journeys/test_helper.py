# SPDX-License-Identifier: MIT
""" "It does not work", the comparison and the list of models, as a person meets them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journeys.conftest import Person, Start
from keyready.services.practice.practice_answers import practice_answers
from keyready.ui.look.rows import ChoiceRow
from keyready.ui.pages.add_page import AddPage
from keyready.ui.pages.compare_page import ComparePage
from keyready.ui.pages.helper_page import HelperPage
from keyready.ui.sidebar import PlaceButton
from secret_session import SecretSession

pytestmark = pytest.mark.journey

KEYS = {key.id: key.example for key in practice_answers().keys}


def seen(person: Person, kind: type) -> object:
    """The page of this kind, as soon as it is shown."""
    found: list[object] = []

    def is_shown() -> bool:
        found[:] = [one for one in person.app.window.findChildren(kind) if one.isVisible()]
        return bool(found)

    person.qtbot.waitUntil(is_shown)
    return found[0]


def helper(person: Person) -> HelperPage:
    page = seen(person, HelperPage)
    assert isinstance(page, HelperPage)
    return page


def go_to(person: Person, place: str) -> None:
    buttons = person.app.window.findChildren(PlaceButton)
    person.click(next(button for button in buttons if button.place_id == place))


def answer(person: Person, words: str) -> None:
    rows = helper(person).answers.findChildren(ChoiceRow)
    person.click(next(row for row in rows if row.isVisible() and row.accessibleName() == words))


def press(person: Person, key: Qt.Key) -> None:
    """Where the keyboard is."""
    at = person.app.window.focusWidget()
    assert at is not None
    QTest.keyClick(at, key)


def judged(start: Start, key: str, language: str = "en") -> Person:
    person = start(language=language).at_the_key_of("practice")
    person.paste_and_press_enter(KEYS[key])
    rest(person)
    return person


def rest(person: Person) -> None:
    """Until nothing is being waited for."""
    person.qtbot.waitUntil(
        lambda: person.panel.card.is_resting and person.panel.save.isEnabled(), timeout=20_000
    )


def test_from_no_credit_to_the_step_where_it_is_put_right(
    secret_session: SecretSession, start: Start
) -> None:
    person = judged(start, "no_credit")
    said = person.headline()
    assert person.panel.card.other.text() == "Find the cause"
    person.click(person.panel.card.other)
    assert helper(person).trail.text() == said
    answer(person, "I paid, and it is still refused")
    answer(person, "I am in more than one organization")
    found = helper(person).found
    assert found.headline.text().startswith("The credit is probably in another organization")
    assert not helper(person).answers.isVisible()
    person.click(found.go)
    assert person.app.window.windowTitle().startswith("Practice")
    assert person.step("account").body.isVisible()


def test_a_good_verdict_offers_no_help(secret_session: SecretSession, start: Start) -> None:
    person = judged(start, "ready")
    assert not person.panel.card.other.isVisible()


def test_a_key_that_was_not_judged_leads_to_what_to_do(
    secret_session: SecretSession, start: Start
) -> None:
    person = judged(start, "offline")
    person.click(person.panel.card.other)
    answer(person, "No")
    person.click(helper(person).found.go)
    assert person.app.window.windowTitle().startswith("Connection")


def test_the_last_check_offers_itself_to_who_begins_from_scratch(
    secret_session: SecretSession, start: Start
) -> None:
    said = judged(start, "revoked").headline()
    person = start()
    go_to(person, "helper")
    page = helper(person)
    assert page.choice.currentText() == "Practice"
    assert page.question.text() == "What happens?"
    assert page.offer.isVisible()
    person.click(page.take_offer)
    assert page.question.text() == "Has this key ever worked?"
    assert page.trail.text() == said
    person.click(page.back)
    assert page.question.text() == "What happens?"


def test_from_scratch_with_the_keyboard_alone(secret_session: SecretSession, start: Start) -> None:
    person = start(language="ko")
    person.app.show_helper()
    page = helper(person)
    page.choice.setFocus()
    for _ in range(3):  # to the third answer: quota, credit or billing
        press(person, Qt.Key.Key_Tab)
    press(person, Qt.Key.Key_Return)
    assert page.question.text() == "OpenAI API 비용은 어떻게 내고 있나요?"
    assert page.accessibleName() == page.question.text()
    press(person, Qt.Key.Key_Return)
    assert page.found.headline.text() == "API 비용은 채팅 요금제와 따로 내요."
    press(person, Qt.Key.Key_Return)
    assert person.step("billing").body.isVisible()


def test_a_page_of_the_provider_opens_from_the_cause(
    secret_session: SecretSession, start: Start
) -> None:
    person = start()
    go_to(person, "helper")
    answer(person, "It says something about a model or a permission")
    answer(person, "The organization must be verified")
    page = helper(person).found.page
    assert page is not None
    assert page.text() == "Open organization page"
    person.click(page)
    assert person.visited == ["https://platform.openai.com/settings/organization/general"]


def test_it_is_left_as_it_was_until_another_key_is_chosen(
    secret_session: SecretSession, start: Start
) -> None:
    person = start()
    go_to(person, "helper")
    answer(person, "It works in Keyready, but not in another program")
    go_to(person, "openai")
    go_to(person, "helper")
    assert helper(person).question.text() == "How does the program get the key?"
    go_to(person, "anthropic")
    go_to(person, "helper")
    assert helper(person).question.text() == "What happens?"
    assert helper(person).choice.currentText() == "Anthropic"


def test_the_comparison_is_reached_from_adding_a_key_and_leads_to_the_steps(
    secret_session: SecretSession, start: Start
) -> None:
    person = start()
    go_to(person, "add")
    add = seen(person, AddPage)
    assert isinstance(add, AddPage)
    person.click(add.compare)
    page = seen(person, ComparePage)
    assert isinstance(page, ComparePage)
    with person.qtbot.waitSignal(page.chosen):
        person.click(page.folds["deepseek"])
        page.begin["deepseek"].click()
    assert person.app.window.windowTitle().startswith("DeepSeek")


def test_the_models_of_a_check_are_listed_until_the_key_changes(
    secret_session: SecretSession, start: Start
) -> None:
    person = judged(start, "ready")
    models = person.panel.models
    assert models.fold.text().startswith("Models that this key sees (")
    person.click(person.panel.card.action)  # the tiny request
    person.waits_for("can be used now")
    assert models.isVisible()
    person.click(person.panel.kept.replace)
    person.paste_and_press_enter(KEYS["restricted"])
    rest(person)
    assert not models.isVisible()


def test_after_a_start_a_check_brings_the_models_again(
    secret_session: SecretSession, start: Start
) -> None:
    judged(start, "ready")
    person = start().at_the_key_of("practice")
    models = person.panel.models
    assert models.fold.text() == "Models that this key sees"
    models.fold.click()
    person.click(models.check)
    rest(person)
    assert models.listed.search.isVisible()


def test_another_language_goes_on_at_the_same_question_and_list(
    secret_session: SecretSession, start: Start
) -> None:
    person = judged(start, "ready")
    person.panel.models.fold.click()
    person.panel.models.listed.search.setText("4o")
    go_to(person, "helper")
    answer(person, "It says something about quota, credit or billing")
    person.qtbot.waitUntil(lambda: person.app.tasks.is_idle)  # a page at work keeps its words
    person.app.speak("ko")
    assert helper(person).question.text() == "연습 API 비용은 어떻게 내고 있나요?"
    assert helper(person).trail.text() == "할당량이나 크레딧, 결제 이야기가 나와요"
    person.choose("practice")
    person.qtbot.waitUntil(lambda: person.app.tasks.is_idle)
    models = person.panel.models
    assert models.fold.text().startswith("이 키로 보이는 모델 (")
    assert models.listed.search.isVisible()
    assert models.listed.search.text() == "4o"
    assert models.listed.list.names.stringList() == ["gpt-4o-mini"]
    go_to(person, "compare")
    page = seen(person, ComparePage)
    assert isinstance(page, ComparePage)
    assert page.cells["openai"][1] == "없음"
