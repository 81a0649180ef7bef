# SPDX-License-Identifier: MIT
"""Asks pip-audit whether faults are known of the locked packages.

Ends with 1 where some are. Where the service cannot be reached that is said, and it ends with 0:
then nothing was learnt, and the build has no fault.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements/run.txt", "requirements/dev.txt")
WAIT_S = "20"  # for each answer of the service
# A fault of this one is known since 2018. A mirror of PyPI can answer without knowing any.
KNOWN_TO_BE_FAULTY = "requests==2.19.0"


class Unreached(Exception):
    """Nothing was learnt; its text says why."""


def faults(lock: Path, *options: str) -> tuple[int, list[str]]:
    """How many packages were asked for, and "name version: id" of each known fault."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [sys.executable, "-m", "pip_audit", "--disable-pip", *options]
        asked = ["--requirement", str(lock), "--timeout", WAIT_S, "--progress-spinner=off"]
        written = ["--format=json", f"--output={report}"]
        done = subprocess.run(
            [*command, *asked, *written], capture_output=True, text=True, check=False
        )
        if not report.exists():  # it is written when every answer is there, and not before
            raise Unreached((done.stderr.strip().splitlines() or [""])[-1][:200])
        packages = json.loads(report.read_text("utf-8"))["dependencies"]
    listed = [
        f"{package['name']} {package['version']}: {fault['id']}"
        for package in packages
        for fault in package.get("vulns", ())
    ]
    return len(packages), listed


def try_the_service() -> None:
    """Raises `Unreached` if it does not know what everybody knows."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "known.txt")
        file.write_text(f"{KNOWN_TO_BE_FAULTY}\n", "ascii")
        if not faults(file, "--no-deps")[1]:
            raise Unreached(f"the index answers, but knows no fault of {KNOWN_TO_BE_FAULTY}")


def main() -> int:
    try:
        try_the_service()
        found = {name: faults(ROOT / name, "--require-hashes") for name in LOCKS}
    except Unreached as why:
        print(f"The service that knows of faults cannot be reached: nothing was audited. ({why})")
        return 0
    for name, (packages, listed) in found.items():
        print(f"{name}: {packages} packages, {len(listed)} known faults", *listed, sep="\n  ")
    return int(any(listed for _, listed in found.values()))


if __name__ == "__main__":
    sys.exit(main())
