# SPDX-License-Identifier: MIT
"""Takes keys out of a stream of bytes, also where one is split over several writes."""

from __future__ import annotations

from collections.abc import Mapping


class StreamMask:
    """`masks` has by key what is shown instead of it.

    Bytes that could be the beginning of a key wait for what follows, as far as the mask does not
    show them as well: a prompt that ends with an "s" is not held up by a key "sk-...".
    """

    def __init__(self, masks: Mapping[bytes, bytes]) -> None:
        self._masks = dict(masks)
        self._open = {key: _common(key, shown) for key, shown in masks.items()}
        self._sought = [(key, key[:1], len(key) - 1) for key in masks]
        self._waiting = b""  # the end of what came, which may be the beginning of a key
        self._shown = 0  # so many of these bytes were given out already

    def feed(self, data: bytes) -> bytes:
        """What can be shown after `data` came."""
        if not (self._waiting or self._concerns(data)):
            return data
        masked, left = self._masked(self._waiting + data)
        begun, visible = self._begun(left)
        end = len(left) - begun
        masked += left[:end]
        self._waiting, before = left[end:], self._shown
        # What was shown of a beginning is the same whether or not it became a key.
        self._shown = max(visible, before - len(masked))
        return (masked + self._waiting[:visible])[before:]

    def rest(self) -> bytes:
        """What still waits when the stream ends."""
        rest = self._waiting[self._shown :]
        self._waiting, self._shown = b"", 0
        return rest

    def _concerns(self, data: bytes) -> bool:
        """Is a key in it, or could one begin at its end? Of most data this is all that is asked."""
        end = len(data)
        return any(
            data.find(first, max(0, end - length)) >= 0 or key in data
            for key, first, length in self._sought
        )

    def _masked(self, text: bytes) -> tuple[bytes, bytes]:
        """Everything up to the end of the last key in `text`, masked, and what follows it."""
        pieces, start = [], 0
        while found := self._first(text, start):
            place, key = found
            pieces += [text[start:place], self._masks[key]]
            start = place + len(key)
        return b"".join(pieces), text[start:]

    def _first(self, text: bytes, start: int) -> tuple[int, bytes] | None:
        hits = ((text.find(key, start), -len(key), key) for key in self._masks)
        first = min((hit for hit in hits if hit[0] >= 0), default=None)
        return (first[0], first[2]) if first else None

    def _begun(self, text: bytes) -> tuple[int, int]:
        """How long the longest beginning of a key at the end of `text` is, and how much of it
        may be shown."""
        begun, visible = 0, 0
        for key in self._masks:
            start = text.find(key[:1], max(0, len(text) - len(key) + 1))
            while start >= 0 and not key.startswith(text[start:]):
                start = text.find(key[:1], start + 1)
            if start >= 0 and (length := len(text) - start) > begun:
                begun, visible = length, min(length, self._open[key])
        return begun, visible


def _common(key: bytes, shown: bytes) -> int:
    """How many bytes key and mask have in common at their beginning."""
    length = min(len(key), len(shown))
    return next((i for i in range(length) if key[i] != shown[i]), length)
