# SPDX-License-Identifier: MIT
"""One request against servers that behave, and against every rudeness we know."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import threading
import time
import zlib
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request as Received
from werkzeug import Response

import rude_servers as rude
from keyready.core.answer import Answer, Fault
from keyready.core.secret import Secret
from keyready.core.verdict import Cause
from keyready.services.network.request import Credential, Network, Request
from keyready.services.network.transport import send

KEY = "sk-proj-EXAMPLE-0123456789-abcdefghij-WXYZ"
IMPATIENT = Network(connect_s=0.5, deadline_s=0.5)
MIB = 1024 * 1024


def request_to(url: str, key: str = KEY, **more: Any) -> Request:
    return Request("GET", url, Credential("Authorization", "Bearer ", Secret(key)), **more)


def answer(outcome: Answer | Fault) -> Answer:
    assert isinstance(outcome, Answer), outcome
    return outcome


def fault(outcome: Answer | Fault) -> Fault:
    assert isinstance(outcome, Fault), outcome
    assert KEY not in repr(outcome)
    return outcome


# What a server that behaves gets, and what comes back


def test_the_key_goes_into_its_header_and_the_answer_comes_back(httpserver: HTTPServer) -> None:
    seen: list[Received] = []

    def handler(received: Received) -> Response:
        seen.append(received)
        return Response(b'{"object": "list"}', 200, {"X-Request-Id": "req_EXAMPLE"})

    httpserver.expect_request("/v1/models").respond_with_handler(handler)
    request = request_to(httpserver.url_for("/v1/models"), headers={"x-extra": "1"})
    got = answer(send(request))
    assert (got.status, got.body, got.truncated) == (200, b'{"object": "list"}', False)
    assert got.headers["x-request-id"] == "req_EXAMPLE"
    assert got.endpoint == "GET /v1/models"
    assert got.elapsed_ms >= 0
    assert seen[0].headers["Authorization"] == f"Bearer {KEY}"
    assert seen[0].headers["Accept-Encoding"] == "identity"
    assert seen[0].headers["X-Extra"] == "1"


def test_a_body_is_posted_as_it_is(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/v1/x", method="POST", data=b'{"a":1}').respond_with_data("{}")
    request = Request("POST", httpserver.url_for("/v1/x"), body=b'{"a":1}')
    assert answer(send(request)).status == 200


def test_the_endpoint_does_not_repeat_a_query() -> None:
    assert Request("GET", f"https://api.example.com/v1/models?key={KEY}").endpoint == (
        "GET /v1/models"
    )


@pytest.mark.parametrize(("packed", "encoding"), [
    (gzip.compress(b'{"object": "list"}'), "gzip"),
    (zlib.compress(b'{"object": "list"}'), "deflate"),
], ids=["gzip", "deflate"])  # fmt: skip
def test_a_body_that_is_compressed_all_the_same_is_read(packed: bytes, encoding: str) -> None:
    behaviour = rude.answering(packed, headers=f"Content-Encoding: {encoding}\r\n")
    with rude.rude_server(behaviour) as server:
        assert answer(send(request_to(server.url))).body == b'{"object": "list"}'


def test_a_body_that_only_claims_to_be_compressed_is_given_as_it_came() -> None:
    with rude.rude_server(rude.answering(b"{}", headers="Content-Encoding: gzip\r\n")) as server:
        assert answer(send(request_to(server.url))).body == b"{}"


# Too much of it


def test_of_10_mib_one_is_read() -> None:
    with rude.rude_server(rude.answering(b"x" * 10 * MIB)) as server:
        got = answer(send(request_to(server.url)))
    assert (len(got.body), got.truncated) == (MIB, True)


def test_an_endless_body_ends_at_the_limit() -> None:
    with rude.rude_server(rude.endless_body) as server:
        got = answer(send(request_to(server.url)))
    assert (len(got.body), got.truncated) == (MIB, True)


@pytest.mark.parametrize("status", ["200 OK", "302 Found"])
def test_a_bomb_does_not_go_off(status: str) -> None:
    headers = "Content-Encoding: gzip\r\nLocation: http://127.0.0.1:9/\r\n"
    with rude.rude_server(rude.answering(rude.bomb(20), status, headers)) as server:
        got = answer(send(request_to(server.url)))
    assert (len(got.body), got.truncated) == (MIB, True)


# No answer, or none in time


def test_nobody_listens() -> None:
    with rude.rude_server(rude.silent) as server:
        url = server.url
    assert fault(send(request_to(url))).cause is Cause.NO_CONNECTION


@pytest.mark.parametrize(
    ("behaviour", "cause"),
    [
        (rude.resetting, Cause.NO_CONNECTION),
        (rude.hanging_up, Cause.NO_CONNECTION),
        (rude.short_body, Cause.NO_CONNECTION),
        (rude.garbage, Cause.NOT_THE_API),
        (rude.many_headers, Cause.NOT_THE_API),
        (rude.huge_header, Cause.NOT_THE_API),
    ],
)
def test_an_answer_that_is_none(behaviour: rude.Behaviour, cause: Cause) -> None:
    with rude.rude_server(behaviour) as server:
        assert fault(send(request_to(server.url))).cause is cause
        assert server.connections == 1  # nothing is tried twice


@pytest.mark.parametrize("tls", [False, True], ids=["http", "https"])
@pytest.mark.parametrize("behaviour", [rude.silent, rude.dripping_body, rude.dripping_headers])
def test_h29_34_the_deadline_holds_whatever_drips(
    behaviour: rude.Behaviour, tls: bool, tmp_path: Path
) -> None:
    authority = rude.Authority()
    ca_file = tmp_path / "ca.pem"
    authority.ca.cert_pem.write_to_path(str(ca_file))
    network = Network(ca_file=ca_file, deadline_s=0.5)
    with rude.rude_server(behaviour, authority.tls() if tls else None) as server:
        started = time.monotonic()
        got = fault(send(request_to(server.secure_url if tls else server.url), network))
        assert time.monotonic() - started < 1.5
        assert got.cause is Cause.TIMED_OUT
        assert 400 <= got.elapsed_ms <= 1500
        assert_no_request_is_left()


def test_h29_a_handshake_that_never_comes_ends_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"https://localhost:{listener.getsockname()[1]}/v1/models"
        assert fault(send(request_to(url), IMPATIENT)).cause is Cause.TIMED_OUT
        assert_no_request_is_left()


def assert_no_request_is_left() -> None:
    """The deadline also ends the thread that waited, because it shuts the connection down."""
    for thread in threading.enumerate():
        if thread.name == "request":
            thread.join(5)
            assert not thread.is_alive()


def test_names_that_nobody_resolves(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*args: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    got = fault(send(request_to("https://api.example.com/v1/models")))
    assert (got.cause, got.facts["host"]) == (Cause.DNS_FAILED, "api.example.com")


def test_a_name_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args: over.wait(60))
    started = time.monotonic()
    got = fault(send(request_to("https://api.example.com/v1/models"), IMPATIENT))
    assert time.monotonic() - started < 1.5
    assert got.cause is Cause.TIMED_OUT
    over.set()


# Certificates


@pytest.fixture
def authority() -> rude.Authority:
    return rude.Authority()


def ca_file_of(authority: rude.Authority, folder: Path) -> Path:
    file = folder / "ca.pem"
    authority.ca.cert_pem.write_to_path(str(file))
    return file


OK = rude.answering(b"{}")


def test_33_an_unknown_authority_is_refused_and_named(authority: rude.Authority) -> None:
    with rude.rude_server(OK, authority.tls()) as server:
        got = fault(send(request_to(server.secure_url)))
        assert got.cause is Cause.TLS_UNTRUSTED
        assert got.facts == {"host": "localhost", "issuer": "Example Inspection"}
        assert not any(KEY.encode() in data for data in server.received)


def test_an_authority_of_the_persons_own_is_accepted(
    authority: rude.Authority, tmp_path: Path
) -> None:
    network = Network(ca_file=ca_file_of(authority, tmp_path))
    with rude.rude_server(OK, authority.tls()) as server:
        assert answer(send(request_to(server.secure_url), network)).status == 200


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="OpenSSL's own variable")
def test_h27_the_systems_store_decides_and_requests_list_does_not(
    authority: rude.Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(ca_file_of(authority, tmp_path))
    with rude.rude_server(OK, authority.tls()) as server:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", file)
        assert fault(send(request_to(server.secure_url))).cause is Cause.TLS_UNTRUSTED
        monkeypatch.setenv("SSL_CERT_FILE", file)
        assert answer(send(request_to(server.secure_url))).status == 200


def test_a_certificate_for_another_host_is_refused(
    authority: rude.Authority, tmp_path: Path
) -> None:
    network = Network(ca_file=ca_file_of(authority, tmp_path))
    with rude.rude_server(OK, authority.tls("other.example")) as server:
        got = fault(send(request_to(server.secure_url), network))
    assert got.cause is Cause.TLS_UNTRUSTED
    assert "validity" not in got.facts


NOW = datetime.now(timezone.utc)
A_YEAR = timedelta(days=365)
PAST = {"not_before": NOW - 2 * A_YEAR, "not_after": NOW - A_YEAR}
FUTURE = {"not_before": NOW + A_YEAR, "not_after": NOW + 2 * A_YEAR}


def dated(moment: datetime) -> str:
    return f"Date: {moment:%a, %d %b %Y %H:%M:%S} GMT\r\n"


@pytest.mark.parametrize(
    ("dates", "headers", "validity", "cause"),
    [
        (PAST, "", "expired", Cause.TLS_UNTRUSTED),
        (PAST, dated(NOW), "expired", Cause.TLS_UNTRUSTED),
        (PAST, dated(NOW - 1.5 * A_YEAR), "expired", Cause.CLOCK_WRONG),
        (FUTURE, "", "not_yet_valid", Cause.CLOCK_WRONG),
        (FUTURE, dated(NOW + 1.5 * A_YEAR), "not_yet_valid", Cause.CLOCK_WRONG),
        (FUTURE, dated(NOW), "not_yet_valid", Cause.TLS_UNTRUSTED),
        (PAST, "Date: nonsense\r\n", "expired", Cause.TLS_UNTRUSTED),
    ],
    ids=["past", "past_now", "past_slow", "future", "future_fast", "future_now", "past_nonsense"],
)
def test_33_40_a_certificate_out_of_its_dates_is_laid_to_whose_clock_is_wrong(
    authority: rude.Authority,
    tmp_path: Path,
    dates: dict[str, datetime],
    headers: str,
    validity: str,
    cause: Cause,
) -> None:
    network = Network(ca_file=ca_file_of(authority, tmp_path))
    behaviour = rude.answering(b"", headers=headers)
    with rude.rude_server(behaviour, authority.tls(**dates)) as server:
        got = fault(send(request_to(server.secure_url), network))
        assert (got.cause, got.facts["validity"]) == (cause, validity)
        assert not any(KEY.encode() in data for data in server.received)


def test_plain_http_on_the_secure_port_is_not_the_api() -> None:
    def plain(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

    with rude.rude_server(plain) as server:
        assert fault(send(request_to(server.secure_url))).cause is Cause.NOT_THE_API


def test_a_ca_file_that_is_missing_is_no_reason_to_trust_less() -> None:
    with rude.rude_server(OK) as server:
        network = Network(ca_file=Path("/nonexistent/ca.pem"))
        assert fault(send(request_to(server.secure_url), network)).cause is Cause.TLS_UNTRUSTED
        assert server.connections == 0


# Where the key must not go


def test_h28_29_a_redirect_is_an_answer_and_the_other_host_hears_nothing(
    httpserver: HTTPServer,
) -> None:
    with rude.rude_server(OK) as other:
        httpserver.expect_request("/v1/models").respond_with_data(
            "moved", 307, {"Location": other.url}
        )
        got = answer(send(request_to(httpserver.url_for("/v1/models"))))
        assert (got.status, got.headers["location"]) == (307, other.url)
        assert other.connections == 0


@pytest.mark.parametrize(
    "url",
    [
        "http://192.0.2.1/v1/models",
        "http://api.example.com/v1/models",
        "http://127.0.0.1.example.com/v1",
        "http://[::1/v1",
        "http://localhost:99999/v1",
        "ftp://127.0.0.1/v1",
        "file:///etc/passwd",
        "https:///v1",
        "api.openai.com/v1",
    ],
)
def test_h32_what_must_not_leave_is_refused_before_any_packet(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_socket(*args: object, **named: object) -> None:
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", no_socket)
    monkeypatch.setattr(socket, "getaddrinfo", no_socket)
    assert fault(send(request_to(url))).cause is Cause.WRONG_BASE_URL


@pytest.mark.parametrize("url", ["https://a..b/v1", f"https://{'x' * 64}.example/v1"])
def test_a_host_that_is_no_name_is_a_wrong_address(url: str) -> None:
    assert fault(send(request_to(url))).cause in (Cause.WRONG_BASE_URL, Cause.DNS_FAILED)


def test_h27_36_a_poisoned_netrc_changes_nothing(
    httpserver: HTTPServer, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = home / ".netrc"
    netrc.write_text(f"machine {httpserver.host}\nlogin mallory\npassword EXAMPLE\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    httpserver.expect_request(
        "/v1/models", headers={"Authorization": f"Bearer {KEY}"}
    ).respond_with_data("{}")
    assert answer(send(request_to(httpserver.url_for("/v1/models")))).status == 200


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"])
def test_h27_loopback_never_passes_a_proxy(
    variable: str, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpserver.expect_request("/v1/models").respond_with_data("{}")
    with rude.rude_server(OK) as proxy:
        address = f"http://127.0.0.1:{proxy.port}"
        monkeypatch.setenv(variable, address)
        request = request_to(httpserver.url_for("/v1/models"))
        assert answer(send(request, Network(proxy=address))).status == 200
        assert proxy.connections == 0


FAR = "https://api.example.com/v1/models"


@pytest.mark.parametrize(
    ("behaviour", "cause"),
    [
        (rude.answering(b"", "407 Proxy Authentication Required"), Cause.PROXY_LOGIN),
        (rude.answering(b"", "403 Forbidden"), Cause.NETWORK_BLOCKED),
        (rude.answering(b"", "502 Bad Gateway"), Cause.NO_CONNECTION),
        (rude.hanging_up, Cause.NO_CONNECTION),
    ],
)
@pytest.mark.parametrize("source", ["setting", "environment"])
def test_a_proxy_that_refuses_never_sees_the_key(
    behaviour: rude.Behaviour, cause: Cause, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with rude.rude_server(behaviour) as proxy:
        address = f"http://127.0.0.1:{proxy.port}"
        if source == "environment":
            monkeypatch.setenv("https_proxy", address)
        got = fault(send(request_to(FAR), Network(proxy=address if source == "setting" else None)))
        assert got.cause is cause
        assert proxy.received[0].startswith(b"CONNECT api.example.com:443")
        assert KEY.encode() not in b"".join(proxy.received)


def test_a_proxy_that_is_not_there() -> None:
    with rude.rude_server(OK) as server:
        port = server.port
    network = Network(proxy=f"http://127.0.0.1:{port}")
    assert fault(send(request_to(FAR), network)).cause is Cause.NO_CONNECTION


def test_a_kind_of_proxy_that_we_cannot_speak_to() -> None:
    with rude.rude_server(OK) as proxy:
        network = Network(proxy=f"socks5://127.0.0.1:{proxy.port}")
        assert fault(send(request_to(FAR), network)).cause is Cause.NO_CONNECTION
        assert proxy.connections == 0


def test_a_proxys_password_does_not_print() -> None:
    assert "EXAMPLE" not in repr(Network(proxy="http://me:EXAMPLE@proxy.example:8080"))


# What must not become a header


@pytest.mark.parametrize(
    ("key", "character"),
    [
        ("sk-EXAMPLE\n", "U+000A control character at 11"),
        ("sk-EXAMPLE\r\nHost: evil.example", "U+000D control character at 11"),
        ("sk–EXAMPLE", "U+2013 en dash at 3"),
        ("sk-EX\u200bAMPLE", "U+200B zero width space at 6"),
        ("sk-EXAMPLE\udc80", "U+DC80 control character at 11"),
        ("sk-EXAMPLE\xa0", "U+00A0 no-break space at 11"),
    ],
)
def test_an_unfit_character_is_named_and_nothing_is_sent(key: str, character: str) -> None:
    with rude.rude_server(OK) as server:
        got = send(request_to(server.url, key))
        assert isinstance(got, Fault)
        assert (got.cause, got.facts["character"]) == (Cause.KEY_MISSING, character)
        assert server.connections == 0


def test_the_same_holds_for_every_other_header() -> None:
    with rude.rude_server(OK) as server:
        got = send(request_to(server.url, headers={"OpenAI-Project": "proj_EXAMPLE\n"}))
        assert isinstance(got, Fault)
        assert server.connections == 0


def test_the_module_does_not_cost_the_first_window_the_time_of_requests() -> None:
    program = (
        "import sys, keyready.services.network.transport as _; print('requests' in sys.modules)"
    )
    path = str(Path(__file__).parents[2] / "desktop")
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": path},
    )
    assert done.stdout.strip() == "False"
