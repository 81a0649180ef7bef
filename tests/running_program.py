# SPDX-License-Identifier: MIT
"""The program as a process of its own: driven and looked at only from outside."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from checkout import ROOT
from keyready.core.progress import Progress
from keyready.services.files.memory import Memory
from secret_session import SecretSession
from virtual_screen import VirtualScreen

# The checkout that these tests are of, a warning being an error.
SOURCE = ("env", f"PYTHONPATH={ROOT / 'desktop'}", sys.executable, "-W", "error", "-m", "keyready")
_LIMIT_S = 10.0


class RunningProgram:
    """One run, which opens on the paste field of `entry`, with the keyboard's focus in it.

    An empty `entry` leaves it to the program where it opens. `name` is in the window's title.
    What the program prints and what it keeps for a while (TMPDIR) is in the session's folder,
    beside its home.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        entry: str,
        name: str,
        session: SecretSession,
        screen: VirtualScreen,
        **variables: str,
    ) -> None:
        self._command, self._entry, self._name = command, entry, name
        self._screen = screen
        self._state = session.home / ".local/state/keyready"
        self._output = session.folder / "output"
        temporary = session.folder / "tmp"
        temporary.mkdir(exist_ok=True)
        self.environment = {
            **session.whole_environment(),
            **screen.environment,
            "TMPDIR": str(temporary),
            **variables,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> RunningProgram:
        if self._entry:
            memory = Memory(self._state)
            memory.keep(self._entry, lambda progress: progress.opened("key"))
            memory.keep_opened(self._entry)
            memory.flush()
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(
                self._command, env=self.environment, stdout=output, stderr=output
            )
        try:
            self._screen.focus(self._name)
        except subprocess.SubprocessError:
            self.__exit__()
            raise AssertionError(f"no window; the program says: {self.output()}") from None
        return self

    def __exit__(self, *exception: object) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def paste_and_press_enter(self, text: str) -> None:
        self._screen.put_on_clipboard(text)
        self._screen.press("ctrl+v", "Return")

    def cause(self) -> str:
        """Of the verdict that is on the disk, "" before there is one."""
        last = self.progress().last
        return last.verdict.cause.value if last else ""

    def progress(self) -> Progress:
        return Memory(self._state).progress(self._entry)

    def close(self) -> int:
        """Closes the window by its shortcut; gives the exit code."""
        assert self._process is not None
        self._screen.press("ctrl+q")
        return self._process.wait(_LIMIT_S)

    def terminate(self) -> int:
        """As the end of a login session does (SIGTERM); gives the exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(_LIMIT_S)

    def crash(self) -> int:
        """As a fault in a library does (SIGSEGV); gives the exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSEGV)
        return self._process.wait(_LIMIT_S)

    def output(self) -> str:
        """All that was printed."""
        return self._output.read_text("utf-8")

    def seen_by_ps(self) -> Iterator[bytes]:
        """What the system tells of the program, its threads and what it has started."""
        assert self._process is not None
        for folder in _family(self._process.pid):
            for file in (folder / "cmdline", folder / "environ", *folder.glob("task/*/comm")):
                with suppress(OSError):  # it has ended meanwhile
                    yield file.read_bytes()


def _family(pid: int) -> Iterator[Path]:
    folder = Path("/proc", str(pid))
    yield folder
    for file in folder.glob("task/*/children"):
        with suppress(OSError):
            for child in file.read_text().split():
                yield from _family(int(child))
