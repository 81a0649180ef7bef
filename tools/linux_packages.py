# SPDX-License-Identifier: MIT
"""The packaged program as a Debian package and as a .tar.gz with a note, both in dist/.

The same sources give the same bytes, as for the program itself.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import textwrap
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import datetime, timezone
from email.utils import format_datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import icon_files
import package
import platform_facts
import release_notes
from keyready import HOMEPAGE, __version__

ROOT = package.ROOT
HERE = ROOT / "packaging" / "linux"
WORK = ROOT / "build" / "linux"
ID = platform_facts.APPLICATION_ID
EPOCH = int(package.FIXED["SOURCE_DATE_EPOCH"])
WHEN = datetime.fromtimestamp(EPOCH, timezone.utc)
MAINTAINER = "The Keyready authors <keyready@users.noreply.github.com>"
PICTURES = ("it-can-be-used-en", "welcome-en", "no-credit-en", "connection-en", "it-can-be-used-ko")
PROGRAMS = ("keyready", "keyready-window")
COMPLETIONS = {
    "bash": "bash-completion/completions/keyready",
    "zsh": "zsh/vendor-completions/_keyready",
    "fish": "fish/vendor_completions.d/keyready.fish",
}

CONTROL = """\
Package: keyready
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager | keepassxc, xdg-utils
Section: utils
Priority: optional
Homepage: {homepage}
Description: keep an API key in the keyring and see that it works
 Keyready goes with you from an account to a secret key that works: billing, the
 key itself, and how to use it safely. The key is kept in the keyring, and one
 sentence says whether it works and what to do if it does not.
