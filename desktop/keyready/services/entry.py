# SPDX-License-Identifier: MIT
"""One stored key: its name in the keyring, its provider, and the address that it is sent to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from keyready.core.base_url import BaseUrl, RefusedUrl, parse_base_url
from keyready.core.conflicts import Conflict, conflicts, with_variable
from keyready.core.provider import Provider
from keyready.core.secret import Secret
from keyready.core.verdict import Next, Stage, Verdict
from keyready.services.custody.key_store import KeyStore, Removed, Saved, Trouble
from keyready.services.custody.stores import Found, Stores
from keyready.services.network.request import Network

_MAY_BE_TRIED = frozenset({Next.TRIAL, Next.USE})


@dataclass(frozen=True)
class Address:
    """The base URL in force, and the environment variable that named it ("" if none did).

    `refused` is why the address that counts cannot be used; `url` is then empty. `sent` is the
    form in which a look-alike host would be taken.
    """

    url: str
    variable: str = ""
    refused: str = ""
    sent: str = ""


def address_in_force(
    provider: Provider, environment: Mapping[str, str], given: str = "", stored: str = ""
) -> Address:
    """What was given, else what is stored for the entry, else what the environment names, else
    the provider's own address (which is refused as `empty` where every customer has another).

    OpenAI's SDK takes the same order: what a program was told goes before the environment.
    Plain http counts for this computer's addresses only.
    """
    variable = next((name for name in provider.environment.base_url if environment.get(name)), "")
    chosen = given or stored
    if chosen or not variable:
        own = "" if provider.own_address else provider.base_url
        return _address(parse_base_url(chosen or own), "")
    return _address(parse_base_url(environment[variable].strip()), variable)


def _address(parsed: BaseUrl | RefusedUrl, variable: str) -> Address:
    if isinstance(parsed, RefusedUrl):
        return Address("", variable, parsed.reason, parsed.sent)
    return Address(parsed.url, variable)


@dataclass(frozen=True)
class Checked:
    """A verdict, and what the environment says otherwise than Keyready."""

    verdict: Verdict
    conflicts: tuple[Conflict, ...] = ()


def warm_up() -> None:
    """Loads what a save and a check need. At rest they are 20 MB that nobody may ever want."""
    import keyready.services.network.exchange

    if sys.platform == "linux":
        import keyready.services.custody.secret_cipher  # noqa: F401


@dataclass(frozen=True)
class Entry:
    """The calls block, as long as the keyring and the network do at most."""

    id: str
    provider: Provider
    address: Address
    stores: Stores
    environment: Mapping[str, str]
    network: Callable[[], Network | Trouble]  # asked before each check

    @property
    def store(self) -> KeyStore:
        """Where the key is kept now."""
        return self.stores.of(self.id)

    def save(self, secret: Secret) -> Saved | Trouble:
        return self.stores.save(self.id, secret)

    def at_start(self) -> Found:
        """Goes on with what an interrupted change or move has left, then looks. Asks nobody."""
        return self.stores.at_start(self.id)

    def remove(self) -> Removed | Trouble:
        return self.stores.remove(self.id)

    def check(
        self, secret: Secret | None, stage: Stage = Stage.FREE, listed: tuple[str, ...] = ()
    ) -> Checked | Trouble | None:
        """Checks `secret`, or the kept key where none is given; None if none is kept.

        `listed` are the models of the verdict before, for the trial stage; without them the
        free probe comes first, and where it finds something in the way, that is the answer.
        """
        key = secret or self.stores.read(self.id)
        if isinstance(key, Trouble) or (key is None and not self.provider.key_optional):
            return key
        network = self.network()
        if isinstance(network, Trouble):
            return network
        own_url = "" if self.address.variable else self.address.url
        found = conflicts(self.provider, self.environment, key, own_url)
        return Checked(with_variable(self._ask(key, stage, listed, network), found), found)

    def _ask(
        self, key: Secret | None, stage: Stage, listed: tuple[str, ...], network: Network
    ) -> Verdict:
        from keyready.services.network import key_check

        url = self.address.url
        if stage is Stage.FREE or not listed:
            free = key_check.check(self.provider, key, url, network)
            if stage is Stage.FREE or free.next not in _MAY_BE_TRIED:
                return free
            listed = free.models
        return key_check.trial(self.provider, key, url, listed, network)
