# SPDX-License-Identifier: MIT
"""Every hazard (H1 to H45) and bad input (1 to 40) has a test that bears its number."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from checkout import ROOT

NUMBERS = {*(f"h{n}" for n in range(1, 46)), *(str(n) for n in range(1, 41))}

# What cannot be tested, because the program does not do it yet. An entry goes with its test.
NOT_YET = {
    "h23": "no key can be copied out of Keyready",
    "h24": "no key can be copied out of Keyready",
    "h25": "no key can be copied out of Keyready",
    "h38": "Keyready starts no program with a key",
    "h39": "Keyready starts no program with a key",
}


def numbers_of(function: ast.FunctionDef) -> Iterator[str]:
    """Of its name (`test_h4_h5_…`), and of the ids that its parameters have (`23-plain-http`)."""
    name = re.match(r"test((_h?\d+)+)_", function.name)
    if name:
        yield from name[1].strip("_").split("_")
    for decorator in function.decorator_list:
        for node in ast.walk(decorator):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named = re.match(r"(\d+)-|(h\d+)(-|$)", node.value)
                if named:
                    yield named[1] or named[2]


def numbers_with_a_test() -> set[str]:
    found: set[str] = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        tables = [node for node in tree.body if isinstance(node, ast.Assign)]  # of parameters
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found.update(numbers_of(node))
        for table in tables:
            ids = (k.value for k in ast.walk(table) if isinstance(k, ast.keyword) and k.arg == "id")
            texts = (str(i.value) for i in ids if isinstance(i, ast.Constant))
            found.update(m[1] for m in map(re.compile(r"(h?\d+)-").match, texts) if m)
    return found


def test_every_number_has_a_test_or_a_reason() -> None:
    assert sorted(NUMBERS - numbers_with_a_test() - NOT_YET.keys()) == []


def test_no_reason_outlives_its_test() -> None:
    assert sorted(numbers_with_a_test() & NOT_YET.keys()) == []


def test_no_number_is_made_up() -> None:
    assert sorted(numbers_with_a_test() - NUMBERS) == []
