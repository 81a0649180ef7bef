# SPDX-License-Identifier: MIT
"""The packaged program where it may not write or run anything (H43)."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from keyready.services.practice.practice_answers import practice_answers
from overlay import can_mount

pytestmark = pytest.mark.built

KEY = next(key.example for key in practice_answers().keys if key.id == "ready")
FULL = "head -c 2M /dev/zero > /tmp/filler 2>/dev/null; true"


@pytest.mark.skipif(not can_mount(), reason="only root of a machine can mount")
@pytest.mark.parametrize(
    "prepare",
    [
        pytest.param("mount -t tmpfs -o noexec tmpfs /tmp", id="noexec-tmp"),
        pytest.param(f"mount -t tmpfs -o size=64k tmpfs /tmp && {FULL}", id="full-tmp"),
        pytest.param("mount -t tmpfs -o ro tmpfs $HOME", id="read-only-home"),
    ],
)
def test_h43_it_runs_and_judges_all_the_same(prepare: str, programs: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    state = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("STATE", "CONFIG", "CACHE")}
    # What is under /tmp is hidden in there: the programs are reached through another place.
    inside = f'mount --bind {programs} /mnt && {prepare}; cd /mnt && exec "$@"'
    done = subprocess.run(
        [*("unshare", "-m", "sh", "-c", inside, "sh"),
         *("./keyready", "check", "practice", "--stdin", "--json")],
        input=KEY,
        env={**os.environ, "HOME": str(home), **state},
        capture_output=True,
        text=True,
        timeout=60,
    )  # fmt: skip
    assert (json.loads(done.stdout)["cause"], done.returncode) == ("accepted", 0)
    assert done.stderr == ""
