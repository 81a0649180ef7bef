# SPDX-License-Identifier: MIT
"""Measures every promised ratio against its baseline in the same run: a table, build/bench.json.

`bench.py [FILE]` runs only the measurements of that file of tools/measurements/. Each is a
program that does one thing and its baseline in turn, and prints the seconds of both as JSON:
{"row": [[ours, baseline], ...]}. docs/PERFORMANCE.md says why each is measured as it is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
MEASUREMENTS = ROOT / "tools" / "measurements"
RESULT = ROOT / "build" / "bench.json"
RUNS = 15
WARM_UP = 1  # pairs at the beginning that do not count: they load what the others find loaded

Pair = tuple[float, float]  # seconds: ours, baseline


class Target(NamedTuple):
    """A promise. `row` is its name in what `file` prints; `ratio` None only reports.

    `unit` is what a pair counts: "ms" are told in seconds, "MB" in bytes.
    """

    file: str
    row: str
    name: str
    ratio: float | None
    unit: str = "ms"


TARGETS = (
    Target("save_to_verdict.py", "verdict", "From save to a verdict / curl", 1.15),
    Target("keyring_writes.py", "new", "Save a key / keyring set and get", 1.5),
    Target("keyring_writes.py", "replace", "Replace a key / keyring set and get", 1.5),
    Target("packaged_start.py", "warm", "Packaged: exec to painted, warm / empty window", 1.4),
    Target("packaged_start.py", "cold", "Packaged: exec to painted, cold / empty window", 1.4),
    Target("packaged_start.py", "korean", "Packaged: cold to usable, Korean / English", 1.05),
    Target("packaged_start.py", "whole", "Packaged: exec to usable field / empty window", None),
    Target("packaged_start.py", "memory", "Packaged: memory at rest / empty window", 1.4, "MB"),
    Target("packaged_start.py", "unpacked", "Packaged: size / plain PyInstaller", 0.75, "MB"),
    Target("packaged_start.py", "compressed", "Packaged: download / plain PyInstaller", 0.85, "MB"),
    Target("hand_off.py", "get", "keyready get / keyring get", 0.5),
    Target("hand_off.py", "run", "keyready run -- true / keyready get", 1.2),
    Target("hand_off.py", "mask", "1 GiB with --mask / cat in a pipe", 2.0),
    Target("hand_off.py", "packaged get", "Packaged: keyready get / keyring get", 0.5),
    Target("hand_off.py", "packaged run", "Packaged: keyready run -- true / keyready get", 1.2),
    Target("hand_off.py", "packaged mask", "Packaged: 1 GiB with --mask / cat in a pipe", 2.0),
)


class Row(NamedTuple):
    """The median of the ratios, the lowest and the highest; `ours` and `baseline` in the unit."""

    name: str
    ratio: float
    target: float | None
    low: float
    high: float
    runs: int
    ours: float
    baseline: float
    unit: str = "ms"


SCALE = {"ms": 1e3, "MB": 1e-6}


def row(target: Target, pairs: Sequence[Pair]) -> Row:
    """What the pairs of one measurement come to, the first left out. What does not vary (a size)
    is measured once."""
    counted = pairs[WARM_UP:] or pairs
    ratios = [ours / baseline for ours, baseline in counted]
    return Row(
        target.name,
        median(ratios),
        target.ratio,
        min(ratios),
        max(ratios),
        len(counted),
        median(ours for ours, _ in counted) * SCALE[target.unit],
        median(baseline for _, baseline in counted) * SCALE[target.unit],
        target.unit,
    )


def table(rows: Iterable[Row]) -> str:
    """Markdown, as docs/PERFORMANCE.md has it."""
    lines = [
        "| What / against what | ratio | target | lowest to highest | runs | medians |",
        "|---|---|---|---|---|---|",
    ]
    for r in rows:
        target = "" if r.target is None else f"{r.target:.2f}"
        missed = r.target is not None and r.ratio > r.target
        lines.append(
            f"| {r.name} | {r.ratio:.2f} | {target}{' (missed)' * missed} "
            f"| {r.low:.2f} to {r.high:.2f} "
            f"| {r.runs} | {r.ours:.0f} / {r.baseline:.0f} {r.unit} |"
        )
    return "\n".join(lines)


def as_json(rows: Iterable[Row]) -> str:
    members = ("name", "ratio", "target", "low", "high", "runs")
    listed = [{name: getattr(r, name) for name in members} for r in rows]
    return json.dumps({"rows": listed}, indent=2) + "\n"


def measured(files: Iterable[str]) -> Iterator[Row]:
    """Runs the programs on a virtual screen, each with a private keyring of its own."""
    sys.path.insert(0, str(ROOT / "tests"))
    from secret_session import SecretSession
    from virtual_screen import VirtualScreen

    for file in files:
        with SecretSession() as session, VirtualScreen() as screen:
            given = {**session.whole_environment(), **screen.environment}
            # Without Python's settings: one of them keeps it from keeping what it has compiled.
            environment = {k: v for k, v in given.items() if not k.startswith("PYTHON")}
            environment["PYTHONPATH"] = str(ROOT / "desktop")
            command = [sys.executable, str(MEASUREMENTS / file), str(RUNS + WARM_UP)]
            said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        pairs = json.loads(said.stdout)
        for target in TARGETS:
            if target.file == file and target.row in pairs:  # "cold" needs root
                yield row(target, pairs[target.row])


def main() -> None:
    files = sys.argv[1:] or list(dict.fromkeys(target.file for target in TARGETS))
    rows = list(measured(files))
    print(table(rows))
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(as_json(rows), "utf-8")


if __name__ == "__main__":
    main()
