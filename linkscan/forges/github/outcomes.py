"""What an answer of GitHub means for the health of a place, whichever channel gave it.

Sources: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api (404 also for private ones),
https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api (403 and 429), and for blocked
repositories (451, or 403, with a `block` in the body, absent from the OpenAPI description)
https://github.com/github/rest-api-description/issues/3314.
"""

from collections.abc import Sequence
from dataclasses import replace

from pydantic import BaseModel, ValidationError

from linkscan.forges.github.addresses import SITE, names
from linkscan.models import Answer, Facts, Failure, Health, Metadata, Place

NEVER_ASKED = {Failure.UNSAFE, Failure.OFFLINE, Failure.NOT_RECORDED, Failure.BUDGET}


class _Block(BaseModel):
    reason: str | None = None


class _Refusal(BaseModel):
    """The body of an API error: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api."""

    message: str = ""
    block: _Block | None = None


def told_by(answers: Sequence[Answer], facts: Facts) -> Facts:
    """Add to facts how they were learned: status and chain of the first answer, cost of all."""
    if not answers:
        return facts
    first = answers[0]
    return replace(
        facts,
        status_code=first.status if facts.status_code is None else facts.status_code,
        redirects=facts.redirects or first.hops,
        asked_at=max(answer.asked_at for answer in answers),
        elapsed_ms=sum(answer.elapsed_ms for answer in answers),
        attempts=sum(answer.attempts for answer in answers),
        from_cache=all(answer.from_cache for answer in answers),
    )


def found(place: Place, metadata: Metadata, reason: str, full_name: str | None = None) -> Facts:
    """Say that a repository is there, and whether it answers to another name now.

    Another spelling in capitals is the same name to GitHub.
    """
    asked = "/".join(names(place))
    name = full_name or asked
    final_url = "/".join(filter(None, (SITE, name, place.path)))
    if name.lower() == asked.lower():
        return Facts(Health.OK, reason, final_url=final_url, metadata=metadata)
    identity = f" (id {metadata.id})" if metadata.id else ""
    return Facts(
        Health.MOVED,
        f"{asked} is now {name}{identity}",
        final_url=final_url,
        canonical=final_url,
        metadata=metadata,
    )


def blocked(answer: Answer) -> str | None:
    """Give GitHub's reason for having blocked a place, or None if it did not say that it is blocked."""
    try:
        refusal = _Refusal.model_validate_json(answer.body)
    except ValidationError:
        refusal = _Refusal()
    if refusal.block is not None:
        return refusal.block.reason or "no reason given"
    if answer.status == 451:
        return "legal reasons"
    if answer.status == 403 and (
        "access blocked" in refusal.message or "account was suspended" in refusal.message
    ):
        return refusal.message
    return None


def refused(answer: Answer, channel: str) -> Facts:
    """Read an answer that is neither a yes nor a no; `channel` names who gave it."""
    if answer.failure is not None:
        health = Health.SKIPPED if answer.failure in NEVER_ASKED else Health.UNREACHABLE
        detail = f": {answer.detail}" if answer.detail else ""
        return told_by([answer], Facts(health, f"{channel}: {answer.failure}{detail}"))
    reason = blocked(answer)
    if reason is not None:
        return told_by([answer], Facts(Health.GONE, f"blocked by GitHub ({reason})"))
    if answer.status == 429 or (answer.status == 403 and is_limited(answer)):
        return told_by([answer], Facts(Health.UNREACHABLE, f"{channel}: rate limit still closed"))
    if answer.status in (401, 403):
        return told_by([answer], Facts(Health.RESTRICTED, f"{channel} answered {answer.status}"))
    return told_by([answer], Facts(Health.UNREACHABLE, f"{channel} answered {answer.status}"))


def is_limited(answer: Answer) -> bool:
    """Tell a 403 that means "slow down" from one that means "not you"."""
    return (
        answer.headers.get("x-ratelimit-remaining") == "0"
        or "retry-after" in answer.headers
        or (b"rate limit" in answer.body[:4096])
    )
