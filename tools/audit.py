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
UNREACHED = "The service that knows of faults could not be reached: nothing was audited."


def audit(lock: Path, *options: str) -> tuple[int, str]:
    """1 where faults are known, 0 where not or where nothing was learnt; and what to say."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes"]
        asked = ["--requirement", str(lock), "--timeout", WAIT_S, *options]
        written = ["--progress-spinner=off", "--format=json", f"--output={report}"]
        done = subprocess.run(
            [*command, *asked, *written], capture_output=True, text=True, check=False
        )
        if not report.exists():  # it is written when every answer is there, and not before
            return 0, f"{UNREACHED} ({_last_line(done.stderr)})"
        packages = json.loads(report.read_text("utf-8"))["dependencies"]
    faults = [
        f"{package['name']} {package['version']}: {fault['id']}"
        for package in packages
        for fault in package.get("vulns", ())
    ]
    said = "\n".join(faults) or f"No faults are known of {len(packages)} packages."
    return int(bool(faults)), said


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or [""])[-1][:200]


def main() -> int:
    code = 0
    for name in LOCKS:
        found, said = audit(ROOT / name)
        print(f"{name}: {said}")
        code = max(code, found)
    return code


if __name__ == "__main__":
    sys.exit(main())
