# SPDX-License-Identifier: MIT
"""The console program, run as a person or a script runs it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

import rude_servers as rude
from console import KEY, command, environment, keyready
from keyready import __version__
from keyready.core.entries import EntryFacts, Own
from keyready.core.secret import Secret
from keyready.core.verdict import Cause
from keyready.services.catalog import Catalog
from keyready.services.custody.file_lock import FileLock
from keyready.services.custody.key_store import KeyStore, Saved, key_store
from keyready.services.custody.memory_store import MemoryStore
from keyready.services.entries import Entries
from keyready.services.files.memory import Memory, default_folder
from keyready.services.network.request import Network
from keyready.services.practice.practice_answers import practice_answers
from keyready.services.settings import Settings, config_folder
from overlay import can_mount
from secret_session import SecretSession, until

pytestmark = pytest.mark.journey  # real programs, again and again

MEMBERS = [
    *("provider", "endpoint", "key", "usable", "cause", "headline", "advice", "step"),
    *("http_status", "code", "request_id", "elapsed_ms", "fingerprint", "conflicts"),
]
EXAMPLES = {key.id: key.example for key in practice_answers().keys}


def checked(*arguments: str, given: str = KEY, **variables: str) -> tuple[dict[str, Any], int]:
    done = keyready("check", *arguments, "--json", "--stdin", given=given, **variables)
    assert given.strip() not in done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert list(report) == MEMBERS
    return report, done.returncode


# Verdicts


@pytest.mark.parametrize(
    ("key_id", "cause", "code"),
    [
        ("ready", "accepted", 0),
        ("no_credit", "no_credit", 1),
        ("revoked", "key_rejected", 1),
        ("restricted", "cannot_list_models", 0),
        ("busy", "provider_busy", 3),
        ("offline", "no_connection", 3),
    ],
)
def test_each_practice_key_has_its_cause_and_exit_code(key_id: str, cause: str, code: int) -> None:
    report, ended = checked("practice", given=EXAMPLES[key_id])
    assert (report["provider"], report["cause"], ended) == ("practice", cause, code)


def test_the_report_of_a_verdict_is_whole() -> None:
    key = EXAMPLES["no_credit"]
    report, _ = checked("practice", given=key)
    assert (report["key"], report["usable"], report["step"]) == ("genuine", "no", "billing")
    assert (report["http_status"], report["code"]) == (429, "insufficient_quota")
    assert report["endpoint"] == "GET /v1/models"
    assert report["request_id"].startswith("req_")
    assert report["elapsed_ms"] >= 0
    assert report["headline"]
    assert report["advice"]
    assert report["fingerprint"] == f"…{key[-4:]} ({len(key)})"


def test_a_trial_is_made_only_when_it_is_asked_for() -> None:
    assert checked("practice", given=EXAMPLES["ready"])[0]["usable"] == "unknown"
    report, code = checked("practice", "--trial", given=EXAMPLES["restricted"])
    assert (report["cause"], report["usable"], code) == ("ready", "yes", 0)
    assert report["endpoint"] == "POST /v1/chat/completions"


def test_a_key_that_is_refused_is_not_tried_further() -> None:
    report, code = checked("practice", "--trial", given=EXAMPLES["revoked"])
    assert (report["endpoint"], code) == ("GET /v1/models", 1)


def test_a_person_reads_the_verdict_and_what_was_removed_from_the_paste() -> None:
    done = keyready("check", "practice", "--stdin", given=f"Bearer {EXAMPLES['ready']}\n")
    lines = done.stdout.splitlines()
    assert lines[0] == "The key is real. Can it be used? Not tried yet."
    assert "Removed from around the key: line breaks, the word “Bearer”." in lines
    assert "HTTP status: 200" in lines
    assert "\x1b" not in done.stdout


def test_it_speaks_korean_where_the_system_does() -> None:
    done = keyready("check", "practice", "--stdin", given=EXAMPLES["ready"], LANG="ko_KR.UTF-8")
    assert "요청: GET /v1/models" in done.stdout


def test_a_console_that_cannot_show_korean_is_no_reason_to_fail() -> None:
    korean = {"LANG": "ko_KR.EUC-KR", "PYTHONIOENCODING": "ascii"}
    done = keyready("check", "practice", "--stdin", given=EXAMPLES["ready"], **korean)
    assert done.returncode == 0


# The address


def test_the_option_goes_before_the_environment(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/here/models").respond_with_json({"object": "list", "data": []})
    httpserver.expect_request("/there/models").respond_with_json({"error": "EXAMPLE"}, 500)
    here, there = httpserver.url_for("/here"), httpserver.url_for("/there")
    assert checked("--base-url", here, OPENAI_BASE_URL=there)[0]["http_status"] == 200
    assert checked(OPENAI_BASE_URL=there)[0]["http_status"] == 500
    said = keyready("check", "--stdin", given=KEY, OPENAI_BASE_URL=there).stdout
    assert f"{there} (OPENAI_BASE_URL)" in said


@pytest.mark.parametrize(
    "address",
    [
        "http://api.example.com/v1",
        "https://me:pw@api.example.com",
        "ftp://api.example.com",
        "https://api.example.com/?a=b",
        "https://a..b",
    ],
)
@pytest.mark.parametrize("source", ["--base-url", "OPENAI_BASE_URL"])
def test_an_address_that_cannot_be_used_is_said_to_be_so(address: str, source: str) -> None:
    option = ["--base-url", address] if source == "--base-url" else []
    variable = {} if option else {"OPENAI_BASE_URL": address}
    done = keyready("check", "--stdin", *option, given=KEY, **variable)
    assert (done.returncode, done.stdout) == (2, "")
    assert source in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_provider_whose_address_is_everybodys_own_wants_one() -> None:
    done = keyready("check", "azure", "--stdin", given=KEY)
    assert done.returncode == 2
    assert "--base-url" in done.stderr


def test_a_server_without_keys_is_asked_without_one(
    httpserver: HTTPServer, secret_session: SecretSession
) -> None:
    body = {"object": "list", "data": [{"id": "llama", "object": "model"}]}
    httpserver.expect_request("/v1/models").respond_with_json(body)
    done = keyready("check", "custom", "--json", "--base-url", httpserver.url_for("/v1"))
    report = json.loads(done.stdout)
    assert (report["http_status"], report["fingerprint"]) == (200, None)


# The environment


def test_what_the_environment_says_otherwise_is_told(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/v1/models").respond_with_json({"object": "list", "data": []})
    other = KEY.replace("WXYZ", "4321")
    variables = {"OPENAI_API_KEY": other, "OPENAI_ORG_ID": "org-EXAMPLE0123456789abcd"}
    option = ["--base-url", httpserver.url_for("/v1")]
    assert checked(*option, **variables)[0]["conflicts"] == [
        {"kind": "organization", "variable": "OPENAI_ORG_ID", "shown": "org-…abcd"},
        {"kind": "key", "variable": "OPENAI_API_KEY", "shown": "sk-proj-…4321"},
    ]
    assert checked(*option, OPENAI_API_KEY=KEY)[0]["conflicts"] == []
    said = keyready("check", "--stdin", *option, given=KEY, **variables).stdout
    assert "OPENAI_API_KEY in your environment holds another key than this one" in said
    assert other not in said
    assert all("openai-organization" not in request.headers for request, _ in httpserver.log)


def test_an_address_that_the_library_no_longer_reads_gets_no_key(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/v1/models").respond_with_json({"object": "list", "data": []})
    old = httpserver.url_for("/old")
    report, _ = checked("--base-url", httpserver.url_for("/v1"), OPENAI_API_BASE=old)
    assert report["conflicts"] == [
        {"kind": "old_base_url", "variable": "OPENAI_API_BASE", "shown": old}
    ]


def test_a_provider_without_a_free_check_offers_the_trial(httpserver: HTTPServer) -> None:
    answer = {"object": "response", "output": [], "status": "completed"}
    httpserver.expect_request("/v1/responses").respond_with_json(answer)
    option = ["perplexity", "--base-url", httpserver.url_for("").rstrip("/")]
    report, code = checked(*option)
    assert (report["key"], report["cause"], code) == ("not_judged", "unrecognised", 3)
    assert report["headline"].startswith("Perplexity offers no free check here.")
    assert httpserver.log == []
    assert checked(*option, "--trial")[0]["endpoint"] == "POST /v1/responses"


# What is no key


@pytest.mark.parametrize("given", ["", "  \n", "sk-proj-…WXYZ", "sk-EXAMPLE\nsk-EXAMPLE", "sk–EX"])
def test_what_is_no_key_is_refused_with_words(given: str) -> None:
    done = keyready("check", "--stdin", "--json", given=given)
    report = json.loads(done.stdout)
    assert list(report) == MEMBERS
    assert (report["key"], report["cause"], done.returncode) == ("not_judged", "key_missing", 2)
    assert report["headline"]
    assert report["endpoint"] is None


def test_far_too_much_input_is_not_read_to_its_end() -> None:
    assert keyready("check", "--stdin", "--json", given="x" * 5_000_000).returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--key", KEY],
        ["check", f"--key={KEY}"],
        ["check", KEY],
        ["check", "openai", KEY],
        ["check", "--api-key", KEY, "openai"],
        ["check", "--std", KEY],
        [KEY],
        [f"--{KEY}"],
        ["list", KEY],
        ["check", "--base-url", KEY + " "],
    ],
)
def test_h40_wrong_usage_never_repeats_what_was_typed(arguments: list[str]) -> None:
    done = keyready(*arguments)
    assert done.returncode == 2
    assert KEY not in done.stdout + done.stderr
    assert done.stderr.startswith("keyready: ")


# The keyring


def save(secret: str) -> None:
    assert isinstance(key_store().save("openai", Secret(secret)), Saved)


def test_the_saved_key_is_checked(httpserver: HTTPServer, secret_session: SecretSession) -> None:
    save(KEY)
    httpserver.expect_request(
        "/v1/models", headers={"Authorization": f"Bearer {KEY}"}
    ).respond_with_json({"object": "list", "data": [{"id": "gpt-a", "object": "model"}]})
    done = keyready("check", "--json", "--base-url", httpserver.url_for("/v1"))
    assert (json.loads(done.stdout)["cause"], done.returncode) == ("accepted", 0)


def test_with_stdin_nothing_is_saved(secret_session: SecretSession) -> None:
    checked("practice", given=EXAMPLES["ready"])
    assert key_store().entries() == ()
    saved = [file for file in secret_session.home.rglob("*") if file.is_file()]
    assert not any(EXAMPLES["ready"].encode() in file.read_bytes() for file in saved)


def test_no_saved_key_has_a_code_of_its_own(secret_session: SecretSession) -> None:
    done = keyready("check", "--json")
    report = json.loads(done.stdout)
    assert list(report) == MEMBERS
    assert (report["cause"], report["step"], done.returncode) == ("key_missing", "key", 4)


def test_a_keyring_that_is_not_there_has_a_code_of_its_own() -> None:
    done = keyready("check", "--json")
    report = json.loads(done.stdout)
    assert list(report) == MEMBERS
    assert report["cause"].startswith("keyring_")
    assert (report["key"], report["usable"], done.returncode) == ("not_judged", "unknown", 5)


def test_the_list_says_which_entries_have_a_key(secret_session: SecretSession) -> None:
    save(KEY)
    key_store().save("openai/work", Secret(KEY))
    done = keyready("list", "--json")
    saved = {row["entry"]: row["saved"] for row in json.loads(done.stdout)}
    assert {name for name, is_saved in saved.items() if is_saved} == {"openai", "openai/work"}
    assert {provider.id for provider in Catalog().providers} < saved.keys()
    assert KEY not in done.stdout
    assert "openai/work" in keyready("list").stdout
    assert done.returncode == 0


@pytest.mark.parametrize("damage", [b"", b"\0" * 99, b'{"version": 1, "entr', b'{"version": 99}'])
def test_h36_keys_are_listed_whatever_the_file_of_progress_holds(
    damage: bytes, secret_session: SecretSession
) -> None:
    save(KEY)
    file = default_folder() / "state.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(damage)
    done = keyready("list", "--json")
    assert {row["entry"] for row in json.loads(done.stdout) if row["saved"]} == {"openai"}
    assert done.returncode == 0
    (aside,) = file.parent.glob("state.json.bad-*")
    assert aside.read_bytes() == damage


def test_without_a_keyring_the_list_says_so() -> None:
    done = keyready("list", "--json")
    assert done.returncode == 5
    assert all(row["saved"] is None for row in json.loads(done.stdout))
    assert done.stderr.startswith("keyready: ")


# Entries and files of the person's own


def test_an_added_entry_is_asked_at_its_own_address(
    httpserver: HTTPServer, secret_session: SecretSession
) -> None:
    models = {"object": "list", "data": [{"id": "m", "object": "model"}]}
    httpserver.expect_request("/mine/models").respond_with_json(models)
    memory = Memory()
    work = Entries(Catalog().providers, memory).add("openai", "회사", httpserver.url_for("/mine"))
    assert isinstance(work, EntryFacts)
    memory.flush()
    key_store().save(work.id, Secret(KEY))
    elsewhere = {"OPENAI_BASE_URL": "http://127.0.0.1:9/elsewhere"}
    done = keyready("check", work.id, "--json", **elsewhere)
    report = json.loads(done.stdout)
    assert (report["provider"], report["cause"], done.returncode) == ("openai", "accepted", 0)
    assert [one["variable"] for one in report["conflicts"]] == ["OPENAI_BASE_URL"]
    rows = {row["entry"]: row for row in json.loads(keyready("list", "--json").stdout)}
    assert rows[work.id]["name"] == "회사"
    assert rows[work.id]["base_url"] == httpserver.url_for("/mine")
    assert rows[work.id]["saved"]
    assert "회사" in keyready("list").stdout


def test_an_address_in_the_memory_that_cannot_be_used_is_said_to_be_so() -> None:
    memory = Memory()
    memory.keep_own("openai/work", Own("work", "http://api.example.com"))
    memory.flush()
    done = keyready("check", "openai/work", "--stdin", given=KEY)
    assert done.returncode == 2
    assert "openai/work" in done.stderr


def test_a_faulty_provider_file_is_told_and_the_others_are_listed() -> None:
    folder = config_folder() / "providers"
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text('id = "broken"\nname = 3\n')
    done = keyready("list", "--json")
    *others, fault = json.loads(done.stdout)
    assert (fault["entry"], fault["fault"]["line"]) == ("broken", 2)
    assert fault["fault"]["file"] == str(folder / "broken.toml")
    assert "Expected `str`" in fault["fault"]["reason"]
    assert "openai" in {row["entry"] for row in others}
    assert all(row["fault"] is None and row.keys() == fault.keys() for row in others)
    assert "broken.toml, line 2: Expected `str`" in done.stderr
    assert "broken.toml, line 2" in keyready("list").stderr
    assert "broken.toml" not in keyready("check", "practice", "--stdin", given=KEY).stderr


# The network


def test_the_proxy_of_the_settings_is_used() -> None:
    with rude.rude_server(rude.answering(b"", "407 Proxy Authentication Required")) as proxy:
        Settings(key_store()).set_proxy("127.0.0.1", str(proxy.port))
        report, code = checked()
        assert (report["cause"], code) == ("proxy_login", 3)
        assert KEY.encode() not in b"".join(proxy.received)
        assert "Proxy" in keyready("check", "--connection").stdout


def test_a_certificate_file_that_is_gone_is_said_to_be_so(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    rude.Authority().ca.cert_pem.write_to_path(str(file))
    Settings(key_store()).set_ca_file(str(file))
    file.unlink()
    report, code = checked()
    assert (report["key"], report["cause"], code) == ("not_judged", "tls_untrusted", 3)
    assert report["headline"].startswith("The file with your extra certificate")
    assert checked("practice", given=EXAMPLES["ready"])[0]["cause"] == "accepted"


def test_a_password_of_the_proxy_that_cannot_be_had_has_the_code_of_the_keyring(
    tmp_path: Path,
) -> None:
    elsewhere = KeyStore(MemoryStore(), FileLock(tmp_path / "lock"))
    Settings(elsewhere).set_proxy("127.0.0.1", "9", "me", Secret("EXAMPLE"))
    report, code = checked()
    assert (report["cause"].startswith("keyring_"), code) == (True, 5)


# As a program among programs


def test_the_version() -> None:
    assert keyready("--version").stdout == f"keyready {__version__}\n"


def test_help_is_there() -> None:
    done = keyready("check", "--help")
    assert done.returncode == 0
    assert "--stdin" in done.stdout


def test_a_reader_that_has_enough_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command("list", "--json"),
        env=environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert "Broken" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_h29_ctrl_c_ends_a_check_at_once_and_quietly() -> None:
    with rude.rude_server(rude.silent) as server:
        process = subprocess.Popen(
            command("check", "--stdin", "--base-url", f"http://127.0.0.1:{server.port}"),
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None
        process.stdin.write(KEY)
        process.stdin.close()
        until(lambda: bool(server.received))
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 130
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read() + process.stderr.read() == ""
        process.stdout.close()
        process.stderr.close()


# A hostile network, and the process as the system sees it

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks through Linux's own means")


def most_memory(behaviour: rude.Behaviour) -> int:
    """Of one check, in bytes, as the system counts it."""
    with rude.rude_server(behaviour) as server:
        address = f"http://127.0.0.1:{server.port}"
        process = subprocess.Popen(
            command("check", "--stdin", "--json", "--base-url", address),
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        assert process.stdin is not None
        with process.stdin as pipe:
            pipe.write(KEY.encode())
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_maxrss * 1024


@ON_LINUX
@pytest.mark.parametrize("behaviour", ["bomb", "endless"])
def test_h30_35_an_answer_without_measure_costs_little_memory(behaviour: str) -> None:
    headers = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n"
    hostile = rude.endless_body
    if behaviour != "endless":
        hostile = rude.answering(rude.bomb(200), headers=headers)
    usual = most_memory(rude.answering(b'{"object": "list", "data": []}'))
    assert most_memory(hostile) - usual < 50 * 1024 * 1024


@ON_LINUX
@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
@pytest.mark.parametrize("address", ["http://192.0.2.1", "http://api.example.com"])
def test_h32_23_plain_http_to_another_computer_opens_no_connection(
    address: str, tmp_path: Path
) -> None:
    calls = tmp_path / "calls"
    traced = ["strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg", "-o", str(calls)]
    done = subprocess.run(
        [*traced, *command("check", "--stdin", "--json", "--base-url", address)],
        input=KEY,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert "https://" in done.stdout + done.stderr
    assert "AF_INET" not in calls.read_text()


@ON_LINUX
@pytest.mark.journey  # it takes the whole deadline
@pytest.mark.skipif(not can_mount(), reason="only root of a machine can mount")
def test_h29_a_name_server_that_never_answers_ends_at_the_deadline(tmp_path: Path) -> None:
    """In a network of its own, whose only name server takes what is sent and says nothing."""
    resolver = tmp_path / "resolv.conf"
    resolver.write_text("nameserver 127.0.0.1\noptions timeout:30 attempts:3\n")
    prepare = f"mount --bind {resolver} /etc/resolv.conf && ip link set lo up"
    silent = "import socket, time; s = socket.socket(type=socket.SOCK_DGRAM)"
    silent += "; s.bind(('127.0.0.1', 53)); time.sleep(60)"
    inside = f'{prepare}; {sys.executable} -c "{silent}" & exec "$@"'
    began = time.monotonic()
    done = subprocess.run(
        [*("unshare", "-mn", "--kill-child", "-pf", "sh", "-c", inside, "sh"),
         *command("check", "--stdin", "--json", "--base-url", "https://api.example.com")],
        input=KEY,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )  # fmt: skip
    # The resolver would take 90 s; what is beyond the deadline is the start of the programs.
    assert time.monotonic() - began <= Network().deadline_s + 10
    assert json.loads(done.stdout)["cause"] == "timed_out"


# The connection


def test_the_connection_is_looked_at_without_a_key(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/v1/models").respond_with_json({"error": {}}, 401)
    url = httpserver.url_for("/v1")
    done = keyready("check", "--connection", "--base-url", url, OPENAI_API_KEY=KEY)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Address: {url}\n" in done.stdout
    assert "[good] Answer" in done.stdout
    (received,) = (request for request, _ in httpserver.log)
    assert KEY not in str(received.headers)


def test_a_connection_that_ends_halfway_as_json() -> None:
    with rude.rude_server(rude.silent) as server:
        url = server.url.removesuffix("/models")
    done = keyready("check", "--connection", "--json", "--base-url", url)
    report = json.loads(done.stdout)
    assert done.returncode == 3
    assert list(report) == ["provider", "address", "state", "headline", "rungs"]
    assert (report["address"], report["state"]) == (url, "bad")
    states = {rung["id"]: rung["state"] for rung in report["rungs"]}
    above = ("proxy", "tls", "http", "clock")
    assert states == {"name": "good", "tcp": "bad", **dict.fromkeys(above, "not_reached")}
    assert report["rungs"][1]["finding"] == "refused"
    assert report["rungs"][5]["finding"] is None


@pytest.mark.parametrize("option", ["--stdin", "--trial"])
def test_a_look_at_the_connection_takes_no_key(option: str) -> None:
    done = keyready("check", "practice", "--connection", option, given=KEY)
    assert (done.returncode, done.stdout) == (2, "")
    assert option in done.stderr


@pytest.mark.parametrize("heavy", ["PySide6", "requests"])
def test_the_console_starts_without_what_it_may_not_need(heavy: str) -> None:
    program = f"import sys, keyready.cli.listing; print({heavy!r} in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"


def test_causes_are_those_of_the_vocabulary() -> None:
    report, _ = checked("practice", given=EXAMPLES["ready"])
    assert report["cause"] in {cause.value for cause in Cause}
