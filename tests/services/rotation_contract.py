# SPDX-License-Identifier: MIT
"""What every store of keys has to do for a key beside the one in use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from keyready.core.secret import Secret
from keyready.services.custody.key_store import KeyStore, Removed, Saved, Trouble
from keyready.services.custody.keychain import Place, TroubleKind
from keyready.services.custody.rotated_item import Role
from keyready.services.custody.stored_item import Kept, Recovery
from services.fuse import Fuse, Killed

A, B, C = Secret("sk-EXAMPLE-a"), Secret("sk-EXAMPLE-b"), Secret("sk-EXAMPLE-c")
NEXT, PREVIOUS = Role.NEXT, Role.PREVIOUS
CHANGES = range(1, 20)  # more than an exchange makes
ends = pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
both_ways = pytest.mark.parametrize("role", list(Role))


class RotationContract:
    """Takes part in the contract of `test_key_store.py`, which has the stores."""

    fuse: Fuse
    values: Callable[[], list[str]]
    place: Place
    tells_names: bool
    stable: str
    every = 1  # of the changes of a call that are cut off; more where each takes long
    store: KeyStore
    put: Callable[[str, Secret], None]

    def holds(self, used: Secret | None, beside: dict[Role, Secret]) -> bool:
        """Whether a look finds these keys, and the store holds nothing else."""
        found = [key.reveal() for key in (used, *beside.values()) if key is not None]
        assert sorted(self.values()) == sorted(found)
        return self.store.read("openai") == used and self.store.beside("openai") == beside

    def begin(self, role: Role) -> None:
        """A is in use, B beside it."""
        self.store.remove("openai")
        self.store.save("openai", A)
        self.store.save_beside("openai", role, B)

    def test_a_new_key_lies_beside_the_one_in_use(self) -> None:
        self.store.save("openai", A)
        assert self.store.beside("openai") == {}
        assert self.store.save_beside("openai", NEXT, B) == Saved(self.place, replaced=False)
        assert self.holds(A, {NEXT: B})
        assert self.store.save_beside("openai", NEXT, C) == Saved(self.place, replaced=True)
        assert self.holds(A, {NEXT: C})
        assert self.store.entries() == (("openai",) if self.tells_names else None)
        assert self.store.recover("openai") is None
        assert self.store.remove_beside("openai", NEXT) == Removed(others=0)
        assert self.holds(A, {})

    def test_the_two_keys_change_places_there_and_back(self) -> None:
        self.begin(NEXT)
        assert self.store.exchange("openai", NEXT) == Saved(self.place, replaced=True)
        assert self.holds(B, {PREVIOUS: A})
        assert self.store.exchange("openai", PREVIOUS) == Saved(self.place, replaced=True)
        assert self.holds(A, {NEXT: B})

    @both_ways
    def test_without_a_key_of_that_role_nothing_is_changed(self, role: Role) -> None:
        assert self.store.exchange("openai", role) == Trouble(TroubleKind.MISMATCH)
        self.begin(role.other)
        assert self.store.exchange("openai", role) == Trouble(TroubleKind.MISMATCH)
        assert self.holds(A, {role.other: B})

    @both_ways
    def test_a_key_that_nobody_has_seen_refused_is_not_written_over(self, role: Role) -> None:
        self.begin(role)
        self.store.save_beside("openai", role.other, C)
        assert self.store.exchange("openai", role) == Trouble(TroubleKind.MISMATCH)
        assert self.holds(A, {role: B, role.other: C})

    def test_a_replaced_key_leaves_those_beside(self) -> None:
        self.begin(PREVIOUS)
        self.store.save("openai", C)
        assert self.holds(C, {PREVIOUS: B})

    def test_removing_the_key_removes_those_beside_and_says_so(self) -> None:
        self.begin(NEXT)
        self.put(f"{self.stable}#next#staging", C)
        assert self.store.remove("openai") == Removed(others=0, beside=True)
        assert self.holds(None, {})

    def test_a_key_beside_is_no_entry_and_never_seen_as_the_key(self) -> None:
        self.put(f"{self.stable}#next", B)
        assert self.store.entries() == (() if self.tells_names else None)
        assert self.store.read("openai") is None

    @both_ways
    def test_where_the_key_in_use_is_gone_the_one_beside_comes_into_use(self, role: Role) -> None:
        self.put(f"{self.stable}#{role.value}", B)
        assert self.store.recover("openai") is Recovery.SETTLED
        assert self.holds(B, {})

    def test_a_cut_off_replacement_of_the_new_key_is_completed(self) -> None:
        self.begin(NEXT)
        self.put(f"{self.stable}#next#staging", C)
        assert self.store.recover("openai") is Recovery.TIDIED
        assert self.holds(A, {NEXT: C})

    @both_ways
    @ends
    def test_h35_an_end_at_any_change_of_an_exchange_leaves_both_keys(
        self, done: bool, role: Role
    ) -> None:
        """One in use, the other beside it; a look tells which before anything is tidied."""
        killed, states = 0, ((A, {role: B}), (B, {role.other: A}))
        for change in CHANGES[:: self.every]:
            self.begin(role)
            try:
                with self.fuse.lit(change, Killed(), done=done):
                    self.store.exchange("openai", role)
                break
            except Killed:
                killed += 1
                assert (self.store.read("openai"), self.store.beside("openai")) in states
                self.store.recover("openai")
                assert any(self.holds(*state) for state in states)
                assert self.store.recover("openai") is None
        assert killed * self.every >= 5

    @both_ways
    @ends
    def test_h10_after_a_failure_at_any_change_of_an_exchange_the_trouble_tells_which_is_used(
        self, done: bool, role: Role
    ) -> None:
        failures = 0
        for change in CHANGES[:: self.every]:
            self.begin(role)
            with self.fuse.lit(change, RuntimeError("sk-EXAMPLE-b"), done=done):
                outcome = self.store.exchange("openai", role)
            if isinstance(outcome, Trouble):
                failures += 1
                assert "EXAMPLE" not in repr(outcome)
            old = isinstance(outcome, Trouble) and outcome.kept is Kept.OLD
            told = (A, {role: B}) if old else (B, {role.other: A})
            assert (self.store.read("openai"), self.store.beside("openai")) == told
            self.store.recover("openai")
            assert self.holds(*told)
            if not self.fuse.burnt:
                break
        assert failures >= 1

    @ends
    def test_h35_an_end_within_a_removal_leaves_the_key_in_use_or_nothing(self, done: bool) -> None:
        killed = 0
        for change in CHANGES[:: self.every]:
            self.begin(PREVIOUS)
            try:
                with self.fuse.lit(change, Killed(), done=done):
                    self.store.remove("openai")
                break
            except Killed:
                killed += 1
                self.store.recover("openai")
                assert self.store.read("openai") in (A, None)
                if self.store.read("openai") is None:
                    assert self.holds(None, {})
        assert killed * self.every >= 2
