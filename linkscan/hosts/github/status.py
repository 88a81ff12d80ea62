"""What responses from GitHub, over the API, git or a web page, mean for the health of a target.

Sources: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api (404 for private repositories
too) and https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api (403 and 429). Blocked
repositories answer 451 for legal reasons and 403 for others. Only `block` in the body distinguishes the latter from
other 403s; the OpenAPI description lacks it: https://github.com/github/rest-api-description/issues/3314.
"""

import re

from linkscan.hosts.github.addresses import SITE, names
from linkscan.http.rate_limit_headers import is_rate_limited
from linkscan.http.responses import health_of, no_data, read_json, with_provenance_of
from linkscan.http.schemas import Lenient, Schema
from linkscan.models import Facts, Failure, Health, Metadata, Redirect, Response, Target

MISSING = (404, 410)
_PEEK = 1 << 16  # bytes of the body searched for the notice
_BLOCKED = re.compile(
    rb"access to this repository has been disabled(?: by github[^.<\"]{0,160})?"
    rb"|repository unavailable due to (?:a )?dmca takedown|this repository has been disabled",
    re.IGNORECASE,
)
"""GitHub's notice in the body of a 403 to git and in the heading of a page, where no field or header conveys it."""


class _Block(Schema):
    reason: Lenient[str] = None


class _Refusal(Schema):
    """The body of an error response of the API."""

    block: Lenient[_Block] = None


def found(target: Target, metadata: Metadata, full_name: str | None) -> Facts:
    """Return the facts of a repository that exists, `moved` if its name has changed other than in letter case."""
    requested = "/".join(names(target))
    name = full_name or requested
    here = "/".join(filter(None, (SITE, name, target.path)))
    if name.lower() == requested.lower():
        state = "archived by its owners" if metadata.archived else "there"
        return Facts(Health.OK, f"the repository is {state}", final_url=here, metadata=metadata)
    identity = f" (id {metadata.id})" if metadata.id else ""
    return Facts(
        Health.MOVED,
        f"{requested} is now {name}{identity}",
        final_url=here,
        redirects=(Redirect(target.canonical, 301, here),),
        canonical=here,
        metadata=metadata,
    )


def blocked(response: Response) -> str | None:
    """Return GitHub's reason for blocking a repository; None if the response does not say that it is blocked."""
    refusal = read_json(response, _Refusal) or _Refusal()
    if refusal.block is not None and response.status in (403, 451):
        return refusal.block.reason or "no reason given"
    words = _BLOCKED.search(response.body[:_PEEK]) if response.failure is None else None
    if words is not None and response.status in (200, 403, 404, 451):
        return " ".join(words[0].decode("utf-8", "replace").split())
    return "for legal reasons" if response.status == 451 else None


def no_data_for(target: Target, response: Response, channel: str) -> Facts:
    """Return the facts for a response that is neither data nor a plain 404; `channel` names its origin in reasons."""
    return with_provenance_of(target, [response], _refusal(response, channel))


def _refusal(response: Response, channel: str) -> Facts:
    reason = blocked(response)
    if reason is not None:
        return Facts(Health.GONE, f"blocked by GitHub: {reason}")
    is_spent = response.status == 403 and response.headers.get("x-ratelimit-remaining") == "0"
    if response.failure is Failure.LIMITED or is_spent or is_rate_limited(response):
        return Facts(Health.UNREACHABLE, f"{channel}: rate limit still closed")
    if response.failure is Failure.NO_SUCH_HOST:  # GitHub itself is not gone: the fault is in local name resolution
        return Facts(Health.UNREACHABLE, f"{channel}: {health_of(response)[1]}")
    return no_data(response, channel)._replace(final_url=None)
