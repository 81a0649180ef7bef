# SPDX-License-Identifier: MIT
"""A private, headless D-Bus session with a real gnome-keyring in a throw-away HOME.

Debian packages: dbus, gnome-keyring, libsecret-tools. The person's own bus, keyring and HOME are
never touched. Bus and daemon die with the tests, however those end.

    with SecretSession() as session:               # unlocked, collection "Login"
        subprocess.run(..., env=session.whole_environment())
        os.kill(session.daemon_pid, signal.SIGKILL)
        session.start_daemon()
"""

from __future__ import annotations

import os
import resource
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from jeepney import DBusAddress, DBusErrorResponse, Message, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

PASSWORD = "practice password of a test keyring"
_LIMIT_S = 10.0
_DIES_WITH_US = ["setpriv", "--pdeathsig", "KILL"]
_FOREIGN = ("DBUS_", "GNOME_KEYRING_", "PYTHON_KEYRING_", "KEYRING_PROPERTY_", "XDG_")

_SERVICE = DBusAddress(
    "/org/freedesktop/secrets", "org.freedesktop.secrets", "org.freedesktop.Secret.Service"
)
_DEFAULT = DBusAddress(
    "/org/freedesktop/secrets/aliases/default",
    "org.freedesktop.secrets",
    "org.freedesktop.Secret.Collection",
)

_BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><keep_umask/><listen>unix:path={socket}</listen>
<auth>EXTERNAL</auth>{services}<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>
"""


class SecretSession:
    """One session. `environment` is what a program needs to live in it.

    locked      the collection is locked before the test begins
    empty       the daemon runs, and has no collection yet
    no_daemon   a bus on which nobody is the keyring, and nobody can be started
    no_bus      no bus at all
    activation  the system's D-Bus services can be started: a killed daemon comes back
                locked, and an unlock window can open where there is a display
    plain       keyring's rc file selects a plain-text store
    """

    def __init__(
        self,
        *,
        locked: bool = False,
        empty: bool = False,
        no_daemon: bool = False,
        no_bus: bool = False,
        activation: bool = False,
        plain: bool = False,
    ) -> None:
        self._locked, self._empty = locked, empty
        self._with_bus, self._with_daemon = not no_bus, not (no_bus or no_daemon)
        self._activation, self._plain = activation, plain
        self._bus: subprocess.Popen[bytes] | None = None
        self._daemons: list[subprocess.Popen[bytes]] = []
        self.folder = Path()
        self.environment: dict[str, str] = {}

    def __enter__(self) -> SecretSession:
        self.folder = Path(tempfile.mkdtemp(prefix="kr-", dir="/tmp"))  # a socket's path is short
        try:
            self._furnish()
            if self._with_bus:
                self.start_bus()
            if self._with_daemon:
                self.start_daemon()
            if self._locked:
                self.lock()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def keyrings(self) -> Path:
        """The folder where gnome-keyring keeps its encrypted files."""
        return self.home / ".local/share/keyrings"

    @property
    def bus_pid(self) -> int:
        assert self._bus is not None
        return self._bus.pid

    @property
    def daemon_pid(self) -> int:
        return self._daemons[-1].pid

    def whole_environment(self) -> dict[str, str]:
        """For a child: ours, and of the caller's what does not lead to another session."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(_FOREIGN)}
        return {**kept, **self.environment}

    def start_daemon(self, *, unlock: bool = True) -> None:
        """Starts the keyring, again after a death. An empty session has nothing to unlock."""
        unlock = unlock and not self._empty
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
        if unlock:
            command.append("--unlock")
        with (self.folder / "daemon.log").open("ab") as log:
            daemon = subprocess.Popen(
                _DIES_WITH_US + command,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=self.whole_environment(),
                restore_signals=False,  # Python ignores SIGXFSZ; then a write fails instead
            )
        self._daemons.append(daemon)
        assert daemon.stdin is not None
        with daemon.stdin as pipe:  # never in an argument, a variable or a file
            pipe.write(PASSWORD.encode() if unlock else b"")
        until(lambda: self._ready(unlocked=unlock))

    def daemon_runs(self) -> bool:
        """Whether the keyring that was started last has neither ended nor crashed."""
        return self._daemons[-1].poll() is None

    def kill_daemon(self) -> None:
        """As a crash: no warning, no clean-up. Returns when the process is gone."""
        self._daemons[-1].kill()
        self._daemons[-1].wait(_LIMIT_S)

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """Every write of the keyring to a file fails (EFBIG, where a full disk has ENOSPC)."""
        _, most = limits = resource.prlimit(self.daemon_pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.daemon_pid, resource.RLIMIT_FSIZE, (0, most))
        yield
        resource.prlimit(self.daemon_pid, resource.RLIMIT_FSIZE, limits)

    def kill_bus(self) -> None:
        assert self._bus is not None
        self._bus.kill()
        self._bus.wait(_LIMIT_S)

    def kept(self, service: str) -> str:
        """The key under this name, as another program reads it; "" where there is none."""
        command = ["secret-tool", "lookup", "service", service, "username", "api-key"]
        ended = subprocess.run(
            command,
            env=self.whole_environment(),
            stdout=subprocess.PIPE,
            text=True,
            timeout=_LIMIT_S,
        )
        return ended.stdout

    @contextmanager
    def recorded(self) -> Iterator[Path]:
        """Every message on the bus, byte for byte, in a file."""
        file = self.folder / "bus.messages"
        with file.open("wb") as written:
            monitor = subprocess.Popen(
                [*_DIES_WITH_US, "dbus-monitor", "--session", "--binary"],
                stdout=written,
                env=self.whole_environment(),
            )
        try:
            until(lambda: file.stat().st_size > 0)  # it records its own beginning
            yield file
        finally:
            monitor.kill()
            monitor.wait(_LIMIT_S)

    def keep_for_this_login_only(self) -> None:
        """Makes the collection that is lost at the end of the session the default one."""
        session = "/org/freedesktop/secrets/collection/session"
        self._ask(new_method_call(_SERVICE, "SetAlias", "so", ("default", session)))

    def lock(self) -> None:
        self._ask(new_method_call(_SERVICE, "Lock", "ao", ([_DEFAULT.object_path],)))

    def is_unlocked(self) -> bool:
        """Whether there is a default collection, and it is open."""
        # A property for somebody who has called nothing yet: one daemon of 600, just started,
        # found no client of that name and aborted.
        known = new_method_call(_SERVICE, "ReadAlias", "s", ("default",))
        try:
            return self._ask(known, Properties(_DEFAULT).get("Locked")) == (("b", False),)
        except DBusErrorResponse:
            return False

    def offer(self, folder: Path) -> None:
        """From now on the bus can start the services that this folder describes, and no others."""
        configuration = self.folder / "bus.conf"
        services = f"<servicedir>{folder}</servicedir><policy "
        configuration.write_text(configuration.read_text().replace("<policy ", services))
        self._ask(message_bus.ReloadConfig())

    def has_owner(self, name: str) -> bool:
        """Whether a program on this bus bears the name, without starting one."""
        return bool(self._ask(message_bus.NameHasOwner(name))[0])

    def close(self) -> None:
        for process in [*self._daemons, self._bus]:
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGKILL)  # which a stopped process obeys as well
                process.wait(_LIMIT_S)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _furnish(self) -> None:
        self.environment = {
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_DATA_HOME": str(self.home / ".local/share"),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_STATE_HOME": str(self.home / ".local/state"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.folder}/run/bus",
        }
        for name, folder in self.environment.items():
            if name != "DBUS_SESSION_BUS_ADDRESS":
                Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        self.keyrings.mkdir(mode=0o700)
        if self._plain:
            self.configure_keyring(
                "[backend]\ndefault-keyring=keyrings.alt.file.PlaintextKeyring\n"
            )

    def configure_keyring(self, text: str) -> None:
        """Writes the rc file that steers keyring, and must not steer us."""
        folder = self.home / ".config/python_keyring"
        folder.mkdir()
        (folder / "keyringrc.cfg").write_text(text)

    def start_bus(self) -> None:
        configuration = self.folder / "bus.conf"
        services = "<standard_session_servicedirs/>" if self._activation else ""
        socket = self.folder / "run/bus"
        configuration.write_text(_BUS_CONFIGURATION.format(socket=socket, services=services))
        command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile"]
        told, tell = os.pipe()
        try:
            with (self.folder / "bus.log").open("wb") as log:
                self._bus = subprocess.Popen(
                    [*_DIES_WITH_US, *command, f"--print-address={tell}"],
                    pass_fds=[tell],
                    stdout=log,
                    stderr=log,
                    env=self.whole_environment(),
                )
            assert select.select([told], [], [], _LIMIT_S)[0], "the bus did not start"
        finally:
            os.close(told)
            os.close(tell)

    def _ready(self, *, unlocked: bool) -> bool:
        assert self._daemons[-1].poll() is None, (self.folder / "daemon.log").read_text()
        if not self.has_owner(_SERVICE.bus_name):  # to call it now would start a second one
            return False
        return self.is_unlocked() or not unlocked

    def _ask(self, *messages: Message) -> tuple[object, ...]:
        """The answer to the last of them, all over one connection."""
        answer: tuple[object, ...] = ()
        with open_dbus_connection(self.environment["DBUS_SESSION_BUS_ADDRESS"]) as connection:
            for message in messages:
                reply = connection.send_and_get_reply(message, timeout=_LIMIT_S)
                answer = unwrap_msg(reply)
        return answer


def until(condition: Callable[[], bool], limit_s: float = _LIMIT_S) -> None:
    """Waits until the condition holds, and fails when it does not within the limit."""
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


@contextmanager
def living_in(monkeypatch: pytest.MonkeyPatch, **powers: bool) -> Iterator[SecretSession]:
    """Moves this process into a new session with these powers, for the length of a test."""
    with SecretSession(**powers) as session:
        for name in [name for name in os.environ if name.startswith(_FOREIGN)]:
            monkeypatch.delenv(name)
        for name, value in session.environment.items():
            monkeypatch.setenv(name, value)
        yield session


@pytest.fixture
def secret_session(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretSession]:
    """An unlocked keyring, for the test's own process and for its children."""
    with living_in(monkeypatch) as session:
        yield session
