# SPDX-License-Identifier: MIT
"""The encrypted file: what opens it, what is wrong with it, and what a reader of it learns."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from keyready.core.secret import Secret
from keyready.services.custody.file_lock import FileLock
from keyready.services.custody.key_file import KeyFile
from keyready.services.custody.key_store import FILE, KeyStore, Saved, Trouble
from keyready.services.custody.keychain import Blocked, TroubleKind
from keyready.services.custody.sealed_keys import LARGEST, Derivation
from keyready.services.custody.stored_item import Kept
from traces import traces_in

pytestmark = pytest.mark.journey  # real programs, again and again

HIDDEN = "q7Wm2Zt9Kp4Vx8Ns3Rd6"
OLD = Secret("sk-EXAMPLE-old")
NEW = Secret(f"sk-EXAMPLE-{HIDDEN}")
PASSPHRASE = Secret("practice passphrase")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that holds one key."""
    path = tmp_path / "data" / "keys.keyready"
    file = KeyFile(path)
    file.make(PASSPHRASE)
    assert isinstance(keys(file).save("openai", OLD), Saved)
    return path


def keys(file: KeyFile) -> KeyStore:
    return KeyStore(file, FileLock(file.path.parent / "lock"), "keyready", FILE)


def opened(path: Path) -> KeyFile:
    file = KeyFile(path)
    file.open(PASSPHRASE)
    return file


def trouble(kind: TroubleKind, kept: Kept = Kept.OLD) -> Trouble:
    return Trouble(kind, kept, store=FILE)


def test_a_new_start_needs_the_passphrase_and_tells_names_without_it(path: Path) -> None:
    closed = KeyFile(path)
    assert keys(closed).entries() == ("openai",)
    assert keys(closed).read("openai") == trouble(TroubleKind.LOCKED)
    assert keys(closed).save("openai", NEW) == trouble(TroubleKind.LOCKED)
    assert keys(closed).remove("openai") == trouble(TroubleKind.LOCKED)
    closed.open(PASSPHRASE)
    assert keys(closed).read("openai") == OLD
    closed.lock()
    assert keys(closed).read("openai") == trouble(TroubleKind.LOCKED)


def test_a_wrong_passphrase_is_said_and_opens_nothing(path: Path) -> None:
    file = KeyFile(path)
    with pytest.raises(Blocked, match="wrong_passphrase"):
        file.open(Secret("another passphrase"))
    assert keys(file).read("openai") == trouble(TroubleKind.LOCKED)


def test_a_passphrase_may_be_composed_or_not(tmp_path: Path) -> None:
    """macOS hands over Hangul and accents in parts."""
    file = KeyFile(tmp_path / "file")
    file.make(Secret("가나다라마바사é"))
    KeyFile(tmp_path / "file").open(Secret("가나다라마바사é"))


def test_the_terminal_is_asked_only_where_somebody_may_be(path: Path) -> None:
    asked: list[bool] = []

    def ask() -> Secret:
        asked.append(True)
        return PASSPHRASE

    file = KeyFile(path, ask)
    assert keys(file).read("openai", quick=True) == trouble(TroubleKind.LOCKED)
    assert not asked
    assert keys(file).read("openai") == OLD
    assert keys(file).read("openai") == OLD
    assert asked == [True]
    assert keys(KeyFile(path, lambda: None)).read("openai") == trouble(TroubleKind.LOCKED)


def test_nothing_is_made_unasked_and_nothing_is_made_twice(tmp_path: Path, path: Path) -> None:
    absent = KeyFile(tmp_path / "absent")
    assert keys(absent).read("openai") is None
    assert keys(absent).save("openai", NEW) == trouble(TroubleKind.NO_COLLECTION)
    assert not absent.path.exists()
    with pytest.raises(Blocked, match="taken"):
        KeyFile(path).make(Secret("another passphrase"))
    assert keys(opened(path)).read("openai") == OLD


def test_only_the_person_may_read_it_and_no_key_is_in_it(path: Path) -> None:
    keys(opened(path)).save("openai", NEW)
    assert [stat.S_IMODE(file.stat().st_mode) for file in path.parent.glob("keys*")] == [0o600] * 2
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert traces_in(HIDDEN, path.parent) == []
    assert traces_in(PASSPHRASE.reveal(), path.parent) == []


