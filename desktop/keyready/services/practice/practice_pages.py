# SPDX-License-Identifier: MIT
"""The practice service's pages: where the guide's buttons lead in practice."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape
from string import Template

import msgspec

from keyready.resource_files import resource
from keyready.services.files.languages import first_spoken
from keyready.services.practice.practice_answers import PracticeKey


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
    delete: str
    deleted: str
    restore: str
    pages: dict[str, Page]
    keys: dict[str, str]


def practice_page(
    name: str,
    accept_language: str,
    keys: Iterable[PracticeKey],
    deleted: Collection[str] = (),
) -> bytes | None:
    """The page as UTF-8 HTML, in a language that the browser asks for; None if there is no such
    page. `deleted` are ids of keys.
    """
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
        content=_key_table(words, keys, deleted) if name == "keys" else _points(page),
    ).encode()


def _points(page: Page) -> str:
    return "<ul>" + "".join(f"<li>{escape(point)}</li>" for point in page.points) + "</ul>"


def _key_table(words: PageWords, keys: Iterable[PracticeKey], deleted: Collection[str]) -> str:
    rows = (_key_row(words, key, key.id in deleted) for key in keys)
    return f"<table>{''.join(rows)}</table>"


def _key_row(words: PageWords, key: PracticeKey, is_deleted: bool) -> str:
    shown = escape(key.example)
    said = escape(words.deleted if is_deleted else words.keys[key.id])
    verb, label = ("restore", words.restore) if is_deleted else ("delete", words.delete)
    copy = (
        f'<button data-key="{shown}" data-copied="{escape(words.copied)}">'
        f"{escape(words.copy)}</button>"
    )
    return (
        f"<tr><td><code>{shown}</code><br>{said}</td><td>{'' if is_deleted else copy}</td>"
        f'<td><form method="post"><button name="{verb}" value="{shown}">{escape(label)}</button>'
        "</form></td></tr>"
    )
