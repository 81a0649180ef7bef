# SPDX-License-Identifier: MIT
"""What is shown instead of a key that a masked command prints."""

from __future__ import annotations

import pytest

from keyready.core.key_shape import mask
from keyready.core.secret import Secret
from keyready.services.catalog import Catalog
from keyready.services.programs import hand_off


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("openai/work", "sk-proj-EXAMPLE-0123456789-WXYZ"),
        ("openai", "sk-EXAMPLE-0123456789-abcdefghij"),
        ("anthropic", "sk-ant-api03-EXAMPLE-0123456789-AA"),
        ("mistral", "EXAMPLE0123456789EXAMPLE01234567"),
        ("openai", "short-EXAMPLE"),
    ],
)
def test_the_mask_is_the_one_that_the_window_shows(entry: str, key: str) -> None:
    secret, provider = Secret(key), Catalog().provider(entry.partition("/")[0])
    shown = mask(secret, provider.key_shapes)
    assert hand_off.masks([(entry, secret)]) == {key.encode(): shown.encode()}
