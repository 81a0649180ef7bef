# SPDX-License-Identifier: MIT
"""Each recipe that is called proved, with the real program: our key arrives at a server.

`make test-recipes` installs the programs into build/recipes/; curl, direnv and fish are Debian's.
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from checkout import ROOT
from console import KEY, command, environment
from keyready.core.secret import Secret
from keyready.core.tool import Filling, filled
from keyready.services.custody.key_store import SERVICE, Saved, key_store
from keyready.services.programs.tools import tools
from recipes import answers
from secret_session import SecretSession
from traces import traces_in

INSTALLED = ROOT / "build/recipes"
NODE = INSTALLED / "node/node_modules"
PYTHON = INSTALLED / "python/bin"
NOWHERE = "http://127.0.0.1:9"  # as proxy: no program asks another computer, whatever it is for
MODELS = 'curl -sS -H "Authorization: Bearer $OPENAI_API_KEY" "$OPENAI_BASE_URL/models"'
ASK = 'litellm.completion(model="gpt-4o-mini", messages=[{"role": "user", "content": "hello"}])\n'

Place = tuple[str, str, int]  # a tool, the place, and the number among its recipes of that place


@dataclass(frozen=True)
class Line:
    """A recipe for a shell, `after` it what a person would add, and what the tool finds there.

    In `after`, `files` (by name) and `settings` (variables) {url} is the server's address."""

    recipe: Place
    after: str = ""
    given: str = ""
    files: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    leaves_a_copy: bool = False

    @property
    def shell(self) -> str:
        return self.recipe[1]


LINES = (
    Line(("curl", "sh", 0)),
    Line(("curl", "fish", 0)),
    Line(("terminal", "sh", 0), given=f"{MODELS}\n"),
    Line(("terminal", "sh", 0), given=f"{MODELS}\n", settings={"SHELL": "/bin/bash"}),
    Line(("terminal", "fish", 0), given=f"{MODELS}\n"),
    Line(
        ("openai-python", "sh", 0),
        files={
            "your_program.py": "from openai import OpenAI\nprint(list(OpenAI().models.list()))\n"
        },
    ),
    Line(
        ("openai-node", "sh", 0),
        files={
            "your_program.js": 'const { OpenAI } = require("openai");\n'
            "new OpenAI().models.list().then((m) => console.log(m.data.length));\n"
        },
    ),
    Line(("llm", "sh", 0)),
    Line(
        ("aider", "sh", 0),
        settings={
            "AIDER_MESSAGE": "hello",
            "AIDER_MODEL": "openai/gpt-4o-mini",
            "AIDER_OPENAI_API_BASE": "{url}",
            "AIDER_YES_ALWAYS": "true",
            "AIDER_GIT": "false",
            "AIDER_CHECK_UPDATE": "false",
            "AIDER_ANALYTICS": "false",
        },
    ),
    Line(("litellm", "sh", 1), files={"your_program.py": f"import litellm\n{ASK}"}),
    Line(("shell-gpt", "sh", 0), settings={"API_BASE_URL": "{url}"}),
    Line(
        ("codex", "sh", 0),
        after=" && codex exec --skip-git-repo-check -c 'openai_base_url=\"{url}\"' 'Say hello'",
        leaves_a_copy=True,
    ),
    Line(
        ("opencode", "sh", 0),
        after=" run --model openai/gpt-5 'Say hello'",
        files={
            "opencode.json": '{"provider": {"openai": {"options": {"baseURL": "{url}"}}}}',
        },
    ),
)
OTHERS: set[Place] = {
    ("python", "python", 0),
    ("openai-python", "python", 0),
    ("openai-node", "javascript", 0),
    ("direnv", "file", 0),
    ("codex", "file", 0),
    ("claude-code", "file", 0),
    ("opencode", "file", 0),
}


@pytest.fixture
def server(httpserver: HTTPServer) -> HTTPServer:
    """Answers as OpenAI does, and as Anthropic where a gateway would."""
    httpserver.expect_request("/v1/models").respond_with_json(answers.MODELS)
    httpserver.expect_request("/v1/chat/completions").respond_with_handler(answers.chat)
    httpserver.expect_request("/v1/responses").respond_with_handler(answers.response)
    httpserver.expect_request("/v1/messages").respond_with_handler(answers.message)
    return httpserver


@pytest.fixture
def place(secret_session: SecretSession, server: HTTPServer, tmp_path: Path) -> Path:
    """A folder to work in, with a `keyready` that recipes can name."""
    assert isinstance(key_store().save("openai", Secret(KEY)), Saved)
    program = tmp_path / "keyready"
    program.write_text("#!/bin/sh\nexec " + " ".join(command()) + ' "$@"\n')
    program.chmod(0o755)
    return tmp_path


def recipe(place: Path, server: HTTPServer, wanted: Place) -> str:
    tool, where, number = wanted
    (found,) = (one for one in tools() if one.id == tool)
    chosen = [one for one in found.recipes if one.place == where][number]
    keyready, url = str(place / "keyready"), server.url_for("/v1")
    service = f"{SERVICE}/openai"
    return filled(chosen, Filling(keyready, "openai", "OPENAI_API_KEY", service, "api-key", url))


def programs() -> str:
    """The folders of all programs. Two come as a package for each kind of computer."""
    folders = [PYTHON, INSTALLED / "aider/bin", INSTALLED / "shell-gpt/bin", NODE / ".bin"]
    for pattern in ("@anthropic-ai/claude-code-*/claude", "opencode-*/bin/opencode"):
        folders[:0] = [file.parent for file in sorted(NODE.glob(pattern))[:1]]
    return ":".join([*map(str, folders), os.environ["PATH"]])


