# SPDX-License-Identifier: MIT
"""This computer once more, to change and throw away: an overlay over its root, for who may mount.

What is installed there is really installed, against the packages that are really there, and
the computer itself stays as it was.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

_ENTER = """
set -e
mount -t tmpfs tmpfs {place}
mkdir {place}/upper {place}/work {place}/root
mount -t overlay overlay -o lowerdir=/,upperdir={place}/upper,workdir={place}/work {place}/root
for folder in /proc /dev /sys /tmp; do mount --rbind $folder {place}/root$folder; done
exec chroot {place}/root /bin/sh -euc {script}
"""


def can_mount() -> bool:
    """Root of a machine can; root of a container usually may not mount."""
    if os.geteuid() != 0:
        return False
    attempt = ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(attempt, capture_output=True, check=False).returncode == 0


def run_in_overlay(place: Path, script: str, timeout_s: float = 120) -> str:
    """What the shell script prints there. Raises `CalledProcessError` with its output."""
    place.mkdir()
    enter = _ENTER.format(place=shlex.quote(str(place)), script=shlex.quote(script))
    command = ["unshare", "--mount", "--fork", "--kill-child", "/bin/sh", "-c", enter]
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout_s, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout
