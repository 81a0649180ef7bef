# SPDX-License-Identifier: MIT
"""Ends or disturbs what a store does, exactly at its n-th change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Killed(BaseException):
    """Stands for kill -9: no `except Exception` sees it."""


class Fuse:
    """A store calls `burn(done=False)` before each of its changes, `burn(done=True)` after it."""

    def __init__(self) -> None:
        self._left = 0
        self._done = False
        self._error: BaseException | None = None

    @contextmanager
    def lit(self, change: int, error: BaseException, *, done: bool) -> Iterator[None]:
        """Raises the error once, before or after (`done`) the change of that number, from 1."""
        self._left, self._error, self._done = change, error, done
        try:
            yield
        finally:
            self._error = None

    @property
    def burnt(self) -> bool:
        """Did it come so far?"""
        return self._left == 0

    def burn(self, *, done: bool) -> None:
        if self._error is None or done is not self._done:
            return
        self._left -= 1
        if self._left == 0:
            error, self._error = self._error, None
            raise error
