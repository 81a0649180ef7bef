# SPDX-License-Identifier: MIT
"""A key is masked however its bytes arrive, and nothing else changes or waits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from keyready.core.masking import StreamMask

KEY, SHOWN = b"sk-EXAMPLE-0123456789-WXYZ", "sk-…WXYZ".encode()


def through(mask: StreamMask, *pieces: bytes) -> bytes:
    return b"".join([*(mask.feed(piece) for piece in pieces), mask.rest()])


def test_a_key_in_one_piece() -> None:
    assert (
        through(StreamMask({KEY: SHOWN}), b"a " + KEY + b" b" + KEY)
        == b"a " + SHOWN + b" b" + SHOWN
    )


def test_a_key_split_anywhere() -> None:
    for place in range(len(KEY) + 1):
        assert through(StreamMask({KEY: SHOWN}), KEY[:place], KEY[place:]) == SHOWN
    assert through(StreamMask({KEY: SHOWN}), *(bytes([one]) for one in KEY)) == SHOWN


def test_what_the_mask_shows_as_well_does_not_wait() -> None:
    mask = StreamMask({KEY: SHOWN})
    assert mask.feed(b"Pass") == b"Pass"  # it ends as the key begins
    assert mask.feed(b"word: sk-") == b"word: sk-"
    assert mask.feed(b"E") == b""
    assert mask.feed(b"nd") == b"End"


def test_a_beginning_that_became_nothing_is_given_out_at_the_end() -> None:
    mask = StreamMask({KEY: SHOWN})
    assert mask.feed(KEY[:-1]) + mask.rest() == KEY[:-1]


@given(
    st.lists(st.sampled_from([b"a", b"b", b"aab", b"aabaac", b"x", b"aa"]), max_size=30),
    st.sampled_from([b"", b"a", b"aa", b"aab", b"z"]),
)
def test_splitting_changes_nothing(pieces: list[bytes], begin: bytes) -> None:
    key, shown = b"aabaac", begin + b"*1"
    expected = b"".join(pieces).replace(key, shown)
    assert through(StreamMask({key: shown}), *pieces) == expected


@given(st.lists(st.sampled_from([b"k", b"1", b"2", b"k1", b"k2", b"k11", b"k12"]), max_size=30))
def test_several_keys_split_as_they_are_whole(pieces: list[bytes]) -> None:
    masks = {b"k112": b"<A>", b"k121": b"k<B>"}
    assert through(StreamMask(masks), *pieces) == through(StreamMask(masks), b"".join(pieces))
    assert not any(key in through(StreamMask(masks), *pieces) for key in masks)
