# SPDX-License-Identifier: MIT
"""What the environment of a login will be, where the system tells."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_LIMIT_S = 2.0


def login_variables(names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """(where, name, value) of those that are set for all programs of a login."""
    names = tuple(names)
    if sys.platform == "win32":
        yield from _of_windows(names)
    elif sys.platform == "darwin":
        for name in names:
            if value := _said("launchctl", "getenv", name).strip():
                yield "launchctl", name, value
    else:
        wanted = set(names)
        for line in _said("systemctl", "--user", "show-environment").splitlines():
            name, _, value = line.partition("=")
            if name in wanted and value:
                # Where it is needed, systemd writes $'...'.
                yield "systemctl --user", name, value.removeprefix("$").strip("'\"")


def login_files() -> tuple[Path, ...]:
    """Files that set them, the strongest first."""
    home = Path.home()
    found = [home / ".pam_environment"]
    for folder in (home / ".config/environment.d", Path("/etc/environment.d")):
        found += _in_folder(folder)
    return (*found, Path("/etc/environment"))


def _in_folder(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("*.conf"), reverse=True)
    except OSError:
        return []


def _said(*command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  # words of ours
            command, capture_output=True, text=True, errors="replace", timeout=_LIMIT_S, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


def _of_windows(names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    if sys.platform != "win32":  # for the type checker: other systems have no `winreg`
        return
    import winreg

    system = r"SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
    for root, place, shown in (
        (winreg.HKEY_CURRENT_USER, "Environment", r"HKCU\Environment"),
        (winreg.HKEY_LOCAL_MACHINE, system, rf"HKLM\{system}"),
    ):
        for name in names:
            try:
                with winreg.OpenKey(root, place) as key:
                    value = str(winreg.QueryValueEx(key, name)[0]).strip()
            except OSError:
                continue
            if value:
                yield shown, name, value
