# SPDX-License-Identifier: MIT
"""The bench says what its measurements come to. No timing is asserted anywhere."""

from __future__ import annotations

import importlib.util
import json
from types import ModuleType

import pytest

from checkout import ROOT


@pytest.fixture
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench", ROOT / "tools" / "bench.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAIRS = [(9.0, 1.0), (0.30, 0.20), (0.24, 0.20), (0.20, 0.20)]  # the first only warms up


def test_a_row_is_the_median_of_the_ratios_and_their_spread(bench: ModuleType) -> None:
    target = bench.Target("stub.py", "stub", "Ours / theirs", 1.15)
    rows = [bench.row(target, PAIRS)]
    (said,) = json.loads(bench.as_json(rows))["rows"]
    assert said == {
        "name": "Ours / theirs",
        "ratio": pytest.approx(1.2),
        "target": 1.15,
        "low": pytest.approx(1.0),
        "high": pytest.approx(1.5),
        "runs": 3,
    }
    line = "| Ours / theirs | 1.20 | 1.15 (missed) | 1.00 to 1.50 | 3 | 240 / 200 ms |"
    assert bench.table(rows).splitlines()[-1] == line


def test_a_target_that_is_met_is_not_marked(bench: ModuleType) -> None:
    met = bench.row(bench.Target("stub.py", "stub", "Ours / theirs", 1.2), PAIRS)
    assert "missed" not in bench.table([met])


def test_what_does_not_vary_is_measured_once_and_has_a_unit(bench: ModuleType) -> None:
    size = bench.Target("stub.py", "stub", "Size", 0.75, "MB")
    line = bench.table([bench.row(size, [(130e6, 200e6)])]).splitlines()[-1]
    assert line == "| Size | 0.65 | 0.75 | 0.65 to 0.65 | 1 | 130 / 200 MB |"


def test_what_is_only_reported_misses_nothing(bench: ModuleType) -> None:
    told = bench.row(bench.Target("stub.py", "stub", "Told", None), PAIRS)
    assert bench.table([told]).splitlines()[-1].startswith("| Told | 1.20 |  | 1.00 to 1.50 |")


def test_every_promise_is_measured_often_enough_by_a_program_that_exists(bench: ModuleType) -> None:
    assert bench.RUNS >= 7
    assert {(bench.MEASUREMENTS / target.file).is_file() for target in bench.TARGETS} == {True}
