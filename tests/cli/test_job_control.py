# SPDX-License-Identifier: MIT
"""`keyready run --mask` as a job of a shell: stopped, continued, in the background, left alone."""

from __future__ import annotations

import os
import re
import shlex
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from console import KEY, SHELLS, Sitting, at_terminal, command, shell
from keyready.core.secret import Secret
from keyready.services.custody.key_store import Saved, key_store
from secret_session import SecretSession
from traces import traces

pytestmark = pytest.mark.journey  # real programs, again and again

# Says what it is told, until it reads "end".
TALKS = r"""
import os, select, signal, sys
def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\n").encode())
told = dict.fromkeys(("INT", "QUIT", "TERM", "CONT"), 0)
heard, wakeup = os.pipe()
os.set_blocking(wakeup, False)
signal.set_wakeup_fd(wakeup)
for name in told:
    signal.signal(getattr(signal, "SIG" + name), lambda number, frame: None)
say("processes", os.getpid(), os.getppid(), os.environ["OPENAI_API_KEY"])
while True:
    ready = select.select([heard, 0], [], [])[0]
    if heard in ready:
        for number in os.read(heard, 100):
            name = signal.Signals(number).name[3:]
            told[name] += 1
            say("told", name, told[name])
    elif not (line := os.read(0, 1000).decode().strip()):
        break
    else:
        say("got", line, told)
        if line == "end":
            sys.exit(3)
"""


@pytest.fixture(autouse=True)
def kept(secret_session: SecretSession) -> SecretSession:
    assert isinstance(key_store().save("openai", Secret(KEY)), Saved)
    return secret_session


@pytest.fixture
def talks(tmp_path: Path) -> str:
    file = tmp_path / "talks.py"
    file.write_text(TALKS)
    return masked(sys.executable, str(file))


def masked(*words: str) -> str:
    return shlex.join(command("run", "openai", "--mask", "--", *words))


def order(sitting: Sitting, line: str) -> None:
    """From the next prompt on, the shell reads all that is typed."""
    sitting.shown = b""
    sitting.type(f"{line}\r")
    sitting.wait_for("\n> ")


def modes(sitting: Sitting) -> str:
    """Those that the shell gives to what it starts."""
    sitting.type("stty -g\r")
    sitting.wait_past("stty -g")
    sitting.wait_past("\n> ")
    return re.findall(r"(\w+(?::\w+){20,})", sitting.past.decode())[-1]


def processes(sitting: Sitting) -> tuple[int, int, int]:
    """The command, who stands between, and keyready."""
    sitting.wait_past("processes ")
    sitting.wait_past("\n")
    command, parent = map(int, sitting.past.split()[:2])
    named = Path(f"/proc/{parent}/stat").read_text().rpartition(")")[2].split()
    is_keyready = int(named[3]) != parent  # a session's leader is the one between
    return command, parent, parent if is_keyready else int(named[1])


