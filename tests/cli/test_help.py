# SPDX-License-Identifier: MIT
"""Help, completion and the manual page: all of them say every verb and every option."""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checkout import ROOT
from console import KEY, at_terminal, command, environment, keyready
from keyready.cli.completion import SHELLS
from keyready.cli.verbs import VERBS, Verb
from keyready.core.exits import MEANINGS, Exit
from keyready.core.secret import Secret
from keyready.services.custody.key_store import key_store
from secret_session import SecretSession


def names(verb: Verb) -> list[str]:
    return [one.name for one in verb.arguments if one.is_option]


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_has_a_module_and_its_help_says_all_with_examples(verb: Verb) -> None:
    assert callable(importlib.import_module(f"keyready.cli.{verb.module}").run)
    done = keyready(verb.name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(name in done.stdout for name in names(verb))
    assert all(example in done.stdout for example, _ in verb.examples)
    assert "--key" not in names(verb)
    assert max(map(len, done.stdout.splitlines())) <= 110


@pytest.mark.parametrize("option", ["--help", "-h", "help"])
def test_the_general_help_lists_the_verbs(option: str) -> None:
    done = keyready(option)
    assert done.returncode == 0
    assert all(f"  {verb.name} " in done.stdout for verb in VERBS)


def test_the_manual_page_is_fresh_and_whole() -> None:
    page = ROOT / "docs/man/keyready.1"
    before = page.read_bytes()
    subprocess.run([sys.executable, ROOT / "tools/manual.py"], check=True)
    after = page.read_bytes()
    page.write_bytes(before)
    assert after == before, "run tools/manual.py"
    text = before.decode().replace("\\-", "-")
    assert all(name in text for verb in VERBS for name in (verb.name, *names(verb)))
    assert all(f".B {int(code)}\n" in text for code in Exit)
    if shutil.which("groff"):
        rendered = subprocess.run(
            ["groff", "-man", "-Tascii", "-P-cbou", "-ww", page],
            capture_output=True,
            text=True,
            check=True,
        )
        assert rendered.stderr == ""
        assert "keyready run [--env NAME=ENTRY]" in rendered.stdout


def test_readme_says_every_verb_and_every_exit_code() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [v.name for v in VERBS if f"keyready {v.name}" not in readme] == []
    assert [why for code, why in MEANINGS.items() if f"| {int(code)} | {why} |" not in readme] == []
    assert MEANINGS.keys() == set(Exit)


def test_help_says_every_exit_code() -> None:
    said = keyready("--help").stdout
    missing = [
        c for c in Exit if not re.search(rf"^  {int(c)} +{re.escape(MEANINGS[c])}$", said, re.M)
    ]
    assert missing == []


# Completion


def completed(line: str) -> set[str]:
    """What bash offers at the end of this line."""
    words = line.split(" ")
    script = f"""
eval "$(keyready completion bash)"
COMP_WORDS=({" ".join(f"'{word}'" for word in words)}) COMP_CWORD={len(words) - 1}
_keyready
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(
        ["bash", "-c", script], env=with_program(), capture_output=True, text=True
    )
    assert done.stderr == ""
    return set(done.stdout.split())


def with_program() -> dict[str, str]:
    """`keyready` can be found, as where it is installed."""
    folder = Path(environment()["HOME"]) / "bin"
    folder.mkdir(exist_ok=True)
    program = folder / "keyready"
    program.write_text("#!/bin/sh\nexec " + " ".join(command()) + ' "$@"\n')
    program.chmod(0o755)
    return environment(PATH=f"{folder}:{environment()['PATH']}")


def test_bash_completes_verbs_options_entries_and_commands(secret_session: SecretSession) -> None:
    key_store().save("openai/work", Secret(KEY))
    assert completed("keyready re") == {"remove", "rename"}
    assert completed("keyready get --f") == {"--force"}
    assert completed("keyready get opena") == {"openai", "openai/work"}
    assert completed("keyready run openai --m") == {"--mask"}
    assert "true" in completed("keyready run openai -- tru")
    assert completed("keyready completion z") == {"zsh"}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_scripts_know_every_verb_and_option_and_shells_accept_them(shell: str) -> None:
    done = keyready("completion", shell)
    assert done.returncode == 0
    for verb in VERBS:
        assert verb.name in done.stdout
        for name in names(verb):
            assert name in done.stdout or f"-l {name[2:]} " in done.stdout
    if program := shutil.which(shell):
        checked = subprocess.run([program, "-n"], input=done.stdout, capture_output=True, text=True)
        assert (checked.returncode, checked.stderr) == (0, "")


def test_an_unknown_shell_is_wrong_usage() -> None:
    assert keyready("completion", "tcsh").returncode == 2


def test_nothing_has_colours_or_moves_the_cursor(secret_session: SecretSession) -> None:
    for words in (["list"], ["--help"], ["run", "--help"], ["conflicts"]):
        with at_terminal(*words, TERM="xterm-256color", FORCE_COLOR="1") as sitting:
            assert sitting.end() == 0
            assert b"\x1b" not in sitting.shown
