# SPDX-License-Identifier: MIT
"""Ladders are whole, inspection is recognised, clocks are compared, and a report says it all."""

from __future__ import annotations

from datetime import datetime, timezone

import msgspec
import pytest

from keyready.core.ladder import (
    Finding,
    Ladder,
    Rung,
    RungId,
    State,
    clock_rung,
    found,
    ladder,
    tls_rung,
)
from keyready.core.phrasing import ladder_headline, ladder_report, rung_words
from keyready.core.words import Words
from keyready.resource_files import resource

ADDRESS = "https://api.openai.com/v1"
NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
NAME = found(Finding.NAME_FOUND, host="api.openai.com", address="192.0.2.1")


def words(language: str) -> Words:
    return msgspec.toml.decode(resource("words", f"{language}.toml").read_bytes(), type=Words)


ENGLISH, KOREAN = words("en"), words("ko")


def test_every_finding_belongs_to_one_rung_and_has_words_of_its_own() -> None:
    ids = [(finding.rung, finding.id) for finding in Finding]
    assert len(set(ids)) == len(ids)
    for finding in Finding:
        assert finding.name == f"{finding.rung.name}_{finding.id.upper()}"


def test_what_lies_above_the_last_rung_was_not_reached() -> None:
    seen = ladder(ADDRESS, [NAME, found(Finding.TCP_REFUSED)])
    states = [rung.state for rung in seen.rungs]
    assert states == [State.GOOD, State.BAD, *[State.NOT_REACHED] * 4]


@pytest.mark.parametrize("climbed", range(len(RungId)))
def test_the_rung_where_the_time_ran_out_says_so(climbed: int) -> None:
    below = [NAME] * climbed
    seen = ladder(ADDRESS, below, in_time=False)
    assert len(seen.rungs) == len(RungId)
    if climbed == len(RungId) - 1:
        assert seen.rungs[-1] == Rung(RungId.CLOCK)  # comparing takes no time
    else:
        assert seen.rungs[climbed].finding is Finding[f"{list(RungId)[climbed].name}_TIMED_OUT"]
        assert seen.rungs[climbed].state is State.BAD


@pytest.mark.parametrize("issuer", [
    "Zscaler Inc.", "Kaspersky Lab", "AO Kaspersky Lab", "ESET, spol. s r. o.", "Bitdefender",
    "Avast Web/Mail Shield", "AVG Web/Mail Shield", "Fortinet Ltd.", "Netskope Inc",
    "Palo Alto Networks", "mitmproxy", "Sophos", "SOOSAN INT", "Norton Web/Mail Shield",
])  # fmt: skip
def test_programs_that_read_along_are_recognised(issuer: str) -> None:
    assert tls_rung(issuer).finding is Finding.TLS_INSPECTED


@pytest.mark.parametrize("issuer", [
    "Google Trust Services", "Let's Encrypt", "DigiCert Inc", "Amazon", "Sectigo Limited",
    "GlobalSign nv-sa", "Microsoft Corporation", "Cloudflare, Inc.", "Reset Example", "",
])  # fmt: skip
def test_public_issuers_are_not_suspected(issuer: str) -> None:
    assert tls_rung(issuer).finding is Finding.TLS_TRUSTED


@pytest.mark.parametrize(
    ("date", "finding"),
    [
        ("Mon, 23 Nov 2026 12:05:00 GMT", Finding.CLOCK_RIGHT),
        ("Mon, 23 Nov 2026 12:05:01 GMT", Finding.CLOCK_BEHIND),
        ("Mon, 23 Nov 2026 11:55:00 GMT", Finding.CLOCK_RIGHT),
        ("Mon, 23 Nov 2026 11:54:59 GMT", Finding.CLOCK_AHEAD),
        ("Mon, 23 Nov 2026 21:00:00 +0900", Finding.CLOCK_RIGHT),
        ("Mon, 23 Nov 2026 12:00:00 -0000", Finding.CLOCK_RIGHT),
        ("Mon, 99 Nov 2026 12:00:00 GMT", Finding.CLOCK_UNTOLD),
        ("Mon, 01 Jan 0001 00:00:00 +2359", Finding.CLOCK_AHEAD),
        ("0", Finding.CLOCK_UNTOLD),
        ("", Finding.CLOCK_UNTOLD),
    ],
)
def test_more_than_five_minutes_deserve_attention(date: str, finding: Finding) -> None:
    assert clock_rung(date, NOON).finding is finding


CLEAR = Ladder(
    ADDRESS,
    (
        NAME,
        found(Finding.TCP_OPEN, address="192.0.2.1", port="443"),
        found(
            Finding.PROXY_PASSED,
            proxy="http://proxy.example:8080",
            source="environment",
            variable="https_proxy",
        ),
        found(Finding.TLS_TRUSTED, issuer=""),
        found(Finding.HTTP_API, host="api.openai.com", status="401"),
        found(Finding.CLOCK_AHEAD, skew_s="3720"),
    ),
)


def test_a_report_has_a_line_for_each_rung() -> None:
    assert ladder_report(CLEAR, ENGLISH).splitlines() == [
        "Address: https://api.openai.com/v1",
        "api.openai.com can be reached. One thing deserves a look: Clock.",
        "[good] Name: api.openai.com was found: its address is 192.0.2.1.",
        "[good] Connection: 192.0.2.1 lets us connect to its port 443.",
        "[good] Proxy: The way goes through the proxy http://proxy.example:8080, and it lets us "
        "pass. It comes from the environment variable https_proxy.",
        "[good] Encryption: The connection is encrypted and trusted. The certificate was issued "
        "by an issuer without a name.",
        "[good] Answer: api.openai.com answers as an API does (status 401). No key was sent.",
        "[look here] Clock: The clock of this computer is 1 hour 2 minutes ahead. Let the system "
        "set date and time by itself.",
    ]


def test_a_report_in_korean() -> None:
    report = ladder_report(CLEAR, KOREAN)
    assert "정한 곳: 환경 변수 https_proxy" in report
    assert "시계가 1시간 2분 빨라요" in report


def test_the_headline_names_the_rung_that_ends_the_way() -> None:
    blocked = ladder(ADDRESS, [found(Finding.NAME_NOT_FOUND, host="api.openai.com")])
    assert ladder_headline(blocked, ENGLISH) == "The way to api.openai.com ends here: Name."
    assert rung_words(blocked.rungs[1], ENGLISH).sentence == "We did not get this far."
    clear = Ladder(ADDRESS, CLEAR.rungs[:-1])
    assert ladder_headline(clear, ENGLISH) == "The way to api.openai.com is clear."
