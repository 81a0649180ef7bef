# SPDX-License-Identifier: MIT
"""A secret value that does not print."""

from __future__ import annotations

from typing import NoReturn

SHORT = 20  # of a secret shorter than this no character is shown


class Secret:
    """Holds one secret string and never shows it.

    `repr`, `str`, formatting and logging give its length only; pickling and copying
    into other processes are refused; two secrets are compared in constant time.
    `reveal()` is the one way out, and a test counts the places that call it.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself, for a keyring call or a request header, nothing else."""
        return self._value

    def masked(self, prefix: str = "") -> str:
        """`sk-proj-…WXYZ`: a public prefix and the last four, or only `…` for a short value."""
        return f"{prefix}…{self._value[-4:]}" if len(self) >= SHORT else "…"

    def __len__(self) -> int:
        return len(self._value)

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        import hmac  # with it comes OpenSSL: four megabytes, where nothing is compared for nothing

        # surrogatepass: a damaged paste must compare, not raise.
        return hmac.compare_digest(
            self._value.encode("utf-8", "surrogatepass"),
            other._value.encode("utf-8", "surrogatepass"),
        )

    __hash__ = None  # type: ignore[assignment]  # a hash would be a fingerprint of the value

    def __repr__(self) -> str:
        return f"Secret({len(self._value)} characters)"

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret cannot be pickled or copied")
