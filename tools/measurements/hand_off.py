# SPDX-License-Identifier: MIT
"""Handing a key on: get / keyring's own get; run / get; masked output of 1 GiB / cat in a pipe."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence

from keyready.core.secret import Secret
from keyready.services.custody.key_store import SERVICE, Saved, key_store

GIB = ["head", "-c", str(1 << 30), "/dev/zero"]
OURS = [sys.executable, "-m", "keyready"]
GET = [*OURS, "get", "openai"]
KEYRING_GET = [sys.executable, "-m", "keyring", "get", f"{SERVICE}/openai", "api-key"]
RUN = [*OURS, "run", "openai", "--", "true"]
MASKED = [*OURS, "run", "openai", "--mask", "--", *GIB]
CAT = ["sh", "-c", f"{' '.join(GIB)} | cat"]


def seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


assert isinstance(key_store().save("openai", Secret(f"sk-proj-EXAMPLE-{0:0148}")), Saved)
runs = range(int(sys.argv[1]))
rows = {
    "get": [(seconds(GET), seconds(KEYRING_GET)) for _ in runs],
    "run": [(seconds(RUN), seconds(GET)) for _ in runs],
    "mask": [(seconds(MASKED), seconds(CAT)) for _ in runs],
}
print(json.dumps(rows))
