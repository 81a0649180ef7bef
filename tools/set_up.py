# SPDX-License-Identifier: MIT
"""Prepares this checkout: `set_up.py run`, `tour` or `dev`. Needs nothing but a bare Python.

`run` is enough for the window, `tour` adds a virtual screen and a keyring for machines that
have neither, `dev` adds what the tests and packaging need, `keyrings` other keyrings, `recipes`
programs that use keys. Each repeats in an instant: a stamp in `.venv` holds the fingerprint of
everything that it installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
VENV_PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 10)


class Group(NamedTuple):
    """What a purpose needs beyond the group named `beyond`: a lock file, Debian packages."""

    beyond: str | None
    lock: str
    packages: tuple[str, ...]


# The libraries are those that `ldd` names for PySide6's libQt6Gui and libqxcb, and in "dev" for its
# libQt6Network, which only the tests load; what others of this list depend on is left out.
GROUPS = {
    "run": Group(
        None,
        "run.txt",
        (
            "ca-certificates",
            "libdbus-1-3",
            "libegl1",
            "libfontconfig1",
            "libgl1",
            "libglib2.0-0",
            "libx11-xcb1",
            "libxcb-cursor0",
            "libxcb-icccm4",
            "libxcb-image0",
            "libxcb-keysyms1",
            "libxcb-randr0",
            "libxcb-render-util0",
            "libxcb-shape0",
            "libxcb-sync1",
            "libxcb-xfixes0",
            "libxcb-xkb1",
            "libxkbcommon0",
            "libxkbcommon-x11-0",
        ),
    ),
    "tour": Group(
        "run",
        "dev.txt",  # it uses the screen and the keyring session of the tests
        ("dbus", "fonts-inter", "fonts-noto-cjk", "gnome-keyring", "xauth", "xvfb"),
    ),
    "dev": Group(
        "tour",
        "dev.txt",
        (
            *("at-spi2-core", "curl", "git", "gnupg", "iproute2", "libglib2.0-bin"),
            *("libgssapi-krb5-2", "libsecret-tools", "nodejs", "pass", "strace"),
            *("x11-utils", "xclip", "xdotool"),
            *("appstream", "binutils", "desktop-file-utils", "lintian", "patchelf", "xz-utils"),
        ),
    ),
    "keyrings": Group("dev", "dev.txt", ("keepassxc", "libkf5wallet-bin", "libqca-qt5-2-plugins")),
    "recipes": Group("dev", "dev.txt", ("direnv", "fish")),
}


def chain(name: str) -> list[str]:
    """The group and those that it builds on."""
    beyond = GROUPS[name].beyond
    return [name, *(chain(beyond) if beyond else ())]


def python_packages(name: str) -> list[str]:
    """What Debian splits off its Python: venv, and the shared library that PyInstaller copies."""
    python = f"python{sys.version_info.major}.{sys.version_info.minor}"
    bare = importlib.util.find_spec("ensurepip") is None
    of_debian = sys.base_prefix == "/usr"
    return [f"{python}-venv"] * bare + [f"lib{python}"] * (of_debian and name == "dev")


def wanted_packages(name: str) -> list[str]:
    return [*python_packages(name), *(p for g in chain(name) for p in GROUPS[g].packages)]


def fingerprint(name: str) -> str:
    """Changes with the lock, the Debian packages, this file's recipe and the Python."""
    lock = (ROOT / "requirements" / GROUPS[name].lock).read_bytes()
    groups = repr([GROUPS[group] for group in chain(name)]).encode()
    python = f"{sys.version} {sys.base_prefix} {ROOT}".encode()
    return hashlib.sha256(b"\0".join((lock, groups, python))).hexdigest()


def stamp(name: str) -> Path:
    return VENV / f"set-up-{name}"


def is_ready(name: str) -> bool:
    return (
        VENV_PYTHON.exists()
        and stamp(name).exists()
        and stamp(name).read_text("ascii") == fingerprint(name)
    )


def installed_packages() -> set[str]:
    """Names of Debian packages, and the older names that they provide (libglib2.0-0t64)."""
    form = "${db:Status-Status}\t${Package}\t${Provides}\n"
    rows = subprocess.run(
        ["dpkg-query", "-W", "-f", form], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    names = set()
    for row in rows:
        status, package, provides = row.split("\t")
        if status == "installed":
            names.add(package)
            names.update(part.split()[0] for part in provides.split(",") if part.strip())
    return names


def install_packages(name: str) -> None:
    if not sys.platform.startswith("linux"):
        return
    if not shutil.which("apt-get"):
        say("This machine has no apt-get; Keyready needs what Debian calls:")
        say(" ".join(sorted(wanted_packages(name))))
        return
    missing = sorted(set(wanted_packages(name)) - installed_packages())
    if not missing:
        return
    say("Installing these Debian packages with apt-get:")
    say(" ".join(missing))
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    if sudo and not shutil.which("sudo"):
        raise SystemExit(f"Please run as root: apt-get install {' '.join(missing)}")
    apt = [
        *sudo,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "NEEDRESTART_SUSPEND=1",
        "apt-get",
        "-qq",
    ]
    run([*apt, "update"])
    run([*apt, "-o", "Dpkg::Use-Pty=0", "install", "--yes", "--no-install-recommends", *missing])


def make_venv() -> None:
    settings = VENV / "pyvenv.cfg"
    version = ".".join(map(str, sys.version_info[:3]))
    if VENV_PYTHON.exists() and f"version = {version}\n" in settings.read_text("utf-8"):
        return
    say(f"Making .venv with Python {version}")
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install_locked(name: str) -> None:
    lock = ROOT / "requirements" / GROUPS[name].lock
    say(f"Installing the Python packages of requirements/{lock.name}, each checked by its hash")
    pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    run([*pip, "install", "--quiet", "--require-hashes", "--only-binary=:all:", "-r", str(lock)])


def link_project() -> None:
    """Makes `import keyready` and `.venv/bin/keyready` use this checkout, with nothing to build."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    folder = subprocess.run(
        [str(VENV_PYTHON), "-c", ask], check=True, capture_output=True, text=True
    ).stdout.strip()
    Path(folder, "keyready.pth").write_text(f"{ROOT / 'desktop'}\n", "utf-8")
    if os.name != "nt":
        program = PROGRAMS / "keyready"
        # A shell line, because "#!" has no room for a long path or one with a space.
        python = shlex.quote(str(VENV_PYTHON))
        program.write_text(f'#!/bin/sh\nexec {python} -m keyready "$@"\n', "utf-8")
        program.chmod(0o755)


def run(command: list[str]) -> None:
    """Runs a step; its own words are on the screen when it fails."""
    code = subprocess.run(command, check=False).returncode
    if code:
        raise SystemExit(f"This step ended with {code}: {shlex.join(command)}")


def say(sentence: str) -> None:
    print(sentence, flush=True)


def main() -> None:
    if sys.version_info < OLDEST:
        raise SystemExit("Keyready needs Python 3.10 or newer: make run PYTHON=/path/to/python3")
    if sys.argv[1:] not in [[name] for name in GROUPS]:
        raise SystemExit(f"usage: set_up.py {'|'.join(GROUPS)}")
    name = sys.argv[1]
    if is_ready(name):
        return
    install_packages(name)
    make_venv()
    install_locked(name)
    link_project()
    for group in chain(name):
        stamp(group).write_text(fingerprint(group), "ascii")


if __name__ == "__main__":
    main()
