# SPDX-License-Identifier: MIT
"""The vocabulary of verdicts: two answers, one cause, one next action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Judgement(str, Enum):
    """Is the key real? `NOT_JUDGED` means that nobody who could know has answered."""

    GENUINE = "genuine"
    REJECTED = "rejected"
    NOT_JUDGED = "not_judged"


class Usable(str, Enum):
    """Can it be used now?"""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Stage(str, Enum):
    """Which request was answered: the free probe, or the tiny paid trial request."""

    FREE = "free"
    TRIAL = "trial"


class Next(str, Enum):
    """The one next action that a verdict offers. `page_...` opens that page of the provider."""

    PAGE_SIGNUP = "page_signup"
    PAGE_KEYS = "page_keys"
    PAGE_BILLING = "page_billing"
    PAGE_LIMITS = "page_limits"
    PAGE_ORGANIZATION = "page_organization"
    PAGE_STATUS = "page_status"
    NEW_KEY = "new_key"  # go to the paste field
    USE = "use"  # go to the last step
    TRIAL = "trial"  # offer the tiny request
    CONNECTION = "connection"  # look at the connection
    SETTINGS = "settings"  # look at address and environment
    AGAIN = "again"  # check again, after the wait that is named
    REPORT = "report"  # copy the details


class Cause(str, Enum):
    """Why. The values are the contract of `keyready check --json`."""

    ACCEPTED = "accepted"
    READY = "ready"
    CANNOT_LIST_MODELS = "cannot_list_models"
    NO_MODELS = "no_models"
    KEY_REJECTED = "key_rejected"
    KEY_WRONG_PROVIDER = "key_wrong_provider"
    KEY_IS_IDENTIFIER = "key_is_identifier"
    KEY_IS_SESSION_TOKEN = "key_is_session_token"  # noqa: S105
    KEY_WRONG_KIND = "key_wrong_kind"
    KEY_EXPIRED = "key_expired"
    KEY_LEAKED = "key_leaked"
    KEY_MISSING = "key_missing"
    ACCOUNT_CLOSED = "account_closed"
    NO_MEMBERSHIP = "no_membership"
    WRONG_ORGANIZATION = "wrong_organization"
    WRONG_PROJECT = "wrong_project"
    WRONG_HOST = "wrong_host"
    SCOPE_MISSING = "scope_missing"
    KEY_RESTRICTED = "key_restricted"
    SERVICE_DISABLED = "service_disabled"
    NO_CREDIT = "no_credit"
    BILLING_INACTIVE = "billing_inactive"
    LIMIT_REACHED = "limit_reached"
    FREE_TIER_LIMIT = "free_tier_limit"
    RATE_LIMITED = "rate_limited"
    REQUEST_TOO_LARGE = "request_too_large"
    REQUEST_REFUSED = "request_refused"
    MODEL_UNAVAILABLE = "model_unavailable"
    MODEL_NOT_ALLOWED = "model_not_allowed"
    VERIFY_ORGANIZATION = "verify_organization"
    UPSTREAM_KEY_REJECTED = "upstream_key_rejected"
    IP_BLOCKED = "ip_blocked"
    MTLS_REQUIRED = "mtls_required"
    REGION_BLOCKED = "region_blocked"
    NETWORK_BLOCKED = "network_blocked"
    PROVIDER_BUSY = "provider_busy"
    PROVIDER_DOWN = "provider_down"
    NOT_THE_API = "not_the_api"
    WRONG_BASE_URL = "wrong_base_url"
    PROXY_LOGIN = "proxy_login"
    TLS_UNTRUSTED = "tls_untrusted"
    CLOCK_WRONG = "clock_wrong"
    DNS_FAILED = "dns_failed"
    NO_CONNECTION = "no_connection"
    TIMED_OUT = "timed_out"
    UNRECOGNISED = "unrecognised"


@dataclass(frozen=True)
class Meaning:
    """What a cause says of the key, which step it leads back to, and the next action.

    `step` is a step of the guide ("account", "billing", "key", "use") or another place
    ("limits", "model", "settings", "network", "wait", "operator"), or None.
    """

    key: Judgement
    usable: Usable
    step: str | None
    next: Next


def _meanings() -> dict[Cause, Meaning]:
    genuine, rejected, unjudged = Judgement.GENUINE, Judgement.REJECTED, Judgement.NOT_JUDGED
    yes, no, unknown = Usable.YES, Usable.NO, Usable.UNKNOWN
    c, n = Cause, Next
    m = Meaning
    return {
        c.ACCEPTED: m(genuine, unknown, None, n.TRIAL),
        c.READY: m(genuine, yes, "use", n.USE),
        c.CANNOT_LIST_MODELS: m(genuine, unknown, None, n.TRIAL),
        c.NO_MODELS: m(genuine, no, "limits", n.PAGE_LIMITS),
        c.KEY_REJECTED: m(rejected, no, "key", n.NEW_KEY),
        c.KEY_WRONG_PROVIDER: m(rejected, no, "key", n.NEW_KEY),
        c.KEY_IS_IDENTIFIER: m(rejected, no, "key", n.NEW_KEY),
        c.KEY_IS_SESSION_TOKEN: m(rejected, no, "key", n.NEW_KEY),
        c.KEY_WRONG_KIND: m(rejected, no, "key", n.NEW_KEY),
        c.KEY_EXPIRED: m(rejected, no, "key", n.NEW_KEY),
        c.KEY_LEAKED: m(rejected, no, "key", n.NEW_KEY),
        c.KEY_MISSING: m(unjudged, unknown, "key", n.NEW_KEY),
        c.ACCOUNT_CLOSED: m(genuine, no, "account", n.PAGE_SIGNUP),
        c.NO_MEMBERSHIP: m(genuine, no, "account", n.PAGE_ORGANIZATION),
        c.WRONG_ORGANIZATION: m(genuine, no, "settings", n.SETTINGS),
        c.WRONG_PROJECT: m(genuine, no, "settings", n.SETTINGS),
        c.WRONG_HOST: m(genuine, no, "settings", n.SETTINGS),
        c.SCOPE_MISSING: m(genuine, no, "key", n.PAGE_KEYS),
        c.KEY_RESTRICTED: m(genuine, no, "key", n.PAGE_KEYS),
        c.SERVICE_DISABLED: m(genuine, no, "key", n.PAGE_KEYS),
        c.NO_CREDIT: m(genuine, no, "billing", n.PAGE_BILLING),
        c.BILLING_INACTIVE: m(genuine, no, "billing", n.PAGE_BILLING),
        c.LIMIT_REACHED: m(genuine, no, "limits", n.PAGE_LIMITS),
        c.FREE_TIER_LIMIT: m(genuine, no, "billing", n.PAGE_BILLING),
        c.RATE_LIMITED: m(genuine, unknown, "wait", n.AGAIN),
        c.REQUEST_TOO_LARGE: m(genuine, unknown, None, n.REPORT),
        c.REQUEST_REFUSED: m(genuine, unknown, None, n.REPORT),
        c.MODEL_UNAVAILABLE: m(genuine, no, "model", n.PAGE_LIMITS),
        c.MODEL_NOT_ALLOWED: m(genuine, no, "limits", n.PAGE_LIMITS),
        c.VERIFY_ORGANIZATION: m(genuine, no, "account", n.PAGE_ORGANIZATION),
        c.UPSTREAM_KEY_REJECTED: m(genuine, no, "operator", n.REPORT),
        c.IP_BLOCKED: m(genuine, no, "network", n.CONNECTION),
        c.MTLS_REQUIRED: m(unjudged, unknown, "network", n.CONNECTION),
        c.REGION_BLOCKED: m(unjudged, unknown, "network", n.CONNECTION),
        c.NETWORK_BLOCKED: m(unjudged, unknown, "network", n.CONNECTION),
        c.PROVIDER_BUSY: m(unjudged, unknown, "wait", n.AGAIN),
        c.PROVIDER_DOWN: m(unjudged, unknown, "wait", n.PAGE_STATUS),
        c.NOT_THE_API: m(unjudged, unknown, "network", n.CONNECTION),
        c.WRONG_BASE_URL: m(unjudged, unknown, "settings", n.SETTINGS),
        c.PROXY_LOGIN: m(unjudged, unknown, "network", n.CONNECTION),
        c.TLS_UNTRUSTED: m(unjudged, unknown, "network", n.CONNECTION),
        c.CLOCK_WRONG: m(unjudged, unknown, "network", n.AGAIN),
        c.DNS_FAILED: m(unjudged, unknown, "network", n.CONNECTION),
        c.NO_CONNECTION: m(unjudged, unknown, "network", n.CONNECTION),
        c.TIMED_OUT: m(unjudged, unknown, "network", n.CONNECTION),
        c.UNRECOGNISED: m(unjudged, unknown, None, n.REPORT),
    }


MEANINGS: Mapping[Cause, Meaning] = _meanings()


@dataclass(frozen=True)
class Verdict:
    """The outcome of one check. Holds nothing of the key.

    `facts` are short texts that the words of the cause may name: `wait_s` (whole
    seconds), `scope`, `host`, `model`, `limit`, `issuer`, `project` and the like;
    `no_free_probe` says that only the trial request can tell anything.
    `said` is the provider's own text, redacted. `http_status` is None where no HTTP
    answer came. `elapsed_ms` is in milliseconds.
    """

    cause: Cause
    key: Judgement
    usable: Usable
    stage: Stage
    endpoint: str
    elapsed_ms: int
    http_status: int | None = None
    code: str | None = None
    request_id: str | None = None
    said: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    models: tuple[str, ...] = ()

    @property
    def step(self) -> str | None:
        return MEANINGS[self.cause].step

    @property
    def next(self) -> Next:
        return Next.TRIAL if "no_free_probe" in self.facts else MEANINGS[self.cause].next
