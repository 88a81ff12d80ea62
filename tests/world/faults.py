"""Failure responses, each a value that `World.fault` attaches to an address or a host.

A fault gets the request and a function that returns the normal response, and returns what is sent instead. All of these
are valid HTTP; `breakages.py` has those that are not.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from email.utils import formatdate
from enum import StrEnum

from tests.world.messages import Headers, Outcome, Reply, Request, as_json, html, settle, text
from tests.world.messages import redirect as send_to

Honest = Callable[[], Outcome | Awaitable[Outcome]]
Fault = Callable[[Request, Honest], Outcome | Awaitable[Outcome]]

LIMITS_PAGE = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api"


class HostFault(StrEnum):
    """A failure of a whole host, before any request is sent."""

    NXDOMAIN = "nxdomain"
    SERVFAIL = "servfail"
    REFUSED = "refused"
    WRONG_CERTIFICATE = "wrong name"
    EXPIRED_CERTIFICATE = "expired"
    EARLY_CERTIFICATE = "not yet valid"
    UNTRUSTED_CERTIFICATE = "untrusted"


def always(reply: Reply) -> Fault:
    """Answer every request the same."""
    return lambda _request, _honest: reply


def status(code: int, body: str = "", headers: Headers | None = None) -> Fault:
    """Answer with a status: `status(503)`, `status(999)`."""
    return always(html(body or f"<title>{code}</title>", code, headers))


def redirect(to: str, code: int = 302) -> Fault:
    """Redirect the client, such as to the front page or a private address."""
    return always(send_to(to, code))


def redirect_loop(code: int = 302) -> Fault:
    """Redirect the client back and forth between two addresses for ever."""

    def turn(request: Request, _honest: Honest) -> Outcome:
        path, _, query = request.target.partition("?")
        return send_to(path if query else path + "?again=1", code)

    return turn


def captive_portal(to: str | None = None) -> Fault:
    """Answer as a hotel's network does: with one login page for every address, or a redirect to it."""
    page = "<title>Welcome to Hotel WiFi</title><form action='/login'>Please sign in to use the network</form>"
    return always(html(page) if to is None else send_to(to))


def bot_wall() -> Fault:
    """Answer as a bot check does (developers.cloudflare.com: they carry `cf-mitigated: challenge`)."""
    headers = {"cf-mitigated": "challenge", "server": "cloudflare"}
    return status(403, "<title>Just a moment...</title>", headers)


def too_many_requests(retry_after: int | str | None = None) -> Fault:
    """429, with `Retry-After` as given, or without."""
    headers = {} if retry_after is None else {"retry-after": str(retry_after)}
    return always(text("Too Many Requests\n", 429, headers))


def too_many_requests_until(seconds: float) -> Fault:
    """429 with `Retry-After` as an HTTP date, `seconds` after the request."""

    def refuse(request: Request, _: Honest) -> Outcome:
        moment = formatdate(request.at + seconds, usegmt=True)
        return text("Too Many Requests\n", 429, {"retry-after": moment})

    return refuse


def secondary_limit(retry_after: int | None = 60, code: int = 403) -> Fault:
    """GitHub's limit on bursts."""
    return always(secondary_refusal(retry_after, code))


def secondary_refusal(retry_after: int | None, code: int = 403) -> Reply:
    """Refuse as GitHub does after a burst (docs.github.com, "Rate limits for the REST API", secondary rate limits)."""
    message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
    body = {"message": message, "documentation_url": f"{LIMITS_PAGE}#about-secondary-rate-limits"}
    return as_json(body, code, {} if retry_after is None else {"retry-after": str(retry_after)})


def primary_limit(reset_in: float = 3600, code: int = 403, limit: int = 60) -> Fault:
    """GitHub's hourly limit, used up (same page, "Exceeding the rate limit")."""

    def refuse(request: Request, _: Honest) -> Outcome:
        headers = {
            "x-ratelimit-limit": str(limit),
            "x-ratelimit-remaining": "0",
            "x-ratelimit-used": str(limit),
            "x-ratelimit-reset": str(int(request.at + reset_in)),
            "x-ratelimit-resource": "core",
        }
        body = {"message": "API rate limit exceeded for 127.0.0.1.", "documentation_url": LIMITS_PAGE}
        return as_json(body, code, headers)

    return refuse


def overload(most: int) -> Fault:
    """Fail as GitHub's GraphQL does if a query for more than a number of repositories takes too long (cli/cli#4152)."""
    message = "Something went wrong while executing your query. This may be the result of a timeout, or it could be a"
    body = {"data": None, "errors": [{"message": f"{message} GitHub bug."}]}

    def decide(request: Request, honest: Honest) -> Outcome | Awaitable[Outcome]:
        return as_json(body, 502) if request.body.count(b"repository(") > most else honest()

    return decide


def partly(kind: str, *aliases: str, message: str = "Something went wrong.") -> Fault:
    """Let some aliases of an otherwise normal GraphQL response fail with an error type (`FORBIDDEN`...)."""

    async def spoil(_: Request, honest: Honest) -> Outcome:
        reply = await settle(honest())
        assert isinstance(reply, Reply)
        assert isinstance(reply.body, bytes)
        answer = json.loads(reply.body)
        hit = [alias for alias in aliases if alias in answer["data"]]
        answer["data"] |= dict.fromkeys(hit)
        answer["errors"] = [
            *answer.get("errors", []),
            *({"type": kind, "path": [alias], "message": message} for alias in hit),
        ]
        return replace(reply, body=json.dumps(answer).encode())

    return spoil


def slow(seconds: float) -> Fault:
    """Delay the normal response."""

    async def later(_: Request, honest: Honest) -> Outcome:
        await asyncio.sleep(seconds)
        return await settle(honest())

    return later


def many_headers(count: int = 10_000) -> Fault:
    """Respond with an excessive number of headers."""
    return always(html("ok", 200, {f"x-filler-{number}": "x" * 40 for number in range(count)}))


def long_header(size: int = 1_000_000) -> Fault:
    """Respond with one overlong header."""
    return always(html("ok", 200, {"x-filler": "x" * size}))
