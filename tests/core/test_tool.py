# SPDX-License-Identifier: MIT
"""Recipes hold on any machine: paths with blanks and backslashes, other shells, other providers."""

from __future__ import annotations

import json
import shlex
import sys
from dataclasses import replace

import msgspec
import pytest

from keyready.core.tool import Filling, Shell, Tool, command, filled
from keyready.services.programs.tools import tools

POSIX = Filling(
    "/opt/keyready", "openai/work", "OPENAI_API_KEY", "service/openai", "api-key", "https://a/v1"
)
BLANK = replace(POSIX, keyready="/home/me/my apps/it's/keyready")
WINDOWS = replace(POSIX, keyready=r"C:\Program Files\Keyready\keyready.exe", windows=True)
TOOLS = {tool.id: tool for tool in tools()}


def text(tool: str, place: str, filling: Filling) -> str:
    recipe = next(one for one in TOOLS[tool].recipes if one.place == place)
    return filled(recipe, filling).strip()


def test_a_path_that_a_shell_would_take_apart_is_quoted() -> None:
    line = text("llm", "sh", BLANK)
    assert shlex.split(line)[:4] == [BLANK.keyready, "run", "openai/work", "--"]
    assert text("llm", "sh", POSIX).startswith("/opt/keyready run ")
    assert text("llm", "powershell", WINDOWS).startswith(
        r"& 'C:\Program Files\Keyready\keyready.exe' run openai/work -- llm"
    )


def test_within_a_json_file_the_command_is_what_the_shell_is_to_run() -> None:
    for filling in (POSIX, BLANK):
        helper = json.loads(text("claude-code", "file", filling))["apiKeyHelper"]
        assert shlex.split(helper) == [filling.keyready, "get", "openai/work"]
    helper = json.loads(text("claude-code", "file", WINDOWS))["apiKeyHelper"]
    assert helper == f'"{WINDOWS.keyready}" get openai/work'


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python reads no TOML before 3.11")
@pytest.mark.parametrize("filling", [POSIX, BLANK, WINDOWS])
def test_within_a_toml_file_the_program_is_its_path(filling: Filling) -> None:
    said = msgspec.toml.decode(text("codex", "file", filling))
    auth = said["model_providers"]["keyready"]["auth"]
    assert (auth["command"], auth["args"]) == (filling.keyready, ["get", "openai/work"])


def test_what_runs_is_what_the_tool_would_run() -> None:
    def asked(tool: str, place: str, filling: Filling = POSIX) -> object:
        recipe = next(one for one in TOOLS[tool].recipes if one.place == place)
        return command(recipe, filling)

    assert asked("codex", "file") == ("/opt/keyready", "get", "openai/work")
    assert asked("chatgpt-nvim", "lua") == ("/opt/keyready", "get", "openai/work")
    assert asked("chatgpt-nvim", "lua", BLANK) == tuple(f"{BLANK.keyready} get openai/work".split())
    assert asked("claude-code", "file") == "/opt/keyready get openai/work"
    assert asked("llm", "sh") == "/opt/keyready run openai/work -- printenv OPENAI_API_KEY"
    assert "-i -c 'printenv OPENAI_API_KEY'" in str(asked("terminal", "sh"))
    assert asked("terminal", "fish")[:2] == ("fish", "-c")  # type: ignore[index]
    assert asked("curl", "powershell", WINDOWS)[-1].startswith("& 'C:")  # type: ignore[index]
    assert asked("python", "python")[0] == "python3"  # type: ignore[index]
    assert asked("opencode", "file") == ""


def test_a_provider_without_a_variable_is_told_one() -> None:
    chosen = replace(POSIX, entry="practice", is_chosen=True)
    line = text("llm", "sh", chosen)
    assert line.startswith("/opt/keyready run --env OPENAI_API_KEY=practice -- llm")


def test_a_key_is_never_offered_to_a_program_of_another_provider() -> None:
    assert TOOLS["openai-python"].is_for("openai")
    assert TOOLS["openai-python"].is_for("practice")
    assert not TOOLS["openai-python"].is_for("anthropic")
    assert TOOLS["terminal"].is_for("anthropic")
    anthropic = replace(POSIX, header="x-api-key: ")
    assert 'header = "x-api-key: &"' in text("curl", "sh", anthropic)


@pytest.mark.parametrize("shell", ["sh", "fish", "powershell"])
@pytest.mark.parametrize("tool", [one for one in TOOLS.values() if one.recipes], ids=lambda t: t.id)
def test_every_program_has_a_recipe_that_can_be_proved_for_every_shell(
    tool: Tool, shell: Shell
) -> None:
    recipes = tool.recipes_in(shell)
    assert any(command(one, POSIX) for one in recipes)
    assert not {one.place for one in recipes} & ({"sh", "fish", "powershell"} - {shell})
    others = {"sh", "fish", "powershell"} - {shell}
    of_here = [one for one in tool.recipes if one.place not in others]
    assert sum(one.proved for one in recipes) == sum(one.proved for one in of_here)


def test_a_line_that_was_written_for_another_shell_is_quoted_for_this_one() -> None:
    (recipe,) = TOOLS["goose"].recipes_in("powershell")
    assert filled(recipe, WINDOWS).startswith("& 'C:")
    (recipe,) = TOOLS["llm"].recipes_in("fish")
    assert not recipe.proved  # by us, with `sh`
