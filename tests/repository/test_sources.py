# SPDX-License-Identifier: MIT
"""What must be absent from the sources, and the few places where the key is in the open."""

from __future__ import annotations

import ast
import re
from collections import Counter

from checkout import CODE, ROOT, name, ours

# Each is a place where a key leaves its `Secret`. A new one needs a reason as good as these.
REVEALED = {
    "core/key_shape.py": "its shape and its mask are read from it",
    "core/redaction.py": "an answer that echoes it is cleaned of it",
    "cli/importing.py": "what lay open is cleaned like a paste",
    "services/programs/taking_out.py": "it is looked for in the file that it is taken out of",
    "services/programs/hand_off.py": "it is handed to the program that asked for it",
    "services/custody/secret_service.py": "it is written to the keyring",
    "services/custody/system_keychains.py": "it is written to the keyring",
    "services/custody/stored_item.py": "what no keyring would keep is refused",
    "services/custody/pass_store.py": "it is written to pass, by its standard input",
    "services/custody/key_file.py": "it is encrypted",
    "services/custody/sealed_keys.py": "the passphrase becomes a key",
    "services/settings.py": "the password of a proxy becomes part of its address",
    "services/network/transport.py": "it becomes a header",
    "ui/paste/paste_flow.py": "what was pasted is looked at",
    "ui/entry/loan.py": "it is lent to the clipboard when the person asks",
    "ui/paste/secret_field.py": "a paste that was mended goes back into its field",
}


def test_every_source_names_its_licence() -> None:
    bare = [name(path) for path in ours("*.py", "build.spec") if not _licensed(path.read_text())]
    assert bare == []


def _licensed(text: str) -> bool:
    return text.startswith("# SPDX-License-Identifier: MIT\n")


def test_a_module_has_one_subject() -> None:
    lengths = {name(path): len(path.read_text().splitlines()) for path in ours("desktop/**/*.py")}
    long = {module: lines for module, lines in lengths.items() if lines > 300}
    assert long == {}


def test_a_key_is_revealed_in_few_places() -> None:
    calls = Counter(
        path.relative_to(CODE).as_posix()
        for path in ours("desktop/**/*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "reveal"
    )
    assert calls.keys() == REVEALED.keys()
    assert calls.total() <= 23


def test_no_text_for_translation_is_put_together_beforehand() -> None:
    """lupdate takes an f-string for a text, and its translation never matches."""
    hasty = re.compile(r"\b(tr|translate)\((\s*\"[^\"]*\",)?\s*r?f[\"']")
    assert [name(path) for path in ours("*.py") if hasty.search(path.read_text())] == []


def test_nothing_names_the_machine_that_it_was_written_on() -> None:
    places = [f"/{folder}/" for folder in ("work", "root", "home/[a-z]", "tmp/proto")]
    named = re.compile(rf"(?<![\w.~])({'|'.join(places)})")
    texts = {name(path): path.read_bytes().decode("utf-8", "replace") for path in ours()}
    assert {file: found[0] for file, text in texts.items() if (found := named.search(text))} == {}


def test_nothing_is_left_for_later() -> None:
    marks = re.compile("|".join(("TO" + "DO", "FIX" + "ME", r"pytest\.mark\.skip\b")))
    assert [name(path) for path in ours("*.py") if marks.search(path.read_text())] == []


def test_every_file_that_is_named_is_there() -> None:
    """In comments, tables and documents; what moved takes its name along."""
    named = re.compile(r"(?<![\w./<>*-])(?:tests/|desktop/keyready/)?((?:[a-z_]+/)+\w+\.py)\b")
    roots = (ROOT, CODE, ROOT / "tests")
    astray = {
        f"{name(path)}: {file}"
        for path in ours("*.py", "*.md", "*.toml", "*.qss", "*.spec", "Makefile")
        for file in named.findall(path.read_text("utf-8"))
        if not any((root / file).is_file() for root in roots)
    }
    assert astray == set()
