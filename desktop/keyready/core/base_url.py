# SPDX-License-Identifier: MIT
"""The address that a key is sent to: understood exactly, or refused."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")


@dataclass(frozen=True)
class BaseUrl:
    """`url` has a scheme, an ASCII host and no slash at its end.

    `loopback` says that it is this computer. `scheme_added` says that the scheme is ours.
    """

    url: str
    host: str
    loopback: bool
    scheme_added: bool = False


@dataclass(frozen=True)
class RefusedUrl:
    """Why an address is not used: `empty`, `characters`, `scheme`, `login`, `query`,
    `not_an_address`, `plain_http` (which only this computer's own addresses may have), or
    `look_alike` (letters other than ASCII in the host: it can be another one than it seems).

    The last has the host as it was spelled, and the whole address as it would be sent. That
    form says itself what it is, and is taken.
    """

    reason: str
    spelled: str = ""
    sent: str = ""


def parse_base_url(text: str) -> BaseUrl | RefusedUrl:
    """The address that `text` means. Nothing is repaired but a missing scheme."""
    if not text:
        return RefusedUrl("empty")
    if "\\" in text or any(not char.isprintable() or char.isspace() for char in text):
        return RefusedUrl("characters")
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)", text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return RefusedUrl("scheme")
    if "?" in text or "#" in text:
        return RefusedUrl("query")
    return _address(text if scheme else f"//{text}")


def _address(text: str) -> BaseUrl | RefusedUrl:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return RefusedUrl("not_an_address")
    if "@" in parts.netloc:
        return RefusedUrl("login")
    host = _host(parts.hostname or "")
    bad_path = not parts.path.isascii() or ".." in parts.path.split("/")
    if host is None or port == 0 or parts.netloc.endswith(":") or bad_path:
        return RefusedUrl("not_an_address")
    loopback = _is_loopback(host)
    scheme = parts.scheme or ("http" if loopback else "https")
    if scheme == "http" and not loopback:
        return RefusedUrl("plain_http")
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port else ""
    url = f"{scheme}://{place}{parts.path.rstrip('/')}"
    if not parts.netloc.isascii():
        return RefusedUrl("look_alike", parts.hostname or "", url)
    return BaseUrl(url, host, loopback, scheme_added=not parts.scheme)


def _host(host: str) -> str | None:
    """The host in ASCII, None if it is none. Half an IP address is not completed."""
    if ":" in host or re.fullmatch(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)", host):
        try:
            return None if "%" in host else str(ipaddress.ip_address(host))
        except ValueError:
            return None
    name = host if host.isascii() else _in_ascii(host)
    fits = len(name) <= 253 and all(map(_LABEL.fullmatch, name.split(".")))
    return name if fits else None


def _in_ascii(host: str) -> str:
    """ "" if it is none. The codec's tables are loaded only for a host that needs them."""
    try:
        name = host.encode("idna")
        # No full-width letters, nothing rewritten on the way.
        return name.decode("ascii") if name.decode("idna") == host else ""
    except UnicodeError:
        return ""


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
