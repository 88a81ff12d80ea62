"""What an answer of GitHub means for the health of a place, whichever channel gave it.

Sources: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api (404 for private ones
too) and https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api (403 and 429). Blocked
repositories answer 451, formerly 403, with a `block` in the body; the OpenAPI description lacks it:
https://github.com/github/rest-api-description/issues/3314.
"""

from collections.abc import Sequence
from dataclasses import replace

from linkscan.forges.answers import Told, health_of, read_json, told_by, untold
from linkscan.forges.github.addresses import SITE, names
from linkscan.forges.replies import Reply
from linkscan.models import Answer, Facts, Failure, Health, Hop, Metadata, Place

MISSING = (404, 410)


class _Block(Reply):
    reason: Told[str] = None


class _Refusal(Reply):
    """The body of an API's error."""

    message: Told[str] = None
    block: Told[_Block] = None


def found(place: Place, metadata: Metadata, full_name: str | None) -> Facts:
    """Say that a repository is there, and whether it answers to another name now.

    Another spelling in capitals is the same name to GitHub.
    """
    asked = "/".join(names(place))
    name = full_name or asked
    here = "/".join(filter(None, (SITE, name, place.path)))
    if name.lower() == asked.lower():
        state = "archived by its owners" if metadata.archived else "there"
        return Facts(Health.OK, f"the repository is {state}", final_url=here, metadata=metadata)
    identity = f" (id {metadata.id})" if metadata.id else ""
    return Facts(
        Health.MOVED,
        f"{asked} is now {name}{identity}",
        final_url=here,
        redirects=(Hop(place.canonical, 301, here),),
        canonical=here,
        metadata=metadata,
    )


def blocked(answer: Answer) -> str | None:
    """Give GitHub's reason for having blocked a place, or None if it did not say that it is blocked."""
    refusal = read_json(answer, _Refusal) or _Refusal()
    message = refusal.message or ""
    if refusal.block is not None and answer.status in (403, 451):
        return refusal.block.reason or "no reason given"
    if answer.status == 403 and "access blocked" in message:
        return message
    return "for legal reasons" if answer.status == 451 else None


def told(place: Place, answers: Sequence[Answer], facts: Facts) -> Facts:
    """Add to facts how they were learned; the addresses of git and the API mean the place that was asked."""
    final_url = facts.final_url or place.canonical
    return replace(told_by(answers, replace(facts, final_url=final_url)), redirects=facts.redirects)


def refused(place: Place, answer: Answer, channel: str) -> Facts:
    """Read an answer that is neither what was asked for nor a plain "no"; `channel` names who gave it."""
    return told(place, [answer], _refusal(answer, channel))


def _refusal(answer: Answer, channel: str) -> Facts:
    reason = blocked(answer)
    if reason is not None:
        return Facts(Health.GONE, f"blocked by GitHub: {reason}")
    if is_limited(answer):
        return Facts(Health.UNREACHABLE, f"{channel}: rate limit still closed")
    if answer.failure is Failure.NO_SUCH_HOST:  # GitHub itself is not gone: our name server is
        return Facts(Health.UNREACHABLE, f"{channel}: {health_of(answer)[1]}")
    return replace(untold(answer, channel), final_url=None)


def is_limited(answer: Answer) -> bool:
    """Tell "slow down" from "not you": both may be a 403."""
    if answer.failure is Failure.LIMITED or answer.status == 429:
        return True
    exhausted = answer.headers.get("x-ratelimit-remaining") == "0" or "retry-after" in answer.headers
    return answer.status == 403 and (exhausted or b"rate limit" in answer.body[:4096])
