# SPDX-License-Identifier: MIT
"""`keyready run`: the command gets the key, and is otherwise as if the person had started it."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from console import KEY, MASK, OTHER, at_terminal, command, environment, keyready
from keyready.core.entries import Own
from keyready.core.secret import Secret
from keyready.services.custody.key_store import Saved, key_store
from keyready.services.files.memory import Memory
from secret_session import SecretSession, living_in
from traces import traces, traces_in

pytestmark = pytest.mark.journey  # real programs, again and again

GIB = 1 << 30
SHOW = [sys.executable, "-c", "import json, os; print(json.dumps(dict(os.environ)))"]


@pytest.fixture(autouse=True)
def kept(secret_session: SecretSession) -> SecretSession:
    save("openai", KEY)
    return secret_session


def save(entry: str, secret: str) -> None:
    assert isinstance(key_store().save(entry, Secret(secret)), Saved)


def environment_within(*arguments: str, **variables: str) -> dict[str, str]:
    done = keyready("run", *arguments, "--", *SHOW, **variables)
    assert (done.returncode, done.stderr) == (0, "")
    shown: dict[str, str] = json.loads(done.stdout)
    return shown


# The environment


@pytest.mark.parametrize("mask", [[], ["--mask"]])
def test_h38_the_environment_of_the_child_is_the_persons_and_the_key(mask: list[str]) -> None:
    odd = {
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "QT_LOGGING_RULES": "*=true",
        "ODD": "two\nlines \udcff =",
        "LANG": "C",
    }
    whole = environment(**odd)
    bare = subprocess.run(["env", "-0"], env=whole, capture_output=True, check=True).stdout
    run = command("run", "openai", *mask, "--", "env", "-0")
    ours = subprocess.run(run, env=whole, capture_output=True, check=True).stdout
    added = (MASK if mask else KEY).encode()
    assert set(ours.split(b"\0")) - set(bare.split(b"\0")) == {b"OPENAI_API_KEY=" + added}
    assert set(bare.split(b"\0")) <= set(ours.split(b"\0"))


@pytest.mark.parametrize("mask", [[], ["--mask"]])
def test_limits_and_signals_are_the_persons_as_well(mask: list[str]) -> None:
    script = "ulimit -Sc; cat /proc/self/status"
    ours = keyready("run", "openai", *mask, "--", "sh", "-c", script).stdout
    bare = subprocess.run(["sh", "-c", script], capture_output=True, text=True).stdout
    assert ours.splitlines()[0] == bare.splitlines()[0]
    inherited = ("SigIgn", "SigBlk")
    ignored = [line for line in ours.splitlines() if line.startswith(inherited)]
    assert ignored == [line for line in bare.splitlines() if line.startswith(inherited)]


def test_the_address_of_an_entry_goes_along() -> None:
    save("openai/work", OTHER)
    memory = Memory()
    memory.keep_own("openai/work", Own("work", "https://work.example/v1"))
    memory.flush()
    shown = environment_within("openai/work", OPENAI_BASE_URL="https://elsewhere.example")
    assert shown["OPENAI_BASE_URL"] == "https://work.example/v1"
    assert shown["OPENAI_API_KEY"] == OTHER
    shown = environment_within("openai", OPENAI_BASE_URL="https://mine.example")
    assert shown["OPENAI_BASE_URL"] == "https://mine.example"


def test_another_name_that_would_win_gets_the_key_as_well() -> None:
    save("gemini", OTHER)
    assert environment_within("gemini", GOOGLE_API_KEY="x")["GOOGLE_API_KEY"] == OTHER
    assert "GOOGLE_API_KEY" not in environment_within("gemini")


def test_several_entries_and_names_of_ones_own() -> None:
    save("anthropic", OTHER)
    shown = environment_within("openai", "--env", "TOKEN=anthropic", "anthropic")
    assert (shown["OPENAI_API_KEY"], shown["ANTHROPIC_API_KEY"]) == (KEY, OTHER)
    assert shown["TOKEN"] == OTHER


def test_one_within_another() -> None:
    save("anthropic", OTHER)
    shown = environment_within("openai", "--", *command("run", "anthropic"))
    assert (shown["OPENAI_API_KEY"], shown["ANTHROPIC_API_KEY"]) == (KEY, OTHER)


# What is not started


def test_without_the_key_nothing_is_started(tmp_path: Path) -> None:
    trace = tmp_path / "started"
    done = keyready("run", "openai", "anthropic", "--", "touch", str(trace))
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("keyready: anthropic: ")
    assert not trace.exists()


@pytest.mark.parametrize("powers", [{"no_daemon": True}, {"locked": True}])
def test_without_the_keyring_nothing_is_started(
    powers: dict[str, bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with living_in(monkeypatch, **powers):
        done = keyready("run", "openai", "--", "touch", str(tmp_path / "started"))
        assert (done.returncode, done.stdout) == (5, "")
        assert not (tmp_path / "started").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["openai"],
        ["openai", "env"],
        ["--", "env"],
        ["openai", "--"],
        ["openai", "openai/", "--", "env"],
        ["--env", "openai", "--", "env"],
        ["--env", "1A=openai", "--", "env"],
        ["--env", f"{KEY}=openai", "--", "env"],
        ["nobody", "--", "env"],
        ["--key", KEY, "--", "env"],
    ],
)
def test_h40_wrong_usage_starts_nothing_and_repeats_nothing(words: list[str]) -> None:
    done = keyready("run", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert KEY not in done.stderr


def test_a_provider_without_a_variable_wants_a_name() -> None:
    folder = Path(os.environ["XDG_CONFIG_HOME"]) / "keyready/providers"
    folder.mkdir(parents=True)
    (folder / "bare.toml").write_text(
        'id = "bare"\nname = "B"\norder = 1\nbase_url = "https://b.example"\n'
    )
    save("bare", OTHER)
    done = keyready("run", "bare", "--", *SHOW)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--env NAME=bare" in done.stderr
    assert environment_within("--env", "BARE=bare")["BARE"] == OTHER


@pytest.mark.parametrize("mask", [[], ["--mask"]])
def test_a_command_that_cannot_be_started_has_the_codes_of_shells(
    mask: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("#!/bin/sh\n")
    assert keyready("run", "openai", *mask, "--", str(file)).returncode == 126
    assert keyready("run", "openai", *mask, "--", "no-such-command").returncode == 127
    with at_terminal("run", "openai", *mask, "--", "no-such-command") as sitting:
        assert sitting.end() == 127


@pytest.mark.parametrize("mask", [[], ["--mask"]])
def test_a_script_without_its_first_line_runs_as_in_a_shell(
    mask: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "script"
    file.write_text("echo $1\n")
    file.chmod(0o755)
    variables = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = keyready("run", "openai", *mask, "--", "script", "here", **variables)
    assert done.stdout == "here\n"


# Codes, signals, streams, terminals


@pytest.mark.parametrize("mask", [[], ["--mask"]])
@pytest.mark.parametrize(
    ("script", "code"),
    [("exit 7", 7), ("kill -TERM $$", -signal.SIGTERM), ("kill -KILL $$", -signal.SIGKILL)],
)
def test_h39_exit_codes_and_signals_of_the_child_are_ours(
    script: str, code: int, mask: list[str]
) -> None:
    assert keyready("run", "openai", *mask, "--", "sh", "-c", script).returncode == code


@pytest.mark.parametrize("mask", [[], ["--mask"]])
@pytest.mark.parametrize("name", ["TERM", "INT", "HUP", "QUIT", "USR1"])
def test_h39_a_signal_to_us_reaches_the_child(name: str, mask: list[str]) -> None:
    """Once, from a program without a terminal."""
    script = (
        f"trap 'echo told; n=1' {name}; echo ready; while [ -z $n ]; do sleep 0.05; done; exit 9"
    )
    process = subprocess.Popen(
        command("run", "openai", *mask, "--", "sh", "-c", script),
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(getattr(signal, f"SIG{name}"))
    assert process.wait(20) == 9
    assert process.stdout.read() == "told\n"
    process.stdout.close()


@pytest.mark.parametrize("mask", [[], ["--mask"]])
def test_h39_standard_input_passes_through(mask: list[str]) -> None:
    text = "a line\n" * 20_000
    done = keyready("run", "openai", *mask, "--", "cat", given=text)
    assert (done.stdout, done.returncode) == (text, 0)


@pytest.mark.parametrize("mask", [[], ["--mask"]])
def test_h39_a_child_that_reads_its_terminal(mask: list[str]) -> None:
    script = 'test -t 0 && test -t 1 && test -t 2 && tty; stty size; read word; echo "got $word"'
    with at_terminal("run", "openai", *mask, "--", "sh", "-c", script) as sitting:
        termios.tcsetwinsize(sitting.screen, (33, 77))
        sitting.wait_for("/dev/pts/")
        sitting.type("hello\r")
        assert sitting.end() == 0
        assert b"got hello" in sitting.shown


def test_h39_the_size_of_the_terminal_is_handed_on() -> None:
    script = "trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done"
    with at_terminal("run", "openai", "--mask", "--", "sh", "-c", script) as sitting:
        sitting.wait_for("ready")
        termios.tcsetwinsize(sitting.screen, (44, 123))
        sitting.wait_for("44 123")
        sitting.type("\x03")
        assert sitting.end() == -signal.SIGINT


@pytest.mark.parametrize("mask", [[], ["--mask"]])
def test_h39_ctrl_c_is_the_childs_to_answer(mask: list[str]) -> None:
    script = "trap 'echo told; exit 5' INT; echo ready; while :; do sleep 0.05; done"
    with at_terminal("run", "openai", *mask, "--", "sh", "-c", script) as sitting:
        sitting.wait_for("ready")
        sitting.type("\x03")
        assert sitting.end() == 5
        assert b"told" in sitting.shown


def test_h39_ctrl_c_is_told_once_where_the_output_is_a_pipe() -> None:
    script = "trap 'echo told >&2' INT; echo ready >&2; sleep 1; sleep 1; exit 5"
    line = shlex.join(command("run", "openai", "--mask", "--", "sh", "-c", script))
    piped = f"{line} 2>&1 | (trap '' INT; cat)"  # which hears it to the end
    with at_terminal("run", "openai", "--", "sh", "-c", piped) as sitting:
        sitting.wait_for("ready")
        sitting.type("\x03")
        sitting.end()
        assert sitting.shown.count(b"told") == 1


READS = """sh -c 'echo rea""dy; read word; echo "got $word"'"""


@pytest.mark.parametrize(
    ("mask", "inner"),
    [
        ([], READS),
        (["--mask"], READS),  # job control within a masked shell
        ([], f"{shlex.join(command('run', 'openai', '--'))} {READS}"),
        ([], f"{shlex.join(command('run', 'openai', '--mask', '--'))} {READS} 2>&1 | cat"),
    ],
    ids=["shell", "masked-shell", "run", "masked-pipe"],
)
def test_h39_ctrl_z_stops_and_fg_goes_on(mask: list[str], inner: str) -> None:
    shell = ["bash", "--norc", "--noprofile", "-i"]
    with at_terminal("run", "openai", *mask, "--", *shell, PS1="> ") as sitting:
        sitting.wait_for("> ")
        sitting.type(f"{inner}\r")
        sitting.wait_for("ready")
        sitting.type("\x1a")
        sitting.wait_for("Stopped")
        sitting.shown = sitting.shown.partition(b"Stopped")[2]
        sitting.wait_for("\n> ")  # from then on the shell reads all that is typed
        sitting.type("fg\r")
        sitting.wait_for("fg\r\n")
        time.sleep(0.5)  # what is typed before it runs again is read by the shell
        sitting.type("hello\r")
        sitting.wait_for("got hello")
        sitting.type("exit\r")
        sitting.end()


def test_h39_ctrl_z_does_not_hang_a_masked_command() -> None:
    """Here is no shell that could continue it: it goes on."""
    with at_terminal(
        "run", "openai", "--mask", "--", "sh", "-c", "echo ready; read w; echo got $w"
    ) as sitting:
        sitting.wait_for("ready")
        sitting.type("\x1a")
        sitting.type("hello\r")
        sitting.wait_for("got hello")
        assert sitting.end() == 0


@pytest.mark.parametrize("mask", [[], ["--mask"]])
def test_a_pipe_that_closes_ends_the_child(mask: list[str]) -> None:
    line = " ".join(command("run", "openai", *mask, "--", "yes"))
    script = f"({line}; echo $? >&2) | head -n 1"
    done = subprocess.run(
        ["sh", "-c", script], env=environment(), capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "y\n"
    assert int(done.stderr) - 128 == signal.SIGPIPE


# The mask


def test_a_key_that_is_split_over_two_writes_is_masked() -> None:
    program = (
        "import os, sys, time\n"
        "key = os.environ['OPENAI_API_KEY'].encode()\n"
        "for file in (1, 2):\n"
        "    os.write(file, b'<' + key[:20]); time.sleep(0.2); os.write(file, key[20:] + b'>')\n"
    )
    done = keyready("run", "openai", "--mask", "--", sys.executable, "-c", program)
    assert (done.stdout, done.stderr) == (f"<{MASK}>", f"<{MASK}>")
    with at_terminal("run", "openai", "--mask", "--", sys.executable, "-c", program) as sitting:
        assert sitting.end() == 0
        assert sitting.shown.decode() == f"<{MASK}><{MASK}>"


def test_a_gibibyte_passes_whole_and_a_key_at_its_end_is_masked() -> None:
    script = f"head -c {GIB} /dev/zero; printf %s $OPENAI_API_KEY"
    line = command("run", "openai", "--mask", "--", "sh", "-c", script)
    size, said = 0, b""
    with subprocess.Popen(line, env=environment(), stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        while piece := running.stdout.read(1 << 20):
            size += len(piece)
            said += piece.translate(None, b"\0")
    assert (running.returncode, said.decode()) == (0, MASK)
    assert size == GIB + len(said)


def test_a_prompt_is_shown_while_the_child_waits() -> None:
    script = "printf 'Pass'; read word; echo; echo $OPENAI_API_KEY"
    with at_terminal("run", "openai", "--mask", "--", "sh", "-c", script) as sitting:
        sitting.wait_for("Pass")
        sitting.type("x\r")
        assert sitting.end() == 0
        assert MASK.encode() in sitting.shown
        assert KEY.encode() not in sitting.shown


def test_what_runs_on_in_the_background_does_not_hold_the_terminal() -> None:
    script = "sleep 300 & echo $!"
    with at_terminal("run", "openai", "--mask", "--", "sh", "-c", script) as sitting:
        assert sitting.end() == 0
        os.kill(int(sitting.shown.split()[0]), signal.SIGKILL)


# Where the key must not be


@pytest.mark.parametrize("mask", [[], ["--mask"]])
def test_while_the_child_runs_the_key_is_in_its_environment_alone(
    mask: list[str], kept: SecretSession
) -> None:
    outer = subprocess.Popen(
        command("run", "openai", *mask, "--", "sh", "-c", "echo $$; read word"),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert outer.stdout is not None
    inner = int(outer.stdout.readline())
    assert (inner == outer.pid) is not bool(mask)
    assert KEY.encode() in Path(f"/proc/{inner}/environ").read_bytes()
    for process in {inner, outer.pid}:
        assert traces(KEY, Path(f"/proc/{process}/cmdline").read_bytes()) == []
    if mask:
        assert traces(KEY, Path(f"/proc/{outer.pid}/environ").read_bytes()) == []
    out, err = outer.communicate(b"\n", timeout=20)
    assert traces(KEY, out + err) == []
    assert traces_in(KEY, kept.home) == []


def test_two_at_once_have_a_key_each() -> None:
    save("openai/work", OTHER)
    both = [
        subprocess.Popen(
            command("run", entry, "--", "sh", "-c", "echo $OPENAI_API_KEY"),
            env=environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        for entry in ("openai", "openai/work")
    ]
    assert [one.communicate(timeout=30)[0] for one in both] == [KEY + "\n", OTHER + "\n"]


def test_the_lock_of_the_keyring_is_not_held_while_the_child_runs() -> None:
    with at_terminal("run", "openai", "--", "sh", "-c", "echo ready; read word") as sitting:
        sitting.wait_for("ready")
        assert keyready("get", "openai").stdout == KEY + "\n"
        sitting.type("\r")
        assert sitting.end() == 0
