# SPDX-License-Identifier: MIT
"""A report for whoever helps, safe to paste in public by construction.

Nothing is copied into it that a person, an environment, a keyring or a provider wrote. Each value
is one of a list of ours, a small number, or a version of at most four numbers; all else is "other".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from keyready.core.base_url import BaseUrl, parse_base_url
from keyready.core.progress import Progress
from keyready.core.provider import Provider

OTHER = "other"
SYSTEMS = ("linux", "darwin", "win32")
DISTRIBUTIONS = (
    *("debian", "ubuntu", "linuxmint", "pop", "zorin", "elementary", "raspbian", "kali"),
    *("fedora", "rhel", "centos", "rocky", "almalinux", "opensuse-leap", "opensuse-tumbleweed"),
    *("arch", "manjaro", "endeavouros", "gentoo", "nixos", "alpine", "void"),
)
PROCESSORS = ("x86_64", "amd64", "aarch64", "arm64", "armv7l", "i686", "riscv64", "ppc64le")
DESKTOPS = (
    *("gnome", "kde", "xfce", "x-cinnamon", "mate", "lxqt", "lxde", "unity", "budgie", "pantheon"),
    *("cosmic", "deepin", "sway", "hyprland", "i3"),
)
SESSIONS = ("wayland", "x11", "tty")
KEYRINGS = (
    *("gnome_keyring", "keepassxc", "kwallet", "secret_service"),
    *("macos_keychain", "windows_credentials"),
)


@dataclass(frozen=True)
class Machine:
    """As the system tells it, unfiltered. `desktops` is XDG_CURRENT_DESKTOP; `keyring` is the id
    of a `Place` or of a trouble, which `troubles` lists."""

    python: str
    qt: str
    system: str
    release: str
    distribution: str
    distribution_release: str
    processor: str
    desktops: str
    session: str
    keyring: str
    troubles: Collection[str]


@dataclass(frozen=True)
class EntryState:
    """One entry. `provider` is None where the person wrote its file; `elsewhere` says that keys
    go to another address than the provider's own."""

    provider: Provider | None
    elsewhere: bool
    progress: Progress


def support_report(
    program: str, frozen: bool, language: str, machine: Machine, entries: Iterable[EntryState]
) -> str:
    """Lines of "name: value". `program` is our version, `language` one of ours."""
    made = "packaged" if frozen else "from source"
    system = (
        _one_of(SYSTEMS, machine.system),
        _version(machine.release),
        _one_of(DISTRIBUTIONS, machine.distribution),
        _version(machine.distribution_release),
        _one_of(PROCESSORS, machine.processor),
    )
    named = {name.lower() for name in machine.desktops.split(":")}
    desktop = next((name for name in DESKTOPS if name in named), OTHER)
    return "\n".join(
        [
            f"Keyready: {program}, {made}, {language}",
            f"Python: {_version(machine.python)}; Qt: {_version(machine.qt)}",
            f"System: {' '.join(system)}",
            f"Desktop: {desktop}, {_one_of(SESSIONS, machine.session)}",
            f"Keyring: {_one_of((*KEYRINGS, *machine.troubles), machine.keyring)}",
            *(_entry(state) for state in entries),
        ]
    )


def _entry(state: EntryState) -> str:
    provider = state.provider
    if provider is None:
        return f"own provider: {_verdict(None, state.progress)}"
    own = "" if state.elsewhere or provider.own_address else provider.base_url
    address = parse_base_url(own)
    host = address.host if isinstance(address, BaseUrl) else "another address"
    return f"{provider.id}, {host}: {_verdict(provider, state.progress)}"


def _verdict(provider: Provider | None, progress: Progress) -> str:
    kept = "key kept" if progress.mask else "no key"
    if progress.last is None:
        return f"{kept}, not checked"
    verdict = progress.last.verdict
    codes = {code for rule in provider.rules for code in rule.code} if provider else set()
    parts = [kept, verdict.stage.value, verdict.cause.value]
    if verdict.http_status is not None:
        parts.append(str(verdict.http_status) if 100 <= verdict.http_status <= 599 else OTHER)
    if verdict.code:
        parts.append(_one_of(codes, verdict.code))
    return ", ".join(parts)


def _one_of(known: Collection[str], value: str) -> str:
    lowered = value.lower()
    return lowered if lowered in known else OTHER


def _version(text: str) -> str:
    """ "6.1.0" of "6.1.0-18-amd64": whoever builds a kernel may write anything behind."""
    found = re.match(r"[0-9]{1,5}(\.[0-9]{1,5}){0,3}(?![0-9])", text)
    return found[0] if found else OTHER
