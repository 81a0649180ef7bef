# SPDX-License-Identifier: MIT
"""The comparison says what the provider files say, and that something is not known."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from keyready.core.provider import Provider
from keyready.services.catalog import Catalog
from keyready.ui.look.bricks import PageButton, Recipe
from keyready.ui.look.theme import Theme
from keyready.ui.pages.compare_page import ComparePage

LANGUAGES = tuple(Catalog().languages)


def page(
    qtbot: QtBot, qapp: QApplication, *providers: Provider, language: str = "en"
) -> ComparePage:
    catalog = Catalog(language)
    made = ComparePage(Theme(qapp), providers or catalog.providers, catalog.words.terms)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.mark.parametrize(
    ("provider", "row"),
    [
        ("openai", ("OpenAI", "None", "Prepaid, from $5", "sk-proj-", "Yes")),
        ("anthropic", ("Anthropic", "Not known", "Prepaid", "sk-ant-api03-", "Not known")),
        ("gemini", ("Google Gemini", "Some models", "Not known", "AQ.", "Yes")),
        ("mistral", ("Mistral", "Not known", "Not known", "Not known", "Yes")),
        ("together", ("Together", "None", "Prepaid, from $5", "tgp_v1_ (reported)", "Yes")),
        ("cohere", ("Cohere", "Trial keys", "Not known", "Not known", "Not known")),
    ],
)
def test_a_row_says_what_the_file_says(
    qtbot: QtBot, qapp: QApplication, provider: str, row: tuple[str, ...]
) -> None:
    assert page(qtbot, qapp).cells[provider] == row


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_provider_has_a_row_without_gaps(
    qtbot: QtBot, qapp: QApplication, language: str
) -> None:
    made = page(qtbot, qapp, language=language)
    assert list(made.cells) == [provider.id for provider in Catalog(language).providers]
    assert all(all(cells) for cells in made.cells.values())


def test_a_file_that_says_nothing_of_it_makes_a_row_that_says_so(
    qtbot: QtBot, qapp: QApplication
) -> None:
    own = Provider("own", "Own", 1, "https://api.example.com")
    assert page(qtbot, qapp, own).cells["own"] == ("Own", *("Not known",) * 4)


def test_more_unfolds_the_pages_each_once_and_the_address(qtbot: QtBot, qapp: QApplication) -> None:
    groq = Catalog().provider("groq")
    made = page(qtbot, qapp, groq)
    assert made.findChildren(PageButton) == []
    made.folds["groq"].click()
    links = made.findChildren(PageButton)
    assert all(link.isVisible() for link in links)
    assert sorted(link.toolTip() for link in links) == sorted(set(groq.pages.values()))
    recipe = made.findChild(Recipe)
    assert recipe is not None
    assert recipe.code.text() == "https://api.groq.com/openai/v1"
    with qtbot.waitSignal(made.page_asked) as asked:
        next(link for link in links if link.text() == "Keys").click()
    assert asked.args == ["https://console.groq.com/keys"]


def test_a_page_that_serves_for_several_things_is_linked_once(
    qtbot: QtBot, qapp: QApplication
) -> None:
    xai = Catalog().provider("xai")
    made = page(qtbot, qapp, xai)
    made.folds["xai"].click()
    links = made.findChildren(PageButton)
    assert [link.toolTip() for link in links].count("https://console.x.ai") == 1
