# SPDX-License-Identifier: MIT
"""The Debian package and the archive: whole, approved by Debian's own checks, gone when removed."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from checkout import ROOT
from keyready import __version__
from overlay import can_mount, run_in_overlay
from secret_session import SecretSession
from tools import tool
from virtual_screen import VirtualScreen

pytestmark = pytest.mark.built

linux_packages = tool("linux_packages")
ID = "io.github.keyready.Keyready"


@pytest.fixture(scope="session")
def deb(programs: Path) -> Path:
    made: Path = linux_packages.debian_package()
    return made


@pytest.fixture(scope="session")
def unpacked(deb: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deb")
    subprocess.run(["dpkg-deb", "--raw-extract", deb, folder], check=True)
    return folder


def approved(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_lintian_finds_no_error(deb: Path) -> None:
    """Beside the overrides, which have their reasons in packaging/linux/lintian-overrides."""
    approved("lintian", "--allow-root", "--fail-on", "error", deb)


def test_the_desktop_entry_is_valid(unpacked: Path) -> None:
    entry = unpacked / "usr/share/applications" / f"{ID}.desktop"
    assert approved("desktop-file-validate", entry) == ""
    assert "\nExec=keyready-window\n" in entry.read_text("utf-8")


def test_the_metainfo_is_valid_and_tells_what_is_new(unpacked: Path) -> None:
    file = unpacked / "usr/share/metainfo" / f"{ID}.metainfo.xml"
    approved("appstreamcli", "validate", "--no-net", "--pedantic", file)
    text = file.read_text("utf-8")
    assert f'version="{__version__}"' in text
    assert text.count("<li>") > 5
    shown = [
        Path(line.split("/")[-2].removesuffix("<")).name
        for line in text.splitlines()
        if "docs/pictures" in line
    ]
    assert shown
    assert {(ROOT / "docs/pictures" / picture).is_file() for picture in shown} == {True}


def test_every_icon_has_the_size_of_its_folder(unpacked: Path) -> None:
    from PySide6.QtGui import QImage

    icons = unpacked / "usr/share/icons/hicolor"
    sizes = [int(folder.name.split("x")[0]) for folder in icons.glob("*x*")]
    assert {16, 24, 32, 48, 64, 128, 256, 512} <= set(sizes)
    for size in sizes:
        picture = QImage(str(icons / f"{size}x{size}" / "apps" / f"{ID}.png"))
        assert (picture.width(), picture.height()) == (size, size)
    assert (icons / "scalable/apps" / f"{ID}.svg").read_text("utf-8").startswith("<!-- SPDX")


def test_man_page_and_completions_come_along(unpacked: Path, programs: Path) -> None:
    share = unpacked / "usr/share"
    pages = {f"{page.name}.gz" for page in (ROOT / "docs" / "man").glob("*.1")}
    assert pages <= {page.name for page in (share / "man" / "man1").glob("*")}
    for shell, place in linux_packages.COMPLETIONS.items():
        said = linux_packages.completion(programs, shell)
        assert (share / place).is_file() == bool(said)


def test_the_same_program_gives_the_same_package(deb: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.deb"
    fixed = {**os.environ, **tool("package").FIXED}
    command = ["dpkg-deb", "--root-owner-group", "-Znone", "--build", linux_packages.WORK / "deb"]
    for file in (again, tmp_path / "once.deb"):
        subprocess.run([*command, file], check=True, env=fixed, stdout=subprocess.DEVNULL)
    assert again.read_bytes() == (tmp_path / "once.deb").read_bytes()


# Where a package may leave something. Elsewhere other tests are at work meanwhile.
INSTALL_AND_REMOVE = """
find /boot /etc /opt /srv /usr /var -xdev | sort > {tmp}/before
dpkg --install {deb} >&2
test -z "$(dpkg --audit)"
env -i HOME=/nonexistent PATH=/usr/bin:/bin keyready --version
env -i HOME=/nonexistent PATH=/usr/bin:/bin keyready self-test > {tmp}/console
env -i HOME=/nonexistent PATH=/usr/bin:/bin keyready-window --self-test > {tmp}/window
ldd /opt/keyready/_internal/PySide6/Qt/plugins/platforms/libqxcb.so | grep "not found" || true
dpkg --purge keyready >&2
find /boot /etc /opt /srv /usr /var -xdev | sort > {tmp}/after
"""


@pytest.mark.skipif(not can_mount(), reason="only root of a machine can mount")
def test_it_is_installed_works_and_leaves_nothing(deb: Path, tmp_path: Path) -> None:
    """Its dependencies are those that `tools/set_up.py run` installs, or dpkg refuses it."""
    script = INSTALL_AND_REMOVE.format(tmp=tmp_path, deb=deb.resolve())
    assert run_in_overlay(tmp_path / "overlay", script) == f"keyready {__version__}\n"
    for program in ("console", "window"):
        assert '"ok": true' in (tmp_path / program).read_text("utf-8")
    before, after = ((tmp_path / name).read_text().splitlines() for name in ("before", "after"))
    left = [path for path in set(after) - set(before) if not _of_dpkg_or_caches(path)]
    assert left == []


# `xev` is any other window. The uppermost window comes first in the tree.
START_TWICE = """
dpkg --install {deb} >&2
upper() {{ xwininfo -root -tree | grep -m1 -o -E '"(OpenAI.*Keyready|Event Tester)"'; }}
open() {{ gio launch /usr/share/applications/{entry}.desktop; }}
shown() {{ timeout 30 xdotool search --sync --onlyvisible --name "$1"; }}
open
first=$(shown OpenAI)
xev > /dev/null & other=$!
shown 'Event Tester' >&2
upper
open
for _ in $(seq 100); do upper | grep -q Keyready && break; sleep 0.1; done
upper
test "$(xdotool search --name OpenAI)" = "$first" && echo "one window"
readlink "/proc/$(xdotool getwindowpid "$first")/exe"
kill $other
xdotool windowfocus --sync "$first" key ctrl+q
"""


@pytest.mark.skipif(not can_mount(), reason="only root of a machine can mount")
def test_the_desktop_entry_starts_it_and_a_second_start_raises_it(
    deb: Path, tmp_path: Path, secret_session: SecretSession
) -> None:
    """As a desktop does on a double click, with the package that is really installed."""
    with VirtualScreen() as screen:
        there = {**secret_session.whole_environment(), **screen.environment}
        variables = shlex.join(f"{name}={value}" for name, value in there.items())
        script = f"export {variables}\n" + START_TWICE.format(deb=deb.resolve(), entry=ID)
        other, raised, *rest = run_in_overlay(tmp_path / "overlay", script).splitlines()
    assert other == '"Event Tester"'
    assert raised.startswith('"OpenAI')
    assert rest == ["one window", "/opt/keyready/keyready"]


def _of_dpkg_or_caches(path: str) -> bool:
    """The system's own lists, which it renews with every package, are no leftovers of ours."""
    return path.startswith(("/var/lib/dpkg/", "/var/cache/", "/usr/share/icons/hicolor/icon-theme"))


def test_the_archive_is_installed_and_removed_as_its_note_says(
    programs: Path, tmp_path: Path
) -> None:
    made = linux_packages.archive()
    subprocess.run(["tar", "-xf", made, "-C", tmp_path], check=True)
    (folder,) = tmp_path.iterdir()
    home = tmp_path / "person"
    home.mkdir()
    note = (folder / "INSTALL").read_text("utf-8")
    install, remove = (
        "\n".join(line for line in part.splitlines() if line.startswith("    "))
        for part in note.split("To remove it")
    )
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    run = ["sh", "-euc"]
    subprocess.run([*run, install], cwd=folder, env=environment, check=True)
    program = home / ".local" / "bin" / "keyready"
    assert approved(program, "--version") == f"keyready {__version__}\n"
    assert list((home / ".local/share").rglob(f"{ID}.desktop"))
    subprocess.run([*run, remove], cwd=folder, env=environment, check=True)
    assert [path for path in home.rglob("*") if not path.is_dir()] == []
