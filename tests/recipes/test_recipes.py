# SPDX-License-Identifier: MIT
"""Each recipe that is called proved, with the real program: our key arrives at a server.

The programs are installed by `make test-recipes` into build/recipes/; direnv is Debian's.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from checkout import ROOT
from console import KEY, command, environment
from keyready.core.secret import Secret
from keyready.core.tool import Filling, filled
from keyready.services.key_store import SERVICE, Saved, key_store
from keyready.services.tools import tools
from secret_session import SecretSession

INSTALLED = ROOT / "build/recipes"
PYTHON = INSTALLED / "python/bin"
OPENAI_PYTHON = "from openai import OpenAI\nclient = OpenAI()\n"
LIST = "\nprint(len(list(client.models.list())))\n"
ASK = 'litellm.completion(model="gpt-4o-mini", messages=[{"role": "user", "content": "hello"}])\n'

# What is run, by tool, place, and number among its recipes of that place. Files that the recipe
# names are made by the test of that name below.
PROVED = {
    ("curl", "sh", 0),
    ("python", "python", 0),
    ("openai-python", "python", 0),
    ("openai-python", "sh", 0),
    ("openai-node", "sh", 0),
    ("openai-node", "javascript", 0),
    ("terminal", "sh", 0),
    ("llm", "sh", 0),
    ("litellm", "sh", 1),
    ("direnv", "file", 0),
}


@pytest.fixture
def server(httpserver: HTTPServer) -> HTTPServer:
    """Answers as OpenAI does."""
    models = {"object": "list", "data": [{"id": "m", "object": "model"}]}
    httpserver.expect_request("/v1/models").respond_with_json(models)
    httpserver.expect_request("/v1/chat/completions").respond_with_handler(_chat)
    return httpserver


def _chat(request: Request) -> Response:
    said = {"role": "assistant", "content": "hello"}
    whole = {"id": "c", "created": 1, "model": "m"}
    if not json.loads(request.data).get("stream"):
        choice = {"index": 0, "message": said, "finish_reason": "stop"}
        body = {**whole, "object": "chat.completion", "choices": [choice]}
        return Response(json.dumps(body), content_type="application/json")
    part = {"index": 0, "delta": said, "finish_reason": "stop"}
    body = {**whole, "object": "chat.completion.chunk", "choices": [part]}
    text = f"data: {json.dumps(body)}\n\ndata: [DONE]\n\n"
    return Response(text, content_type="text/event-stream")


@pytest.fixture
def place(secret_session: SecretSession, server: HTTPServer, tmp_path: Path) -> Path:
    """A folder to work in, with a `keyready` that recipes can name."""
    assert isinstance(key_store().save("openai", Secret(KEY)), Saved)
    program = tmp_path / "keyready"
    program.write_text("#!/bin/sh\nexec " + " ".join(command()) + ' "$@"\n')
    program.chmod(0o755)
    return tmp_path


def recipe(place: Path, server: HTTPServer, tool: str, where: str, number: int = 0) -> str:
    assert (tool, where, number) in PROVED
    (found,) = (one for one in tools() if one.id == tool)
    chosen = [one for one in found.recipes if one.place == where][number]
    keyready, url = str(place / "keyready"), server.url_for("/v1")
    service = f"{SERVICE}/openai"
    return filled(chosen, Filling(keyready, "openai", "OPENAI_API_KEY", service, "api-key", url))


def run(
    program: list[str], place: Path, server: HTTPServer, given: str = "", *, served: bool = True
) -> str:
    """`served`: the server knows all that the program asks for."""
    path = f"{PYTHON}:{os.environ['PATH']}"
    more = {"NODE_PATH": str(INSTALLED / "node_modules"), "SHELL": "/bin/sh"}
    url = server.url_for("/v1")
    done = subprocess.run(
        program,
        cwd=place,
        env={**environment(PATH=path, OPENAI_BASE_URL=url, **more)},
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0 or not served, done.stderr
    return done.stdout


def arrived(server: HTTPServer) -> bool:
    return any(request.headers.get("Authorization") == f"Bearer {KEY}" for request, _ in server.log)


def test_what_is_called_proved_is_proved_here() -> None:
    called = set()
    for tool in tools():
        for where in {one.place for one in tool.recipes}:
            of_place = [one for one in tool.recipes if one.place == where]
            called |= {(tool.id, where, n) for n, one in enumerate(of_place) if one.proved}
    assert called == PROVED


@pytest.mark.recipes
@pytest.mark.parametrize(
    ("tool", "number", "files", "given"),
    [
        ("curl", 0, {}, ""),
        ("openai-python", 0, {"your_program.py": OPENAI_PYTHON + LIST}, ""),
        (
            "openai-node",
            0,
            {
                "your_program.js": 'const { OpenAI } = require("openai");\n'
                "new OpenAI().models.list().then((m) => console.log(m.data.length));\n"
            },
            "",
        ),
        ("llm", 0, {}, ""),
        ("litellm", 1, {"your_program.py": f"import litellm\n{ASK}"}, ""),
        (
            "terminal",
            0,
            {},
            'curl -sS -H "Authorization: Bearer $OPENAI_API_KEY" "$OPENAI_BASE_URL/models"\n',
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isidentifier() else None,
)
def test_a_line_for_the_shell(
    tool: str, number: int, files: dict[str, str], given: str, place: Path, server: HTTPServer
) -> None:
    for name, text in files.items():
        (place / name).write_text(text)
    line = recipe(place, server, tool, "sh", number)
    run(["sh", "-c", line], place, server, given, served=tool != "llm")
    assert arrived(server)


@pytest.mark.recipes
def test_keyring_in_python(place: Path, server: HTTPServer) -> None:
    asked = (
        "import os, urllib.request as r\n"
        "head = {'Authorization': 'Bearer ' + key}\n"
        "r.urlopen(r.Request(os.environ['OPENAI_BASE_URL'] + '/models', headers=head))\n"
    )
    program = f"{recipe(place, server, 'python', 'python')}\n{asked}"
    run([str(PYTHON / "python"), "-c", program], place, server)
    assert arrived(server)


@pytest.mark.recipes
def test_a_function_as_api_key_of_openai(place: Path, server: HTTPServer) -> None:
    program = f"{recipe(place, server, 'openai-python', 'python')}{LIST}"
    run([str(PYTHON / "python"), "-c", program], place, server)
    assert arrived(server)


@pytest.mark.recipes
def test_a_module_of_node(place: Path, server: HTTPServer) -> None:
    (place / "node_modules").symlink_to(INSTALLED / "node_modules")
    text = recipe(place, server, "openai-node", "javascript")
    (place / "program.mjs").write_text(f"{text}\nawait client.models.list();\n")
    run(["node", "program.mjs"], place, server)
    assert arrived(server)


@pytest.mark.recipes
@pytest.mark.skipif(shutil.which("direnv") is None, reason="direnv is not installed")
def test_direnv(place: Path, server: HTTPServer) -> None:
    (place / ".envrc").write_text(recipe(place, server, "direnv", "file"))
    run(["direnv", "allow", "."], place, server)
    asked = 'curl -sS -H "Authorization: Bearer $OPENAI_API_KEY" "$OPENAI_BASE_URL/models"'
    run(["direnv", "exec", ".", "sh", "-c", asked], place, server)
    assert arrived(server)
