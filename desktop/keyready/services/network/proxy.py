# SPDX-License-Identifier: MIT
"""Which proxy is in force for an address, and who says so."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.request import getproxies

from requests.utils import select_proxy, should_bypass_proxies

from keyready.services.network.request import Network, is_loopback


@dataclass(frozen=True)
class Proxy:
    """`url` may hold a password, so it is not shown.

    `source` is "settings", "environment" (then `variable` is the one that names it) or "system".
    """

    url: str = field(repr=False)
    source: str
    variable: str = ""


def proxy_in_force(url: str, network: Network) -> Proxy | None:
    """The proxy on the way to `url`; None where the way is direct, as it is to loopback."""
    if is_loopback(urlsplit(url).hostname or ""):
        return None
    if network.proxy is not None:
        return Proxy(network.proxy, "settings") if network.proxy else None
    if should_bypass_proxies(url, no_proxy=None):
        return None
    named = select_proxy(url, getproxies()) or _of_desktop(url)
    if not named:
        return None
    variable = _variable(urlsplit(url).scheme, named)
    return Proxy(named, "environment" if variable else "system", variable)


def _of_desktop(url: str) -> str:
    """Windows and macOS tell theirs to `getproxies`."""
    if sys.platform != "linux":
        return ""
    from keyready.services.network.desktop_proxy import desktop_proxy

    return desktop_proxy(url)


def _variable(scheme: str, proxy: str) -> str:
    """The environment variable that names `proxy`; small letters count first, as in Python."""
    for wanted in (f"{scheme}_proxy", "all_proxy"):
        for name in sorted(os.environ, reverse=True):
            if name.lower() == wanted and os.environ[name] == proxy:
                return name
    return ""