def until(seen: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not seen():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def ignores(process: int, number: int) -> bool:
    status = Path(f"/proc/{process}/status").read_text()
    return bool(int(status.partition("SigIgn:")[2].split()[0], 16) >> (number - 1) & 1)


def is_gone(process: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return True


# Ctrl+Z


@pytest.mark.parametrize("name", SHELLS)
def test_ctrl_z_stops_it_and_fg_goes_on(name: str, talks: str) -> None:
    with shell(name) as sitting:
        before = modes(sitting)
        for _ in range(2):
            sitting.type(f"{talks}\r")
            processes(sitting)
            for _ in range(2):
                sitting.type("\x1a")
                sitting.wait_past("Stopped")
                sitting.wait_past("> ")
                assert modes(sitting) == before
                sitting.type("fg\r")
                sitting.wait_until_raw()
                sitting.type("hello\r")
                sitting.wait_past("got hello")
            sitting.type("end\r")
            sitting.wait_past("got end")
            sitting.wait_past("'CONT': 2}")  # told once each time
            sitting.wait_past("> ")
            sitting.type("echo code $?\r")
            sitting.wait_past("code 3")
            sitting.wait_past("> ")
            assert modes(sitting) == before


@pytest.mark.parametrize("name", SHELLS)
def test_in_the_background_it_runs_on_and_comes_back(name: str, talks: str) -> None:
    with shell(name) as sitting:
        before = modes(sitting)
        sitting.type(f"{talks}\r")
        process, _, keyready = processes(sitting)
        sitting.type("\x1a")
        sitting.wait_past("Stopped")
        sitting.wait_past("> ")
        order(sitting, "bg")
        sitting.wait_for("told CONT 1")
        assert modes(sitting) == before
        os.kill(process, signal.SIGINT)
        sitting.wait_past("told INT 1")
        order(sitting, "jobs")
        sitting.wait_for("Running")
        assert modes(sitting) == before
        sitting.type("fg\r")
        sitting.wait_until_raw()
        sitting.type("end\r")
        sitting.wait_past("got end")
        sitting.wait_past("> ")
        assert modes(sitting) == before
        assert is_gone(keyready)


@pytest.mark.parametrize("name", SHELLS)
def test_started_in_the_background(name: str, talks: str) -> None:
    with shell(name) as sitting:
        before = modes(sitting)
        order(sitting, f"{talks} &")
        processes(sitting)
        assert modes(sitting) == before
        order(sitting, "jobs")
        sitting.wait_for("Running")
        sitting.type("fg\r")
        sitting.wait_until_raw()
        sitting.type("hello\r")
        sitting.wait_past("got hello")
        sitting.type("\x1a")
        sitting.wait_past("Stopped")
        sitting.wait_past("> ")
        assert modes(sitting) == before


def test_it_ends_in_the_background_and_touches_nothing(talks: str) -> None:
    with shell("dash") as sitting:
        before = modes(sitting)
        order(sitting, f"{talks} &")
        process, between, keyready = processes(sitting)
        os.kill(process, signal.SIGKILL)
        until(lambda: is_gone(keyready))
        assert is_gone(between)
        assert modes(sitting) == before


def test_one_that_restores_the_screen_first(tmp_path: Path) -> None:
    """As editors and pagers do; curses is what they do it with."""
    program = tmp_path / "full.py"
    program.write_text(
        "import curses, os\n"
        "def main(screen):\n"
        "    screen.addstr(f'whole screen of {os.getpid()}.'); screen.refresh()\n"
        "    while (key := screen.get_wch()) != 'q':\n"
        "        screen.addstr('key' + ' ' + str(key)); screen.refresh()\n"
        "curses.wrapper(main)\n"
    )
    with shell("dash", TERM="xterm") as sitting:
        before = modes(sitting)
        sitting.type(f"{masked(sys.executable, str(program))}\r")
        sitting.wait_past("\x1b[?1049h")  # to the other screen
        sitting.wait_past("whole screen of ")
        sitting.wait_past(".")
        process = int(sitting.past)
        until(lambda: not ignores(process, signal.SIGTSTP))  # as it does while it draws
        sitting.type("\x1a")
        sitting.wait_past("\x1b[?1049l")  # and back
        sitting.wait_past("Stopped")
        sitting.wait_past("> ")
        assert modes(sitting) == before
        sitting.type("fg\r")
        sitting.wait_past("whole screen")
        sitting.wait_until_raw()
        sitting.type("x")
        sitting.wait_past("key x")
        sitting.type("q")
        sitting.wait_past("> ")
        assert modes(sitting) == before


def test_one_that_stops_itself() -> None:
    with shell() as sitting:
        sitting.type(masked("sh", "-c", "kill -STOP $$; read word; echo 'got' $word") + "\r")
        sitting.wait_past("Stopped")
        sitting.wait_past("> ")
        sitting.type("fg\r")
        sitting.wait_until_raw()
        sitting.type("hello\r")
        sitting.wait_past("got hello")


def test_two_in_a_pipe_stop_and_go_on_together() -> None:
    lines = "while read word; do echo $word; done"
    with shell("dash") as sitting:
        before = modes(sitting)
        first, second = masked("sh", "-c", lines), masked("sed", "-u", "s/^/got /")
        sitting.type(f"{first} | {second}\r")
        sitting.wait_until_raw()
        sitting.type("one\r")
        sitting.wait_past("got one")
        sitting.type("\x1a")
        sitting.wait_past("Stopped")
        sitting.wait_past("> ")
        assert modes(sitting) == before
        sitting.type("fg\r")
        sitting.wait_until_raw()
        sitting.type("two\r")
        sitting.wait_past("got two")
        sitting.type("\x04")
        sitting.wait_past("> ")
        assert modes(sitting) == before


def test_lines_end_where_another_one_in_the_pipe_made_the_terminal_raw() -> None:
    script = f"stty raw; true | {masked('seq', '2')}"
    with at_terminal("run", "openai", "--", "sh", "-c", script) as sitting:
        sitting.wait_for("1\r\n2\r\n")


def test_standard_input_may_be_a_pipe(talks: str) -> None:
    """Then the terminal stays the shell's; what is typed there reaches the command all the same."""
    with shell() as sitting:
        sitting.type(f"(trap '' INT; exec sleep 1000) | {talks}\r")
        processes(sitting)
        sitting.type("\x1a")
        sitting.wait_past("Stopped")
        sitting.wait_past("> ")
        sitting.type("fg\r")
        sitting.wait_past("told CONT 1")
        sitting.type("\x03")
        sitting.wait_past("told INT 1")


def test_a_shell_within_has_jobs_of_its_own() -> None:
    inner = f"PS1=$INNER exec {shlex.join(SHELLS['bash'])}"
    with shell(INNER="inner> ") as sitting:
        sitting.type(f"{masked('sh', '-c', inner)}\r")
        sitting.wait_past("inner> ")
        sitting.type("cat\r")
        sitting.wait_past("cat\r\n")
        sitting.type("seen\r")
        sitting.wait_past("seen\r\nseen")
        sitting.type("\x1a")
        sitting.wait_past("Stopped")
        sitting.wait_past("inner> ")
        sitting.type("suspend\r")
        sitting.wait_past("Stopped")
        sitting.wait_past("\n> ")
        sitting.type("fg\r")
        sitting.wait_until_raw()
        sitting.wait_past("inner> ")
        sitting.type("fg\r")
        sitting.wait_past("cat\r\n")
        sitting.type("again\r")
        sitting.wait_past("again\r\nagain")
        sitting.type("\x04")
        sitting.wait_past("inner> ")
        sitting.type("exit 9\r")
        sitting.wait_past("\n> ")
        sitting.type("echo code $?\r")
        sitting.wait_past("code 9")


# Signals, sent and typed

PIPED = ["", " 2>&1 | (trap '' INT QUIT; cat)"]


@pytest.mark.parametrize("pipe", PIPED, ids=["terminal", "pipe"])
def test_each_signal_reaches_it_once(pipe: str, talks: str) -> None:
    with shell() as sitting:
        sitting.type(f"{talks}{pipe}\r")
        _, _, keyready = processes(sitting)
        sitting.type("\x03")
        sitting.wait_past("told INT 1")
        os.kill(keyready, signal.SIGINT)
        sitting.wait_past("told INT 2")
        sitting.type("\x1c")
        sitting.wait_past("told QUIT 1")
        os.kill(keyready, signal.SIGQUIT)
        sitting.wait_past("told QUIT 2")
        os.kill(keyready, signal.SIGTERM)
        sitting.wait_past("told TERM 1")
        sitting.type("end\r")
        sitting.wait_past("got end {'INT': 2, 'QUIT': 2, 'TERM': 1, 'CONT': 0}")


@pytest.mark.parametrize("pipe", PIPED, ids=["terminal", "pipe"])
def test_stop_and_continue_can_be_sent(pipe: str, talks: str) -> None:
    with shell() as sitting:
        sitting.type(f"{talks}{pipe}\r")
        process, _, keyready = processes(sitting)
        for told in (1, 2):
            os.kill(keyready, signal.SIGTSTP)
            until(lambda: state(process) == state(keyready) == "T")
            os.kill(keyready, signal.SIGCONT)
            sitting.wait_past(f"told CONT {told}")


# Where the system does not tell who sent a signal.
AS_MACOS = """
import os, sys
from keyready.services.masked import masked_child
sys.platform = "darwin"
sys.exit(masked_child.run_masked(sys.argv[1:], os.environ, {}))
"""


@pytest.mark.parametrize("pipe", PIPED, ids=["terminal", "pipe"])
def test_each_signal_reaches_it_once_on_macos(pipe: str, talks: str) -> None:
    *_, program, file = shlex.split(talks)
    with shell("dash", AS_MACOS=AS_MACOS) as sitting:
        sitting.type(f'export OPENAI_API_KEY=; {program} -c "$AS_MACOS" {program} {file} {pipe}\r')
        _, _, keyready = processes(sitting)
        sitting.type("\x03")
        sitting.wait_past("told INT 1")
        os.kill(keyready, signal.SIGTERM)
        sitting.wait_past("told TERM 1")
        sitting.type("end\r")
        sitting.wait_past("got end {'INT': 1, 'QUIT': 0, 'TERM': 1, 'CONT': 0}")


def state(process: int) -> str:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


# The end


@pytest.mark.parametrize(
    ("script", "code"), [("exit 7", 7), ("kill -TERM $$", 143), ("kill -KILL $$", 137)]
)
def test_codes_and_signals_of_a_command_at_a_terminal(script: str, code: int) -> None:
    with at_terminal("run", "openai", "--mask", "--", "sh", "-c", script) as sitting:
        assert sitting.end() == (code if code < 128 else 128 - code)


def with_a_child(talks: str) -> str:
    *words, program, file = shlex.split(talks)
    script = f"sleep 1000 & echo 'sleeps' $!; exec {program} {file}"
    return shlex.join([*words, "sh", "-c", script])


def test_keyready_is_killed_and_nobody_is_left(talks: str) -> None:
    with shell() as sitting:
        sitting.type(f"{with_a_child(talks)}\r")
        sitting.wait_past("sleeps ")
        sitting.wait_past("\n")
        sleeper = int(sitting.past)
        *family, keyready = processes(sitting)
        os.kill(keyready, signal.SIGKILL)
        until(lambda: all(map(is_gone, [*family, sleeper, keyready])))


@pytest.mark.parametrize("name", SHELLS)
@pytest.mark.parametrize("is_stopped", [False, True], ids=["running", "stopped"])
def test_the_terminal_is_closed_and_nobody_is_left(name: str, is_stopped: bool, talks: str) -> None:
    with shell(name) as sitting:
        sitting.type(f"{with_a_child(talks)}\r")
        sitting.wait_past("sleeps ")
        sitting.wait_past("\n")
        sleeper = int(sitting.past)
        family = processes(sitting)
        if is_stopped:
            sitting.type("\x1a")
            sitting.wait_past("Stopped")
            sitting.wait_past("> ")
        sitting.hang_up()
        until(lambda: all(map(is_gone, [*family, sleeper])))


def test_what_it_left_running_runs_on(talks: str) -> None:
    with shell() as sitting:
        sitting.type(f"{with_a_child(talks)}\r")
        sitting.wait_past("sleeps ")
        sitting.wait_past("\n")
        sleeper = int(sitting.past)
        keyready = processes(sitting)[2]
        sitting.type("end\r")
        until(lambda: is_gone(keyready))
        assert state(sleeper) == "S"
        os.kill(sleeper, signal.SIGKILL)


def test_the_one_between_has_the_key_nowhere_to_be_read(talks: str) -> None:
    with shell() as sitting:
        sitting.type(f"{talks}\r")
        process, *others = processes(sitting)
        assert KEY.encode() in Path(f"/proc/{process}/environ").read_bytes()
        for other in others:
            for file in ("environ", "cmdline", "comm"):
                assert traces(KEY, Path(f"/proc/{other}/{file}").read_bytes()) == []
        assert KEY.encode() not in sitting.past
