# SPDX-License-Identifier: MIT
"""Keys are added, addressed and taken out again, and the next start knows of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from keyready.core.base_url import BaseUrl, RefusedUrl
from keyready.core.entries import EntryFacts, RefusedName
from keyready.services.catalog import Catalog
from keyready.services.entries import Entries
from keyready.services.entry import Address, address_in_force
from keyready.services.files.memory import Memory

PROVIDERS = {provider.id: provider for provider in Catalog().providers}
GATEWAY = "https://gateway.example.com/v1"


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path)


@pytest.fixture
def entries(memory: Memory) -> Entries:
    return Entries(PROVIDERS.values(), memory)


def started_again(memory: Memory, tmp_path: Path) -> Entries:
    memory.flush()
    return Entries(PROVIDERS.values(), Memory(tmp_path))


def test_the_list_begins_with_one_entry_for_each_provider(entries: Entries) -> None:
    assert [entry.id for entry in entries.all()] == list(PROVIDERS)


def test_an_added_entry_is_there_at_the_next_start(
    entries: Entries, memory: Memory, tmp_path: Path
) -> None:
    work = entries.add("openai", " Work ")
    lab = entries.add("custom", "Lab", "localhost:8000/v1/")
    assert work == EntryFacts("openai/work", "openai", "Work")
    assert lab == EntryFacts("custom/lab", "custom", "Lab", "http://localhost:8000/v1")
    again = started_again(memory, tmp_path).all()
    assert work in again
    assert lab in again
    assert again.index(work) == [entry.id for entry in again].index("openai") + 1


def test_two_keys_of_a_provider_cannot_have_one_name(entries: Entries) -> None:
    entries.add("openai", "work")
    assert entries.add("openai", "WORK") == RefusedName("taken")
    assert entries.add("openai", "OpenAI") == RefusedName("taken")
    assert entries.add("custom", "work", GATEWAY) == EntryFacts(
        "custom/work", "custom", "work", GATEWAY
    )


@pytest.mark.parametrize(
    ("provider", "address", "reason"),
    [
        ("custom", "", "empty"),
        ("azure", "", "empty"),
        ("custom", "http://gateway.example.com", "plain_http"),
        ("openai", "https://me:pw@gateway.example.com", "login"),
    ],
)
def test_an_address_that_cannot_be_used_adds_nothing(
    entries: Entries, provider: str, address: str, reason: str
) -> None:
    assert entries.add(provider, "lab", address) == RefusedUrl(reason)
    assert entries.set_base_url(provider, address) == RefusedUrl(reason)
    assert [entry.id for entry in entries.all()] == list(PROVIDERS)
    assert all(entry.base_url == "" for entry in entries.all())


def test_an_address_is_given_and_taken_back(entries: Entries) -> None:
    given = entries.set_base_url("openai", "gateway.example.com/v1")
    assert isinstance(given, BaseUrl)
    assert (given.url, given.scheme_added) == (GATEWAY, True)
    facts = entries.facts("openai")
    assert facts == EntryFacts("openai", "openai", "OpenAI", GATEWAY)
    entries.set_base_url("openai", "")
    assert entries.facts("openai") == EntryFacts("openai", "openai", "OpenAI")


def test_a_new_address_leaves_the_name(entries: Entries) -> None:
    entries.add("openai", "Work")
    entries.set_base_url("openai/work", GATEWAY)
    assert entries.facts("openai/work") == EntryFacts("openai/work", "openai", "Work", GATEWAY)


def test_what_is_removed_is_forgotten_whole(
    entries: Entries, memory: Memory, tmp_path: Path
) -> None:
    entries.add("openai", "work")
    memory.keep(
        "openai/work",
        lambda progress: progress.saved("sk-…WXYZ", "memory", "2026-11-23T12:00:00+00:00"),
    )
    entries.remove("openai/work")
    again = started_again(memory, tmp_path)
    assert [entry.id for entry in again.all()] == list(PROVIDERS)
    assert Memory(tmp_path).entries() == ()


def test_an_entry_that_was_never_added_has_facts_if_its_provider_is_known(
    entries: Entries,
) -> None:
    assert entries.facts("openai/lost") == EntryFacts("openai/lost", "openai", "lost")
    assert entries.facts("nobody/lost") is None


def test_a_file_from_before_there_were_entries_is_read(tmp_path: Path) -> None:
    before = {"version": 1, "entries": {"openai": {"mask": "sk-…WXYZ"}}, "opened": "openai"}
    (tmp_path / "state.json").write_text(json.dumps(before))
    memory = Memory(tmp_path)
    assert (memory.set_aside, memory.own, memory.progress("openai").mask) == (None, {}, "sk-…WXYZ")


@pytest.mark.parametrize(
    ("given", "stored", "variable", "url", "named"),
    [
        ("https://a.example.com", "https://b.example.com", "https://c.example.com", "a", ""),
        ("", "https://b.example.com", "https://c.example.com", "b", ""),
        ("", "", "https://c.example.com", "c", "OPENAI_BASE_URL"),
    ],
)
def test_what_a_person_chose_goes_before_the_environment(
    given: str, stored: str, variable: str, url: str, named: str
) -> None:
    environment = {"OPENAI_BASE_URL": variable}
    address = address_in_force(PROVIDERS["openai"], environment, given, stored)
    assert address == Address(f"https://{url}.example.com", named)


def test_where_nobody_named_an_address_it_is_the_providers_own_if_it_has_one() -> None:
    assert address_in_force(PROVIDERS["openai"], {}).url == "https://api.openai.com/v1"
    assert address_in_force(PROVIDERS["azure"], {}) == Address("", refused="empty")
    environment = {"AZURE_OPENAI_ENDPOINT": "https://me.openai.azure.com"}
    assert address_in_force(PROVIDERS["azure"], environment).url == "https://me.openai.azure.com"


def test_a_renamed_entry_keeps_its_id_its_address_and_its_place(
    entries: Entries, memory: Memory, tmp_path: Path
) -> None:
    entries.add("custom", "Lab", GATEWAY)
    entries.add("custom", "Home", GATEWAY)
    assert entries.rename("custom/lab", "  Big   lab ") == EntryFacts(
        "custom/lab", "custom", "Big lab", GATEWAY
    )
    again = started_again(memory, tmp_path)
    assert again.facts("custom/lab") == EntryFacts("custom/lab", "custom", "Big lab", GATEWAY)
    ids = [entry.id for entry in again.all()]
    assert ids.index("custom/lab") + 1 == ids.index("custom/home")


def test_a_providers_first_entry_can_be_renamed_too_and_back(entries: Entries) -> None:
    assert entries.rename("openai", "Private") == EntryFacts("openai", "openai", "Private")
    assert entries.rename("openai", "OpenAI") == EntryFacts("openai", "openai", "OpenAI")


def test_an_entry_that_only_the_keyring_knows_can_be_renamed(entries: Entries) -> None:
    assert entries.rename("openai/work", "Office") == EntryFacts("openai/work", "openai", "Office")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("", "empty"), ("x" * 41, "too_long"), ("a\u0000b", "characters"), ("HOME", "taken")],
)
def test_a_name_that_cannot_be_borne_changes_nothing(
    entries: Entries, name: str, reason: str
) -> None:
    entries.add("custom", "Lab", GATEWAY)
    entries.add("custom", "Home", GATEWAY)
    assert entries.rename("custom/lab", name) == RefusedName(reason)
    facts = entries.facts("custom/lab")
    assert facts is not None
    assert facts.name == "Lab"
    assert entries.rename("custom/lab", "LAB") == EntryFacts("custom/lab", "custom", "LAB", GATEWAY)
