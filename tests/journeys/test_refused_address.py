# SPDX-License-Identifier: MIT
"""An address in the environment that a key must not be sent to: said, and nothing leaves.

Whatever would leave has to pass a proxy here, which is a server of the test.
"""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from journeys.conftest import Start
from keyready.ui.entry.guide_page import Strip
from secret_session import SecretSession

pytestmark = pytest.mark.journey

KEY = "sk-EXAMPLEkeyThatNobodyHas0123456789WXYZ"


@pytest.fixture
def proxy(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> HTTPServer:
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, httpserver.url_for("/"))
    return httpserver


@pytest.mark.parametrize(
    "address",
    [
        "http://api.example.com/v1",
        "http://192.0.2.1/v1",
        "https://me:hidden@api.example.com/v1",
        "ftp://api.example.com/v1",
        "https://api.example.com/v1?key=hidden",
        "https://a..b",
    ],
)
def test_h32_nothing_is_sent_to_it_and_the_window_says_so(
    address: str, secret_session: SecretSession, start: Start, proxy: HTTPServer
) -> None:
    person = start({"OPENAI_BASE_URL": address}).at_the_key_of("openai")
    (strip,) = person.page.findChildren(Strip)
    assert strip.isVisible()
    assert "OPENAI_BASE_URL" in strip.accessibleName()
    assert "hidden" not in strip.accessibleName()
    person.paste_and_press_enter(KEY)
    person.waits_for("not judged")
    assert person.panel.card.property("card") == "not_judged"
    assert "base URL" in person.headline() + person.panel.card.advice.text()
    assert not person.step("key").tick.isChecked()
    assert secret_session.kept("io.github.keyready.Keyready/openai") == KEY
    assert proxy.log == []


def test_a_good_address_is_asked_and_the_proxy_sees_it(
    secret_session: SecretSession, start: Start, proxy: HTTPServer
) -> None:
    person = start({"OPENAI_BASE_URL": "https://api.example.com/v1"}).at_the_key_of("openai")
    (strip,) = person.page.findChildren(Strip)
    assert "checks go to https://api.example.com/v1" in strip.accessibleName()
    person.paste_and_press_enter(KEY)
    person.waits_for("not judged")
    assert [request.method for request, _ in proxy.log] == ["CONNECT"]
