# SPDX-License-Identifier: MIT
"""Keys that lie open: found, taken over, named with their line, and taken out of their file."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from console import KEY, MASK, OTHER, at_terminal, keyready
from keyready.core.secret import Secret
from keyready.services.custody.key_store import Saved, key_store
from secret_session import SecretSession
from traces import traces

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("secret_session")]

ENV = f"# mine\nA=1\nOPENAI_API_KEY={KEY}\nANTHROPIC_API_KEY={OTHER}\n"


def kept(entry: str = "openai") -> str | None:
    key = key_store().read(entry)
    assert key is None or isinstance(key, Secret)
    return key.reveal() if key else None


def home() -> Path:
    return Path(os.environ["HOME"])


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def keys_json(text: str) -> Path:
    return write(home() / ".config/io.datasette.llm/keys.json", text)


def conflicts(*arguments: str, **variables: str) -> list[dict[str, Any]]:
    done = keyready("conflicts", *arguments, "--json", **variables)
    assert (done.returncode, done.stderr) == (0, "")
    assert traces(KEY, done.stdout.encode()) == []
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


# import


def test_a_file_is_imported_after_its_place_and_mask_were_shown(tmp_path: Path) -> None:
    file = write(tmp_path / ".env", ENV)
    with at_terminal("import", "openai/work", "--from", str(file)) as sitting:
        sitting.wait_for("[y/N]")
        assert f"{MASK}".encode() in sitting.shown
        assert f"{file}:3 (OPENAI_API_KEY)".encode() in sitting.shown
        assert kept("openai/work") is None
        sitting.type("y\r")
        assert sitting.end() == 0
        assert traces(KEY, sitting.shown) == []
        assert b"delete it" in sitting.shown
    assert kept("openai/work") == KEY
    assert file.read_text() == ENV


def test_nothing_is_taken_without_a_yes(tmp_path: Path) -> None:
    file = write(tmp_path / ".env", ENV)
    done = keyready("import", "openai", "--from", str(file), "--remove-from-file")
    assert (done.returncode, kept(), file.read_text()) == (6, None, ENV)
    assert "--yes" in done.stderr


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_line_is_taken_out_and_every_other_byte_stays(
    end: str, mark: bytes, tmp_path: Path
) -> None:
    text = f"# 한글 \udcff{end}A=1{end}{{}}B=2"
    line = f"export OPENAI_API_KEY='{KEY}' # here{end}"
    real = tmp_path / "real.env"
    real.write_bytes(mark + text.format(line).encode("utf-8", "surrogateescape"))
    real.chmod(0o640)
    file = tmp_path / ".env"
    file.symlink_to(real)
    done = keyready("import", "openai", "--from", str(file), "--remove-from-file", "--yes")
    assert (done.returncode, kept()) == (0, KEY)
    assert real.read_bytes() == mark + text.format("").encode("utf-8", "surrogateescape")
    assert file.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert f"-export OPENAI_API_KEY='{MASK}' # here" in done.stdout
    assert traces(KEY, done.stdout.encode()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == [".env", "real.env"]


def test_the_difference_shows_no_other_secret() -> None:
    file = keys_json(json.dumps({"anthropic": OTHER, "openai": KEY}))
    done = keyready("import", "--from", "llm", "openai", "--remove-from-file", "--yes")
    assert (done.returncode, kept()) == (0, KEY)
    assert json.loads(file.read_text()) == {"anthropic": OTHER}
    assert traces(OTHER, done.stdout.encode()) == traces(KEY, done.stdout.encode()) == []


def test_a_line_that_does_more_is_left_to_the_person(tmp_path: Path) -> None:
    file = write(tmp_path / ".env", f"OPENAI_API_KEY={KEY} ./start\n")
    done = keyready("import", "openai", "--from", str(file), "--remove-from-file", "--yes")
    assert (done.returncode, kept()) == (6, KEY)
    assert file.read_text() == f"OPENAI_API_KEY={KEY} ./start\n"
    assert "Delete the line yourself" in done.stderr


def test_nothing_is_taken_out_before_the_key_is_kept(tmp_path: Path) -> None:
    file = write(tmp_path / ".env", ENV)
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent"
    done = keyready("import", "openai", "--from", str(file), "--remove-from-file", "--yes")
    assert (done.returncode, file.read_text()) == (5, ENV)


def test_a_variable_is_imported_and_the_line_that_sets_it_is_named() -> None:
    write(home() / ".bashrc", f"\nexport OPENAI_API_KEY={KEY}\n")
    done = keyready("import", "--from", "environment", "--yes", OPENAI_API_KEY=KEY)
    assert (done.returncode, kept()) == (0, KEY)
    assert f"{home()}/.bashrc:2 (OPENAI_API_KEY)" in done.stdout
    assert traces(KEY, done.stdout.encode()) == []


def test_a_variable_of_another_name(tmp_path: Path) -> None:
    file = write(tmp_path / "env", f"MY_TOKEN={KEY}\n")
    words = ["--from", str(file), "--variable", "MY_TOKEN", "--yes"]
    assert keyready("import", *words).returncode == 2
    assert keyready("import", "groq", *words).returncode == 0
    assert kept("groq") == KEY


def test_of_several_keys_none_is_chosen_for_the_person() -> None:
    keys_json(json.dumps({"openai": OTHER}))
    done = keyready("import", "openai", "--yes", OPENAI_API_KEY=KEY)
    assert (done.returncode, done.stdout, kept()) == (6, "", None)
    assert "--from" in done.stderr
    assert traces(KEY, done.stderr.encode()) == []
    assert keyready("import", "--yes", "--from", "environment").returncode == 6


@pytest.mark.parametrize("source", ["nowhere", "/", KEY])
def test_a_source_that_is_none_is_wrong_usage(source: str) -> None:
    done = keyready("import", "openai", "--from", source)
    assert done.returncode == 2
    assert KEY not in done.stderr


def test_a_file_that_cannot_be_written_is_said_to_be_so(tmp_path: Path) -> None:
    file = write(tmp_path / "shut/.env", ENV)
    beside = file.with_name("..env.keyready-new")
    beside.mkdir()  # what stands where the new file would be written
    done = keyready("import", "openai", "--from", str(file), "--remove-from-file", "--yes")
    assert (done.returncode, kept(), file.read_text()) == (6, KEY, ENV)


# conflicts


def test_every_kind_of_place_is_found_in_the_order_of_winning(tmp_path: Path) -> None:
    assert isinstance(key_store().save("openai", Secret(KEY)), Saved)
    keys_json(json.dumps({"openai": OTHER}, indent=1))
    write(home() / ".zshrc", f"x\nexport OPENAI_API_KEY={KEY}\n")
    write(home() / ".config/environment.d/k.conf", f"ANTHROPIC_API_KEY={OTHER}\n")
    write(home() / ".config/fish/fish_variables", f"SETUVAR --export GROQ_API_KEY:{OTHER}\n")
    write(tmp_path / ".env.local", "OPENAI_API_KEY=$(pass openai)\n")
    write(tmp_path / ".envrc", 'export OPENAI_API_KEY="$(keyready get openai)"\n')
    found = conflicts(str(tmp_path), OPENAI_API_KEY=OTHER)
    assert [(row["kind"], row["provider"], row["line"]) for row in found] == [
        ("environment", "openai", None),
        ("shell", "openai", 2),
        ("shell", "groq", 1),
        ("login", "anthropic", 1),
        ("dotenv", "openai", 1),
        ("tool", "openai", 2),
    ]
    assert [row["same_as_kept"] for row in found] == [False, True, None, None, None, False]
    assert (found[0]["mask"], found[4]["mask"], found[5]["tool"]) == ("sk-proj-…4321", None, "llm")
    said = keyready("conflicts", str(tmp_path), OPENAI_API_KEY=OTHER)
    assert len(said.stdout.splitlines()) == 6
    assert traces(KEY, said.stdout.encode()) == traces(OTHER, said.stdout.encode()) == []
    assert "\x1b" not in said.stdout


def test_nothing_is_said_to_be_nothing() -> None:
    assert conflicts() == []
    assert keyready("conflicts").stdout.startswith("Nothing")
    assert keyready("conflicts", "/nonexistent").returncode == 2


def test_files_that_are_no_texts_are_passed_over(
    tmp_path: Path, secret_session: SecretSession
) -> None:
    os.mkfifo(tmp_path / ".env")
    (tmp_path / ".env.loop").symlink_to(tmp_path / ".env.loop")
    write(tmp_path / ".env.long", b"x" * 3_000_000)
    write(tmp_path / ".env.odd", b"\xff\xfe\x00")
    write(tmp_path / ".env.wide", f"\ufeffOPENAI_API_KEY={KEY}".encode("utf-16-le"))
    keys_json("{" * 100_000)
    assert [row["place"] for row in conflicts(str(tmp_path))] == [str(tmp_path / ".env.wide")]
