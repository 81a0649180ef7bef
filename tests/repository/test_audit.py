# SPDX-License-Identifier: MIT
"""`make audit` tells "no faults are known" from "nothing was learnt"."""

from __future__ import annotations

import pytest

from tools import tool

audit = tool("audit")


def test_what_is_asked_for_is_locked() -> None:
    assert {(audit.ROOT / name).is_file() for name in audit.LOCKS} == {True}


def test_an_index_that_is_not_there_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A proxy at a port where nobody listens: no packet leaves this computer."""
    for name in ("HTTPS_PROXY", "HTTP_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert audit.main() == 0
    assert "nothing was audited" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("of_known", "of_ours", "code", "said"),
    [
        ([], [], 0, "nothing was audited"),  # a mirror without knowledge
        (["requests 2.19.0: CVE"], [], 0, "3 packages, 0 known faults"),
        (["requests 2.19.0: CVE"], ["idna 1: CVE"], 1, "idna 1: CVE"),
    ],
)
def test_known_faults_are_listed_and_fail(
    of_known: list[str],
    of_ours: list[str],
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def faults(_: object, *options: str) -> tuple[int, list[str]]:
        return (1, of_known) if "--no-deps" in options else (3, of_ours)

    monkeypatch.setattr(audit, "faults", faults)
    assert audit.main() == code
    assert said in capsys.readouterr().out
