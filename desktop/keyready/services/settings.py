# SPDX-License-Identifier: MIT
"""How requests leave this computer, as the person set it: a proxy, one more certificate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import msgspec

from keyready.core.base_url import BaseUrl, parse_base_url
from keyready.core.secret import Secret
from keyready.services.custody.key_store import PROXY, KeyStore, Removed, Saved, Trouble
from keyready.services.files.folders import config_folder
from keyready.services.files.json_file import JsonFile, utc_now
from keyready.services.network.request import Network


class ManualProxy(msgspec.Struct, frozen=True):
    """A proxy that is asked by plain http. Its password is in the keyring, if it has a user."""

    host: str
    port: int
    user: str = ""


class NetworkSettings(msgspec.Struct, frozen=True):
    """The whole file. `proxy` None stands for what system and environment say."""

    version: int = 1
    proxy: ManualProxy | None = None
    ca_file: str = ""


@dataclass(frozen=True)
class RefusedSetting:
    """Why it was not taken: `host`, `port`, `user`, `no_file`, `no_certificate`."""

    reason: str


class Settings:
    """The settings and their file, which is written with every change. Calls that touch the
    password of the proxy block as long as the keyring does."""

    def __init__(
        self,
        store: KeyStore,
        folder: Path | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._store = store
        self.file = JsonFile((folder or config_folder()) / "network.json", NetworkSettings, now)
        self._now = self.file.read()

    @property
    def proxy(self) -> ManualProxy | None:
        return self._now.proxy

    @property
    def ca_file(self) -> Path | None:
        return Path(self._now.ca_file) if self._now.ca_file else None

    def set_proxy(
        self, host: str, port: str, user: str = "", password: Secret | None = None
    ) -> ManualProxy | RefusedSetting | Trouble:
        """`password` None leaves the one that is kept; without a user none is kept."""
        proxy = _proxy(host.strip(), port.strip(), user.strip())
        if isinstance(proxy, RefusedSetting):
            return proxy
        done: Saved | Removed | Trouble | None = None
        if not proxy.user:
            done = self._forget_password()
        elif password is not None:
            done = self._store.save(PROXY, _in_an_address(password))
        if isinstance(done, Trouble):
            return done
        self._keep(msgspec.structs.replace(self._now, proxy=proxy))
        return proxy

    def clear_proxy(self) -> Trouble | None:
        """Back to what system and environment say."""
        done = self._forget_password()
        if isinstance(done, Trouble):
            return done
        self._keep(msgspec.structs.replace(self._now, proxy=None))
        return None

    def set_ca_file(self, path: str) -> RefusedSetting | None:
        """A PEM file to trust beside the system's store; "" for none."""
        if path and (reason := _unusable(Path(path))):
            return RefusedSetting(reason)
        chosen = str(Path(path).absolute()) if path else ""
        self._keep(msgspec.structs.replace(self._now, ca_file=chosen))
        return None

    def network(self) -> Network | Trouble:
        """For a request now. Asks the keyring only where the proxy wants a password."""
        proxy = self.proxy
        if proxy is None:
            return Network(ca_file=self.ca_file)
        password = self._store.read(PROXY) if proxy.user else None
        if isinstance(password, Trouble):
            return password
        host = f"[{proxy.host}]" if ":" in proxy.host else proxy.host
        login = f"{quote(proxy.user, safe='')}:{password.reveal() if password else ''}@"
        url = f"http://{login if proxy.user else ''}{host}:{proxy.port}"
        return Network(proxy=url, ca_file=self.ca_file)

    def _forget_password(self) -> Removed | Trouble | None:
        had_one = self._now.proxy is not None and self._now.proxy.user
        return self._store.remove(PROXY) if had_one else None

    def _keep(self, settings: NetworkSettings) -> None:
        self._now = settings
        self.file.write(settings)


def _proxy(host: str, port: str, user: str) -> ManualProxy | RefusedSetting:
    place = f"[{host}]" if ":" in host else host
    address = parse_base_url(f"https://{place}")
    if not isinstance(address, BaseUrl) or "/" in host:
        return RefusedSetting("host")
    if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65_536):
        return RefusedSetting("port")
    if ":" in user or not user.isprintable():  # the colon ends a name in Basic authentication
        return RefusedSetting("user")
    return ManualProxy(address.host, int(port), user)


def _in_an_address(password: Secret) -> Secret:
    """As it stands in a proxy's address: then a keyring takes any character of it."""
    return Secret(quote(password.reveal(), safe="", errors="surrogatepass"))


def _unusable(file: Path) -> str:
    """Why this file cannot be trusted with anything; "" if it can."""
    if not file.is_file():  # a pipe would make us wait
        return "no_file"
    # With it comes much that the start of the program does without.
    from ssl import SSLError

    from keyready.services.network.trust import trusting_context

    try:
        trusting_context(file)
    except SSLError:
        return "no_certificate"
    except OSError:
        return "no_file"
    return ""
