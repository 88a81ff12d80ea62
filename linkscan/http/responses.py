"""What a response means for the health of a target, its JSON, its provenance: shared by all hosts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar

from linkscan.http.git_errors import GitErrorKind, git_error
from linkscan.models import Facts, Failure, Health, Response, SkipCause, Target
from linkscan.urls import comparable

if TYPE_CHECKING:
    from pydantic import BaseModel  # its import takes as long as that of all hosts, and pages need none of it

GONE = frozenset({404, 410})
"""RFC 9110 15.5.5 and 15.5.11: the host itself says no."""

RESTRICTED = frozenset({401, 402, 403, 407, 451, 999})
"""RFC 9110 15.5.2-15.5.4 and 15.5.8; 999 is LinkedIn's "not you" (lychee and linkinator treat it alike).

451 tells of a legal obstacle, often in one country only, and not of absence: RFC 7725, section 3. What GitHub says of a
repository that it took down is read in `hosts/github/status.py`.
"""

PRIVATE = Facts(Health.RESTRICTED, "private: a credential of this run may see it, its readers may not")
"""What a run says of a repository that only its credential lets it see; nothing of it is kept."""

PRIVATE_MARKS = tuple(
    f'"{name}":{space}{value}'.encode()
    for name, value in (
        ("isPrivate", "true"),
        ("private", "true"),
        ("is_private", "true"),
        ("internal", "true"),
        ("visibility", '"private"'),
        ("visibility", '"internal"'),
    )
    for space in ("", " ")
)
"""How APIs mark what is private; for `Request.no_store_if`."""

PERMANENT = frozenset({301, 308})
"""RFC 9110 15.4.2 and 15.4.9. All other redirects keep the address that was asked."""

_CHALLENGES = (("cf-mitigated", "Cloudflare"), ("x-amzn-waf-action", "AWS"))
"""Headers of bot checks, whatever their status (AWS answers 202 or 405):
https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/ and
https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html.
"""

_FAILED = {
    Failure.NO_SUCH_HOST: (Health.GONE, "the name of the host does not exist"),
    Failure.UNSAFE: (Health.SKIPPED, str(Failure.UNSAFE)),
    Failure.EXCLUDED: (Health.SKIPPED, str(Failure.EXCLUDED)),
    Failure.OFFLINE: (Health.SKIPPED, str(Failure.OFFLINE)),
    Failure.BUDGET: (Health.SKIPPED, str(Failure.BUDGET)),
    Failure.NOT_RECORDED: (Health.SKIPPED, str(Failure.NOT_RECORDED)),
}
"""What a failure means; one that is not listed is `UNREACHABLE`."""

_SKIPPED = {
    Failure.UNSAFE: SkipCause.UNSAFE,
    Failure.EXCLUDED: SkipCause.EXCLUDED,
    Failure.OFFLINE: SkipCause.OFFLINE,
    Failure.BUDGET: SkipCause.BUDGET,
    Failure.NOT_RECORDED: SkipCause.NOT_RECORDED,
}

T = TypeVar("T")
Shape = TypeVar("Shape", bound="BaseModel")


def health_of(response: Response) -> tuple[Health, str]:
    """Return what a response alone means for the target, and why, in words.

    Failures count before the status. A run without any network is not judged here: one response cannot tell.
    """
    if response.failure is not None:
        health, words = _FAILED.get(response.failure, (Health.UNREACHABLE, str(response.failure)))
        return health, f"{words}: {response.detail}" if response.detail else words
    status = response.status or 0
    for header, whose in _CHALLENGES:
        if header in response.headers:
            return Health.RESTRICTED, f"{whose}'s bot check answers instead of the host ({in_words(status)})"
    if not 200 <= status < 300:
        return _refusal(status, response.headers)
    settled = settled_url(response)
    if settled is not None:
        return Health.MOVED, f"moved permanently to {settled}"
    return Health.OK, _answered(status)


def _refusal(status: int, headers: Mapping[str, str]) -> tuple[Health, str]:
    if status in RESTRICTED or (status in GONE and "www-authenticate" in headers):
        return Health.RESTRICTED, _answered(status)
    if status in GONE and not _names_a_time(headers):
        return Health.GONE, _answered(status)
    return Health.UNREACHABLE, f"{_answered(status)}, so its state is unknown"


def _names_a_time(headers: Mapping[str, str]) -> bool:
    """Return whether a host says when to come again (RFC 9110 10.2.3); Fastly says "0" with any status."""
    return headers.get("retry-after", "").strip().lstrip("0") != ""


@cache
def _answered(status: int) -> str:
    """Return one string for all responses of a status: a million of them would take 64 MB."""
    return f"answered {in_words(status)}"


def in_words(status: int) -> str:
    """Return a status with its phrase: `404 Not Found`."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def settled_url(response: Response) -> str | None:
    """Return the address that permanent redirects replaced the requested one by; None if it is the same place.

    What a temporary redirect leads on to is not settled. Scheme, `www.`, a trailing slash, `.git` and letter
    case make no other place.
    """
    settled = asked = response.redirects[0].url if response.redirects else response.url
    for hop in response.redirects:
        if hop.status not in PERMANENT:
            break
        settled = hop.location
    if settled == asked or comparable(asked).casefold() == comparable(settled).casefold():
        return None
    return settled


