# SPDX-License-Identifier: MIT
"""The report for whoever helps says enough, and nothing that anybody else has written."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from keyready import __version__
from keyready.core.verdict import Cause, Judgement, Stage, Usable, Verdict
from keyready.services.catalog import Catalog
from keyready.services.custody.file_lock import FileLock
from keyready.services.custody.key_store import KEYRING, KeyStore, key_store
from keyready.services.custody.keychain import Place
from keyready.services.custody.memory_store import MemoryStore
from keyready.services.custody.stores import Stores, practice_stores
from keyready.services.desk import Desk
from keyready.services.files.memory import Memory
from keyready.services.settings import Settings, config_folder
from keyready.services.support import report
from secret_session import SecretSession, living_in
from traces import traces

QT = "6.12.0"
CANARY = "sk-proj-EXAMPLE-canary-9vQx7LmTz3Rw8Ks5"
OWN_PROVIDER = f"""
id = "{CANARY.lower()}"
name = "{CANARY}"
order = 1
base_url = "https://{CANARY.lower()}.example/v1"
rules_from = ["http"]
[free]
method = "GET"
path = "/models"
"""


def verdict(cause: Cause, **more: object) -> Verdict:
    rest = {"endpoint": "GET /v1/models", "elapsed_ms": 84, **more}
    return Verdict(cause, Judgement.GENUINE, Usable.NO, Stage.FREE, **rest)


def desk(environment: dict[str, str], keys: KeyStore | None = None) -> Desk:
    keys = keys or key_store()
    memory, settings = Memory(), Settings(keys)
    kept = Stores(memory, {KEYRING: keys})
    return Desk(Catalog(), memory, settings, kept, practice_stores(memory), environment)


def test_it_says_what_a_helper_asks_first(secret_session: SecretSession) -> None:
    of_ubuntu = {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME", "XDG_SESSION_TYPE": "wayland"}
    here = desk(of_ubuntu)
    found = verdict(Cause.NO_CREDIT, http_status=429, code="insufficient_quota")
    here.memory.keep(
        "openai",
        lambda now: now.saved("sk-…WXYZ", "Kept", here.memory.utc()).judged(
            found, here.memory.utc()
        ),
    )
    lines = report(here, QT).splitlines()
    assert lines[0] == f"Keyready: {__version__}, from source, en"
    assert lines[1] == f"Python: {platform.python_version()}; Qt: 6.12.0"
    assert lines[2].startswith(f"System: linux {platform.release().split('-')[0]}")
    assert lines[3:5] == ["Desktop: gnome, wayland", "Keyring: gnome_keyring"]
    assert "openai, api.openai.com: key kept, free, no_credit, 429, insufficient_quota" in lines
    assert "anthropic, api.anthropic.com: no key, not checked" in lines


@pytest.mark.parametrize(
    ("power", "trouble"),
    [("no_bus", "dead_bus"), ("no_daemon", "no_keyring"), ("empty", "no_collection")],
)
def test_it_says_why_there_is_no_keyring(
    power: str, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with living_in(monkeypatch, **{power: True}):
        assert f"Keyring: {trouble}" in report(desk({}), QT)


class TestACanaryInEveryInput:
    """Whatever somebody else wrote, in whatever place, is not in the report."""

    @pytest.fixture
    def text(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
        for told in ("release", "machine", "python_version"):
            monkeypatch.setattr(platform, told, lambda: CANARY)
        written = {"ID": CANARY, "VERSION_ID": CANARY}
        monkeypatch.setattr(platform, "freedesktop_os_release", lambda: written)
        config_folder().joinpath("providers").mkdir(parents=True)
        (config_folder() / "providers" / "own.toml").write_text(OWN_PROVIDER)
        store = MemoryStore()
        monkeypatch.setattr(store, "place", lambda: Place(CANARY, CANARY, CANARY))
        here = desk(self.environment(), KeyStore(store, FileLock(home / "lock")))
        assert here.settings.set_proxy(f"{CANARY}.example", "8080", CANARY) is not None
        for entry in self.entries(here):
            here.memory.keep(entry, lambda now: now.saved(CANARY, CANARY, here.memory.utc()))
            found = self.verdict()
            here.memory.keep(entry, lambda now, it=found: now.judged(it, here.memory.utc()))
        return report(here, CANARY)

    def environment(self) -> dict[str, str]:
        names = ("XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "LANG", "https_proxy", CANARY)
        of_providers = (
            name
            for one in Catalog().providers
            for name in (
                *one.environment.key,
                *one.environment.organization,
                *one.environment.project,
            )
        )
        urls = (name for one in Catalog().providers for name in one.environment.base_url)
        address = f"https://{CANARY}.example/v1"
        return {**dict.fromkeys([*names, *of_providers], CANARY), **dict.fromkeys(urls, address)}

    def entries(self, here: Desk) -> list[str]:
        here.entries.add("openai", CANARY, f"https://{CANARY}.example/v1")
        return [facts.id for facts in here.entries.all()]

    def verdict(self) -> Verdict:
        return verdict(
            Cause.UNRECOGNISED,
            endpoint=CANARY,
            http_status=20_417_733,
            code=CANARY,
            request_id=CANARY,
            said=CANARY,
            facts={"host": CANARY, CANARY: CANARY},
            models=(CANARY,),
        )

    def test_is_not_in_the_report(self, text: str) -> None:
        assert "own provider: key kept, free, unrecognised, other, other" in text
        assert "openai, another address: key kept, free, unrecognised, other, other" in text
        for part in (CANARY, CANARY.lower(), "canary", "9vQx7LmTz3Rw8Ks5"):
            assert traces(part, text.encode()) == []
        assert "20417733" not in text

    def test_has_become_other(self, text: str) -> None:
        assert text.splitlines()[1:5] == [
            "Python: other; Qt: other",
            "System: linux other other other other",
            "Desktop: other, other",
            "Keyring: other",
        ]
