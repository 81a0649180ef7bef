# SPDX-License-Identifier: MIT
"""Texts of others made fit to show: without the key, without what identifies a person.

What is taken out leaves `…`, which no key contains, so that nothing new can form around it.
"""

from __future__ import annotations

import re
import unicodedata

from keyready.core.secret import Secret

RUN = 8  # so many characters of the key in a row are an echo of it
SHOWN = 400  # characters of a text that are shown
READ = 2_000  # characters of a text that are looked at
GAP = "…"

# How servers repeat the key; the first group is what they repeat.
_ECHOES = [
    re.compile(pattern, re.I | re.S)
    for pattern in (
        r"incorrect api key provided:\s*(.*?)\s*(?:\.\s*you can (?:find|obtain)|\.?\s*$)",
        r"your api key:?\s+(\S+)\s+is invalid",
        r"received(?: api key)?\s*=\s*(.*?)(?:,\s*(?:expected|key hash)|$)",
        r"key hash \(token\)\s*=\s*([^\s.]+)",
        r"invalid (?:access )?token:\s*(\S+)",
        r"\(?\btid:?\s*([^\s)]+)",
    )
]
_PRIVATE = re.compile(
    r"""
    [?&](?:key|api_?key|token|access_token|code)=(?P<query>[^&\s]+)
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                  # e-mail addresses
    | \b(?:org|user)-(?=[A-Za-z]*[A-Z0-9])[A-Za-z0-9]{6,}           # not "org-level"
    | \b(?:proj|key|svc_acct|asst|team)_\w{4,}
    | \b(?:sk|pk|rk|xai|pplx|gsk|nvapi|csk|sess|glpat)-[\w.*…-]{4,}
    | \b(?:gsk|hf|fw|r8|ghp|gho|ghs|github_pat|tgp|api_org|sk_live|rk_live)_[\w.*…-]{4,}
    | \bAIza[\w*…-]{4,} | \bAQ\.[\w*…-]{4,} | \beyJ[\w.*…-]{4,}
    | [\w-]*\*{3,}[\w-]*                                            # masked by asterisks
    | (?<![A-Za-z0-9])(?:[0-9a-fA-F]{24,}|[A-Za-z0-9]{32,})(?![A-Za-z0-9])  # hashes
    """,
    re.X,
)


def echo(text: str) -> str | None:
    """What a text repeats as the key that was sent (mostly masked), None if it repeats none."""
    found = _ECHOES[0].search(text) or _ECHOES[1].search(text)
    return found[1] if found else None


def without_key(text: str, sent: Secret | None) -> str:
    """Any eight characters of the key in a row, whatever their case, or all of a shorter key."""
    value = _folded(sent.reveal()) if sent else ""
    length = min(RUN, len(value))
    if not length or len(text) < length:
        return text
    runs = {value[start : start + length] for start in range(len(value) - length + 1)}
    folded = _folded(text)
    hidden = [False] * len(text)
    for start in range(len(text) - length + 1):
        if folded[start : start + length] in runs:
            hidden[start : start + length] = [True] * length
    shown = ("\0" if hide else char for char, hide in zip(text, hidden, strict=True))
    return re.sub("\0+", GAP, "".join(shown))


def redact(text: str, sent: Secret | None) -> str:
    """A provider's text, fit to be shown, stored and logged; at most 400 characters."""
    text = without_key(_visible(text[:READ]), sent)
    for pattern in _ECHOES:
        text = pattern.sub(_hide_group, text)
    text = _PRIVATE.sub(_hide_query, text)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + GAP


def _hide_group(found: re.Match[str]) -> str:
    start, end = found.start(1) - found.start(), found.end(1) - found.start()
    return found[0][:start] + GAP + found[0][end:]


def _hide_query(found: re.Match[str]) -> str:
    query = found["query"]
    return found[0][: -len(query)] + GAP if query else GAP


def _visible(text: str) -> str:
    """One line: control characters become spaces, invisible and bidi ones go."""
    kept = (
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in text
        if unicodedata.category(char) not in ("Cf", "Cs", "Co", "Cn")
    )
    return " ".join("".join(kept).split())


def _folded(text: str) -> str:
    """Lower case of the same length (`str.lower` can lengthen)."""
    return "".join(char.lower() if char.isascii() else char for char in text)
