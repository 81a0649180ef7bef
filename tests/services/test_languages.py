# SPDX-License-Identifier: MIT
"""Which languages there are is told by the files, which one is spoken by the person's system."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from keyready.services.files.languages import first_spoken, languages, own_names, preferred_language


def test_the_files_of_words_say_which_languages_there_are() -> None:
    assert languages()[:2] == ("en", "ko")
    assert own_names() == {"en": "English", "ko": "한국어"}


def test_another_file_is_another_language(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    for name, own in (("pt_BR", "Português"), ("en", "English"), ("de", "Deutsch")):
        (tmp_path / "words" / f"{name}.toml").write_text(f'language = "{own}"\nother = 1', "utf-8")
    assert languages(tmp_path) == ("en", "de", "pt_BR")
    assert own_names(tmp_path)["pt_BR"] == "Português"


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (["pt-BR"], "pt_BR"),
        (["pt_BR.UTF-8"], "pt_BR"),
        (["pt"], "en"),
        (["fr", "de_AT@euro"], "de"),
        (["de-AT", "pt-BR"], "de"),
        ([""], "en"),
        ([], "en"),
    ],
)
def test_the_first_that_is_spoken_counts_with_or_without_its_region(
    wanted: list[str], spoken: str
) -> None:
    assert first_spoken(wanted, ("en", "de", "pt_BR")) == spoken


@pytest.mark.skipif(sys.platform == "win32", reason="the variables of POSIX")
@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR"}, "ko"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "ko:en"}, "ko"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:ko"}, "ko"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "ko"}, "en"),
        ({"LC_ALL": "", "LANG": "ko"}, "ko"),
        ({"LANG": "kok_IN.UTF-8"}, "en"),
    ],
)
def test_the_systems_language_is_taken_where_we_speak_it(
    environment: dict[str, str], language: str
) -> None:
    assert preferred_language(environment) == language
