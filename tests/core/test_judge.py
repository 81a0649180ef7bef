# SPDX-License-Identifier: MIT
"""What answers mean: the shared cases exactly, their neighbours, and every cause at least once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from judging import HTML, JSON, KEY, answer, error, judged, providers
from keyready.core.answer import Answer, Fault
from keyready.core.judge import judge
from keyready.core.verdict import MEANINGS, Cause, Stage

CASES = json.loads((Path(__file__).parents[1] / "cases" / "answers.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_shared_case_gets_exactly_its_verdict(case: dict[str, Any]) -> None:
    body = case["body"] if isinstance(case["body"], str) else json.dumps(case["body"])
    outcome = Answer(case["status"], case["headers"], body.encode(), 1, case["endpoint"])
    verdict = judge(providers()[case["provider"]], Stage(case["stage"]), outcome, KEY)
    got = {"key": verdict.key.value, "usable": verdict.usable.value, "cause": verdict.cause.value}
    assert got == case["expect"]


SCOPES = "You have insufficient permissions for this operation. Missing scopes: {}. Check"
VERIFY = "Your organization must be verified to use the model `gpt-9`."
ECHO = "Incorrect API key provided: {}. You can find your API key at https://example.com."
CLOUDFLARE = "<!DOCTYPE html><title>Attention Required! | Cloudflare</title>"
PROJECT = "Project `proj_EXAMPLE` does not have access to model `gpt-9`"
LITELLM = "litellm.APIError: OpenAIException"
CHAT = {"choices": [{"message": {"role": "assistant", "content": "Insufficient credits"}}]}

# (provider, stage, status, body, cause)
OPENAI: list[tuple[str, str, int, Any, str]] = [
    # another wording with the same code, type or phrase; a code without type; neither
    ("openai", "free", 401, error("EXAMPLE", None, "invalid_api_key"), "key_rejected"),
    ("openai", "trial", 401, error("EXAMPLE", None, "invalid_api_key"), "key_rejected"),
    ("openai", "free", 403, error(ECHO.format("sk-abcde****WXYZ")), "key_rejected"),
    ("openai", "free", 401, {"error": "Invalid authentication"}, "key_rejected"),
    ("openai", "free", 401, {"code": "invalid_api_key", "message": "EXAMPLE"}, "key_rejected"),
    ("openai", "free", 401, [error("EXAMPLE", None, "invalid_api_key")], "key_rejected"),
    ("openai", "free", 200, error("EXAMPLE", None, "invalid_api_key"), "key_rejected"),
    ("openai", "free", 401, error(ECHO.format("sk-or-v1****WXYZ")), "key_wrong_provider"),
    ("openai", "free", 401, error(ECHO.format("gsk_abcd****WXYZ")), "key_wrong_provider"),
    ("openai", "free", 401, error(ECHO.format("AIzaSyAb****WXYZ")), "key_wrong_provider"),
    ("openai", "free", 401, error(ECHO.format("github_p****WXYZ")), "key_wrong_provider"),
    ("openai", "free", 401, error(ECHO.format("sk-ant-a****WXYZ")), "key_wrong_provider"),
    ("openai", "free", 401, error(ECHO.format("org-abcd****WXYZ")), "key_is_identifier"),
    ("openai", "free", 401, error(ECHO.format("proj_abc****WXYZ")), "key_is_identifier"),
    ("openai", "free", 401, error(ECHO.format("svc_acct****WXYZ")), "key_is_identifier"),
    ("openai", "free", 401, error(ECHO.format("eyJhbGci****WXYZ")), "key_is_session_token"),
    ("openai", "free", 401, error(ECHO.format("sess-abc****WXYZ")), "key_is_session_token"),
    ("openai", "free", 401, error(ECHO.format("sk-admin****WXYZ")), "key_wrong_kind"),
    ("openai", "free", 401, error(ECHO.format("None")), "key_missing"),
    ("openai", "free", 401, error(ECHO.format("undefined")), "key_missing"),
    ("openai", "free", 401, error(ECHO.format("")), "key_missing"),
    ("openai", "free", 401, error(ECHO.format("lm-studio")), "key_rejected"),
    ("openai", "free", 401, error(ECHO.format("my first key")), "key_rejected"),
    ("openai", "free", 401, error("You didn’t provide an API key."), "key_missing"),
    ("openai", "free", 401, error("EXAMPLE", None, "api_key_expired"), "key_expired"),
    ("openai", "free", 401, error("Your API key has expired."), "key_expired"),
    ("openai", "trial", 401, error("EXAMPLE", None, "account_deactivated"), "account_closed"),
    ("openai", "trial", 403, error("You have a deactivated account."), "account_closed"),
    ("openai", "trial", 429, error("Your access was terminated due to"), "account_closed"),
    ("openai", "trial", 429, error("EXAMPLE", "access_terminated"), "account_closed"),
    ("openai", "free", 401, error("EXAMPLE", None, "token_expired"), "key_is_session_token"),
    (
        "openai",
        "free",
        401,
        error("Could not parse your authentication token."),
        "key_is_session_token",
    ),
    (
        "openai",
        "free",
        401,
        error("You must be a member of an organization to use the API"),
        "no_membership",
    ),
    ("openai", "free", 401, error("EXAMPLE", None, "no_organization"), "no_membership"),
    ("openai", "free", 401, error("No such organization: EXAMPLE"), "wrong_organization"),
    ("openai", "free", 401, error("OpenAI-Project header should match"), "wrong_project"),
    ("openai", "free", 401, error("EXAMPLE", None, "incorrect_hostname"), "wrong_host"),
    ("openai", "free", 403, error("EXAMPLE", None, "ip_not_authorized"), "ip_blocked"),
    ("openai", "free", 403, error("A client certificate is required."), "mtls_required"),
    ("openai", "free", 403, {"code": "unsupported_country_region_territory"}, "region_blocked"),
    (
        "openai",
        "free",
        403,
        {"error": "Country, region, or territory not supported"},
        "region_blocked",
    ),
    ("openai", "free", 401, error(SCOPES.format("api.model.read")), "cannot_list_models"),
    ("openai", "free", 403, error(SCOPES.format("api.model.read")), "cannot_list_models"),
    ("openai", "trial", 403, {"error": SCOPES.format("model.request")}, "scope_missing"),
    ("openai", "trial", 429, error("EXAMPLE", "insufficient_quota", "new"), "no_credit"),
    ("openai", "trial", 403, error("You exceeded your current quota"), "no_credit"),
    (
        "openai",
        "trial",
        429,
        error("EXAMPLE", "insufficient_quota", "team_spend_limit_exceeded"),
        "limit_reached",
    ),
    (
        "openai",
        "trial",
        429,
        error("EXAMPLE", "insufficient_quota", "organization_usage_limit_exceeded"),
        "limit_reached",
    ),
    ("openai", "trial", 400, error("EXAMPLE", None, "billing_hard_limit_reached"), "limit_reached"),
    ("openai", "trial", 429, error("Billing hard limit has been reached"), "limit_reached"),
    ("openai", "trial", 429, error("EXAMPLE", None, "billing_not_active"), "billing_inactive"),
    ("openai", "trial", 429, error("EXAMPLE", None, "slow_down"), "rate_limited"),
    ("openai", "trial", 429, error("EXAMPLE", "rate_limit_error"), "rate_limited"),
    ("openai", "trial", 429, error("EXAMPLE"), "rate_limited"),
    ("openai", "trial", 400, error("Request too large for gpt-9"), "request_too_large"),
    (
        "openai",
        "trial",
        400,
        error("EXAMPLE", None, "context_length_exceeded"),
        "request_too_large",
    ),
    ("openai", "trial", 404, error("EXAMPLE", None, "model_not_found"), "model_unavailable"),
    (
        "openai",
        "trial",
        404,
        error("The model `gpt-9` does not exist or you do not have access"),
        "model_unavailable",
    ),
    ("openai", "trial", 403, error("EXAMPLE", None, "model_not_found"), "model_not_allowed"),
    ("openai", "trial", 404, error(PROJECT, None, "model_not_found"), "model_not_allowed"),
    ("openai", "trial", 403, error(PROJECT), "model_not_allowed"),
    ("openai", "trial", 403, {"error": VERIFY}, "verify_organization"),
    ("openai", "trial", 403, error(VERIFY, None, "model_not_found"), "verify_organization"),
    (
        "openai",
        "trial",
        400,
        error(
            "Your organization must be verified to stream this model.",
            "invalid_request_error",
            "unsupported_value",
        ),
        "verify_organization",
    ),
    ("openai", "trial", 405, error("Invalid URL (POST /v1)"), "wrong_base_url"),
    ("openai", "trial", 400, error("EXAMPLE", "invalid_request_error"), "request_refused"),
    ("openai", "free", 500, error("EXAMPLE", "server_error"), "provider_down"),
    ("openai", "free", 503, error("EXAMPLE", None, "server_is_overloaded"), "provider_busy"),
    ("openai", "free", 500, error("That model is currently overloaded"), "provider_busy"),
    ("openai", "free", 200, error("Incorrect API key provided"), "key_rejected"),
    ("openai", "free", 401, {"error": "invalid_api_key"}, "key_rejected"),
    ("openai", "trial", 429, {"error": "insufficient_quota"}, "no_credit"),
    ("openai", "trial", 429, error("EXAMPLE", "project_spend_limit_exceeded"), "limit_reached"),
    (
        "openai",
        "trial",
        429,
        error("EXAMPLE", "insufficient_quota", "billing_not_active"),
        "billing_inactive",
    ),
    ("openai", "free", 401, error("EXAMPLE", None, "authentication_error"), "key_rejected"),
    ("openai", "free", 403, error("Your request IP is not on the IP allowlist"), "ip_blocked"),
    (
        "openai",
        "trial",
        403,
        error("must be made with a session key", "server_error"),
        "request_refused",
    ),
    ("openai", "trial", 404, {"error": "Not Found"}, "wrong_base_url"),
    (
        "openai",
        "trial",
        200,
        {"choices": [{"message": {}, "error": {"code": 502, "message": "EXAMPLE"}}]},
        "provider_down",
    ),
    # doubt is not judged
    ("openai", "trial", 400, error("Invalid token in the text of the request"), "request_refused"),
    ("openai", "free", 401, error("Something new"), "unrecognised"),
    ("openai", "free", 401, "", "unrecognised"),
    ("openai", "free", 400, error("Something new"), "unrecognised"),
    ("openai", "free", 403, error("Something new"), "unrecognised"),
    ("openai", "free", 418, error("Something new"), "unrecognised"),
    ("openai", "trial", 200, {"id": "EXAMPLE"}, "unrecognised"),
    # success needs its shape
    ("openai", "free", 200, {"message": "Welcome to the OpenAI API"}, "not_the_api"),
    ("openai", "free", 200, '{"object": "list", "data": [{"id": "gpt', "not_the_api"),
    ("openai", "free", 200, "", "not_the_api"),
    ("openai", "free", 200, "OK", "not_the_api"),
    ("openai", "free", 200, {"object": "list", "data": [{"id": "m"}], "error": None}, "accepted"),
    ("openai", "trial", 200, CHAT, "ready"),
    (
        "openai",
        "trial",
        200,
        {**CHAT, "error": {"message": "EXAMPLE", "code": 502}},
        "provider_down",
    ),
    ("openai", "trial", 200, {"object": "response", "output": [], "status": "incomplete"}, "ready"),
]

OTHERS: list[tuple[str, str, int, Any, str]] = [
    ("anthropic", "free", 200, {"data": [{"type": "model", "id": "claude-x"}], "has_more": False},
     "accepted"),
    ("anthropic", "trial", 200, {"type": "message", "content": []}, "ready"),
    ("anthropic", "free", 401,
     {"type": "error", "error": {"type": "authentication_error", "message": "invalid x-api-key"}},
     "key_rejected"),
    ("anthropic", "trial", 403,
     {"type": "error", "error": {"type": "permission_error", "message": "EXAMPLE"}},
     "scope_missing"),
    ("anthropic", "trial", 403,
     {"error": {"type": "forbidden", "message": "Request not allowed"}}, "region_blocked"),
    ("anthropic", "trial", 400,
     {"type": "error", "error": {"type": "invalid_request_error",
                                 "message": "This organization has been disabled."}},
     "account_closed"),
    ("anthropic", "trial", 429,
     {"type": "error", "error": {"type": "rate_limit_error", "message": "EXAMPLE",
                                 "details": {"error_code": "enforced_spend_limit_reached"}}},
     "limit_reached"),
    ("anthropic", "trial", 403, {"error": "Your credit balance is too low"}, "no_credit"),
    ("anthropic", "trial", 413, {"error": {"type": "request_too_large"}}, "request_too_large"),
    ("gemini", "free", 200, {"models": [{"name": "models/gemini-x"}]}, "accepted"),
    ("gemini", "trial", 200, {"candidates": [{"finishReason": "STOP"}]}, "ready"),
    ("gemini", "free", 400, [{"error": {"code": 400, "message": "API key not valid."}}],
     "key_rejected"),
    ("gemini", "free", 400,
     {"error": {"code": 400, "message": "API key expired. Please renew the API key.",
                "details": [{"reason": "API_KEY_INVALID"}]}}, "key_expired"),
    ("gemini", "trial", 429,
     {"error": {"status": "RESOURCE_EXHAUSTED",
                "message": "You exceeded your current quota, limit: 0, model: gemini-x"}},
     "free_tier_limit"),
    ("gemini", "trial", 429,
     {"error": {"status": "RESOURCE_EXHAUSTED", "message": "limit: 0.5, limit: 05"}},
     "rate_limited"),
    ("gemini", "trial", 403, {"error": {"details": [{"reason": "API_KEY_SERVICE_BLOCKED"}]}},
     "key_restricted"),
    ("gemini", "free", 401, {"error": {"details": [{"reason": "ACCESS_TOKEN_TYPE_UNSUPPORTED"}]}},
     "key_wrong_kind"),
    ("gemini", "trial", 402, {"error": {"message": "EXAMPLE"}}, "no_credit"),
    ("gemini", "trial", 404, {"error": {"status": "NOT_FOUND", "message": "EXAMPLE"}},
     "model_unavailable"),
    ("mistral", "free", 401, {"detail": "Unauthorized"}, "key_rejected"),
    ("mistral", "free", 401, "", "key_rejected"),
    ("mistral", "trial", 403, {"message": "EXAMPLE"}, "model_unavailable"),
    ("groq", "trial", 498, error("EXAMPLE", None, "capacity_exceeded"), "provider_busy"),
    ("groq", "trial", 503, error("The model is over capacity"), "provider_busy"),
    ("groq", "trial", 403, error("Organization has been restricted"), "account_closed"),
    ("openrouter", "free", 200, {"data": {"label": "x", "is_free_tier": True}}, "accepted"),
    ("openrouter", "free", 200, {"data": {"limit_remaining": 0, "is_free_tier": False}},
     "limit_reached"),
    ("openrouter", "free", 200, {"data": [{"id": "public/model"}]}, "not_the_api"),
    ("openrouter", "free", 401, error("No auth credentials found", None, 401), "key_missing"),
    ("openrouter", "free", 401, error("Missing Authentication header", None, 401), "key_missing"),
    ("openrouter", "trial", 402, error("Insufficient credits. This account never purchased",
                                       None, 402), "no_credit"),
    ("openrouter", "trial", 402, error("can only afford 12", None, 402), "no_credit"),
    ("openrouter", "trial", 403, error("Key limit exceeded (total limit)", None, 403),
     "limit_reached"),
    ("openrouter", "trial", 401, error("Key limit exceeded", None, 401), "limit_reached"),
    ("openrouter", "trial", 403, error("Your input was flagged", None, 403), "request_refused"),
    ("openrouter", "trial", 429, error("Rate limit exceeded: free-models-per-min", None, 429),
     "rate_limited"),
    ("openrouter", "trial", 401,
     {"error": {"message": "Provider returned error", "code": 401,
                "metadata": {"raw": '{"error":{"code":"invalid_api_key"}}'}}},
     "upstream_key_rejected"),
    ("openrouter", "trial", 200, ": OPENROUTER PROCESSING\n\ndata: " + json.dumps(
        {"choices": [], "error": {"code": 503, "message": "EXAMPLE"}}) + "\n\n", "provider_busy"),
    ("deepseek", "free", 200, {"is_available": False, "balance_infos": []}, "no_credit"),
    ("deepseek", "free", 401, error("Your api key: ****abcd is invalid"), "key_rejected"),
    ("xai", "free", 400, {"code": "EXAMPLE", "error": "Incorrect API key provided: xa***yz."},
     "key_rejected"),
    ("xai", "free", 400, {"code": "EXAMPLE", "error": "Incorrect API key provided: ****."},
     "key_rejected"),
    ("xai", "free", 401, {"error": "EXAMPLE"}, "key_missing"),
    ("xai", "free", 200, {"team_blocked": True, "api_key_blocked": False}, "account_closed"),
    ("xai", "free", 200, {"team_blocked": False, "api_key_disabled": True}, "key_rejected"),
    ("xai", "trial", 403, {"error": "Your team doesn't have any credits yet."}, "no_credit"),
    ("azure", "free", 403, error("Public access is disabled."), "ip_blocked"),
    ("azure", "trial", 404, error("Resource not found", None, "404"), "wrong_base_url"),
    ("cohere", "free", 200, {"valid": False}, "key_rejected"),
    ("cohere", "trial", 402, {"message": "EXAMPLE"}, "no_credit"),
    ("cohere", "trial", 429, {"message": "a Trial key, limited to 20 API calls / minute"},
     "rate_limited"),
    ("cohere", "trial", 200, {"message": {"content": []}, "finish_reason": "COMPLETE"}, "ready"),
    ("together", "free", 200, [{"id": "meta/llama", "object": "model"}], "accepted"),
    ("together", "trial", 402, error("EXAMPLE"), "no_credit"),
    ("perplexity", "trial", 401, error("EXAMPLE", "insufficient_quota", 401), "no_credit"),
    ("perplexity", "trial", 401, error("Something new"), "unrecognised"),
    ("huggingface", "free", 401, {"error": "Invalid username or password."}, "key_missing"),
    ("huggingface", "trial", 402, {"error": "You have exceeded your monthly included credits"},
     "no_credit"),
    ("huggingface", "trial", 403,
     {"error": "This method does not have sufficient permissions to call Inference Providers"},
     "scope_missing"),
    ("custom", "free", 401, {"error": "Unauthorized"}, "key_rejected"),
    ("custom", "free", 401, {"error": "unauthorized", "signin_url": "https://example.com"},
     "key_rejected"),
    ("custom", "free", 200, {"object": "list", "data": None}, "no_models"),
    ("custom", "free", 200, {"error": "Unexpected endpoint or method. (GET /models)"},
     "wrong_base_url"),
    ("custom", "trial", 404, error("model 'llama9' not found, try pulling it first"),
     "model_unavailable"),
    ("custom", "free", 401, error("EXAMPLE", "auth_error", "401"), "key_rejected"),
    ("custom", "free", 401, error("LiteLLM Virtual Key expected. Received=hunter2, expected to"),
     "key_rejected"),
    ("custom", "free", 401, error("Authentication Error, No api key passed in.", "auth_error"),
     "key_missing"),
    ("custom", "trial", 403, error("EXAMPLE", "team_model_access_denied", "403"),
     "model_not_allowed"),
    ("custom", "trial", 429, error("EXAMPLE", "throttling_error", "429"), "rate_limited"),
    ("custom", "trial", 429, error("EXAMPLE", "budget_exceeded", "429"), "limit_reached"),
    ("custom", "free", 503, error("EXAMPLE", "no_db_connection", "503"), "provider_down"),
    ("custom", "trial", 429, error("litellm.RateLimitError: OpenAIException - Rate limit reached"),
     "rate_limited"),
    ("custom", "trial", 429, error("AnthropicException - You exceeded your current quota"),
     "upstream_key_rejected"),
    # LiteLLM 1.106 without a database, and what it passes on from the provider behind it; people
    # also reach it as "openai", by another base URL: their key is not to blame there either
    ("custom", "free", 400, error("No connected db.", "no_db_connection", "400"), "key_rejected"),
    ("openai", "free", 400, error("No connected db.", "no_db_connection", "400"), "key_rejected"),
    ("openai", "trial", 401, error(f"{LITELLM} - Incorrect API key provided: sk-abcde****WXYZ."),
     "upstream_key_rejected"),
    ("openai", "trial", 401, error(f"{LITELLM} - Could not parse your authentication token."),
     "upstream_key_rejected"),
    ("custom", "trial", 429, error(f"{LITELLM} - organization spend limit reached"),
     "upstream_key_rejected"),
    ("custom", "trial", 404, error(f"{LITELLM} - {VERIFY}"), "upstream_key_rejected"),
    ("custom", "trial", 404, error(f"{LITELLM} - Unknown request URL: POST /v2/chat/completions."),
     "model_unavailable"),
    ("custom", "trial", 400, error("litellm.ContextWindowExceededError: EXAMPLE"),
     "request_too_large"),
    ("custom", "trial", 400, error("Invalid model name passed in model=x."), "model_unavailable"),
    ("custom", "trial", 401, error("Invalid token: abc (tid: 2026)", "new_api_error"),
     "key_rejected"),
    ("custom", "trial", 404, {"object": "error", "message": "The model `x` does not exist.",
                              "type": "NotFoundError", "code": 404}, "model_unavailable"),
]  # fmt: skip


@pytest.mark.parametrize(("provider", "stage", "status", "body", "cause"), OPENAI + OTHERS)
def test_neighbours_of_known_answers(
    provider: str, stage: str, status: int, body: Any, cause: str
) -> None:
    assert judged(provider, stage, status, body).cause.value == cause


@pytest.mark.parametrize(
    ("status", "body", "cause"),
    [
        (200, "<html>Sign in</html>", "not_the_api"),
        (401, "<html>Invalid API key. Unauthorized.</html>", "not_the_api"),
        (403, CLOUDFLARE, "network_blocked"),
        (403, "<html>Blocked by your company. Insufficient quota.</html>", "network_blocked"),
        (404, "<html><h1>404 Not Found</h1><hr>nginx</html>", "wrong_base_url"),
        (407, "<html>Proxy</html>", "proxy_login"),
        (429, CLOUDFLARE, "network_blocked"),
        (400, "<html>400 No required SSL certificate was sent</html>", "mtls_required"),
        (502, "<html>Bad gateway</html>", "provider_down"),
        (503, "<title>Just a moment...</title>", "network_blocked"),
        (511, "<html>Sign in to Wi-Fi</html>", "not_the_api"),
        (522, CLOUDFLARE, "provider_down"),
    ],
)
@pytest.mark.parametrize("stage", ["free", "trial"])
def test_30_a_page_never_rejects_a_key(stage: str, status: int, body: str, cause: str) -> None:
    verdict = judged("openai", stage, status, body, HTML)
    assert (verdict.cause.value, verdict.key.value) == (cause, "not_judged")


def test_a_redirect_is_not_the_api() -> None:
    assert judged("openai", "free", 302, "", "").cause is Cause.NOT_THE_API


def test_perplexity_rejects_a_key_with_the_page_of_its_web_server() -> None:
    page = "<html><title>401 Authorization Required</title><center>openresty</center></html>"
    assert judged("perplexity", "trial", 401, page, HTML).cause is Cause.KEY_REJECTED


def test_a_list_that_is_not_declared_as_json_is_no_success() -> None:
    body = {"object": "list", "data": [{"id": "m"}]}
    assert judged("openai", "free", 200, body, HTML).cause is Cause.NOT_THE_API


def test_without_a_key_a_refusal_only_says_that_one_is_wanted() -> None:
    reply = answer(401, error("EXAMPLE", None, "invalid_api_key"))
    assert judge(providers()["custom"], Stage.FREE, reply, None).cause is Cause.KEY_MISSING


NETWORK = [
    Cause.PROXY_LOGIN, Cause.TLS_UNTRUSTED, Cause.CLOCK_WRONG, Cause.DNS_FAILED,
    Cause.NO_CONNECTION, Cause.TIMED_OUT, Cause.NOT_THE_API,
]  # fmt: skip


@pytest.mark.parametrize("cause", NETWORK)
def test_a_fault_on_the_way_judges_no_key(cause: Cause) -> None:
    fault = Fault(cause, 7, "GET /v1/models", {"issuer": "EXAMPLE CA"})
    verdict = judge(providers()["openai"], Stage.FREE, fault, KEY)
    assert (verdict.cause, verdict.key.value, verdict.usable.value) == (
        cause, "not_judged", "unknown",
    )  # fmt: skip
    assert verdict.facts == {"issuer": "EXAMPLE CA"}
    assert verdict.http_status is None


def test_every_cause_is_reached_by_an_answer_or_a_fault() -> None:
    reached = {case["expect"]["cause"] for case in CASES}
    reached |= {cause for *_, cause in OPENAI + OTHERS} | {cause.value for cause in NETWORK}
    reached |= {"mtls_required", "network_blocked"}  # the pages above
    assert {cause.value for cause in Cause} == reached


def test_azures_firewall_says_nothing_of_the_key() -> None:
    verdict = judged("azure", "trial", 403, error("Virtual Network/Firewall rules."))
    assert (verdict.key.value, verdict.usable.value) == ("not_judged", "unknown")


@pytest.mark.parametrize(
    ("body", "headers", "wait"),
    [
        ("Please try again in 7m12s.", {}, "432"),
        ("Please try again in 9.816s.", {}, "10"),
        ("Please try again in 250ms.", {}, "1"),
        ("Please try again in 1h2m3s.", {}, "3723"),
        ("Please retry after 7 seconds.", {}, "7"),
        ("Please wait 2 minutes", {}, "120"),
        ("EXAMPLE", {"retry_after": "20"}, "20"),
        ("EXAMPLE", {"retry_after": "0.5"}, "1"),
        ("EXAMPLE", {"retry_after_ms": "1500", "retry_after": "9"}, "2"),
        ("EXAMPLE", {"retry_after": "Mon, 23 Nov 2026 10:00:30 GMT",
                     "date": "Mon, 23 Nov 2026 10:00:00 GMT"}, "30"),
        ("EXAMPLE", {"retry_after": "Mon, 23 Nov 2026 10:00:30 GMT"}, None),
        ("EXAMPLE", {"retry_after": "-3"}, None),
        ("EXAMPLE", {"retry_after": "9" * 5000}, None),
        ("Please retry 3 models", {}, None),
    ],
)  # fmt: skip
def test_the_wait_that_is_asked_for(body: str, headers: dict[str, str], wait: str | None) -> None:
    verdict = judged("openai", "trial", 429, error(body, "tokens"), **headers)
    assert verdict.facts.get("wait_s") == wait


def test_googles_wait() -> None:
    details = [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "23s"}]
    body = {"error": {"status": "RESOURCE_EXHAUSTED", "details": details}}
    assert judged("gemini", "trial", 429, body).facts["wait_s"] == "23"


@pytest.mark.parametrize(
    ("message", "host"),
    [
        ("Please make your request to eu.api.openai.com", "eu.api.openai.com"),
        ("Please make your request to eu.api.openai.com.", "eu.api.openai.com"),
        ("Please make your request to https://us.api.openai.com/v1", "us.api.openai.com"),
        ("Please make your request to eu.api.openai.com.example.net", None),
        ("Please make your request to eu.api.openai.com-x.example", None),
        ("Please make your request to api.openai.example", None),
    ],
)
def test_only_a_host_of_openai_is_believed(message: str, host: str | None) -> None:
    verdict = judged("openai", "trial", 401, error(message, None, "incorrect_hostname"))
    assert (verdict.cause, verdict.facts.get("host")) == (Cause.WRONG_HOST, host)


def test_facts_that_the_words_name() -> None:
    assert judged("openai", "trial", 401, error(SCOPES.format("model.request"))).facts == {
        "scope": "model.request"
    }
    assert judged("openai", "trial", 403, error(PROJECT)).facts == {"model": "gpt-9"}
    assert judged("openai", "trial", 403, error(VERIFY)).facts == {"model": "gpt-9"}
    echoed = judged("openai", "free", 401, error(ECHO.format("gsk_abcd****WXYZ")))
    assert echoed.facts == {"owner": "Groq"}


def test_what_is_kept_for_the_report() -> None:
    body = error("Rate limit reached in organization org-Abc123", None, "rate_limit_exceeded")
    verdict = judged("openai", "trial", 429, body, x_request_id="req_EXAMPLE")
    assert verdict.request_id == "req_EXAMPLE"
    assert verdict.code == "rate_limit_exceeded"
    assert verdict.said == "Rate limit reached in organization …"
    assert (verdict.http_status, verdict.elapsed_ms) == (429, 12)


def test_the_models_of_the_free_probe_are_listed() -> None:
    data = [{"id": "gpt-a"}, {"id": 5}, {"id": "bad\nname"}, {"id": KEY.reveal()}, {"id": "gpt-b"}]
    listed = judged("openai", "free", 200, {"object": "list", "data": data}, JSON)
    assert listed.models == ("gpt-a", "gpt-b")
    assert judged("openai", "trial", 200, CHAT).models == ()


def test_every_cause_has_a_meaning() -> None:
    assert set(MEANINGS) == set(Cause)
