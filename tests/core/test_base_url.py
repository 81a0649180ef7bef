# SPDX-License-Identifier: MIT
"""Addresses that a key may go to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyready.core.base_url import BaseUrl, RefusedUrl, parse_base_url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://api.openai.com/v1", "https://api.openai.com/v1"),
        ("https://api.openai.com/v1/", "https://api.openai.com/v1"),
        ("HTTPS://API.OpenAI.com/v1", "https://api.openai.com/v1"),
        ("https://api.example.com:8443", "https://api.example.com:8443"),
        ("http://127.0.0.1:11434", "http://127.0.0.1:11434"),
        ("http://127.8.9.1/v1", "http://127.8.9.1/v1"),
        ("http://localhost:1234/v1", "http://localhost:1234/v1"),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1"),
        ("https://xn--80ak6aa92e.com", "https://xn--80ak6aa92e.com"),
        ("https://[2001:db8::1]/v1", "https://[2001:db8::1]/v1"),
    ],
)
def test_an_address_that_is_used(text: str, url: str) -> None:
    address = parse_base_url(text)
    assert isinstance(address, BaseUrl)
    assert (address.url, address.scheme_added, address.spelled) == (url, False, "")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("api.example.com", "https://api.example.com"),
        ("api.example.com:8443/v1/", "https://api.example.com:8443/v1"),
        ("localhost:11434", "http://localhost:11434"),
    ],
)
def test_a_missing_scheme_is_added_and_said(text: str, url: str) -> None:
    address = parse_base_url(text)
    assert isinstance(address, BaseUrl)
    assert (address.url, address.scheme_added) == (url, True)


def test_a_look_alike_host_is_shown_as_it_is_sent() -> None:
    address = parse_base_url("https://аррӏе.com")
    assert isinstance(address, BaseUrl)
    assert (address.host, address.spelled) == ("xn--80ak6aa92e.com", "аррӏе.com")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("http://api.example.com", "plain_http"),
        ("http://192.0.2.1", "plain_http"),
        ("http://0.0.0.0:8000", "plain_http"),
        ("http://127.0.0.1.example.com", "plain_http"),
        ("http://localhost.example.com", "plain_http"),
        ("https://user:pw@host.example", "login"),
        ("https://key@host.example", "login"),
        ("https://api.example.com\n", "characters"),
        (" https://api.example.com", "characters"),
        ("https://api.example.com/a b", "characters"),
        ("https://api.example.com\\@evil.example", "characters"),
        ("https://api\u200b.example.com", "characters"),
        ("https://api\u202e.example.com", "characters"),
        ("https://api.example.com\0", "characters"),
        ("ftp://api.example.com", "scheme"),
        ("file:/etc/passwd", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("https://api.example.com/v1?key=x", "query"),
        ("https://api.example.com/v1#x", "query"),
        ("https://a..b", "not_an_address"),
        (f"https://{'a' * 64}.example", "not_an_address"),
        ("https://api.example.com:99999", "not_an_address"),
        ("https://api.example.com:0", "not_an_address"),
        ("https://api.example.com:", "not_an_address"),
        ("https://api.example.com:x", "not_an_address"),
        ("https://[::1", "not_an_address"),
        ("[::1", "not_an_address"),
        ("https://", "not_an_address"),
        ("https:///v1", "not_an_address"),
        ("https://127.1", "not_an_address"),
        ("https://2130706433", "not_an_address"),
        ("https://0x7f000001", "not_an_address"),
        ("https://-a.example", "not_an_address"),
        ("https://ｅxample.com", "not_an_address"),
        ("https://straße.example", "not_an_address"),
        ("https://api.example.com/v1/../admin", "not_an_address"),
        ("https://api.example.com/v1/é", "not_an_address"),
    ],
)
def test_an_address_that_is_refused(text: str, reason: str) -> None:
    assert parse_base_url(text) == RefusedUrl(reason)


@given(st.text() | st.text().map(lambda text: f"https://{text}"))
def test_any_text_is_understood_or_refused(text: str) -> None:
    address = parse_base_url(text)
    if isinstance(address, BaseUrl):
        again = parse_base_url(address.url)
        assert isinstance(again, BaseUrl)
        assert (again.url, again.host) == (address.url, address.host)
        assert address.url.isascii()
