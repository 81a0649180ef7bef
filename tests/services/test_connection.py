# SPDX-License-Identifier: MIT
"""The ladder against real servers, proxies and certificates: each fault has a rung of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

import keyready.services.network.rungs  # noqa: F401  # what it imports counts against no deadline here
import rude_servers as rude
from keyready.core.ladder import Finding, Ladder, Rung, RungId, State
from keyready.core.phrasing import ladder_report
from keyready.services.catalog import Catalog
from keyready.services.files.languages import languages
from keyready.services.network import connection
from keyready.services.network.request import Network

SPOKEN = [Catalog(language).words for language in languages()]
JSON = "Content-Type: application/json\r\n"
HTML = "Content-Type: text/html\r\n"
FAR = "https://api.example.com/v1"
NOW = datetime.now(timezone.utc)
A_YEAR = timedelta(days=365)


def dated(moment: datetime) -> str:
    return f"Date: {moment:%a, %d %b %Y %H:%M:%S} GMT\r\n"


def api(connection: socket.socket, over: threading.Event) -> None:
    date = dated(datetime.now(timezone.utc))
    rude.answering(b'{"error": {}}', "401 Unauthorized", JSON + date)(connection, over)


@pytest.fixture(scope="module")
def authority() -> rude.Authority:
    return rude.Authority()


@pytest.fixture
def trusting(authority: rude.Authority, tmp_path: Path) -> Network:
    file = tmp_path / "ca.pem"
    authority.ca.cert_pem.write_to_path(str(file))
    return Network(ca_file=file)


def climb(url: str, network: Network | None = None) -> Ladder:
    """Whatever is found can be said in every language, and holds no secret of these tests."""
    ladder = connection.climb(url, network)
    for words in SPOKEN:
        report = ladder_report(ladder, words)
        assert "EXAMPLE" not in report + repr(ladder)
        assert len(report.splitlines()) == 2 + len(RungId)
    return ladder


def base_url(server: rude.RudeServer) -> str:
    return f"https://localhost:{server.port}/v1"


def ended(ladder: Ladder, finding: Finding) -> Rung:
    """The rung with `finding`, which must be bad, with all below good and none above reached."""
    assert [rung.id for rung in ladder.rungs] == list(RungId)
    at = list(RungId).index(finding.rung)
    assert ladder.rungs[at].finding is finding, ladder
    assert ladder.rungs[at].state is State.BAD
    assert {rung.state for rung in ladder.rungs[:at]} <= {State.GOOD}
    assert {rung.state for rung in ladder.rungs[at + 1 :]} <= {State.NOT_REACHED}
    assert ladder.weakest is ladder.rungs[at]
    return ladder.rungs[at]


def findings(ladder: Ladder) -> list[Finding | None]:
    return [rung.finding for rung in ladder.rungs]


# A way that is clear


def test_a_clear_way_names_address_and_issuer_and_sends_no_key(
    authority: rude.Authority, trusting: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-EXAMPLE-of-the-environment")
    with rude.rude_server(api, authority.tls()) as server:
        ladder = climb(base_url(server), trusting)
        (request,) = server.received
    assert findings(ladder) == [
        Finding.NAME_FOUND,
        Finding.TCP_OPEN,
        Finding.PROXY_NONE,
        Finding.TLS_TRUSTED,
        Finding.HTTP_API,
        Finding.CLOCK_RIGHT,
    ]
    assert ladder.weakest is None
    facts = {name: text for rung in ladder.rungs for name, text in rung.facts.items()}
    assert facts["address"] in ("127.0.0.1", "::1")
    assert facts["issuer"] == "Example Inspection"
    lines = request.decode().lower().split("\r\n")
    assert lines[0] == "get /v1/models http/1.1"
    sent = {line.partition(":")[0] for line in lines[1:] if line}
    assert sent == {"host", "accept", "accept-encoding", "connection", "user-agent"}


def test_this_computer_needs_neither_tls_nor_a_name() -> None:
    with rude.rude_server(api) as server:
        ladder = climb(f"http://127.0.0.1:{server.port}/v1")
    assert Finding.NAME_NOT_NEEDED in findings(ladder)
    assert Finding.TLS_NOT_NEEDED in findings(ladder)
    assert ladder.weakest is None


def test_netrc_is_not_consulted(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = home / ".netrc"
    netrc.write_text("machine 127.0.0.1 login mallory password EXAMPLE\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with rude.rude_server(api) as server:
        climb(f"http://127.0.0.1:{server.port}/v1")
        assert b"authorization" not in server.received[0].lower()


# Name and connection


def test_a_name_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*args: object, **named: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    rung = ended(climb("https://nobody.invalid/v1"), Finding.NAME_NOT_FOUND)
    assert rung.facts["host"] == "nobody.invalid"


def test_a_name_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **named: over.wait(60))
    started = time.monotonic()
    ended(climb(FAR, Network(deadline_s=0.5)), Finding.NAME_TIMED_OUT)
    assert time.monotonic() - started < 1.5
    over.set()


def test_nobody_listens() -> None:
    with rude.rude_server(api) as server:
        url = base_url(server)
    rung = ended(climb(url), Finding.TCP_REFUSED)
    assert url.endswith(f"{rung.facts['host']}:{rung.facts['port']}/v1")


def test_the_next_address_of_a_name_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    def two(host: str, port: int, *args: object, **named: object) -> list[object]:
        places = [host] if host.startswith("127.") else ["127.0.0.2", "127.0.0.1"]
        kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*kind, (place, port)) for place in places]

    with rude.rude_server(api) as server:
        monkeypatch.setattr(socket, "getaddrinfo", two)
        ladder = climb(f"http://localhost:{server.port}/v1")
    assert ladder.rungs[1].facts["address"] == "127.0.0.1"
    assert ladder.weakest is None


def test_a_connection_that_is_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def swallowed(*args: object, **named: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", swallowed)
    ended(climb("https://localhost:1/v1"), Finding.TCP_TIMED_OUT)


# Certificates


def test_an_unknown_authority_is_named_and_nothing_is_said_to_the_server(
    authority: rude.Authority,
) -> None:
    with rude.rude_server(api, authority.tls()) as server:
        rung = ended(climb(base_url(server)), Finding.TLS_UNTRUSTED)
        assert server.connections == 2  # the second to learn the issuer
        assert server.received == []
    assert rung.facts["issuer"] == "Example Inspection"


@pytest.mark.parametrize(
    ("dates", "finding"),
    [
        ({"not_before": NOW - 2 * A_YEAR, "not_after": NOW - A_YEAR}, Finding.TLS_EXPIRED),
        ({"not_before": NOW + A_YEAR, "not_after": NOW + 2 * A_YEAR}, Finding.TLS_NOT_YET_VALID),
    ],
)
def test_a_certificate_out_of_its_dates_is_held_against_todays(
    authority: rude.Authority, trusting: Network, dates: dict[str, datetime], finding: Finding
) -> None:
    with rude.rude_server(api, authority.tls(**dates)) as server:
        rung = ended(climb(base_url(server), trusting), finding)
    assert rung.facts["today"] == datetime.now().astimezone().date().isoformat()


def test_a_certificate_for_another_host(authority: rude.Authority, trusting: Network) -> None:
    with rude.rude_server(api, authority.tls("portal.example")) as server:
        ended(climb(base_url(server), trusting), Finding.TLS_WRONG_HOST)


def test_an_antivirus_that_reads_along_is_recognised(tmp_path: Path) -> None:
    inspection = rude.Authority(rude.trustme.CA(organization_name="Avast Web/Mail Shield"))
    file = tmp_path / "ca.pem"
    inspection.ca.cert_pem.write_to_path(str(file))
    with rude.rude_server(api, inspection.tls()) as server:
        ladder = climb(base_url(server), Network(ca_file=file))
    assert ladder.weakest is ladder.rungs[3]
    assert ladder.rungs[3].finding is Finding.TLS_INSPECTED
    assert ladder.rungs[4].finding is Finding.HTTP_API


def test_a_ca_file_that_is_missing() -> None:
    with rude.rude_server(api) as server:
        rung = ended(
            climb(base_url(server), Network(ca_file=Path("/nonexistent/ca.pem"))),
            Finding.TLS_CA_FILE,
        )
        assert server.received == []
    assert Path(rung.facts["file"]) == Path("/nonexistent/ca.pem")


def test_a_port_that_does_not_speak_tls() -> None:
    plain = rude.answering(b"", "400 Bad Request")
    with rude.rude_server(plain) as server:
        ended(climb(base_url(server)), Finding.TLS_PLAIN)


def test_a_handshake_that_is_cut() -> None:
    with rude.rude_server(rude.hanging_up) as server:
        ended(climb(base_url(server)), Finding.TLS_BROKEN)


def test_a_handshake_that_never_comes() -> None:
    with rude.rude_server(rude.silent) as server:
        started = time.monotonic()
        ended(climb(base_url(server), Network(deadline_s=0.5)), Finding.TLS_TIMED_OUT)
        assert time.monotonic() - started < 1.5


# What answers


def answered(behaviour: rude.Behaviour, network: Network | None = None) -> Ladder:
    with rude.rude_server(behaviour) as server:
        return climb(f"http://127.0.0.1:{server.port}/v1", network)


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        ("200 OK", JSON, b'{"message": "Welcome"}'),
        ("200 OK", "", b'[{"id": "model"}]'),
        ("401 Unauthorized", HTML, b"<html>"),
        ("403 Forbidden", JSON, b'{"error": {}}'),
        ("404 Not Found", "", b""),
        ("307 Temporary Redirect", "Location: /v1/models/\r\n", b""),
        ("429 Too Many Requests", JSON, b"{}"),
    ],
)
def test_what_an_api_answers_without_a_key(status: str, headers: str, body: bytes) -> None:
    rung = answered(rude.answering(body, status, headers)).rungs[4]
    assert rung.finding is Finding.HTTP_API
    assert rung.facts["status"] == status[:3]


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        ("200 OK", HTML, b"<html>Sign in to Example Wi-Fi</html>"),
        ("403 Forbidden", HTML, b"<html>Blocked by the company</html>"),
        ("511 Network Authentication Required", HTML, b"<html>Sign in</html>"),
        ("200 OK", "", b""),
    ],
)
def test_30_a_portal_is_not_the_api(status: str, headers: str, body: bytes) -> None:
    ended(answered(rude.answering(body, status, headers)), Finding.HTTP_NOT_THE_API)


def test_a_redirect_to_another_host_is_named_and_not_followed() -> None:
    where = "Location: https://portal.example/login?token=EXAMPLE\r\n"
    rung = ended(answered(rude.answering(b"", "302 Found", where)), Finding.HTTP_REDIRECT)
    assert rung.facts == {"target": "portal.example"}


def test_a_redirect_to_nowhere_is_no_fault_of_ours() -> None:
    ladder = answered(rude.answering(b"", "302 Found", "Location: http://[::1\r\n"))
    assert ladder.rungs[4].finding is Finding.HTTP_API


def test_a_proxy_that_hides() -> None:
    behaviour = rude.answering(b"", "407 Proxy Authentication Required")
    ended(answered(behaviour), Finding.HTTP_PROXY_LOGIN)


def test_a_provider_with_a_fault_of_its_own_is_reached() -> None:
    ladder = answered(
        rude.answering(b"<html>", "502 Bad Gateway", HTML + dated(datetime.now(timezone.utc)))
    )
    assert ladder.weakest is ladder.rungs[4]
    assert ladder.rungs[4].finding is Finding.HTTP_FAILING
    assert ladder.rungs[5].finding is Finding.CLOCK_RIGHT


@pytest.mark.parametrize(
    ("behaviour", "finding"),
    [
        (rude.garbage, Finding.HTTP_NOT_THE_API),
        (rude.huge_header, Finding.HTTP_NOT_THE_API),
        (rude.hanging_up, Finding.HTTP_BROKEN),
        (rude.resetting, Finding.HTTP_BROKEN),
    ],
)
def test_an_answer_that_is_none(behaviour: rude.Behaviour, finding: Finding) -> None:
    ended(answered(behaviour), finding)


@pytest.mark.parametrize("behaviour", [rude.silent, rude.dripping_body, rude.dripping_headers])
def test_a_server_that_never_ends_does_not_hold_us(behaviour: rude.Behaviour) -> None:
    started = time.monotonic()
    ended(answered(behaviour, Network(deadline_s=0.5)), Finding.HTTP_TIMED_OUT)
    assert time.monotonic() - started < 1.5
    for thread in threading.enumerate():
        if thread.name == "request":
            thread.join(5)
            assert not thread.is_alive()


def test_an_endless_body_is_not_read_to_its_end() -> None:
    assert answered(rude.endless_body).rungs[4].finding is Finding.HTTP_NOT_THE_API


# The clock


@pytest.mark.parametrize(
    ("off", "finding"),
    [
        (timedelta(hours=-1), Finding.CLOCK_AHEAD),
        (timedelta(hours=1), Finding.CLOCK_BEHIND),
        (timedelta(minutes=4), Finding.CLOCK_RIGHT),
    ],
)
def test_the_clock_is_held_against_the_servers(off: timedelta, finding: Finding) -> None:
    date = dated(datetime.now(timezone.utc) + off)
    rung = answered(rude.answering(b"{}", headers=JSON + date)).rungs[5]
    assert rung.finding is finding
    if finding is not Finding.CLOCK_RIGHT:
        assert abs(int(rung.facts["skew_s"]) - 3600) < 60


@pytest.mark.parametrize("date", ["", "Date: nonsense\r\n"])
def test_without_a_time_the_clock_is_not_judged(date: str) -> None:
    ladder = answered(rude.answering(b"{}", headers=JSON + date))
    assert ladder.rungs[5].state is State.NOT_REACHED
    assert ladder.weakest is None


# Proxies


@pytest.mark.parametrize(
    "variable", ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "settings"]
)
def test_a_proxy_is_passed_and_its_source_is_named(
    variable: str, authority: rude.Authority, trusting: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        rude.rude_server(api, authority.tls("api.example.com")) as server,
        rude.rude_server(rude.tunnelling(server.port)) as proxy,
    ):
        address = f"http://127.0.0.1:{proxy.port}"
        network = Network(proxy=address, ca_file=trusting.ca_file)
        if variable != "settings":
            monkeypatch.setenv(variable, address)
            network = trusting
        ladder = climb(FAR, network)
        assert proxy.received == [
            b"CONNECT api.example.com:443 HTTP/1.1\r\nhost: api.example.com:443\r\n\r\n"
        ]
        assert len(server.received) == 1
    assert ladder.weakest is None
    assert ladder.rungs[1].finding is Finding.TCP_PROXY_OPEN
    passed = ladder.rungs[2]
    assert passed.finding is Finding.PROXY_PASSED
    assert passed.facts["proxy"] == address
    source = "settings" if variable == "settings" else "environment"
    assert passed.facts["source"] == source
    assert passed.facts["variable"] == ("" if variable == "settings" else variable)
    assert ladder.rungs[3].facts["issuer"] == "Example Inspection"


def test_a_proxy_that_only_the_system_names(monkeypatch: pytest.MonkeyPatch) -> None:
    with rude.rude_server(rude.answering(b"", "407 Proxy Authentication Required")) as proxy:
        # Where Windows and macOS keep theirs is asked by the standard library.
        address = f"http://127.0.0.1:{proxy.port}"
        monkeypatch.setattr(
            "keyready.services.network.proxy.getproxies", lambda: {"https": address}
        )
        rung = ended(climb(FAR), Finding.PROXY_LOGIN)
    assert (rung.facts["source"], rung.facts["proxy"]) == ("system", address)


def test_behind_a_proxy_too_an_unknown_authority_is_named(authority: rude.Authority) -> None:
    with (
        rude.rude_server(api, authority.tls("api.example.com")) as server,
        rude.rude_server(rude.tunnelling(server.port)) as proxy,
    ):
        network = Network(proxy=f"http://127.0.0.1:{proxy.port}")
        rung = ended(climb(FAR, network), Finding.TLS_UNTRUSTED)
        assert server.received == []
    assert rung.facts["issuer"] == "Example Inspection"


def test_a_proxy_that_is_itself_encrypted(authority: rude.Authority, trusting: Network) -> None:
    with (
        rude.rude_server(api, authority.tls("api.example.com")) as server,
        rude.rude_server(rude.tunnelling(server.port), authority.tls()) as proxy,
    ):
        network = Network(proxy=f"https://localhost:{proxy.port}", ca_file=trusting.ca_file)
        ladder = climb(FAR, network)
    assert ladder.weakest is None
    assert ladder.rungs[3].facts["issuer"] == "Example Inspection"


@pytest.mark.parametrize(
    ("behaviour", "finding"),
    [
        (rude.answering(b"", "407 Proxy Authentication Required"), Finding.PROXY_LOGIN),
        (rude.answering(b"", "403 Forbidden"), Finding.PROXY_REFUSED),
        (rude.hanging_up, Finding.PROXY_BROKEN),
        (rude.garbage, Finding.PROXY_BROKEN),
        (rude.silent, Finding.PROXY_TIMED_OUT),
    ],
)
def test_a_proxy_that_does_not_let_us_pass(
    behaviour: rude.Behaviour, finding: Finding, monkeypatch: pytest.MonkeyPatch
) -> None:
    with rude.rude_server(behaviour) as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        patience_s = 0.5 if behaviour is rude.silent else 15.0
        ended(climb(FAR, Network(deadline_s=patience_s)), finding)


def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with rude.rude_server(api) as server:
        address = f"http://127.0.0.1:{server.port}"
    monkeypatch.setenv("HTTPS_PROXY", address)
    rung = ended(climb(FAR), Finding.TCP_PROXY_REFUSED)
    assert (rung.facts["proxy"], rung.facts["variable"]) == (address, "HTTPS_PROXY")


def test_a_proxy_whose_name_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*args: object, **named: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    network = Network(proxy="proxy.invalid:8080")
    rung = ended(climb(FAR, network), Finding.NAME_PROXY_NOT_FOUND)
    assert (rung.facts["host"], rung.facts["proxy"]) == (
        "proxy.invalid",
        "http://proxy.invalid:8080",
    )


def test_a_kind_of_proxy_that_we_cannot_speak_to() -> None:
    with rude.rude_server(api) as proxy:
        network = Network(proxy=f"socks5://127.0.0.1:{proxy.port}")
        ended(climb(FAR, network), Finding.PROXY_UNKNOWN_KIND)
        assert proxy.received == []


@pytest.mark.parametrize("password", ["EXAMPLE%20secret", "EXAMPLE-비밀"])
def test_a_proxys_password_goes_to_the_proxy_and_into_no_fact(password: str) -> None:
    with rude.rude_server(rude.answering(b"", "407 Proxy Authentication Required")) as proxy:
        network = Network(proxy=f"http://me:{password}@127.0.0.1:{proxy.port}")
        ladder = climb(FAR, network)
    assert ladder.weakest is ladder.rungs[2]
    assert ladder.rungs[2].facts["proxy"] == f"http://127.0.0.1:{proxy.port}"
    if password.isascii():
        assert b"proxy-authorization: Basic bWU6RVhBTVBMRSBzZWNyZXQ=" in proxy.received[0]


@pytest.mark.parametrize("address", ["http://me:EXAMPLE@:::", "http://me:EXAMPLE@"])
def test_a_proxys_address_that_is_none(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", address)
    rung = ended(climb(FAR), Finding.NAME_PROXY_UNREADABLE)
    assert rung.facts == {"source": "environment", "variable": "https_proxy"}


def test_an_exempted_host_goes_directly(
    authority: rude.Authority, trusting: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *args, **named: resolve("127.0.0.1", *args, **named)
    )
    monkeypatch.setenv("no_proxy", "api.example.com")
    with (
        rude.rude_server(api, authority.tls("api.example.com")) as server,
        rude.rude_server(rude.silent) as proxy,
    ):
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        ladder = climb(f"https://api.example.com:{server.port}/v1", trusting)
        assert proxy.connections == 0
    assert ladder.rungs[2].finding is Finding.PROXY_NONE
    assert ladder.weakest is None


def test_the_module_does_not_cost_the_first_window_the_time_of_requests() -> None:
    program = (
        "import sys, keyready.services.network.connection as _; print('requests' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "desktop")},
    )
    assert done.stdout.strip() == "False"
