# SPDX-License-Identifier: MIT
"""What the window says in one language, taken from the files that it takes it from."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from checkout import ROOT
from keyready.core.guide import Step
from keyready.core.verdict import MEANINGS, Cause, Next
from keyready.services.catalog import Catalog
from keyready.services.files.languages import FALLBACK


class WindowWords:
    """Labels by class and English text; what is in the word files by its id."""

    def __init__(self, language: str) -> None:
        self.environment = {"LANG": f"{language}.UTF-8"}  # of a person who speaks it
        self.catalog = Catalog(language)
        self.words = self.catalog.words
        self._labels = _labels(language)

    def label(self, owner: str, english: str) -> str:
        """Of a button and the like; KeyError where the window has no such text any more."""
        return self._labels[owner, english]

    def place(self, provider: str) -> str:
        """The provider's name."""
        return self.catalog.provider(provider).name

    def title(self, provider: str) -> str:
        return f"{self.place(provider)} – {self.label('MainWindow', 'Keyready')}"

    def step(self, provider: str, step: str) -> Step:
        return self.catalog.guide(provider).step(step)

    def header(self, provider: str, step: str) -> str:
        """What the row of a step is called; how it stands follows after a comma."""
        steps = self.catalog.guide(provider).steps
        number = [each.id for each in steps].index(step) + 1
        return f"{number} {steps[number - 1].title}"

    def counter(self, done: int) -> str:
        template = self.label("GuidePage", "%1 of %2 done")
        return template.replace("%1", str(done)).replace("%2", "4")

    def headline(self, cause: Cause, provider: str) -> str:
        meaning = MEANINGS[cause]
        return self.words.causes[cause.value].headline.format(
            key=self.words.key[meaning.key.value],
            usable=self.words.usable[meaning.usable.value],
            provider=self.place(provider),
        )

    def next(self, following: Next) -> str:
        return self.words.next[following.value]


def _labels(language: str) -> dict[tuple[str, str], str]:
    """What lupdate found in the code. English is what stands there."""
    is_source = language == FALLBACK
    spoken = "ko" if is_source else language
    tree = ElementTree.parse(ROOT / "resources" / "translations" / f"app_{spoken}.ts")
    return {
        (context.findtext("name", ""), english): (
            english if is_source else message.findtext("translation", "")
        )
        for context in tree.iter("context")
        for message in context.iter("message")
        if (english := message.findtext("source", ""))
    }
