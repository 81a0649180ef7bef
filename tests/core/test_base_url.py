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
def test_22_a_missing_scheme_is_added_and_said(text: str, url: str) -> None:
    address = parse_base_url(text)
    assert isinstance(address, BaseUrl)
    assert (address.url, address.scheme_added) == (url, True)


def test_h33_28_a_look_alike_host_is_shown_as_it_is_sent() -> None:
    address = parse_base_url("https://аррӏе.com")
    assert isinstance(address, BaseUrl)
    assert (address.host, address.spelled) == ("xn--80ak6aa92e.com", "аррӏе.com")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        pytest.param("http://api.example.com", "plain_http", id="23-plain-http-1"),
        pytest.param("http://192.0.2.1", "plain_http", id="23-plain-http-2"),
        pytest.param("http://0.0.0.0:8000", "plain_http", id="23-plain-http-3"),
        pytest.param("http://127.0.0.1.example.com", "plain_http", id="23-plain-http-4"),
        pytest.param("http://localhost.example.com", "plain_http", id="23-plain-http-5"),
        pytest.param("https://user:pw@host.example", "login", id="24-login-1"),
        pytest.param("https://key@host.example", "login", id="24-login-2"),
        pytest.param("https://api.example.com\n", "characters", id="25-characters-1"),
        pytest.param(" https://api.example.com", "characters", id="25-characters-2"),
        pytest.param("https://api.example.com/a b", "characters", id="25-characters-3"),
        pytest.param("https://api.example.com\\@evil.example", "characters", id="25-characters-4"),
        pytest.param("https://api\u200b.example.com", "characters", id="25-characters-5"),
        pytest.param("https://api\u202e.example.com", "characters", id="25-characters-6"),
        pytest.param("https://api.example.com\0", "characters", id="25-characters-7"),
        pytest.param("ftp://api.example.com", "scheme", id="26-scheme-1"),
        pytest.param("file:/etc/passwd", "scheme", id="26-scheme-2"),
        pytest.param("javascript:alert(1)", "scheme", id="26-scheme-3"),
        ("https://api.example.com/v1?key=x", "query"),
        ("https://api.example.com/v1#x", "query"),
        pytest.param("https://a..b", "not_an_address", id="27-not-an-address-1"),
        pytest.param(f"https://{'a' * 64}.example", "not_an_address", id="27-not-an-address-2"),
        pytest.param("https://api.example.com:99999", "not_an_address", id="27-not-an-address-3"),
        pytest.param("https://api.example.com:0", "not_an_address", id="27-not-an-address-4"),
        pytest.param("https://api.example.com:", "not_an_address", id="27-not-an-address-5"),
        pytest.param("https://api.example.com:x", "not_an_address", id="27-not-an-address-6"),
        pytest.param("https://[::1", "not_an_address", id="27-not-an-address-7"),
        pytest.param("[::1", "not_an_address", id="27-not-an-address-8"),
        pytest.param("https://", "not_an_address", id="27-not-an-address-9"),
        pytest.param("https:///v1", "not_an_address", id="27-not-an-address-10"),
        pytest.param("https://127.1", "not_an_address", id="27-not-an-address-11"),
        pytest.param("https://2130706433", "not_an_address", id="27-not-an-address-12"),
        pytest.param("https://0x7f000001", "not_an_address", id="27-not-an-address-13"),
        pytest.param("https://-a.example", "not_an_address", id="27-not-an-address-14"),
        pytest.param("https://ｅxample.com", "not_an_address", id="27-not-an-address-15"),
        pytest.param("https://straße.example", "not_an_address", id="27-not-an-address-16"),
        pytest.param(
            "https://api.example.com/v1/../admin", "not_an_address", id="27-not-an-address-17"
        ),
        pytest.param("https://api.example.com/v1/é", "not_an_address", id="27-not-an-address-18"),
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
