"""What an answer of GitHub means for the health of a place, whichever channel gave it.

Sources: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api (404 for private ones
too) and https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api (403 and 429). Blocked
repositories answer 451, formerly 403, with a `block` in the body; the OpenAPI description lacks it:
https://github.com/github/rest-api-description/issues/3314.
"""

from collections.abc import Sequence
from dataclasses import replace

from linkscan.hosts.github.addresses import SITE, names
from linkscan.hosts.responses import Told, health_of, no_data, read_json, with_provenance
from linkscan.hosts.schemas import Schema
from linkscan.models import Facts, Failure, Health, Metadata, Redirect, Response, Target

MISSING = (404, 410)


class _Block(Schema):
    reason: Told[str] = None


class _Refusal(Schema):
    """The body of an API's error."""

    message: Told[str] = None
    block: Told[_Block] = None


def found(target: Target, metadata: Metadata, full_name: str | None) -> Facts:
    """Return that a repository is there, and whether it answers to another name now.

    Another spelling in capitals is the same name to GitHub.
    """
    asked = "/".join(names(target))
    name = full_name or asked
    here = "/".join(filter(None, (SITE, name, target.path)))
    if name.lower() == asked.lower():
        state = "archived by its owners" if metadata.archived else "there"
        return Facts(Health.OK, f"the repository is {state}", final_url=here, metadata=metadata)
    identity = f" (id {metadata.id})" if metadata.id else ""
    return Facts(
        Health.MOVED,
        f"{asked} is now {name}{identity}",
        final_url=here,
        redirects=(Redirect(target.canonical, 301, here),),
        canonical=here,
        metadata=metadata,
    )


def blocked(response: Response) -> str | None:
    """Return GitHub's reason for having blocked a place, or None if it did not say that it is blocked."""
    refusal = read_json(response, _Refusal) or _Refusal()
    message = refusal.message or ""
    if refusal.block is not None and response.status in (403, 451):
        return refusal.block.reason or "no reason given"
    if response.status == 403 and "access blocked" in message:
        return message
    return "for legal reasons" if response.status == 451 else None


def told(target: Target, responses: Sequence[Response], facts: Facts) -> Facts:
    """Add to facts how they were learned; the addresses of git and the API mean the place that was asked."""
    final_url = facts.final_url or target.canonical
    return replace(with_provenance(responses, replace(facts, final_url=final_url)), redirects=facts.redirects)


def refused(target: Target, response: Response, channel: str) -> Facts:
    """Read an answer that is neither what was asked for nor a plain "no"; `channel` names who gave it."""
    return told(target, [response], _refusal(response, channel))


def _refusal(response: Response, channel: str) -> Facts:
    reason = blocked(response)
    if reason is not None:
        return Facts(Health.GONE, f"blocked by GitHub: {reason}")
    if is_limited(response):
        return Facts(Health.UNREACHABLE, f"{channel}: rate limit still closed")
    if response.failure is Failure.NO_SUCH_HOST:  # GitHub itself is not gone: our name server is
        return Facts(Health.UNREACHABLE, f"{channel}: {health_of(response)[1]}")
    return replace(no_data(response, channel), final_url=None)


def is_limited(response: Response) -> bool:
    """Return "slow down" from "not you": both may be a 403."""
    if response.failure is Failure.LIMITED or response.status == 429:
        return True
    exhausted = response.headers.get("x-ratelimit-remaining") == "0" or "retry-after" in response.headers
    return response.status == 403 and (exhausted or b"rate limit" in response.body[:4096])
