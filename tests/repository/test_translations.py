# SPDX-License-Identifier: MIT
"""The window's translations are complete and as fresh as the code."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from checkout import ROOT

FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("en", "ko")
PLACE = re.compile(r"%\d|%n")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "tools/translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_code_is_in_the_file(
    tool: ModuleType, tmp_path: Path, language: str
) -> None:
    file = tmp_path / f"app_{language}.ts"
    shutil.copy(FOLDER / file.name, file)
    tool.extract(language, file)
    assert file.read_text("utf-8") == (FOLDER / file.name).read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_released_file_is_fresh(tool: ModuleType, tmp_path: Path, language: str) -> None:
    made = tmp_path / "made.qm"
    tool.release(FOLDER / f"app_{language}.ts", made)
    assert made.read_bytes() == (FOLDER / f"app_{language}.qm").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_untranslated_and_places_are_kept(language: str) -> None:
    tree = ElementTree.parse(FOLDER / f"app_{language}.ts")
    for message in tree.iter("message"):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation.iter("numerusform")]
        for text in forms or [translation.text or ""]:
            assert text, source
            assert translation.get("type") is None, source
            assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(source)), source
            assert "!" not in text
