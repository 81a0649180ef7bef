# SPDX-License-Identifier: MIT
""" "It does not work": every way is short and ends at a cause, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest

from keyready.core.guide import STEP_IDS
from keyready.core.helper import (
    MOST_QUESTIONS,
    HelperWords,
    Questions,
    Walk,
    from_scratch,
    from_verdict,
)
from keyready.core.verdict import MEANINGS, Cause, Usable
from keyready.resource_files import resource
from keyready.services.catalog import Catalog

LANGUAGES = tuple(Catalog().languages)
QUESTIONS = Catalog().questions
WORDS = {language: Catalog(language).helper_words for language in LANGUAGES}
every_language = pytest.mark.parametrize("language", LANGUAGES)

# What a verdict card says when nothing is left to find out.
WELL = {Cause.ACCEPTED, Cause.READY, Cause.CANNOT_LIST_MODELS}


def ways_from(walk: Walk) -> Iterator[Walk]:
    """Every way on from here, to its end."""
    if walk.end is not None:
        yield walk
        return
    for answer in walk.answers:
        yield from ways_from(walk.answered(answer.id))


def texts(words: HelperWords) -> Iterator[str]:
    for question in words.questions.values():
        yield from (question.asks, *question.answers.values())
    for end in words.ends.values():
        yield from (end.headline, end.text, *end.steps)


def test_every_way_from_scratch_ends_at_a_cause_after_at_most_four_questions() -> None:
    ways = list(ways_from(from_scratch(QUESTIONS)))
    assert {len(walk.asked) for walk in ways} <= set(range(1, MOST_QUESTIONS + 1))
    assert len(ways) == len(list(QUESTIONS.ways()))


@pytest.mark.parametrize("cause", [cause for cause in Cause if cause not in WELL])
def test_every_verdict_that_is_not_well_leads_to_a_cause(cause: Cause) -> None:
    start = from_verdict(QUESTIONS, cause)
    assert start is not None
    assert all(len(walk.asked) <= MOST_QUESTIONS for walk in ways_from(start))


@pytest.mark.parametrize("cause", sorted(WELL))
def test_a_verdict_that_is_well_leaves_nothing_to_ask(cause: Cause) -> None:
    assert MEANINGS[cause].usable is not Usable.NO
    assert from_verdict(QUESTIONS, cause) is None


def test_every_question_and_every_end_can_be_reached() -> None:
    starts = [from_scratch(QUESTIONS), *(Walk(QUESTIONS, at) for at in QUESTIONS.verdicts.values())]
    ways = [walk for start in starts for walk in ways_from(start)]
    assert {walk.at.end for walk in ways} == set(QUESTIONS.ends)
    assert {asked for walk in ways for asked, _ in walk.asked} == set(QUESTIONS.questions)


def test_an_end_leads_to_a_place_that_there_is() -> None:
    for end in QUESTIONS.ends.values():
        assert end.go in (*STEP_IDS, "connection", "address")
        assert end.page is None or end.page in Catalog().provider("openai").pages


@pytest.mark.parametrize("cause", [Cause.NO_CREDIT, Cause.BILLING_INACTIVE])
def test_paid_but_still_refused_knows_the_three_reasons(cause: Cause) -> None:
    start = from_verdict(QUESTIONS, cause)
    assert start is not None
    reasons = {walk.at.end for walk in ways_from(start.answered("paid"))}
    assert {"other_organization", "delay", "older_key"} <= reasons
    assert "People report" in WORDS["en"].ends["older_key"].text  # it is not known for sure


def test_back_is_the_question_before() -> None:
    at_money = from_scratch(QUESTIONS).answered("money")
    assert at_money.answered("paid").back() == at_money
    assert from_scratch(QUESTIONS).back() == from_scratch(QUESTIONS)


def test_an_answer_of_another_question_is_refused() -> None:
    with pytest.raises(KeyError):
        from_scratch(QUESTIONS).answered("seen")


@every_language
def test_the_words_of_a_language_are_those_of_the_questions(language: str) -> None:
    words = WORDS[language]
    asked = {name: [one.id for one in answers] for name, answers in QUESTIONS.questions.items()}
    assert {name: list(one.answers) for name, one in words.questions.items()} == asked
    assert words.ends.keys() == QUESTIONS.ends.keys()


@every_language
def test_languages_name_the_provider_in_the_same_places(language: str) -> None:
    def places(words: HelperWords) -> dict[str, set[str]]:
        ends = {name: (end.headline, end.text, *end.steps) for name, end in words.ends.items()}
        asked = {f"? {name}": (one.asks,) for name, one in words.questions.items()}
        return {
            name: set(re.findall(r"\{\w*\}", " ".join(said)))
            for name, said in {**ends, **asked}.items()
        }

    assert places(WORDS[language]) == places(WORDS["en"])
    assert set().union(*places(WORDS[language]).values()) == {"{provider}"}
    assert len([*texts(WORDS[language])]) == len([*texts(WORDS["en"])])


@every_language
def test_it_is_short_and_calm(language: str) -> None:
    for text in texts(WORDS[language]):
        assert text.strip()
        assert "!" not in text
        assert len(text) <= 190
    for question in WORDS[language].questions.values():
        assert all(len(answer) <= 65 for answer in question.answers.values())


def test_korean_is_polite_and_needs_no_particle_that_depends_on_a_name() -> None:
    for text in texts(WORDS["ko"]):
        assert not re.search(r"\}(은|는|이|가|을|를|과|와|로|으로|이에요|예요)(?=\W|$)", text), text
        assert re.search(r"(요|세요)[.?]?$", text), text


def changed(old: str, new: str) -> bytes:
    file = resource("helper", "questions.toml").read_text("utf-8")
    assert old in file
    return file.replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "no_key", end = "no_key"', 'id = "no_key", end = "nowhere"', "no end 'nowhere'"),
        ('id = "money", ask = "money"', 'id = "money", ask = "nothing"', "no question 'nothing'"),
        ('id = "paid", ask = "paid"', 'id = "paid", ask = "what"', "more than 4"),
        ('id = "just_now", end = "delay"', 'id = "just_now"', "leads either"),
        ('no_models = { end = "project_models" }', 'no_model = { end = "limit" }', "Invalid enum"),
        ('go = "billing"', 'go = "elsewhere"', "Invalid enum value 'elsewhere'"),
    ],
)
def test_a_file_that_leads_nowhere_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=said):
        msgspec.toml.decode(changed(old, new), type=Questions)