def run(program: list[str], place: Path, server: HTTPServer, given: str = "", **more: str) -> None:
    url = server.url_for("/v1")
    kept_for_a_while = place / "tmp"  # shell_gpt answers the same question from there
    kept_for_a_while.mkdir(exist_ok=True)
    settings = {
        "TMPDIR": str(kept_for_a_while),
        "PATH": programs(),
        "NODE_PATH": str(NODE),
        "SHELL": "/bin/sh",
        "OPENAI_BASE_URL": url,
        "HTTPS_PROXY": NOWHERE,
        "https_proxy": NOWHERE,
        "NO_PROXY": "127.0.0.1,localhost",
        **{name: value.replace("{url}", url) for name, value in more.items()},
    }
    done = subprocess.run(
        program,
        cwd=place,
        env=environment(**settings),
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def arrived(server: HTTPServer) -> bool:
    return any(request.headers.get("Authorization") == f"Bearer {KEY}" for request, _ in server.log)


def test_what_is_called_proved_is_proved_here() -> None:
    called = set()
    for tool in tools():
        for where in {one.place for one in tool.recipes}:
            of_place = [one for one in tool.recipes if one.place == where]
            called |= {(tool.id, where, n) for n, one in enumerate(of_place) if one.proved}
    assert called == {line.recipe for line in LINES} | OTHERS


@pytest.mark.recipes
@pytest.mark.parametrize("line", LINES, ids=lambda line: "-".join(map(str, line.recipe)))
def test_a_line_for_the_shell(
    line: Line, place: Path, server: HTTPServer, secret_session: SecretSession
) -> None:
    url = server.url_for("/v1")
    for name, text in line.files.items():
        (place / name).write_text(text.replace("{url}", url))
    whole = recipe(place, server, line.recipe) + line.after.replace("{url}", url)
    run([line.shell, "-c", whole], place, server, line.given, **line.settings)
    assert arrived(server)
    copies = traces_in(KEY, secret_session.home) + traces_in(KEY, place)
    assert bool(copies) is line.leaves_a_copy, copies


@pytest.mark.recipes
def test_keyring_in_python(place: Path, server: HTTPServer) -> None:
    asked = (
        "import os, urllib.request as r\n"
        "head = {'Authorization': 'Bearer ' + key}\n"
        "r.urlopen(r.Request(os.environ['OPENAI_BASE_URL'] + '/models', headers=head))\n"
    )
    program = f"{recipe(place, server, ('python', 'python', 0))}\n{asked}"
    run([str(PYTHON / "python"), "-c", program], place, server)
    assert arrived(server)


@pytest.mark.recipes
def test_a_function_as_api_key_of_openai(place: Path, server: HTTPServer) -> None:
    text = recipe(place, server, ("openai-python", "python", 0))
    run([str(PYTHON / "python"), "-c", f"{text}\nprint(list(client.models.list()))"], place, server)
    assert arrived(server)


@pytest.mark.recipes
def test_a_module_of_node(place: Path, server: HTTPServer) -> None:
    (place / "node_modules").symlink_to(NODE)
    text = recipe(place, server, ("openai-node", "javascript", 0))
    (place / "program.mjs").write_text(f"{text}\nawait client.models.list();\n")
    run(["node", "program.mjs"], place, server)
    assert arrived(server)


@pytest.mark.recipes
def test_direnv(place: Path, server: HTTPServer) -> None:
    (place / ".envrc").write_text(recipe(place, server, ("direnv", "file", 0)))
    run(["direnv", "allow", "."], place, server)
    run(["direnv", "exec", ".", "sh", "-c", MODELS], place, server)
    assert arrived(server)


@pytest.mark.recipes
def test_a_provider_of_codex(
    place: Path, server: HTTPServer, secret_session: SecretSession
) -> None:
    settings = secret_session.home / ".codex/config.toml"
    settings.parent.mkdir()
    settings.write_text(recipe(place, server, ("codex", "file", 0)))
    run(["codex", "exec", "--skip-git-repo-check", "Say hello"], place, server)
    assert arrived(server)
    assert traces_in(KEY, secret_session.home) == []


@pytest.mark.recipes
def test_the_helper_of_claude_code(
    place: Path, server: HTTPServer, secret_session: SecretSession
) -> None:
    settings = secret_session.home / ".claude/settings.json"
    settings.parent.mkdir()
    settings.write_text(recipe(place, server, ("claude-code", "file", 0)))
    gateway = {"ANTHROPIC_BASE_URL": server.url_for("/").rstrip("/")}
    quiet = {"CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1"}
    run(["claude", "-p", "Say hello"], place, server, **gateway, **quiet)
    assert arrived(server)
    assert any(request.headers.get("X-Api-Key") == KEY for request, _ in server.log)
    assert traces_in(KEY, secret_session.home) == []


@pytest.mark.recipes
def test_the_settings_of_opencode(
    place: Path, server: HTTPServer, secret_session: SecretSession
) -> None:
    settings = json.loads(recipe(place, server, ("opencode", "file", 0)))
    settings["provider"]["openai"]["options"]["baseURL"] = server.url_for("/v1")
    (place / "opencode.json").write_text(json.dumps(settings))
    line = recipe(place, server, ("opencode", "sh", 0))
    run(["sh", "-c", f"{line} run --model openai/gpt-5 hello"], place, server)
    assert arrived(server)
    assert traces_in(KEY, secret_session.home) + traces_in(KEY, place) == []
