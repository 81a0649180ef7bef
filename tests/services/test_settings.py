# SPDX-License-Identifier: MIT
"""A proxy and a certificate that the person set are used, and the password is not in the file."""

from __future__ import annotations

import base64
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import rude_servers as rude
from keyready.core.answer import Answer, Fault
from keyready.core.secret import Secret
from keyready.core.verdict import Cause
from keyready.services.custody.file_lock import FileLock
from keyready.services.custody.key_store import KeyStore, Removed, Saved, Trouble
from keyready.services.custody.memory_store import MemoryStore
from keyready.services.custody.system_keychains import system_backend
from keyready.services.network.request import Network, Request
from keyready.services.network.transport import send
from keyready.services.settings import ManualProxy, RefusedSetting, Settings
from secret_session import SecretSession

PASSWORD = Secret("EXAMPLE päss:w@rd/1")
FAR = Request("GET", "https://api.example.com/v1/models")


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    return KeyStore(MemoryStore(), FileLock(tmp_path / "lock"))


@pytest.fixture
def started(tmp_path: Path, store: KeyStore) -> Callable[[], Settings]:
    """Each call is a start of the program."""
    return lambda: Settings(store, tmp_path / "config")


def network(settings: Settings) -> Network:
    found = settings.network()
    assert isinstance(found, Network)
    return found


def test_without_settings_system_and_environment_decide(started: Callable[[], Settings]) -> None:
    assert network(started()) == Network()


def test_a_proxy_is_there_at_the_next_start(
    started: Callable[[], Settings], store: KeyStore
) -> None:
    proxy = ManualProxy("proxy.example.com", 8080)
    assert started().set_proxy(" Proxy.Example.com ", "8080") == proxy
    again = started()
    assert again.proxy == proxy
    assert network(again).proxy == "http://proxy.example.com:8080"
    assert store.read("proxy") is None
    assert again.clear_proxy() is None
    assert network(started()) == Network()


def test_the_password_is_in_the_keyring_and_in_no_file(
    started: Callable[[], Settings], store: KeyStore, tmp_path: Path
) -> None:
    started().set_proxy("proxy.example.com", "8080", "me", PASSWORD)
    url = "http://me:EXAMPLE%20p%C3%A4ss%3Aw%40rd%2F1@proxy.example.com:8080"
    assert network(started()).proxy == url
    (file,) = (tmp_path / "config").iterdir()
    assert "EXAMPLE" not in file.read_text()
    assert store.entries() == ()  # it is no key of a provider


def test_the_password_stays_until_there_is_another_or_no_user(
    started: Callable[[], Settings], store: KeyStore
) -> None:
    settings = started()
    settings.set_proxy("proxy.example.com", "8080", "me", Secret("EXAMPLE-1"))
    settings.set_proxy("other.example.com", "3128", "me")
    assert network(settings).proxy == "http://me:EXAMPLE-1@other.example.com:3128"
    settings.set_proxy("other.example.com", "3128", "me", Secret("EXAMPLE-2"))
    assert network(settings).proxy == "http://me:EXAMPLE-2@other.example.com:3128"
    settings.set_proxy("other.example.com", "3128")
    assert store.read("proxy") is None


def test_the_proxy_gets_the_password_as_it_was_written(started: Callable[[], Settings]) -> None:
    with rude.rude_server(rude.answering(b"", "407 Proxy Authentication Required")) as proxy:
        settings = started()
        settings.set_proxy("127.0.0.1", str(proxy.port), "me", Secret("EXAMPLE w@rd"))
        fault = send(FAR, network(settings))
        assert isinstance(fault, Fault)
        assert fault.cause is Cause.PROXY_LOGIN
        assert base64.b64encode(b"me:EXAMPLE w@rd") in proxy.received[0]


@pytest.mark.parametrize(
    ("host", "port", "user", "reason"),
    [
        ("", "8080", "", "host"),
        ("http://proxy.example.com", "8080", "", "host"),
        ("proxy.example.com:8080", "8080", "", "host"),
        ("me@proxy.example.com", "8080", "", "host"),
        ("proxy.example.com/path", "8080", "", "host"),
        ("pro xy", "8080", "", "host"),
        ("proxy.example.com", "", "", "port"),
        ("proxy.example.com", "0", "", "port"),
        ("proxy.example.com", "65536", "", "port"),
        ("proxy.example.com", "٨٠٨٠", "", "port"),
        ("proxy.example.com", "9" * 5000, "", "port"),
        ("proxy.example.com", "8080", "me:too", "user"),
        ("proxy.example.com", "8080", "m\x1be", "user"),
    ],
)
def test_what_is_no_proxy_changes_nothing(
    started: Callable[[], Settings], host: str, port: str, user: str, reason: str
) -> None:
    settings = started()
    settings.set_proxy("proxy.example.com", "3128")
    assert settings.set_proxy(host, port, user, PASSWORD) == RefusedSetting(reason)
    assert started().proxy == ManualProxy("proxy.example.com", 3128)


