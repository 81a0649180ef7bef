# SPDX-License-Identifier: MIT
"""Finds a secret where it must not be, in the forms in which programs write things down."""

from __future__ import annotations

import base64
from pathlib import Path
from urllib.parse import quote


def forms(secret: str) -> dict[str, bytes]:
    """The bytes to look for, by the name of the form."""
    plain = secret.encode()
    return {
        "plain": plain,
        "reversed": plain[::-1],
        "url": quote(secret, safe="").encode(),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "utf-16-le": secret.encode("utf-16-le"),
        "utf-16-be": secret.encode("utf-16-be"),
        **{f"base64+{before}": _base64(plain, before) for before in range(3)},
    }


def _base64(plain: bytes, before: int) -> bytes:
    """As it stands inside a longer text: only the characters that nothing beside it changes."""
    coded = base64.b64encode(b"\0" * before + plain)
    end = len(before * b"\0" + plain) * 8 // 6
    return coded[-(-before * 8 // 6) : end]


def traces(secret: str, content: bytes) -> list[str]:
    """The forms in which `content` holds the secret."""
    return [form for form, sought in forms(secret).items() if sought in content]


def traces_in(secret: str, folder: Path) -> list[str]:
    """ "form: file" for every file in the folder that holds the secret."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return [f"{form}: {file}" for file in files for form in traces(secret, file.read_bytes())]
