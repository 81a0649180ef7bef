# SPDX-License-Identifier: MIT
""" "It does not work": from the last verdict, or from scratch, by a few questions to a cause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from keyready.core.provider import PageName
from keyready.core.verdict import Cause

MOST_QUESTIONS = 4

Place = Literal["account", "billing", "key", "use", "connection", "address"]


class Lead(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Leads to a question (`ask`) or to an end, by its id."""

    ask: str = ""
    end: str = ""

    def __post_init__(self) -> None:
        if bool(self.ask) == bool(self.end):
            raise ValueError("it leads either to a question (ask) or to an end")


class Answer(Lead, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One choice below a question."""

    id: str


class End(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A cause that was found: the verdict that it amounts to, if there is one for it.

    `go` is where it is put right: a step of the guide, or another place of the window.
    """

    go: Place
    cause: Cause | None = None
    page: PageName | None = None


class Questions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked, as its file has it. `first` is the question of those who start from scratch.

    `verdicts` says where to go on from a verdict; a cause that is not there has told all.
    """

    first: str
    questions: dict[str, tuple[Answer, ...]]
    ends: dict[str, End]
    verdicts: dict[Cause, Lead]

    def __post_init__(self) -> None:
        leads = [*self.verdicts.values(), *(a for each in self.questions.values() for a in each)]
        for lead in (Lead(ask=self.first), *leads):
            if lead.ask and lead.ask not in self.questions:
                raise ValueError(f"there is no question {lead.ask!r}")
            if lead.end and lead.end not in self.ends:
                raise ValueError(f"there is no end {lead.end!r}")
        if self.most > MOST_QUESTIONS:
            raise ValueError(f"questions: a way has more than {MOST_QUESTIONS}")

    @property
    def most(self) -> int:
        """How many questions the longest way from scratch has."""
        return max(len(walk.asked) for walk in self.ways())

    def ways(self) -> Iterator[Walk]:
        """Every way from scratch to an end. A way without an end is cut one question too long."""
        open_ways = [from_scratch(self)]
        while open_ways:
            walk = open_ways.pop()
            if walk.end is not None or len(walk.asked) > MOST_QUESTIONS:
                yield walk
            else:
                open_ways += [walk.answered(answer.id) for answer in walk.answers]


@dataclass(frozen=True)
class Walk:
    """How far a person has come: where they began, and what they answered, in order.

    `asked` holds pairs of ids: the question, and its answer. Every method gives a new walk.
    """

    questions: Questions
    start: Lead
    asked: tuple[tuple[str, str], ...] = ()

    @property
    def at(self) -> Lead:
        """Where the last answer led: to the open question, or to the end."""
        if not self.asked:
            return self.start
        question, chosen = self.asked[-1]
        return next(one for one in self.questions.questions[question] if one.id == chosen)

    @property
    def question(self) -> str:
        """The id of the open question, or "" at an end."""
        return self.at.ask

    @property
    def answers(self) -> tuple[Answer, ...]:
        return self.questions.questions.get(self.question, ())

    @property
    def end(self) -> End | None:
        return self.questions.ends.get(self.at.end)

    def answered(self, answer_id: str) -> Walk:
        """Raises KeyError for an answer that the open question does not have."""
        if answer_id not in {answer.id for answer in self.answers}:
            raise KeyError(answer_id)
        return Walk(self.questions, self.start, (*self.asked, (self.question, answer_id)))

    def back(self) -> Walk:
        """One question back; at the beginning the same walk."""
        return Walk(self.questions, self.start, self.asked[:-1])


def from_scratch(questions: Questions) -> Walk:
    return Walk(questions, Lead(ask=questions.first))


def from_verdict(questions: Questions, cause: Cause) -> Walk | None:
    """Where a verdict leads; None for one that leaves nothing to ask."""
    start = questions.verdicts.get(cause)
    return Walk(questions, start) if start is not None else None


class QuestionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`answers` are by answer id."""

    asks: str
    answers: dict[str, str]


class EndWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`headline` names the cause, `steps` say what to do, in order."""

    headline: str
    text: str
    steps: tuple[str, ...]


class HelperWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language of the helper, by the ids of `Questions`; `{provider}` is filled in."""

    questions: dict[str, QuestionWords]
    ends: dict[str, EndWords]