def test_a_proxy_with_an_address_of_the_sixth_version(started: Callable[[], Settings]) -> None:
    settings = started()
    settings.set_proxy("::1", "8080")
    assert network(settings).proxy == "http://[::1]:8080"


def test_a_keyring_that_is_not_there_is_told_and_nothing_changes(tmp_path: Path) -> None:
    absent = KeyStore(system_backend(), FileLock(tmp_path / "lock"))
    settings = Settings(absent, tmp_path / "config")
    refused = settings.set_proxy("proxy.example.com", "8080", "me", PASSWORD)
    assert isinstance(refused, Trouble)
    assert settings.proxy is None
    assert settings.set_proxy("proxy.example.com", "8080") == ManualProxy("proxy.example.com", 8080)


def test_a_locked_away_password_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    with_keyring = KeyStore(MemoryStore(), FileLock(tmp_path / "lock"))
    Settings(with_keyring, tmp_path).set_proxy("proxy.example.com", "8080", "me", PASSWORD)
    absent = KeyStore(system_backend(), FileLock(tmp_path / "lock"))
    assert isinstance(Settings(absent, tmp_path).network(), Trouble)


def test_a_real_keyring_keeps_it_beside_the_keys(
    secret_session: SecretSession, tmp_path: Path
) -> None:
    store = KeyStore(system_backend(), FileLock(tmp_path / "lock"))
    assert isinstance(store.save("openai", Secret("sk-EXAMPLE")), Saved)
    settings = Settings(store, tmp_path)
    settings.set_proxy("proxy.example.com", "8080", "me", PASSWORD)
    assert network(settings).proxy is not None
    assert store.entries() == ("openai",)
    assert isinstance(store.remove("proxy"), Removed)


# One more certificate


@pytest.fixture
def authority() -> rude.Authority:
    return rude.Authority()


@pytest.fixture
def ca_file(authority: rude.Authority, tmp_path: Path) -> Path:
    file = tmp_path / "ca.pem"
    authority.ca.cert_pem.write_to_path(str(file))
    return file


def test_an_extra_certificate_is_trusted_from_the_next_start_on(
    started: Callable[[], Settings], authority: rude.Authority, ca_file: Path
) -> None:
    assert started().set_ca_file(str(ca_file)) is None
    ok = rude.answering(b"{}", "200 OK")
    with rude.rude_server(ok, authority.tls()) as server:
        request = Request("GET", f"https://localhost:{server.port}/v1/models")
        assert isinstance(send(request, network(started())), Answer)
        started().set_ca_file("")
        fault = send(request, network(started()))
        assert isinstance(fault, Fault)
        assert fault.cause is Cause.TLS_UNTRUSTED


def test_a_file_that_is_no_certificate_is_refused(
    started: Callable[[], Settings], ca_file: Path, tmp_path: Path
) -> None:
    settings = started()
    settings.set_ca_file(str(ca_file))
    (tmp_path / "text.pem").write_text("no certificate")
    (tmp_path / "cut.pem").write_bytes(ca_file.read_bytes()[:200])
    (tmp_path / "der.pem").write_bytes(bytes(range(256)))
    for name in ("text.pem", "cut.pem", "der.pem"):
        assert settings.set_ca_file(str(tmp_path / name)) == RefusedSetting("no_certificate")
    for absent in ("nothing.pem", "", "a\0b"):
        path = str(tmp_path / absent)
        assert settings.set_ca_file(path) == RefusedSetting("no_file")
    assert started().ca_file == ca_file


def test_a_certificate_file_that_is_gone_is_told_in_words(
    started: Callable[[], Settings], ca_file: Path
) -> None:
    settings = started()
    settings.set_ca_file(str(ca_file))
    ca_file.unlink()
    fault = send(FAR, network(settings))
    assert isinstance(fault, Fault)
    assert (fault.cause, fault.facts["ca_file"]) == (Cause.TLS_UNTRUSTED, str(ca_file))


# The file


@pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")
def test_nobody_else_may_read_it(started: Callable[[], Settings], tmp_path: Path) -> None:
    started().set_proxy("proxy.example.com", "8080")
    assert stat.S_IMODE((tmp_path / "config" / "network.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b'{"version": 2}', b'{"proxy": {"host": 3}}', bytes(range(256))],
)
def test_a_damaged_file_is_set_aside(
    started: Callable[[], Settings], tmp_path: Path, damage: bytes
) -> None:
    file = tmp_path / "config" / "network.json"
    file.parent.mkdir()
    file.write_bytes(damage)
    settings = started()
    assert network(settings) == Network()
    assert settings.file.set_aside is not None
    assert settings.file.set_aside.read_bytes() == damage
    settings.set_proxy("proxy.example.com", "8080")
    assert started().proxy == ManualProxy("proxy.example.com", 8080)


def test_a_place_that_cannot_be_written_is_told(store: KeyStore, tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("")
    settings = Settings(store, tmp_path / "in the way")
    settings.set_proxy("proxy.example.com", "8080")
    assert not settings.file.is_kept
    assert network(settings).proxy == "http://proxy.example.com:8080"
