# SPDX-License-Identifier: MIT
"""The packaged program / plain PyInstaller's of an empty window: start, memory, size.

Both are seen from outside, and neither knows that it is measured. The screen's dots are a file
of the server's: a window is painted when the middle of the screen is no longer black, and it is
whole when no dot changes any more. Run as `packaged_start.py RUNS`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tools")]
import package  # noqa: E402
import sizes  # noqa: E402
from screen_dots import Dots  # noqa: E402
from virtual_screen import VirtualScreen  # noqa: E402

SCREEN = (960, 680)  # no larger than the window, which then covers all of it
STILL_S = 1.5  # as long without a change: the window is whole
MIDDLE = (SCREEN[0] // 2, SCREEN[1] // 2)
LIMIT_S = 30.0
COLD_RUNS = 8  # they are slow, and the first pair does not count
CACHES = Path("/proc/sys/vm/drop_caches")
RUNS = int(sys.argv[1])


class Start(NamedTuple):
    """Seconds until painted and until whole; then bytes of memory (a shared page in parts)."""

    painted: float
    whole: float
    memory: float


def start(program: Path, dots: Dots, environment: dict[str, str]) -> Start:
    assert dots.at(*MIDDLE) == b"\0\0\0", "another window is on the screen"
    began = time.perf_counter()
    running = subprocess.Popen([program], env=environment, stderr=subprocess.DEVNULL)
    try:
        while dots.at(*MIDDLE) == b"\0\0\0":
            assert time.perf_counter() - began < LIMIT_S, f"{program.name} shows nothing"
            time.sleep(0.0005)
        painted = changed = time.perf_counter()
        shown = dots.all()
        while time.perf_counter() - changed < STILL_S:
            time.sleep(0.004)
            now = dots.all()
            if now != shown:
                shown, changed = now, time.perf_counter()
        return Start(painted - began, changed - began, memory(running.pid))
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()
        while dots.at(*MIDDLE) != b"\0\0\0":
            time.sleep(0.01)


def memory(process: int) -> float:
    text = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    return 1024.0 * next(int(line.split()[1]) for line in text.splitlines() if "Pss:" in line)


def measured() -> dict[str, list[tuple[float, float]]]:
    ours, empty = package.keyready() / "keyready-window", package.empty() / "empty"
    rows: dict[str, list[tuple[float, float]]] = {
        name: [(float(a), float(b))] for name, (a, b) in sizes.sizes().items()
    }
    with (
        tempfile.TemporaryDirectory() as folder,
        VirtualScreen(SCREEN, memory=Path(folder)) as screen,
    ):
        dots = Dots(Path(folder, "Xvfb_screen0"))
        environment = {**os.environ, **screen.environment}

        def begin(program: Path, locale: str = "en_US.UTF-8") -> Start:
            return start(program, dots, {**environment, "LC_ALL": locale})

        def cold(program: Path, locale: str = "en_US.UTF-8") -> Start:
            subprocess.run(["sync"], check=True)
            CACHES.write_text("3\n", "ascii")
            return begin(program, locale)

        warm = [(begin(ours), begin(empty)) for _ in range(RUNS)]
        if os.access(CACHES, os.W_OK):
            pairs = [(cold(ours), cold(empty)) for _ in range(COLD_RUNS)]
            rows["cold"] = [(one.painted, other.painted) for one, other in pairs]
            pairs = [(cold(ours, "ko_KR.UTF-8"), cold(ours)) for _ in range(COLD_RUNS)]
            rows["korean"] = [(one.whole, other.whole) for one, other in pairs]
    rows["warm"] = [(one.painted, other.painted) for one, other in warm]
    rows["whole"] = [(one.whole, other.painted) for one, other in warm]
    rows["memory"] = [(one.memory, other.memory) for one, other in warm]
    return rows


# What the building prints goes beside the figures, not among them.
said, sys.stdout = sys.stdout, sys.stderr
print(json.dumps(measured()), file=said)