def test_equal_keys_and_equal_passphrases_look_different(tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        file = KeyFile(tmp_path / name)
        file.make(PASSPHRASE)
        keys(file).save("openai", OLD)
        contents.append(file.path.read_bytes().partition(b"\n")[2])
        keys(file).save("openai", OLD)
        contents.append(file.path.read_bytes().partition(b"\n")[2])
    assert len(set(contents)) == 4


def test_argon2id_is_at_least_as_dear_as_owasp_asks(path: Path) -> None:
    read = KeyFile(path).read()
    assert read is not None
    way = read.head.derivation
    assert (way.method, way.memory_kib >= 64 * 1024, way.passes >= 3) == ("argon2id", True, True)
    assert len(way.salt) == 16


def cut(content: bytes) -> bytes:
    return content[:-1]


def flip_last(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


def rename(content: bytes) -> bytes:
    """A name is changed by who does not know the passphrase."""
    return content.replace(b"keyready/openai", b"keyready/mistra")


@pytest.mark.parametrize(
    "damage",
    [cut, lambda content: b"", lambda content: b"\0" * 99, lambda content: content[:40]],
    ids=["cut", "empty", "zeros", "half a head"],
)
def test_damage_that_shows_at_once_is_said_before_any_passphrase(
    damage: Callable[[bytes], bytes], path: Path
) -> None:
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    file = KeyFile(path)
    assert keys(file).place() == trouble(TroubleKind.DAMAGED)
    assert keys(file).entries() == trouble(TroubleKind.DAMAGED)
    assert keys(file).save("openai", NEW) == trouble(TroubleKind.DAMAGED)
    with pytest.raises(Blocked, match="damaged"):
        file.make(PASSPHRASE)
    assert path.read_bytes() == damaged


@pytest.mark.parametrize("damage", [flip_last, rename])
def test_damage_inside_is_told_from_a_wrong_passphrase(
    damage: Callable[[bytes], bytes], path: Path
) -> None:
    path.write_bytes(damage(path.read_bytes()))
    file = KeyFile(path)
    with pytest.raises(Blocked, match="damaged"):
        file.open(PASSPHRASE)
    with pytest.raises(Blocked, match="wrong_passphrase"):
        file.open(Secret("another passphrase"))


def test_a_damaged_file_is_set_aside_and_the_copy_takes_its_place(path: Path) -> None:
    damaged = cut(path.read_bytes())
    path.write_bytes(damaged)
    file = KeyFile(path)
    aside = file.set_aside()
    assert aside.read_bytes() == damaged
    file.open(PASSPHRASE)
    assert keys(file).read("openai") == OLD


def test_where_the_copy_is_damaged_too_a_new_file_can_be_made(path: Path) -> None:
    for file in path.parent.glob("keys*"):
        file.write_bytes(b"damaged")
    file = KeyFile(path)
    aside = file.set_aside()
    assert aside.read_bytes() == b"damaged"
    assert not file.is_there()
    file.make(PASSPHRASE)


@pytest.mark.parametrize(
    "members",
    [{"memory_kib": 1 << 30}, {"passes": 10_000}, {"lanes": 0}, {"memory_kib": 8}, {"salt": ""}],
    ids=str,
)
def test_a_hostile_file_cannot_take_the_memory_or_the_day(
    members: dict[str, object], path: Path
) -> None:
    line, _, sealed = path.read_bytes().partition(b"\n")
    head = msgspec.json.decode(line)
    head["derivation"].update(members)
    path.write_bytes(msgspec.json.encode(head) + b"\n" + sealed)
    assert keys(KeyFile(path)).place() == trouble(TroubleKind.DAMAGED)


def test_a_newer_file_is_left_to_a_newer_program(path: Path) -> None:
    content = b'{"format":"keyready keys","version":2,"more":true}\nsealed'
    path.write_bytes(content)
    assert keys(KeyFile(path)).place() == trouble(TroubleKind.NEWER)
    with pytest.raises(Blocked, match="newer"):
        KeyFile(path).make(PASSPHRASE)
    assert path.read_bytes() == content


@pytest.mark.parametrize("kind", ["link", "dangling", "folder", "pipe", "huge"])
def test_what_is_no_ordinary_file_is_never_followed_opened_or_replaced(
    kind: str, tmp_path: Path
) -> None:
    path, other = tmp_path / "keys.keyready", tmp_path / "other"
    if kind == "link":
        other.write_bytes(b"of somebody else")
    if kind in ("link", "dangling"):
        path.symlink_to(other)
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.write_bytes(b" " * (LARGEST + 1))
    assert keys(KeyFile(path)).place() == trouble(TroubleKind.ODD_FILE)
    with pytest.raises(Blocked, match="odd_file"):
        KeyFile(path).make(PASSPHRASE)
    assert other.exists() == (kind == "link")


def test_a_disk_that_takes_nothing_leaves_the_old_key(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    file = opened(path)
    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", full)
        outcome = keys(file).save("openai", NEW)
        assert outcome == Trouble(TroubleKind.REFUSED, Kept.OLD, "OSError", FILE)
    assert keys(opened(path)).read("openai") == OLD


def test_a_file_that_was_exchanged_needs_its_own_passphrase(path: Path, tmp_path: Path) -> None:
    file = opened(path)
    other = KeyFile(tmp_path / "other")
    other.make(Secret("another passphrase"))
    other.path.replace(path)
    assert keys(file).save("openai", NEW) == trouble(TroubleKind.LOCKED)


def test_the_copy_that_an_end_left_behind_loses_the_old_key_too(path: Path) -> None:
    old = path.read_bytes()
    keys(opened(path)).save("openai", NEW)
    copy = path.with_name(path.name + ".copy")
    copy.write_bytes(old)
    assert keys(opened(path)).read("openai") == NEW
    assert copy.read_bytes() == path.read_bytes()


def test_the_bounds_of_a_derivation_hold_what_we_write() -> None:
    written = msgspec.json.encode(Derivation(bytes(16), bytes(32)))
    assert msgspec.json.decode(written, type=Derivation).memory_kib == 128 * 1024
