# SPDX-License-Identifier: MIT
"""The files of the program are read as they are, and a fault in one is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from keyready.resource_files import resource_folder
from keyready.services.catalog import Catalog
from keyready.services.files.data_file import FaultyFile
from keyready.services.files.languages import languages


def test_every_provider_has_its_place_in_the_list() -> None:
    catalog = Catalog()
    orders = [provider.order for provider in catalog.providers]
    assert orders == sorted(orders)
    assert catalog.provider("openai").name == "OpenAI"
    with pytest.raises(KeyError):
        catalog.provider("nobody")


@pytest.mark.parametrize("language", languages())
def test_every_provider_has_a_guide_in_every_language(language: str) -> None:
    catalog = Catalog(language)
    for provider in catalog.providers:
        guide = catalog.guide(provider.id)
        assert [step.id for step in guide.steps] == ["account", "billing", "key", "use"]


def test_languages_differ_and_an_unknown_one_is_english() -> None:
    assert Catalog("ko").words.language == "한국어"
    assert Catalog("tlh").language == "en"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "resources"
    shutil.copytree(resource_folder(), folder)
    return folder


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("words/en.toml", 'language = "English"\nin field = 1', "line 2"),
        ("words/en.toml", 'language = "English"\nother = 1', "other"),
        ("words/en.toml", None, "No such file"),
        ("providers/groq.toml", 'id = "groq"', "name"),
        ("providers/groq.toml", "rules_from = 3", "rules_from"),
        ("rules/http.toml", '[[rules]]\ncause = "?"', "rules[0].cause"),
        ("guides/en/openai.toml", "steps = []", "subtitle"),
        ("guides/en/openai.toml", "\0", "line 1"),
    ],
)
def test_a_faulty_file_is_named_with_its_reason(
    copied: Path, file: str, text: str | None, reason: str
) -> None:
    broken = copied / file
    if text is None:
        broken.unlink()
    else:
        broken.write_text(text)
    catalog = Catalog("en", copied)
    with pytest.raises(FaultyFile) as caught:
        _ = (catalog.words, catalog.providers, catalog.guide("openai"))
    assert caught.value.file == broken
    assert reason in caught.value.reason
    assert str(caught.value).startswith(broken.name)


def test_a_fault_in_one_guide_leaves_the_others_readable(copied: Path) -> None:
    (copied / "guides/en/groq.toml").write_text("no guide")
    assert Catalog("en", copied).guide("openai").steps
