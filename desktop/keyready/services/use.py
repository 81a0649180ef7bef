# SPDX-License-Identifier: MIT
"""How the programs of this person get the key of one entry: recipes, their proof, other keys."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from keyready.core.desktop import shell_kind
from keyready.core.rivals import PlaceKind, Rival
from keyready.core.secret import Secret
from keyready.core.tool import Filling, Recipe, Shell, Tool, command
from keyready.services.custody.key_store import FILE, KEYRING, Trouble
from keyready.services.custody.keychain import USERNAME
from keyready.services.entry import Entry
from keyready.services.programs import proof
from keyready.services.programs.helper_program import helper_path
from keyready.services.programs.proof import Outcome, Proof
from keyready.services.programs.rivals import Search
from keyready.services.programs.tools import tools

_VARIABLE = "OPENAI_API_KEY"  # what most programs read, for a provider that names none
_HELPER = "keyready"  # in a recipe, where it is missing


@dataclass(frozen=True)
class Found:
    """A key elsewhere. `is_kept`: it is a copy of the kept one; None where that is not known."""

    rival: Rival
    is_kept: bool | None


@dataclass(frozen=True)
class Known:
    """What the disk says: the programs that can use this key, and where our console is."""

    tools: tuple[Tool, ...]
    helper: Path | None


@dataclass(frozen=True)
class Use:
    """`known`, `prove` and `rivals` block, as long as keyring, programs and disks do at most."""

    entry: Entry

    @property
    def shell(self) -> Shell:
        return shell_kind(sys.platform, self.entry.environment)

    def known(self, folder: Path) -> Known:
        """`folder` has the files of the programs. Raises `FaultyFile`."""
        provider = self.entry.provider.id
        return Known(tuple(one for one in tools(folder) if one.is_for(provider)), helper_path())

    def filling(self, helper: Path | None) -> Filling:
        """What the recipes are filled with on this machine."""
        provider, names = self.entry.provider, self.entry.provider.environment.key
        return Filling(
            keyready=str(helper or _HELPER),
            entry=self.entry.id,
            variable=names[0] if names else _VARIABLE,
            service=self.entry.store.item_name(self.entry.id),
            user=USERNAME,
            base_url=self.entry.address.url or provider.base_url,
            header=f"{provider.auth.header}: {provider.auth.prefix}",
            is_chosen=not names,
            windows=sys.platform == "win32",
        )

    def prove(self, tool: Tool, recipe: Recipe) -> Proof:
        """Does this tool get the kept key by this recipe? Says which other key it takes first."""
        helper = helper_path()
        if helper is None and recipe.way != "python":
            return Proof(Outcome.ABSENT)
        store = self.entry.stores.name_of(self.entry.id)
        if recipe.way == "python" and store != KEYRING:
            return Proof(Outcome.ELSEWHERE)
        if store == FILE:
            return Proof(Outcome.PASSPHRASE)
        kept = self.entry.store.read(self.entry.id)
        if isinstance(kept, Trouble):
            return Proof(Outcome.KEYRING, trouble=kept)
        if kept is None:
            return Proof(Outcome.NO_KEY)
        asked = command(recipe, self.filling(helper))
        outcome = proof.run(asked, recipe.way, kept, self.entry.environment)
        if outcome not in (Outcome.RECEIVED, Outcome.OTHER):
            return Proof(outcome)
        beaten = self._beaten_by(tool, recipe, kept)
        if beaten and outcome is Outcome.RECEIVED and recipe.way != "start":
            outcome = Outcome.BEATEN  # a shell's start files were read: what came is what counts
        return Proof(outcome, () if outcome is Outcome.RECEIVED else beaten)

    def rivals(self, folder: Path | None = None) -> tuple[Found, ...]:
        """Where else there are keys of this provider; `folder` is one whose `.env` files count."""
        kept = self.entry.store.read(self.entry.id, quick=True)
        key = kept if isinstance(kept, Secret) else None
        return tuple(Found(one, _is(key, one)) for one in self._search().everywhere(folder))

    def _search(self) -> Search:
        names = self.entry.provider.environment.key or (_VARIABLE,)
        return Search(self.entry.environment, dict.fromkeys(names, self.entry.provider))

    def _beaten_by(self, tool: Tool, recipe: Recipe, kept: Secret) -> tuple[Rival, ...]:
        """Other keys that the tool takes before ours; `run` has replaced those of variables."""
        over = set(tool.loses_to)
        if recipe.way == "variable":
            over -= {PlaceKind.ENVIRONMENT, PlaceKind.SHELL, PlaceKind.LOGIN}
        here = Path.home() if PlaceKind.DOTENV in over else None
        return tuple(
            one
            for one in self._search().everywhere(here)
            if one.kind in over and one.tool in ("", tool.id) and not _is(kept, one)
        )


def _is(kept: Secret | None, rival: Rival) -> bool | None:
    return None if kept is None or rival.secret is None else rival.secret == kept