def skip_cause_of(response: Response) -> SkipCause | None:
    """Return why something was not requested at all; None where it was, whatever came of it."""
    return None if response.failure is None else _SKIPPED.get(response.failure)


def with_provenance(responses: Sequence[Response], facts: Facts) -> Facts:
    """Return facts with how they were learned: status and redirects of the first response, time and cost of all.

    What the facts say themselves stays.
    """
    if not responses:
        return facts
    first = responses[0]
    causes = filter(None, map(skip_cause_of, responses))
    return replace(
        facts,
        skip_cause=next(causes, None) if facts.health is Health.SKIPPED or facts.files is None else None,
        status_code=first.status if facts.status_code is None else facts.status_code,
        final_url=facts.final_url or (first.url if first.status is not None else None),
        redirects=facts.redirects or first.redirects,
        asked_at=max(response.asked_at for response in responses),
        elapsed_ms=sum(response.elapsed_ms for response in responses),
        attempts=sum(response.attempts for response in responses),
        from_cache=all(response.from_cache for response in responses),
    )


def facts_from_status(
    response: Response,
    *,
    remark: str = "",
    leads: tuple[str, ...] = (),
    notice: str | None = None,
    guess: str | None = None,
) -> Facts:
    """Return the facts that a response alone tells, and what was read in its page."""
    health, reason = health_of(response)
    return Facts(
        health,
        reason + remark,
        status_code=response.status,
        final_url=None if response.status is None else response.url,
        redirects=response.redirects,
        canonical=settled_url(response) if health is Health.MOVED else None,
        leads=leads,
        guess=guess,
        notice=notice,
        skip_cause=skip_cause_of(response),
        asked_at=response.asked_at,
        elapsed_ms=response.elapsed_ms,
        attempts=response.attempts,
        from_cache=response.from_cache,
    )


def no_data(response: Response, channel: str) -> Facts:
    """Return the facts of a target whose host gave no data where it should have; `channel` names who was asked.

    A good status without the data is a captive portal, an interstitial or a truncated response: never a yes, never a
    no. Nor is it a no that the name of an API does not resolve: services do not vanish, name servers fail.
    """
    health, reason = health_of(response)
    error = git_error(response) if response.status == 200 else None
    if error is not None:
        health = Health.GONE if error.kind is GitErrorKind.BLOCKED else Health.UNREACHABLE
        what = "rate limit still closed, it says" if error.kind is GitErrorKind.LIMITED else "it says"
        reason = f"{what} “{error.message}”"
    elif health.is_alive:
        what = "an answer that was cut" if response.truncated else "unexpected content"
        health, reason = Health.UNREACHABLE, f"answered {response.status} with {what}"
    if response.failure is Failure.NO_SUCH_HOST:
        health = Health.UNREACHABLE
    return with_provenance([response], Facts(health, f"{channel}: {reason}"))


def says_missing(response: Response) -> bool:
    """Return whether a git server says, with a good status, that a repository is missing or not public."""
    error = git_error(response) if response.status == 200 else None
    return error is not None and error.kind is GitErrorKind.DENIED


def with_provenance_of(target: Target, responses: Sequence[Response], facts: Facts) -> Facts:
    """Return facts with how they were learned, where the addresses requested, an API's, only stand for `target`."""
    final_url = facts.final_url or facts.canonical or target.canonical
    return replace(with_provenance(responses, replace(facts, final_url=final_url)), redirects=facts.redirects)


def no_data_for(target: Target, response: Response, channel: str) -> Facts:
    """Return the facts of `target` where its host's API gave no data; see `no_data`."""
    return with_provenance_of(target, [response], replace(no_data(response, channel), final_url=None))


def read_json(response: Response, shape: type[Shape]) -> Shape | None:
    """Return a body validated as `shape`, whatever the status; None where it is anything else.

    Never raises; depth does no harm either: pydantic's parser gives up at 200 levels.
    """
    if response.failure is not None or response.truncated:
        return None
    try:
        return shape.model_validate_json(response.body)
    except ValueError:  # pydantic's ValidationError is one
        return None


def gone(target: Target, response: Response, what: str, reason: str | None = None) -> Facts:
    """Return the facts of a deposit that its host does not have, or removed for `reason`."""
    words = f"{what} was removed" if response.status == 410 else f"no public {what}"
    return with_provenance_of(target, [response], Facts(Health.GONE, f"{words}: {reason}" if reason else words))


def without_data(target: Target, response: Response, what: str, reason: str | None = None) -> Facts:
    """Return the facts of a response that is no description of a deposit."""
    if response.failure is None and response.status in (404, 410):
        return gone(target, response, what, reason)
    return no_data_for(target, response, "the API")
