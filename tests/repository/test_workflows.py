# SPDX-License-Identifier: MIT
"""The recipes for other systems, which do not run here: their form, and what they may do."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from checkout import ROOT
from keyready import HOMEPAGE

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PACKAGING = ROOT / "packaging"


def read(file: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return loaded


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def test_there_are_workflows_for_testing_and_releasing() -> None:
    assert [file.name for file in WORKFLOWS] == ["release.yml", "test.yml"]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_every_action_is_named_by_the_hash_of_its_commit(file: Path) -> None:
    used = [step["uses"] for step in steps(read(file)) if "uses" in step]
    assert used
    assert [one for one in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", one)] == []
    # The version stands behind it, so that a person sees what the hash is.
    lines = [line for line in file.read_text("utf-8").splitlines() if "uses:" in line]
    assert [line for line in lines if not re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)] == []


def test_one_action_has_one_hash() -> None:
    used = {step["uses"] for file in WORKFLOWS for step in steps(read(file)) if "uses" in step}
    assert len({one.split("@")[0] for one in used}) == len(used)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_may_only_read_and_one_job_writes_the_draft(file: Path) -> None:
    workflow = read(file)
    assert workflow["permissions"] == {"contents": "read"}
    writing = {name: job for name, job in workflow["jobs"].items() if "permissions" in job}
    assert writing.keys() == ({"draft"} if file.stem == "release" else set())
    for job in writing.values():  # what runs with rights to write is nothing of the checkout
        assert not any("checkout" in step.get("uses", "") for step in job["steps"])


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_no_job_hangs_and_no_checkout_keeps_its_token(file: Path) -> None:
    workflow = read(file)
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    checkouts = [step for step in steps(workflow) if "checkout" in step.get("uses", "")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_nothing_that_a_stranger_can_write_becomes_a_command(file: Path) -> None:
    """An expression inside `run` is put into the script before the shell reads it."""
    workflow = read(file)
    assert [step["run"] for step in steps(workflow) if "${{" in step.get("run", "")] == []
    assert "pull_request_target" not in file.read_text("utf-8")


def test_secrets_are_for_the_release_alone_and_wait_for_a_person() -> None:
    for file in WORKFLOWS:
        for job in read(file)["jobs"].values():
            assert ("secrets." in str(job)) == (job.get("environment") == "release")


def test_a_release_has_everything_that_lets_one_verify_it() -> None:
    text = (ROOT / ".github/workflows/release.yml").read_text("utf-8")
    for what in ("SHA256SUMS", "actions/attest@", "cdx.json", "--draft", "self-test"):
        assert what in text
    assert set(read(WORKFLOWS[0])["jobs"]["draft"]["needs"]) == {"linux", "windows", "macos"}


def test_every_file_that_a_workflow_runs_is_there() -> None:
    text = "\n".join(file.read_text("utf-8") for file in WORKFLOWS).replace("\\", "/")
    named = set(re.findall(r"\b((?:packaging|tools)/[\w./-]+|\.ci/run)", text))
    assert named
    assert {name for name in named if not (ROOT / name).is_file()} == set()


@pytest.mark.parametrize("script", ["take-certificate", "make-image"])
def test_a_shell_can_read_the_scripts_of_macos(script: str) -> None:
    file = PACKAGING / "macos" / script
    subprocess.run(["sh", "-n", file], check=True)
    assert file.stat().st_mode & 0o111
    assert "\nset -eu\n" in file.read_text("utf-8")


def test_the_installer_of_windows_needs_no_administrator_and_leaves_no_old_library() -> None:
    text = (PACKAGING / "windows" / "keyready.iss").read_text("utf-8")
    assert "PrivilegesRequired=lowest" in text
    assert r'Name: "{app}\_internal"' in text
    assert HOMEPAGE in text
    assert r"build\package\work\build\keyready.ico" in text  # as build.spec and package.py write it
