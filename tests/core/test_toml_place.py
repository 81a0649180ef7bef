# SPDX-License-Identifier: MIT
"""A person finds the fault in their file by the line that we name."""

from __future__ import annotations

import msgspec
import pytest

from keyready.core.provider import decode_provider
from keyready.core.toml_place import line_of

GOOD = """\
id = "mine"
name = "Mine"
order = 500
base_url = "https://api.example.com/v1"

[auth]
header = "x-key"

[pages]
keys = "https://example.com/keys"

[free]
method = "GET"
path = "/models"

[[rules]]
cause = "accepted"

[[rules]]
cause = "key_rejected"
status = [401]
"""


@pytest.mark.parametrize(
    ("good", "bad", "line"),
    [
        ('"Mine"', "3", 2),
        ('"Mine"', '"Mi\nne"', 2),
        ('"Mine"', '"\\u0007"', 2),
        ('id = "mine"', 'id = "../mine"', 1),
        ("https://api", "http://api", 4),
        ('header = "x-key"', "colour = 1", 7),
        ('"https://example.com/keys"', '"javascript:alert(1)"', 10),
        ("keys =", "home =", 10),
        ('path = "/models"', 'path = ".evil.example/models"', 14),
        ('"GET"', '"DELETE"', 13),
        ('"key_rejected"', '"bad_luck"', 20),
        ("[401]", '["4011"]', 21),
        ('cause = "key_rejected"\n', "", 19),
        ("status = [401]", "status 401", 21),
    ],
)
def test_the_line_of_a_fault(good: str, bad: str, line: int) -> None:
    text = GOOD.replace(good, bad, 1)
    assert text != GOOD
    with pytest.raises((msgspec.MsgspecError, ValueError)) as caught:
        decode_provider(text.encode(), {})
    assert line_of(str(caught.value), text) == line, caught.value


def test_the_example_itself_is_good() -> None:
    assert decode_provider(GOOD.encode(), {}).id == "mine"


def test_what_has_no_place_is_in_the_first_line() -> None:
    assert line_of("Object missing required field `id`", "") == 1
    assert line_of("anything else", GOOD) == 1
