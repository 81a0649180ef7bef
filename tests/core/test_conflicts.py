# SPDX-License-Identifier: MIT
"""What the environment says otherwise is told, and shows nothing that is secret."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest

from judging import providers
from keyready.core.conflicts import Conflict, ConflictKind, conflicts, with_variable
from keyready.core.phrasing import conflict_words, phrase
from keyready.core.provider import Provider
from keyready.core.secret import Secret
from keyready.core.verdict import MEANINGS, Cause, Stage, Verdict
from keyready.core.words import Words
from keyready.resource_files import resource

KEPT = Secret("sk-proj-EXAMPLE-0123456789-abcdefghij-WXYZ")
OTHER = "sk-proj-EXAMPLE-9876543210-jihgfedcba-4321"


def found(
    provider: str = "openai", kept: Secret | None = KEPT, own_url: str = "", **environment: str
) -> list[tuple[str, str, str]]:
    said = conflicts(providers()[provider], environment, kept, own_url)
    return [(conflict.kind.value, conflict.variable, conflict.shown) for conflict in said]


def test_an_empty_environment_says_nothing_otherwise() -> None:
    assert found() == []
    assert found(OPENAI_API_KEY="", OPENAI_BASE_URL="  ", PATH="/usr/bin") == []


def test_every_variable_is_told_the_weightiest_first() -> None:
    said = found(
        OPENAI_API_KEY=OTHER,
        OPENAI_BASE_URL="https://gateway.example.com/v1",
        OPENAI_PROJECT_ID="proj_EXAMPLE0123456789",
        OPENAI_ORG_ID="org-EXAMPLE0123456789abcd",
        OPENAI_API_BASE="https://old.example.com/v1",
    )
    assert said == [
        ("organization", "OPENAI_ORG_ID", "org-…abcd"),
        ("project", "OPENAI_PROJECT_ID", "proj_…6789"),
        ("base_url", "OPENAI_BASE_URL", "https://gateway.example.com/v1"),
        ("old_base_url", "OPENAI_API_BASE", "https://old.example.com/v1"),
        ("key", "OPENAI_API_KEY", "sk-proj-…4321"),
    ]


def test_what_agrees_is_no_conflict() -> None:
    assert found(OPENAI_API_KEY=f"{KEPT.reveal()}\n") == []
    assert found(OPENAI_BASE_URL="https://api.openai.com/v1/") == []
    assert found(OPENAI_API_KEY=OTHER, kept=None) == []


def test_an_address_is_compared_with_the_one_that_the_person_chose() -> None:
    gateway = "https://gateway.example.com/v1"
    assert found(own_url=gateway, OPENAI_BASE_URL=gateway) == []
    assert found(own_url=gateway, OPENAI_BASE_URL="https://api.openai.com/v1") == [
        ("base_url", "OPENAI_BASE_URL", "https://api.openai.com/v1")
    ]


def test_where_everybody_has_an_own_address_the_variable_may_be_what_names_it() -> None:
    mine, another = "https://mine.openai.azure.com", "https://another.openai.azure.com"
    assert found("azure", AZURE_OPENAI_ENDPOINT=mine) == []
    assert found("azure", own_url=mine, AZURE_OPENAI_ENDPOINT=f"{mine}/") == []
    assert found("azure", own_url=mine, AZURE_OPENAI_ENDPOINT=another) == [
        ("base_url", "AZURE_OPENAI_ENDPOINT", another)
    ]


@pytest.mark.parametrize(
    ("provider", "variable"),
    [
        ("anthropic", "ANTHROPIC_AUTH_TOKEN"),
        ("azure", "AZURE_OPENAI_API_KEY"),
        ("gemini", "GOOGLE_API_KEY"),
        ("custom", "OPENAI_API_KEY"),
    ],
)
def test_other_providers_have_counterparts(provider: str, variable: str) -> None:
    assert [name for _, name, _ in found(provider, **{variable: OTHER})] == [variable]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("OPENAI_API_KEY", "EXAMPLE"),
        ("OPENAI_ORG_ID", "org-abcd"),
        ("OPENAI_API_KEY", "sk-EXAMPLE-0123456789-\x1b[31m"),
        ("OPENAI_BASE_URL", "https://me:hunter2@gateway.example.com/v1"),
        ("OPENAI_BASE_URL", "https://gateway.example.com/?key=hunter2"),
    ],
)
def test_what_may_be_secret_or_unprintable_is_not_shown(variable: str, value: str) -> None:
    assert [shown for _, _, shown in found(**{variable: value})] == ["…"]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", ConflictKind, ids=lambda kind: kind.value)
def test_the_words_name_the_variable_and_what_it_holds(language: str, kind: ConflictKind) -> None:
    said = conflict_words(Conflict(kind, "OPENAI_EXAMPLE", "…WXYZ"), words(language))
    assert "OPENAI_EXAMPLE" in said
    assert "…WXYZ" in said


@pytest.mark.parametrize(
    ("cause", "variable"),
    [
        (Cause.WRONG_ORGANIZATION, "OPENAI_ORG_ID"),
        (Cause.WRONG_PROJECT, "OPENAI_PROJECT_ID"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_refused_organization_is_explained_by_the_variable(
    cause: Cause, variable: str, language: str
) -> None:
    meaning = MEANINGS[cause]
    verdict = Verdict(cause, meaning.key, meaning.usable, Stage.FREE, "GET /v1/models", 84)
    said = conflicts(providers()["openai"], {variable: "EXAMPLE"}, KEPT)
    explained = with_variable(verdict, said)
    assert explained.facts == {"variable": variable}
    assert variable in phrase(explained, words(language), "OpenAI").advice
    assert with_variable(verdict, []) == verdict
    accepted = dataclasses.replace(verdict, cause=Cause.ACCEPTED)
    assert with_variable(accepted, said) == accepted


def words(language: str) -> Words:
    return msgspec.toml.decode(resource("words", f"{language}.toml").read_bytes(), type=Words)


def test_the_library_reads_one_name_for_the_address_of_openai() -> None:
    """openai-python reads OPENAI_BASE_URL only; its predecessor read OPENAI_API_BASE."""
    openai: Provider = providers()["openai"]
    assert openai.environment.base_url == ("OPENAI_BASE_URL",)
