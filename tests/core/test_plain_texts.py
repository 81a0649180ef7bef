# SPDX-License-Identifier: MIT
"""Keys in other programs' files: found where they stand, and taken out without touching more."""

from __future__ import annotations

import json
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyready.core.assignments import assignments, lines, without_line
from keyready.core.json_member import line_of_member, member, without_member
from keyready.core.tool import Filling, Tool, filled
from keyready.services.files.languages import languages
from keyready.services.programs.tools import tools

KEY = "sk-proj-EXAMPLE-0123456789-abcdefghij-WXYZ"
FILLING = Filling(
    "/opt/keyready", "openai/work", "OPENAI_API_KEY", "service/openai", "api-key", "https://a/v1"
)


@pytest.mark.parametrize(
    "line",
    [
        f"OPENAI_API_KEY={KEY}",
        f"export OPENAI_API_KEY={KEY}  # a comment",
        f'export OPENAI_API_KEY="{KEY}"',
        f"OPENAI_API_KEY = '{KEY}'",
        f"\ufeffOPENAI_API_KEY={KEY}\r\n",
        f"set -gx OPENAI_API_KEY {KEY}",
        f"set -x -U OPENAI_API_KEY '{KEY}'",
        f"setenv OPENAI_API_KEY {KEY};",
        f'$env:OPENAI_API_KEY = "{KEY}"',
        f"SETUVAR --export OPENAI_API_KEY:{KEY}",
        f"OPENAI_API_KEY DEFAULT={KEY}",
        f"  OPENAI_API_KEY: {KEY}",
        f'"OPENAI_API_KEY": "{KEY}"',
    ],
)
def test_a_key_is_found_as_shells_and_files_set_it(line: str) -> None:
    (found,) = assignments(f"# first\n\n{line}")
    assert (found.name, found.value, found.line) == ("OPENAI_API_KEY", KEY, 3)
    assert (found.is_computed, found.is_alone) == (False, True)
    assert KEY not in repr(found)


@pytest.mark.parametrize("line", [f"# OPENAI_API_KEY={KEY}", f"echo {KEY}", "if true; then", ""])
def test_what_sets_nothing_is_nothing(line: str) -> None:
    assert list(assignments(line)) == []


def test_what_a_shell_works_out_is_not_guessed() -> None:
    for value in ('"$(pass show openai)"', "`cat key`", "$OTHER", '"${OTHER}"', "%OTHER%"):
        (found,) = assignments(f"export OPENAI_API_KEY={value}")
        assert found.is_computed
    (found,) = assignments("OPENAI_API_KEY='a$b'")
    assert not found.is_computed


def test_a_line_that_does_more_is_told() -> None:
    (found,) = assignments(f"OPENAI_API_KEY={KEY} ./start")
    assert (found.value, found.is_alone) == (KEY, False)


@given(st.text(alphabet="ab=\r\n #'\u2028\x0b"))
def test_lines_joined_are_the_text(text: str) -> None:
    assert "".join(lines(text)) == text
    for number in range(1, len(lines(text)) + 1):
        left = lines(text)
        del left[number - 1]
        assert without_line(text, number) == "".join(left)


@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("path", ["first", "middle", "inner.key", "last"])
def test_a_member_goes_and_everything_else_stays(indent: int | None, path: str) -> None:
    whole = {"first": KEY + "1", "middle": KEY + "2", "inner": {"key": KEY + "3"}, "last": KEY}
    text = json.dumps(whole, indent=indent) + "\n"
    value = member(text, path)
    assert value
    assert value.startswith(KEY)
    assert text.splitlines()[(line_of_member(text, path) or 0) - 1].count(value + '"') == 1
    shorter = without_member(text, path)
    assert shorter is not None
    assert json.dumps(value) not in shorter
    left = json.loads(shorter)
    expected = json.loads(text)
    at = expected[path.split(".")[0]] if "." in path else expected
    del at[path.split(".")[-1]]
    assert left == expected
    gone = set(text.splitlines()) - set(shorter.splitlines())
    assert len(gone) <= 2  # the line, and one that loses its comma


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"key": 3}', '{"a": {"key": "x"}, "key": "x"}', '{"k\\u0065y": "x"}'],
)
def test_what_cannot_be_done_safely_is_not_done(text: str) -> None:
    assert without_member(text, "key") is None


# The tools


@pytest.mark.parametrize("tool", tools(), ids=lambda tool: tool.id)
def test_a_tool_is_told_in_every_language_and_its_recipes_fill(tool: Tool) -> None:
    assert set(tool.trap) == set(languages())
    assert all("!" not in said.replace("![", "") for said in tool.trap.values())
    for recipe in tool.recipes:
        text = filled(recipe, FILLING)
        named = "{(get|run|keyready|entry|variable|service|user|base_url|header)}"
        assert not re.search(named, text)
        assert any(said in text for said in ("/opt/keyready", "service/openai", "OPENAI_API_KEY"))
        assert (recipe.place == "file") == bool(recipe.file)
    assert bool(tool.recipes) is (tool.takes != "plain")


def test_a_tool_that_nobody_can_use_is_refused() -> None:
    text = 'id = "x"\nname = "x"\norder = 1\ntakes = "command"\ntrap = {}\n'
    with pytest.raises(msgspec.ValidationError, match="recipes"):
        msgspec.toml.decode(text, type=Tool)
