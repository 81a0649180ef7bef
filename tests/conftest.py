# SPDX-License-Identifier: MIT
"""What holds for every test: an empty home, a bare environment, no Qt screen, loopback only."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from packaged_program import programs  # noqa: F401  # a fixture for all

if sys.platform == "linux":
    from secret_session import secret_session  # noqa: F401  # a fixture for all

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before pytest-qt loads Qt

# Everything else goes: proxies, provider keys and addresses, the session bus, the display,
# the person's keyring settings. Windows needs the second line to start a process or a socket.
KEPT_VARIABLES = {
    *("PATH", "TMPDIR", "QT_QPA_PLATFORM", "PYTEST_CURRENT_TEST", "PYTEST_XDIST_WORKER"),
    *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP"),
}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """The packaged program is built once: its tests run one after the other, beside the others."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            is_built = nodeid.startswith("tests/built/") or "[h42" in nodeid
            return "built" if is_built else nodeid

    return Scheduling(config, log)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own; `home` is empty when the test begins."""
    for name in set(os.environ) - KEPT_VARIABLES:
        monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_RUNTIME_DIR": tmp_path_factory.mktemp("run"),
    }
    for name, folder in folders.items():
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("LANG", "C.UTF-8")
    return home


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """What a test let the window speak is not what the next test hears."""
    yield
    window = sys.modules.get("keyready.ui.application")  # this test may have needed no Qt at all
    if window is None or window.QApplication.instance() is None:
        return
    if window.QLocale().name() not in ("C", "en_US"):
        window.speak("en")


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that would leave this machine fails the test, whatever catches exceptions."""
    connect = socket.socket.connect

    def connect_at_home(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(address[0]):
            pytest.fail(f"a test must not connect to {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_at_home)


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
