# SPDX-License-Identifier: MIT
"""Asking for a newer version: only when wanted, once a day, with nothing of the person's."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import trustme
from pytest_httpserver import HTTPServer

from keyready import DOWNLOADS, HOMEPAGE, NEWEST_RELEASE, __version__
from keyready.services.custody.key_store import Trouble
from keyready.services.custody.keychain import TroubleKind
from keyready.services.network.request import Network
from keyready.services.updates import Updates, newer_than

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
NEWER = "99.1.0"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[HTTPServer]:
    """The releases over TLS, with an authority that is in ca.pem."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with HTTPServer(host="localhost", ssl_context=context) as server:
        server.expect_request("/latest").respond_with_json({"tag_name": f"v{NEWER}"})
        yield server


class Clock:
    now = NOON

    def __call__(self) -> datetime:
        return self.now


def updates(service: HTTPServer, tmp_path: Path, clock: Clock) -> Updates:
    network = Network(ca_file=tmp_path / "ca.pem")
    address = f"https://localhost:{service.port}/latest"
    return Updates(lambda: network, tmp_path / "config", clock, address)


def test_without_being_wanted_nothing_is_asked(service: HTTPServer, tmp_path: Path) -> None:
    one = updates(service, tmp_path, Clock())
    assert (one.wanted, one.newer()) == (False, "")
    assert service.log == []


def test_a_newer_version_is_told_and_asked_for_once_a_day(
    service: HTTPServer, tmp_path: Path
) -> None:
    clock = Clock()
    updates(service, tmp_path, clock).want(True)
    assert updates(service, tmp_path, clock).newer() == NEWER
    clock.now += timedelta(hours=23)
    assert updates(service, tmp_path, clock).newer() == ""  # the next start remembers
    assert len(service.log) == 1
    clock.now += timedelta(hours=2)
    assert updates(service, tmp_path, clock).newer() == NEWER
    clock.now -= timedelta(days=400)  # the clock was wrong before
    assert updates(service, tmp_path, clock).newer() == NEWER


def test_nothing_of_the_person_goes_along(service: HTTPServer, tmp_path: Path) -> None:
    one = updates(service, tmp_path, Clock())
    one.want(True)
    one.newer()
    ((request, _),) = service.log
    assert set(map(str.lower, request.headers.keys())) <= {
        *("host", "accept", "accept-encoding", "connection", "user-agent"),
    }
    assert request.headers["User-Agent"] == f"keyready/{__version__}"
    assert (request.query_string, request.get_data()) == (b"", b"")


def test_a_service_that_fails_is_asked_again_tomorrow_only(
    service: HTTPServer, tmp_path: Path
) -> None:
    service.clear()
    service.expect_request("/latest").respond_with_data("busy", status=503)
    clock = Clock()
    one = updates(service, tmp_path, clock)
    one.want(True)
    assert (one.newer(), one.newer(), len(service.log)) == ("", "", 1)


def test_an_untrusted_service_is_not_believed(service: HTTPServer, tmp_path: Path) -> None:
    address = f"https://localhost:{service.port}/latest"
    one = Updates(Network, tmp_path / "config", Clock(), address)
    one.want(True)
    assert one.newer() == ""


def test_a_keyring_in_trouble_means_not_now(tmp_path: Path) -> None:
    one = Updates(lambda: Trouble(TroubleKind.LOCKED), tmp_path / "config", Clock())
    one.want(True)
    assert one.newer() == ""


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("v0.2.0", "0.2.0"),
        ("0.10.0", "0.10.0"),
        ("v0.1.0", ""),
        ("v0.0.9", ""),
        ("v0.2.0-rc1", ""),
        ("", ""),
        ("v1.0.0 <a href=x>", ""),
        ("v" + "9" * 400, ""),
    ],
)
def test_only_a_plain_higher_number_counts(named: str, told: str) -> None:
    assert newer_than("0.1.0", json.dumps({"tag_name": named}).encode()) == told


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"tag_name": 5}', b"\xff", b"[" * 100_000])
def test_an_odd_answer_is_no_newer_version(body: bytes) -> None:
    assert newer_than("0.1.0", body) == ""


def test_the_addresses_are_those_of_one_project() -> None:
    project = HOMEPAGE.removeprefix("https://github.com/")
    assert f"/repos/{project}/" in NEWEST_RELEASE
    assert DOWNLOADS.startswith(f"{HOMEPAGE}/")
