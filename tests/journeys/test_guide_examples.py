# SPDX-License-Identifier: MIT
"""The examples of the guides are run as they stand: the key comes from its place and arrives.

Only addresses are changed, to a server on this computer. The libraries are the real ones.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from keyready.core.guide import Guide
from keyready.core.provider import Provider
from keyready.core.secret import Secret
from keyready.resource_files import resource
from keyready.services.catalog import Catalog
from keyready.services.custody.key_store import Saved, key_store
from secret_session import SecretSession

pytestmark = pytest.mark.journey

LANGUAGES = tuple(Catalog().languages)
KEY = "sk-EXAMPLE-" + "c3D4" * 10
ADDRESS = re.compile(r"https://[^/\s\"']+")
VARIABLES = {  # what the guides name besides the key
    "AZURE_OPENAI_ENDPOINT": "{origin}",
    "OPENAI_API_VERSION": "2024-10-21",
    "OPENAI_BASE_URL": "{origin}/v1",
    "OPENAI_MODEL": "gpt-EXAMPLE",
}
MODELS = {"object": "list", "data": [{"id": "gpt-EXAMPLE", "object": "model"}]}
RESPONSE = {
    "id": "resp_EXAMPLE",
    "object": "response",
    "created_at": 1,
    "model": "gpt-EXAMPLE",
    "output": [
        {
            "id": "msg_EXAMPLE",
            "type": "message",
            "role": "assistant",
            "status": "completed",
            "content": [{"type": "output_text", "text": "OK", "annotations": []}],
        }
    ],
}


class Example(NamedTuple):
    provider: str
    language: str
    title: str
    code: str


def examples() -> list[Example]:
    """Every block of code but the practice keys."""
    files = (
        (language, file)
        for language in LANGUAGES
        for file in sorted(resource("guides", language).glob("*.toml"))
        if file.stem != "practice"
    )
    return [
        Example(file.stem, language, note.title, note.code)
        for language, file in files
        for step in msgspec.toml.decode(file.read_bytes(), type=Guide).steps
        for note in step.notes
        if note.code
    ]


def of_kind(mark: str) -> list[object]:
    """The examples that hold `mark`, which tells the kind of each."""
    found = [example for example in examples() if mark in example.code]
    return [pytest.param(one, id=f"{one.provider}-{one.language}") for one in found]


CURL, PYTHON, KEYRING = "curl ", "for model in client", "keyring.get_password"
NODE, WEB, COMMAND = "await fetch", "Flask", "$(keyring get"


class Provided:
    """Stands in for the provider: notes the headers of each request, and all command lines."""

    def __init__(self, server: HTTPServer) -> None:
        self.origin = server.url_for("").rstrip("/")
        self.headers: list[dict[str, str]] = []
        self.command_lines = ""
        server.expect_request(re.compile(".*")).respond_with_handler(self._answer)

    def _answer(self, request: Request) -> Response:
        self.headers.append({name.lower(): value for name, value in request.headers})
        self.command_lines += "".join(_command_line(pid) for pid in Path("/proc").glob("[0-9]*"))
        said = RESPONSE if request.path.endswith("/responses") else MODELS
        return Response(msgspec.json.encode(said), content_type="application/json")

    def at_home(self, code: str) -> str:
        return ADDRESS.sub(self.origin, code)

    def environment(self, **more: str) -> dict[str, str]:
        named = {name: value.format(origin=self.origin) for name, value in VARIABLES.items()}
        return {"PATH": _path(), "HOME": os.environ["HOME"], **named, **more}


def _command_line(process: Path) -> str:
    try:
        return (process / "cmdline").read_bytes().decode("utf-8", "replace")
    except OSError:  # it has ended
        return ""


def _path() -> str:
    """With the commands of this Python first, as in a shell where it is active."""
    return os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))


@pytest.fixture
def provided(httpserver: HTTPServer) -> Provided:
    return Provided(httpserver)


def run(command: list[str], environment: dict[str, str], folder: Path) -> str:
    ended = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, KEY in ended.stdout + ended.stderr) == (0, False), ended.stderr
    return ended.stdout


def test_every_example_is_of_a_kind_that_is_run() -> None:
    kinds = (CURL, PYTHON, KEYRING, NODE, WEB, COMMAND)
    assert [one.title for one in examples() if sum(kind in one.code for kind in kinds) != 1] == []
    assert {one.provider for one in examples()} >= {
        provider.id for provider in Catalog().providers if provider.id != "practice"
    }


@pytest.mark.parametrize("example", of_kind(CURL))
def test_curl_sends_the_key_from_the_environment_and_shows_it_to_no_other_program(
    example: Example, provided: Provided, tmp_path: Path
) -> None:
    provider: Provider = Catalog().provider(example.provider)
    environment = provided.environment(**{provider.environment.key[0]: KEY})
    run(["sh", "-c", provided.at_home(example.code)], environment, tmp_path)
    auth = provider.auth
    assert [one[auth.header.lower()] for one in provided.headers] == [f"{auth.prefix}{KEY}"]
    assert auth.extra.items() <= provided.headers[0].items()
    assert "curl" in provided.command_lines
    assert KEY not in provided.command_lines


def said_by_python(code: str, provided: Provided, folder: Path) -> str:
    """What the code prints; the key is in its environment, and has arrived."""
    said = run([sys.executable, "-c", code], provided.environment(OPENAI_API_KEY=KEY), folder)
    assert provided.headers[0]["authorization"] == f"Bearer {KEY}"
    return said


@pytest.mark.parametrize("example", of_kind(PYTHON))
def test_python_takes_the_key_from_the_environment(
    example: Example, provided: Provided, tmp_path: Path
) -> None:
    assert said_by_python(example.code, provided, tmp_path) == "gpt-EXAMPLE\n"


@pytest.mark.parametrize("example", of_kind(KEYRING))
def test_python_takes_the_key_from_the_keyring(
    example: Example, provided: Provided, tmp_path: Path, secret_session: SecretSession
) -> None:
    assert isinstance(key_store().save("openai", Secret(KEY)), Saved)
    environment = {**secret_session.whole_environment(), **provided.environment()}
    asks = "print([model.id for model in client.models.list()])"
    said = run([sys.executable, "-c", f"{example.code}\n{asks}"], environment, tmp_path)
    assert said == "['gpt-EXAMPLE']\n"
    assert provided.headers[0]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("example", of_kind(COMMAND))
def test_the_shell_gives_the_key_from_the_keyring_to_one_program(
    example: Example, provided: Provided, tmp_path: Path, secret_session: SecretSession
) -> None:
    assert isinstance(key_store().save("openai", Secret(KEY)), Saved)
    asks = tmp_path / "my-program"
    asks.write_text(
        f"#!{sys.executable}\nfrom openai import OpenAI\nOpenAI().models.list()\n", "utf-8"
    )
    asks.chmod(0o700)
    environment = {**secret_session.whole_environment(), **provided.environment()}
    environment["PATH"] = os.pathsep.join((str(tmp_path), environment["PATH"]))
    after = 'test -z "${OPENAI_API_KEY:-}"'  # no other program has it
    run(["sh", "-c", f"{example.code.strip()} && {after}"], environment, tmp_path)
    assert provided.headers[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in provided.command_lines


@pytest.mark.parametrize("example", of_kind(NODE))
def test_node_takes_the_key_from_the_environment(
    example: Example, provided: Provided, tmp_path: Path
) -> None:
    (tmp_path / "models.mjs").write_text(provided.at_home(example.code), "utf-8")
    environment = provided.environment(OPENAI_API_KEY=KEY)
    assert run(["node", "models.mjs"], environment, tmp_path) == "gpt-EXAMPLE\n"
    assert provided.headers[0]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("example", of_kind(WEB))
def test_the_web_server_keeps_the_key_and_gives_the_answer(
    example: Example, provided: Provided, tmp_path: Path
) -> None:
    asks = "print(app.test_client().post('/ask', json={'question': 'Hello'}).text)"
    said = said_by_python(f"{example.code}\n{asks}", provided, tmp_path)
    assert msgspec.json.decode(said) == {"answer": "OK"}
