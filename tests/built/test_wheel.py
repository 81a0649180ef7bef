# SPDX-License-Identifier: MIT
"""The wheel: what pip would install has its resources, and works without the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from checkout import ROOT

pytestmark = pytest.mark.built


def test_the_wheel_works_on_its_own(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("keyready-*-py3-none-any.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")

    where = "import json, keyready, sys; from keyready.self_test import report;"
    answer = subprocess.run(
        [sys.executable, "-c", where + "json.dump([keyready.__file__, report()], sys.stdout)"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        check=True,
        capture_output=True,
        text=True,
    )
    place, report = json.loads(answer.stdout)
    assert Path(place).is_relative_to(tmp_path / "installed")
    assert report["ok"], report["checks"]
