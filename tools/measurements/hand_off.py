# SPDX-License-Identifier: MIT
"""Handing a key on: get / keyring's own get; run / get; masked output of 1 GiB / cat in a pipe.

Each with the console of the sources and with the packaged one.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from keyready.core.secret import Secret
from keyready.services.custody.key_store import SERVICE, Saved, key_store

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import package

CONSOLES = {
    "": [sys.executable, "-m", "keyready"],
    "packaged ": [str(package.keyready() / "keyready")],
}
KEYRING_GET = [sys.executable, "-m", "keyring", "get", f"{SERVICE}/openai", "api-key"]
GIB = ["head", "-c", str(1 << 30), "/dev/zero"]
CAT = ["sh", "-c", f"{' '.join(GIB)} | cat"]
Rows = Iterator[tuple[str, tuple[Sequence[str], Sequence[str]]]]


def commands() -> Rows:
    """Each row's name, our command and its baseline."""
    for kind, console in CONSOLES.items():
        get = [*console, "get", "openai"]
        yield f"{kind}get", (get, KEYRING_GET)
        yield f"{kind}run", ([*console, "run", "openai", "--", "true"], get)
        yield f"{kind}mask", ([*console, "run", "openai", "--mask", "--", *GIB], CAT)


def seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


assert isinstance(key_store().save("openai", Secret(f"sk-proj-EXAMPLE-{0:0148}")), Saved)
runs = range(int(sys.argv[1]))
rows = {
    name: [(seconds(ours), seconds(baseline)) for _ in runs]
    for name, (ours, baseline) in commands()
}
print(json.dumps(rows))
