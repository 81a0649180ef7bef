# SPDX-License-Identifier: MIT
"""The practice service's pages: where the guide's buttons lead in practice."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from string import Template

import msgspec

from keyready.resource_files import resource
from keyready.services.languages import first_spoken
from keyready.services.practice_answers import PracticeKey


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One page: a title, a sentence or two, what to do."""

    title: str
    lead: str
    points: tuple[str, ...] = ()


class PageWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All pages in one language. `keys` says what each practice key leads to."""

    banner: str
    copy: str
    copied: str
    pages: dict[str, Page]
    keys: dict[str, str]


def practice_page(name: str, accept_language: str, keys: Iterable[PracticeKey]) -> bytes | None:
    """The page as UTF-8 HTML, in a language that the browser asks for; None if there is no such
    page."""
    language = first_spoken(tag.partition(";")[0].strip() for tag in accept_language.split(","))
    text = resource("practice", f"pages.{language}.toml").read_bytes()
    words = msgspec.toml.decode(text, type=PageWords)
    page = words.pages.get(name)
    if page is None:
        return None
    template = Template(resource("practice", "page.html").read_text("utf-8"))
    return template.substitute(
        language=language,
        banner=escape(words.banner),
        title=escape(page.title),
        lead=escape(page.lead),
        content=_key_table(words, keys) if name == "keys" else _points(page),
    ).encode()


def _points(page: Page) -> str:
    return "<ul>" + "".join(f"<li>{escape(point)}</li>" for point in page.points) + "</ul>"


def _key_table(words: PageWords, keys: Iterable[PracticeKey]) -> str:
    rows = (
        f"<tr><td><code>{escape(key.example)}</code><br>{escape(words.keys[key.id])}</td>"
        f'<td><button data-key="{escape(key.example)}" data-copied="{escape(words.copied)}">'
        f"{escape(words.copy)}</button></td></tr>"
        for key in keys
    )
    return f"<table>{''.join(rows)}</table>"
