# SPDX-License-Identifier: MIT
"""A third language, made of the English one: every text longer, and marked at both ends.

It is nothing but files in a copy of the resources. What a window that speaks it shows without the
marks is a text that no translation reaches; what does not fit would not fit in German either.
"""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec

from checkout import ROOT

LANGUAGE, OWN_NAME = "eo", "Esperanto"
OPENED, CLOSED = "⟦", "⟧"
LONGER = 1.35  # short English texts grow by more in German or Finnish; sentences by less

_KEPT = re.compile(r"(\{[^}]*\}|%\d|%n|\$\w+)")  # what is filled in later
_LETTERS = str.maketrans("aeiouAEIOUcnszCNSZ", "âéîõüÂÉÎÕÜçñšžÇÑŠŽ")
_NO_TEXT = {"id", "page", "code"}  # members of a guide that are none


def stretched(text: str) -> str:
    """ "Save it" -> "⟦Šâvé ît ~~~⟧": what is filled in stays as it is."""
    if not text:
        return text
    parts = _KEPT.split(text)
    said = "".join(part if i % 2 else part.translate(_LETTERS) for i, part in enumerate(parts))
    # Words, so that a long text still finds places to break its lines.
    more = " ".join(["~~~"] * max(1, round(len(text) * (LONGER - 1) / 4)))
    return f"{OPENED}{said} {more}{CLOSED}"


def make(resources: Path) -> None:
    """Drops the files of the language into a copy of the resources."""
    words = _toml(resources / "words" / "en.toml")
    said = {name: _all(value) for name, value in words.items()}
    _write(resources / "words" / f"{LANGUAGE}.toml", {**said, "language": OWN_NAME})
    (resources / "guides" / LANGUAGE).mkdir()
    for guide in (resources / "guides" / "en").glob("*.toml"):
        _write(resources / "guides" / LANGUAGE / guide.name, _all(_toml(guide)))
    helper = _all(_toml(resources / "helper" / "en.toml"))
    _write(resources / "helper" / f"{LANGUAGE}.toml", helper)
    pages = _all(_toml(resources / "practice" / "pages.en.toml"))
    _write(resources / "practice" / f"pages.{LANGUAGE}.toml", pages)
    _translate(resources / "translations")


def copy_of_resources(folder: Path) -> Path:
    """The program's resources with this language among them."""
    resources = folder / "resources"
    shutil.copytree(ROOT / "resources", resources)
    make(resources)
    return resources


def _translate(folder: Path) -> None:
    tree = ElementTree.parse(folder / "app_ko.ts")
    tree.getroot().set("language", LANGUAGE)
    for message in tree.iter("message"):
        source = stretched(message.findtext("source") or "")
        translation = message.find("translation")
        assert translation is not None
        if message.get("numerus"):
            for form in list(translation):
                translation.remove(form)
            for _ in range(2):
                ElementTree.SubElement(translation, "numerusform").text = source
        else:
            translation.text = source
    file = folder / f"app_{LANGUAGE}.ts"
    tree.write(file, "utf-8", xml_declaration=True)
    _release()(file, file.with_suffix(".qm"))


def _release() -> Callable[[Path, Path], None]:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "tools/translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    release: Callable[[Path, Path], None] = module.release
    return release


def _all(value: Any) -> Any:
    if isinstance(value, str):
        return stretched(value)
    if isinstance(value, list):
        return [_all(inner) for inner in value]
    if isinstance(value, dict):
        return {
            name: inner if name in _NO_TEXT and isinstance(inner, str) else _all(inner)
            for name, inner in value.items()
        }
    return value


def _toml(file: Path) -> dict[str, Any]:
    return msgspec.toml.decode(file.read_bytes(), type=dict[str, Any])


def _write(file: Path, values: Mapping[str, Any]) -> None:
    lines = (f"{json.dumps(name)} = {_inline(value)}" for name, value in values.items())
    file.write_text("\n".join(lines) + "\n", "utf-8")


def _inline(value: Any) -> str:
    """JSON's strings, numbers and lists are TOML's too; its objects are not."""
    if isinstance(value, dict):
        inner = (f"{json.dumps(name)} = {_inline(one)}" for name, one in value.items())
        return f"{{{', '.join(inner)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return json.dumps(value, ensure_ascii=False)