"""


def architecture() -> str:
    """As Debian calls it."""
    asked = ["dpkg", "--print-architecture"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


def share(program: Path, into: Path) -> None:
    """What desktops and shells look for in a folder `share`: entry, icons, metainfo, words."""
    put(into / "applications" / f"{ID}.desktop", (HERE / f"{ID}.desktop").read_bytes())
    put(into / "metainfo" / f"{ID}.metainfo.xml", metainfo())
    icons = into / "icons" / "hicolor"
    for size, png in icon_files.pngs(*icon_files.HICOLOR).items():
        put(icons / f"{size}x{size}" / "apps" / f"{ID}.png", png)
    put(icons / "scalable" / "apps" / f"{ID}.svg", icon_files.DRAWING.read_bytes())
    for page in sorted((ROOT / "docs" / "man").glob("*.1")):
        put(into / "man" / "man1" / f"{page.name}.gz", packed(page.read_bytes()))
    if (into / "man").is_dir():
        put(into / "man/man1/keyready-window.1.gz", packed(b".so man1/keyready.1\n"))
    for shell, place in COMPLETIONS.items():
        words = completion(program, shell)
        if words:
            put(into / place, words)


def completion(program: Path, shell: str) -> bytes:
    """What the program says for this shell; nothing from a program without that verb."""
    done = subprocess.run(
        [program / "keyready", "completion", shell], capture_output=True, check=False
    )
    return done.stdout if done.returncode == 0 else b""


def metainfo() -> bytes:
    """The file of packaging/linux with addresses, pictures and the notes of CHANGELOG.md."""
    tree = ET.parse(HERE / f"{ID}.metainfo.xml")
    component = tree.getroot()
    for kind, page in (("homepage", ""), ("bugtracker", "/issues"), ("vcs-browser", "")):
        ET.SubElement(component, "url", type=kind).text = HOMEPAGE + page
    shown = ET.SubElement(component, "screenshots")
    raw = HOMEPAGE.replace("github.com", "raw.githubusercontent.com")
    for number, picture in enumerate(PICTURES):
        one = ET.SubElement(shown, "screenshot", {} if number else {"type": "default"})
        ET.SubElement(one, "image").text = f"{raw}/main/docs/pictures/{picture}.png"
    listed = ET.SubElement(component, "releases")
    for release in release_notes.releases():
        facts = {"version": release.version, "date": release.date}
        if not release.date:
            facts = {"version": __version__, "date": f"{WHEN:%Y-%m-%d}", "type": "development"}
        described = ET.SubElement(ET.SubElement(listed, "release", facts), "description")
        points = ET.SubElement(described, "ul")
        for change in release.changes:
            ET.SubElement(points, "li").text = change
    ET.indent(tree)
    return bytes(ET.tostring(component, "utf-8", xml_declaration=True)) + b"\n"


def debian_changelog() -> str:
    entries = []
    for release in release_notes.releases():
        version = release.version if release.date else __version__
        when = datetime.fromisoformat(f"{release.date}T00:00:00+00:00") if release.date else WHEN
        points = "\n".join(
            textwrap.fill(change, 76, initial_indent="  * ", subsequent_indent="    ")
            for change in release.changes
        )
        signed = f" -- {MAINTAINER}  {format_datetime(when)}"
        entries.append(f"keyready ({version}) unstable; urgency=medium\n\n{points}\n\n{signed}\n")
    return "\n".join(entries)


def debian_copyright(program: Path) -> str:
    """Ours, then every text that is in the folder `licences`: its place says whose it is."""
    listed = sorted((program / "_internal" / "licences").glob("*/*"))
    parts = sorted({text.parent.name for text in listed})
    where = "/opt/keyready/_internal/licences"
    return (
        f"Keyready, {HOMEPAGE}\n\n{(ROOT / 'LICENSE').read_text('utf-8')}\n"
        f"The program holds parts of other makers, each under its own licence. The texts are in\n"
        f"{where}/<part>/ and the versions in {where}/bundle.cdx.json.\n"
        "On Debian systems the GNU Lesser General Public License 3, which Qt is under, is\n"
        "also in /usr/share/common-licenses/LGPL-3.\n\n" + "\n".join(parts) + "\n"
    )


def dependencies(program: Path) -> str:
    """The packages whose libraries the program loads and does not bring along."""
    inside = program / "_internal"
    binaries = [program / "keyready", *(f for f in inside.rglob("*.so*") if not f.is_symlink())]
    asked = ["readelf", "--wide", "-d", "-V", *map(str, sorted(binaries))]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    brought = {file.name for file in inside.rglob("*.so*")}
    wanted = set(re.findall(r"\(NEEDED\).*\[(.+)\]", said)) - brought
    packages = {owner(name) for name in wanted} - {"libc6"}
    libc = max(tuple(map(int, v.split("."))) for v in re.findall(r"GLIBC_(\d+\.\d+)", said))
    return ", ".join([f"libc6 (>= {libc[0]}.{libc[1]})", *sorted(packages)])


def owner(library: str) -> str:
    """The Debian package that has this library, by the name that programs ask for."""
    known = subprocess.run(["/sbin/ldconfig", "-p"], check=True, capture_output=True, text=True)
    found = re.search(rf"^\s{re.escape(library)} .* => (.+)$", known.stdout, re.M)
    assert found is not None, f"{library} is not on this computer"
    place = Path(found[1])
    for path in (place.resolve(), place, Path("/usr", *place.parts[1:])):
        asked = ["dpkg-query", "-S", str(path)]
        said = subprocess.run(asked, capture_output=True, text=True, check=False)
        if said.returncode == 0:
            return said.stdout.split(":")[0]
    raise AssertionError(f"no package has {library}")


def put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    file.chmod(0o644)


def packed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def copy(program: Path, into: Path) -> None:
    shutil.copytree(program, into, symlinks=True)
    for file in into.rglob("*"):
        if not file.is_symlink():
            runs = file.is_dir() or (file.parent == into and file.name in PROGRAMS)
            file.chmod(0o755 if runs else 0o644)


def debian_package() -> Path:
    """Builds dist/keyready_VERSION_ARCHITECTURE.deb."""
    program, root = package.keyready(), WORK / "deb"
    shutil.rmtree(root, ignore_errors=True)
    copy(program, root / "opt" / "keyready")
    (root / "usr" / "bin").mkdir(parents=True)
    for name in PROGRAMS:
        (root / "usr" / "bin" / name).symlink_to(f"/opt/keyready/{name}")
    share(program, root / "usr" / "share")
    doc = root / "usr/share/doc/keyready"
    put(doc / "copyright", debian_copyright(program).encode())
    put(doc / "changelog.gz", packed(debian_changelog().encode()))
    overrides = (HERE / "lintian-overrides").read_bytes()
    put(root / "usr/share/lintian/overrides/keyready", overrides)
    for folder in (root, *(f for f in root.rglob("*") if f.is_dir() and not f.is_symlink())):
        folder.chmod(0o755)
    control = CONTROL.format(
        version=__version__,
        architecture=architecture(),
        maintainer=MAINTAINER,
        kilobytes=package.size(root) // 1024,
        depends=dependencies(program),
        homepage=HOMEPAGE,
    )
    put(root / "DEBIAN" / "control", control.encode())
    put(root / "DEBIAN" / "md5sums", "".join(checksums(root)).encode())
    made = package.PROGRAM.parent / f"keyready_{__version__}_{architecture()}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(made)]
    fixed = {**os.environ, **package.FIXED}
    subprocess.run(command, check=True, env=fixed, stdout=subprocess.DEVNULL)
    return made


def checksums(root: Path) -> Iterator[str]:
    for file in sorted(root.rglob("*")):
        if file.is_file() and not file.is_symlink() and "DEBIAN" not in file.parts:
            digest = hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()
            yield f"{digest}  {file.relative_to(root)}\n"


def archive() -> Path:
    """Builds dist/keyready-VERSION-linux-MACHINE.tar.gz."""
    program, root = package.keyready(), WORK / f"keyready-{__version__}"
    shutil.rmtree(root, ignore_errors=True)
    copy(program, root)
    share(program, root / "share")
    put(root / "INSTALL", (HERE / "INSTALL").read_bytes())
    name = f"keyready-{__version__}-linux-{platform.machine()}.tar.gz"
    made = package.PROGRAM.parent / name

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = EPOCH
        return member

    with (
        made.open("wb") as file,
        gzip.GzipFile("", "wb", 6, file, mtime=EPOCH) as small,
        tarfile.open(fileobj=small, mode="w") as tar,
    ):
        for path in (root, *sorted(root.rglob("*"))):
            tar.add(path, path.relative_to(WORK), recursive=False, filter=plain)
    return made


def main() -> None:
    for made in (debian_package(), archive()):
        print(f"{made.relative_to(ROOT)}: {made.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
