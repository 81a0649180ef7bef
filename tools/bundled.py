# SPDX-License-Identifier: MIT
"""What stands inside the packaged program: each part with its version and its licence texts.

`build.spec` asks for the files that it takes; the answer becomes the folder `licences` of the
program and its bill of materials (CycloneDX). A file that belongs to nobody ends the build.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "run.txt"
OURS = ROOT / "packaging" / "licences"
QT_TEXTS = tuple(OURS / name for name in ("LGPL-3.0.txt", "GPL-3.0.txt", "Qt.md"))
QT = {"pyside6-essentials", "shiboken6"}  # their wheels bring no licence texts
_TEXT = re.compile(r"(licen[cs]e|copying|notice)", re.I)


class Part(NamedTuple):
    """`purl` names it for other programs: https://github.com/package-url/purl-spec."""

    name: str
    version: str
    purl: str
    texts: tuple[Path, ...]


class Unknown(Exception):
    """A file in the program that no licence is known for."""


class Origins:
    """Finds out which part a file belongs to."""

    def part(self, file: Path) -> Part | None:
        """None for a file of Keyready itself. Raises `Unknown`."""
        file = Path(os.path.normpath(file))
        if file in self._of_distributions:
            return distribution_part(self._of_distributions[file])
        if file.is_relative_to(self._standard_library) or _is_python(file):
            return python_part()
        if file.is_relative_to(ROOT):  # .venv is a folder of ours, too: it was asked first
            return None
        return _of_the_system(file)

    @cached_property
    def _of_distributions(self) -> dict[Path, metadata.Distribution]:
        return {
            Path(os.path.normpath(str(one.locate_file(file)))): one
            for one in metadata.distributions()
            for file in one.files or ()
        }

    @cached_property
    def _standard_library(self) -> Path:
        return Path(sysconfig.get_path("stdlib"))


def _is_python(file: Path) -> bool:
    """The interpreter, and the modules that PyInstaller puts together for its start."""
    return "libpython" in file.name or file.name in ("base_library.zip", "Python")


def modules_for_working_on_it() -> list[str]:
    """The modules of .venv that the program does not need on this system and Python.

    Libraries take along what happens to be there: msgspec does so with writers of TOML.
    """
    run = locked()
    return sorted(
        module
        for module, owners in metadata.packages_distributions().items()
        if not any(normalised(owner) in run for owner in owners) and module.isidentifier()
    )


def locked(lock: Path = LOCK) -> dict[str, str]:
    """Name and version of all that the program needs on this system and Python."""
    from packaging.requirements import Requirement

    lines = (line.rstrip(" \\") for line in lock.read_text("utf-8").splitlines())
    needs = [Requirement(line) for line in lines if re.match(r"\w", line)]
    return {
        normalised(one.name): next(iter(one.specifier)).version
        for one in needs
        if one.marker is None or one.marker.evaluate()
    }


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def parts(files: Iterable[Path]) -> list[Part]:
    """The parts that these files are of, and PyInstaller's loader, by name."""
    origins = Origins()
    found = {part for file in set(files) if (part := origins.part(file)) is not None}
    found.add(distribution_part(metadata.distribution("pyinstaller")))
    return sorted(found)


def distribution_part(one: metadata.Distribution) -> Part:
    name = normalised(one.metadata["Name"])
    texts = tuple(
        sorted(
            Path(str(one.locate_file(file)))
            for file in one.files or ()
            if _TEXT.search(file.name) and ".dist-info" in file.parts[0]
        )
    )
    return Part(
        name, one.version, f"pkg:pypi/{name}@{one.version}", QT_TEXTS if name in QT else texts
    )


def python_part() -> Part:
    version = ".".join(map(str, sys.version_info[:3]))
    debian = f"/usr/share/doc/python{version.rpartition('.')[0]}/copyright"
    places = (
        Path(sysconfig.get_path("stdlib"), "LICENSE.txt"),
        Path(sys.base_prefix, "LICENSE.txt"),  # Windows
        Path(debian),
    )
    text = next((place for place in places if place.is_file()), None)
    if text is None:
        raise Unknown("Python's own licence")
    return Part("python", version, f"pkg:generic/python@{version}", (text,))


def _of_the_system(file: Path) -> Part | None:
    """A library that Debian's package manager has put there."""
    if sys.platform != "linux" or not shutil.which("dpkg-query"):
        raise Unknown(str(file))
    for place in (file, file.resolve(), Path("/usr", *file.parts[1:])):
        done = subprocess.run(
            ["dpkg-query", "-S", str(place)], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return _debian_part(done.stdout.split(":")[0])
    raise Unknown(str(file))


def _debian_part(package: str) -> Part:
    form = "${source:Package}\t${Version}"
    done = subprocess.run(
        ["dpkg-query", "-W", "-f", form + "\n", package], capture_output=True, text=True, check=True
    )
    source, version = done.stdout.splitlines()[0].split("\t")
    text = Path("/usr/share/doc", package, "copyright")
    return Part(source, version, f"pkg:deb/debian/{source}@{version}?type=source", (text,))


def licence_entries(found: Iterable[Part]) -> Iterator[tuple[str, str, str]]:
    """As PyInstaller takes data files: (place in the program, source, "DATA")."""
    yield "licences/Keyready.txt", str(ROOT / "LICENSE"), "DATA"
    for part in found:
        if not part.texts or not all(text.is_file() for text in part.texts):
            raise Unknown(part.name)
        for text in part.texts:
            beside = text.name if text.suffix else f"{text.name}.txt"
            yield f"licences/{part.name}/{beside}", str(text), "DATA"


def bill_of_materials(found: Iterable[Part], version: str) -> str:
    """CycloneDX 1.6 as JSON. The same parts give the same text: no time, no random number."""
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output import make_outputter
    from cyclonedx.schema import OutputFormat, SchemaVersion
    from packageurl import PackageURL

    bom = Bom()
    bom.metadata.component = Component(
        type=ComponentType.APPLICATION, name="keyready", version=version, bom_ref="keyready"
    )
    for part in found:
        bom.components.add(
            Component(
                type=ComponentType.LIBRARY,
                name=part.name,
                version=part.version,
                purl=PackageURL.from_string(part.purl),
                bom_ref=part.purl,
            )
        )
    bom.register_dependency(bom.metadata.component, list(bom.components))
    text: str = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(
        indent=2
    )
    return _without_chance(text) + "\n"


def _without_chance(text: str) -> str:
    """The library puts the time and a random number in, which the form does not ask for."""
    import json

    bom = json.loads(text)
    bom.pop("serialNumber", None)
    bom["metadata"].pop("timestamp", None)
    return json.dumps(bom, indent=2, sort_keys=True)
