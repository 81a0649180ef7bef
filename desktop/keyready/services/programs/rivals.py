# SPDX-License-Identifier: MIT
"""Looks for keys outside the keyring, where programs would find them before the kept one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from keyready.core.assignments import assignments
from keyready.core.provider import Provider
from keyready.core.rivals import PlaceKind, Rival, ordered
from keyready.core.secret import Secret
from keyready.services.programs.login_environment import login_files, login_variables
from keyready.services.programs.plain_file import plain_file
from keyready.services.programs.tools import plain_files, tools, value_in

SHELL_FILES = (
    *(".bashrc", ".bash_profile", ".bash_login", ".profile", ".bash_aliases"),
    *(".zshenv", ".zprofile", ".zshrc", ".zlogin", ".kshrc", ".cshrc", ".tcshrc"),
    *(".config/fish/config.fish", ".config/fish/fish_variables"),
    ".config/powershell/Microsoft.PowerShell_profile.ps1",
    "Documents/PowerShell/Microsoft.PowerShell_profile.ps1",
    "Documents/WindowsPowerShell/Microsoft.PowerShell_profile.ps1",
)
SHELL_FOLDERS = (".config/fish/conf.d", ".bashrc.d", ".zshrc.d")
_OURS = "keyready"  # a line that asks us is no rival


@dataclass(frozen=True)
class Search:
    """`names` are variables with the provider whose keys they hold."""

    environment: Mapping[str, str]
    names: Mapping[str, Provider]

    @classmethod
    def of(cls, providers: tuple[Provider, ...], environment: Mapping[str, str]) -> Search:
        """The first provider of the list has a name that several share."""
        named = [(name, one) for one in providers for name in one.environment.key]
        return cls(environment, dict(reversed(named)))

    def everywhere(self, folder: Path | None = None) -> tuple[Rival, ...]:
        """`folder` is one whose `.env` files count as well. Blocks as long as disks do, and two
        seconds at most for the system's own word."""
        return ordered(
            (
                *self.in_environment(),
                *self.in_shell_files(),
                *self.in_login(),
                *(self.in_folder(folder) if folder else ()),
                *self.in_tools(),
            )
        )

    def in_environment(self) -> Iterator[Rival]:
        for name, provider in self.names.items():
            if value := self.environment.get(name, "").strip():
                yield Rival(
                    provider, PlaceKind.ENVIRONMENT, "environment", name, secret=Secret(value)
                )

    def in_login(self) -> Iterator[Rival]:
        for where, name, value in login_variables(self.names):
            yield Rival(self.names[name], PlaceKind.LOGIN, where, name, secret=Secret(value))
        for file in login_files():
            yield from self.in_file(file, PlaceKind.LOGIN)

    def in_shell_files(self) -> Iterator[Rival]:
        home = Path.home()
        for name in SHELL_FILES:
            yield from self.in_file(home / name, PlaceKind.SHELL)
        for folder in SHELL_FOLDERS:
            for file in _sorted(home / folder, "*"):
                yield from self.in_file(file, PlaceKind.SHELL)

    def in_folder(self, folder: Path) -> Iterator[Rival]:
        for file in _sorted(folder, ".env*"):
            yield from self.in_file(file, PlaceKind.DOTENV)

    def in_file(self, path: Path, kind: PlaceKind) -> Iterator[Rival]:
        """Variables that this file sets. `where` is the path as it was asked for."""
        file = plain_file(path)
        for one in assignments(file.text) if file else ():
            provider = self.names.get(one.name)
            if provider is None or not one.value or (one.is_computed and _OURS in one.value):
                continue
            secret = None if one.is_computed else Secret(one.value)
            yield Rival(provider, kind, str(path), one.name, one.line, secret)

    def in_tools(self, tool_id: str = "") -> Iterator[Rival]:
        """Of one tool, or of all."""
        by_id = {provider.id: provider for provider in self.names.values()}
        for tool in tools():
            for plain in tool.plain if tool_id in ("", tool.id) else ():
                provider = by_id.get(plain.provider)
                for file in plain_files(plain, self.environment) if provider else ():
                    if provider and (found := value_in(plain, file)):
                        value, line = found
                        where, secret = str(file.path), Secret(value)
                        yield Rival(
                            provider, PlaceKind.TOOL, where, plain.member, line, secret, tool.id
                        )


def _sorted(folder: Path, pattern: str) -> list[Path]:
    try:
        return sorted(path for path in folder.glob(pattern) if path.is_file())
    except OSError:
        return []
