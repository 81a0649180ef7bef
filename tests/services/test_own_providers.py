# SPDX-License-Identifier: MIT
"""A person's own provider files are read; a fault in one is told, and the others go on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from keyready.core.secret import Secret
from keyready.core.verdict import Cause
from keyready.resource_files import resource
from keyready.services.catalog import Catalog
from keyready.services.files.data_file import LIMIT
from keyready.services.files.languages import languages
from keyready.services.network.key_check import check

MINE = """\
id = "mine"
name = "Mine"
order = 500
base_url = "https://api.example.com/v1"
rules_from = ["openai_compatible", "http"]

[pages]
keys = "https://example.com/keys"

[free]
method = "GET"
path = "/models"
models = "data.*.id"
"""
KEY = Secret("sk-EXAMPLE-0123456789-abcdefghij-WXYZ")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "providers").mkdir()
    return tmp_path


def catalog(own: Path, language: str = "en", **files: str) -> Catalog:
    for name, text in files.items():
        (own / "providers" / f"{name}.toml").write_text(text, "utf-8")
    return Catalog(language, own_folder=own)


def faults(catalog: Catalog) -> list[tuple[str, int, str]]:
    return [(fault.file.name, fault.line, fault.reason) for fault in catalog.faults]


def test_where_there_is_no_folder_nothing_is_missing(tmp_path: Path) -> None:
    empty = Catalog(own_folder=tmp_path / "nowhere")
    assert empty.faults == ()
    assert len(empty.providers) == len(list(resource("providers").glob("*.toml")))


def test_the_folder_is_that_of_the_settings(home: Path) -> None:
    if sys.platform == "linux":
        folder = home / ".config" / "keyready" / "providers"
        folder.mkdir(parents=True)
        (folder / "mine.toml").write_text(MINE)
        assert Catalog().provider("mine").name == "Mine"


def test_an_own_provider_is_checked_like_any_other(own: Path, httpserver: HTTPServer) -> None:
    models = {"object": "list", "data": [{"id": "m", "object": "model"}]}
    httpserver.expect_request("/v1/models").respond_with_json(models)
    read = catalog(own, mine=MINE)
    assert read.faults == ()
    verdict = check(read.provider("mine"), KEY, httpserver.url_for("/v1"))
    assert (verdict.cause, verdict.models) == (Cause.ACCEPTED, ("m",))


FAULTY = {
    "syntax": (MINE + "oops", 14, "Expected '='"),
    "unknown member": (MINE.replace("order = 500", "ordre = 500"), 3, "ordre"),
    "wrong type": (MINE.replace("500", '"500"'), 3, "Expected `int`"),
    "plain http": (MINE.replace("https://api", "http://api"), 4, "plain_http"),
    "rule set": (MINE.replace('"http"]', '"https"]'), 5, "https"),
    "page": (MINE.replace("https://example.com/keys", "file:///etc/passwd"), 8, "https://"),
    "ours": (MINE.replace('id = "mine"', 'id = "openai"'), 1, "already"),
    "the proxy's": (MINE.replace('id = "mine"', 'id = "proxy"'), 1, "already"),
    "name of the keyring": (MINE.replace('id = "mine"', 'id = "openai/work"'), 1, "id: "),
    "header": (MINE + '[auth]\nprefix = "Bearer\\n"\n', 15, "prefix: "),
    "nesting": ("a = " + "[" * 50_000, 1, "nested"),
    "too long": (MINE + "#" * LIMIT, 1, "longer"),
    "control characters": (MINE + '"\\u001b[31m" = 1', 10, "unknown field"),
}


@pytest.mark.parametrize(("text", "line", "reason"), FAULTY.values(), ids=FAULTY.keys())
def test_a_fault_is_told_with_line_and_reason_and_the_others_go_on(
    own: Path, text: str, line: int, reason: str
) -> None:
    read = catalog(own, faulty=text, mine=MINE)
    ((file, at, why),) = faults(read)
    assert (file, at) == ("faulty.toml", line)
    assert reason in why
    assert why.isprintable()
    assert {"openai", "mine"} <= {provider.id for provider in read.providers}
    assert read.provider("openai").base_url == "https://api.openai.com/v1"


def test_what_is_no_text_and_what_is_no_file(own: Path) -> None:
    (own / "providers" / "bytes.toml").write_bytes(b'id = "mine"\nname = "\xff"\n')
    (own / "providers" / "folder.toml").mkdir()
    assert faults(catalog(own, mine=MINE)) == [
        ("bytes.toml", 2, "not UTF-8"),
        ("folder.toml", 1, "not a file"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_pipe_makes_nobody_wait(own: Path) -> None:
    os.mkfifo(own / "providers" / "pipe.toml")
    assert faults(catalog(own)) == [("pipe.toml", 1, "not a file")]


def test_of_two_files_with_one_id_the_first_counts(own: Path) -> None:
    read = catalog(own, a=MINE, b=MINE.replace('"Mine"', '"Other"'))
    assert read.provider("mine").name == "Mine"
    assert [name for name, _, _ in faults(read)] == ["b.toml"]


@pytest.mark.parametrize("language", languages())
def test_without_a_guide_a_general_one_is_shown(own: Path, language: str) -> None:
    steps = catalog(own, language, mine=MINE).guide("mine").steps
    assert [step.id for step in steps] == ["account", "billing", "key", "use"]
    assert not any(part.page for step in steps for part in (*step.clicks, *step.notes))


def guide(**replaced: str) -> str:
    steps = "".join(
        f'[[steps]]\nid = "{step}"\ntitle = "t"\nwhy = "w"\ntick = "t"\n'
        f'clicks = [{{ text = "c", page = "{replaced.get("page", "keys")}", button = "b" }}]\n'
        for step in replaced.get("steps", "account billing key use").split()
    )
    return f'subtitle = "My own words"\n{steps}'


def test_an_own_guide_is_shown(own: Path) -> None:
    folder = own / "guides" / "en"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(guide())
    assert catalog(own, mine=MINE).guide("mine").subtitle == "My own words"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (guide(page="billing"), "billing"),
        (guide(steps="account key"), "steps"),
        ("subtitle = 1", "Expected `str`"),
    ],
)
def test_a_faulty_guide_is_told_and_the_general_one_stands_in(
    own: Path, text: str, reason: str
) -> None:
    folder = own / "guides" / "en"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(text)
    read = catalog(own, mine=MINE)
    ((file, _, why),) = faults(read)
    assert file == "mine.toml"
    assert reason in why
    assert read.guide("mine").steps
