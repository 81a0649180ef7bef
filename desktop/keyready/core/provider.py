# SPDX-License-Identifier: MIT
"""A provider's facts, as its file in `resources/providers/` has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any, Literal
from urllib.parse import quote

import msgspec

from keyready.core.base_url import RefusedUrl, parse_base_url
from keyready.core.key_shape import KeyShape
from keyready.core.rules import Rule, RuleSet

_HEADER = re.compile(r"[A-Za-z0-9-]+")
CANDIDATES = 3  # models that a trial tries at most, when one is listed but refused

PageName = Literal[
    "signup", "keys", "billing", "limits", "usage", "organization", "status", "docs", "pricing"
]


# "depends": on whoever runs the server.
Free = Literal["yes", "some_models", "trial_keys", "monthly_credit", "no", "depends", "unknown"]
Payment = Literal["prepaid", "postpaid", "depends", "unknown"]


class Auth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the key travels: `header: prefix + key`. `extra` headers go along, without the key."""

    header: str = "Authorization"
    prefix: str = "Bearer "
    extra: dict[str, str] = {}

    def __post_init__(self) -> None:
        if not all(_HEADER.fullmatch(name) for name in (self.header, *self.extra)):
            raise ValueError("header: its name is of letters, digits and hyphens")
        if not all(re.fullmatch("[ -~]*", text) for text in (self.prefix, *self.extra.values())):
            raise ValueError("prefix: what goes into a header is ASCII, on one line")


class Environment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of environment variables; the first of each list is the one that people use.

    `old_base_url` are names that the provider's own library no longer reads; some programs do.
    """

    key: tuple[str, ...] = ()
    base_url: tuple[str, ...] = ()
    old_base_url: tuple[str, ...] = ()
    organization: tuple[str, ...] = ()
    project: tuple[str, ...] = ()


class Probe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request that costs nothing. `path` follows the base URL, or is a whole https address.

    `models` is the dotted path of the model names in its answer; empty where it lists none.
    """

    method: Literal["GET", "POST"]
    path: str
    body: dict[str, Any] | None = None
    models: str = ""

    def __post_init__(self) -> None:
        _check_path(self.path)


class Trial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tiny request that may cost something. `{model}` in `path` and `body` is the model.

    `prefer` and `avoid` are names or patterns with `*`. `models` is a request that lists
    models, for a provider whose free probe does not.
    """

    method: Literal["GET", "POST"]
    path: str
    body: dict[str, Any]
    prefer: tuple[str, ...]
    avoid: tuple[str, ...] = ()
    models: Probe | None = None

    def __post_init__(self) -> None:
        _check_path(self.path)

    def candidates(self, listed: tuple[str, ...]) -> tuple[str, ...]:
        """At most three models: preferred ones that are listed, then others that are.

        Where nothing could be listed, the preferred names themselves.
        """
        if not listed:
            return tuple(name for name in self.prefer if "*" not in name)[:CANDIDATES]
        fit = [m for m in listed if not any(fnmatchcase(m, pattern) for pattern in self.avoid)]
        preferred = [m for pattern in self.prefer for m in fit if fnmatchcase(m, pattern)]
        return tuple(dict.fromkeys([*preferred, *fit]))[:CANDIDATES]

    def body_for(self, model: str) -> dict[str, Any]:
        """The JSON body with the model's name in place of `{model}`."""
        return {name: model if value == "{model}" else value for name, value in self.body.items()}

    def path_for(self, model: str) -> str:
        return self.path.replace("{model}", quote(model, safe="/:"))


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How its use is paid, and who else can be pointed at it. What no source says is "unknown".

    `least_purchase` is the smallest amount that can be bought ("$5"), `openai_base_url` the
    address at which it answers programs made for OpenAI's interface; empty where not known.
    """

    free: Free = "unknown"
    payment: Payment = "unknown"
    least_purchase: str = ""
    openai_base_url: str = ""


class Provider(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One provider. `order` is its place in the list.

    `own_address` says that every customer has a base URL of their own (`base_url` is then
    only an example); `key_optional` that a server may do without a key.
    """

    id: str
    name: str
    order: int
    base_url: str
    auth: Auth = Auth()
    environment: Environment = Environment()
    terms: Terms = Terms()
    pages: dict[PageName, str] = {}
    key_shapes: tuple[KeyShape, ...] = ()
    free: Probe | None = None
    trial: Trial | None = None
    own_address: bool = False
    key_optional: bool = False
    rules_from: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def beginning(self) -> KeyShape | None:
        """The usual form of its keys, where these begin in a known way."""
        own = (s for s in self.key_shapes if s.kind == "key" and s.provider in ("", self.id))
        return next((shape for shape in own if shape.prefix), None)

    @property
    def lists_models(self) -> bool:
        """Does the free probe tell which models the key may use?"""
        return self.free is not None and bool(self.free.models)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", self.id):  # it becomes a name in the keyring
            raise ValueError("id: only small letters, digits, _ and - make an id")
        if not (self.name.strip() and self.name.isprintable()):
            raise ValueError("name: it is empty, or holds what cannot be shown")
        address = parse_base_url(self.base_url)
        if isinstance(address, RefusedUrl):
            raise ValueError(f"base_url: {address.reason}")
        for name, page in self.pages.items():
            if not page.startswith(("https://", "http://127.0.0.1:")):  # the latter: practice
                raise ValueError(f"pages.{name}: the address does not begin with https://")


def _check_path(path: str) -> None:
    # Without its slash it would become a part of the host that the key is sent to.
    if not path.startswith(("/", "https://")):
        raise ValueError("path: it begins with a slash, or is a whole address with https://")


def decode_rule_set(toml: bytes) -> RuleSet:
    """One file of `resources/rules/`. Raises msgspec.DecodeError with the place of a fault."""
    return msgspec.toml.decode(toml, type=RuleSet)


def decode_provider(toml: bytes, rule_sets: Mapping[str, RuleSet]) -> Provider:
    """One provider file with the shared sets that it names, rules in the order of trying.

    Its own rules come before shared ones of the same turn. Raises msgspec.DecodeError
    (ValidationError among them) with the place of a fault.
    """
    provider = msgspec.toml.decode(toml, type=Provider)
    unknown = [name for name in provider.rules_from if name not in rule_sets]
    if unknown:
        raise msgspec.ValidationError(f"No rule set named {unknown[0]!r} - at `$.rules_from`")
    shared = [rule_sets[name] for name in provider.rules_from]
    rules = [*provider.rules, *(rule for one in shared for rule in one.rules)]
    # Servers that copy an interface put a code where the type belongs, and the reverse.
    rules += [
        msgspec.structs.replace(rule, code=rule.type, type=rule.code)
        for rule in rules
        if rule.code or rule.type
    ]
    own = [
        msgspec.structs.replace(shape, provider=provider.id, owner=provider.name)
        for shape in provider.key_shapes
    ]
    others = [s for one in shared for s in one.key_shapes if s.provider != provider.id]
    return msgspec.structs.replace(
        provider,
        key_shapes=(*own, *others),
        rules=tuple(sorted(rules, key=lambda rule: rule.turn)),
    )
