"""From a response to the health of a target, its JSON and its provenance; shared by all hosts."""

from collections.abc import Mapping, Sequence
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar

from linkscan.http.git_errors import GitErrorKind, git_error
from linkscan.models import Facts, Failure, Health, Response, SkipCause, Target
from linkscan.urls import comparable

if TYPE_CHECKING:
    from pydantic import BaseModel  # its import takes as long as that of all hosts, and pages do not need it

GONE = frozenset({404, 410})
"""RFC 9110 15.5.5 and 15.5.11: the host itself says that the target does not exist."""

RESTRICTED = frozenset({401, 402, 403, 407, 451, 999})
"""RFC 9110 15.5.2-15.5.4 and 15.5.8; 999 is LinkedIn's refusal of bots (lychee and linkinator treat it the same way).

451 reports a legal obstacle, often in one country only, rather than absence: RFC 7725, section 3. GitHub's notices of
repositories that it took down are parsed in `hosts/github/status.py`.
"""

PRIVATE = Facts(Health.RESTRICTED, "private: visible to a credential of this run, perhaps not to readers")
"""The facts of a repository that only this run's credential can see; nothing about it is stored."""

_PRIVATE_MARKS = tuple(
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
"""How APIs mark private repositories."""

PERMANENT = frozenset({301, 308})
"""RFC 9110 15.4.2 and 15.4.9. With any other redirect the requested address remains the valid one."""

_CHALLENGES = (("cf-mitigated", "Cloudflare"), ("x-amzn-waf-action", "AWS"))
"""Headers of bot checks, whatever the status (AWS answers 202 or 405):
https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/ and
https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html.
"""

_HEALTH_BY_FAILURE = {
    Failure.NO_SUCH_HOST: (Health.GONE, "the name of the host does not exist"),
    Failure.UNSAFE: (Health.SKIPPED, str(Failure.UNSAFE)),
    Failure.EXCLUDED: (Health.SKIPPED, str(Failure.EXCLUDED)),
    Failure.OFFLINE: (Health.SKIPPED, str(Failure.OFFLINE)),
    Failure.BUDGET: (Health.SKIPPED, str(Failure.BUDGET)),
    Failure.NOT_RECORDED: (Health.SKIPPED, str(Failure.NOT_RECORDED)),
}
"""The health and reason of a failure; one that is not listed is `UNREACHABLE`."""

_SKIP_CAUSES = {
    Failure.UNSAFE: SkipCause.UNSAFE,
    Failure.EXCLUDED: SkipCause.EXCLUDED,
    Failure.OFFLINE: SkipCause.OFFLINE,
    Failure.BUDGET: SkipCause.BUDGET,
    Failure.NOT_RECORDED: SkipCause.NOT_RECORDED,
}

T = TypeVar("T")
Shape = TypeVar("Shape", bound="BaseModel")


def is_marked_private(body: bytes) -> bool:
    """Return whether an API's response is about a private repository; for `Request.is_private`."""
    return any(mark in body for mark in _PRIVATE_MARKS)


def health_of(response: Response) -> tuple[Health, str]:
    """Return the health of a target by one response alone, and the reason in words.

    A failure takes precedence over the status. Whether the network as a whole is down is judged elsewhere, as one
    response cannot tell.
    """
    if response.failure is not None:
        health, words = _HEALTH_BY_FAILURE.get(response.failure, (Health.UNREACHABLE, str(response.failure)))
        return health, f"{words}: {response.detail}" if response.detail else words
    status = response.status or 0
    for header, vendor in _CHALLENGES:
        if header in response.headers:
            return Health.RESTRICTED, f"{vendor}'s bot check answers instead of the host ({in_words(status)})"
    if not 200 <= status < 300:
        return _health_of_error(status, response.headers)
    settled = settled_url(response)
    if settled is not None:
        return Health.MOVED, f"moved permanently to {settled}"
    return Health.OK, _answered(status)


def _health_of_error(status: int, headers: Mapping[str, str]) -> tuple[Health, str]:
    if status in RESTRICTED or (status in GONE and "www-authenticate" in headers):
        return Health.RESTRICTED, _answered(status)
    if status in GONE and not _has_retry_time(headers):
        return Health.GONE, _answered(status)
    return Health.UNREACHABLE, f"{_answered(status)}, so its state is unknown"


def _has_retry_time(headers: Mapping[str, str]) -> bool:
    """Return whether a host says when to retry (RFC 9110 10.2.3); Fastly sends "0" with any status."""
    return headers.get("retry-after", "").strip().lstrip("0") != ""


@cache
def _answered(status: int) -> str:
    """Return the reason for a status; cached, as a million copies would take 64 MB."""
    return f"answered {in_words(status)}"


def in_words(status: int) -> str:
    """Return a status with its phrase: `404 Not Found`."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def settled_url(response: Response) -> str | None:
    """Return the address with which permanent redirects replaced the requested one; None if it is the same place.

    Redirects after the first temporary one do not count. A different scheme, `www.`, trailing slash, `.git` or letter
    case is still the same place.
    """
    if not response.redirects:
        return None
    settled = requested = response.redirects[0].url
    for hop in response.redirects:
        if hop.status not in PERMANENT:
            break
        settled = hop.location
    if settled == requested or comparable(requested).casefold() == comparable(settled).casefold():
        return None
    return settled


def skip_cause_of(response: Response) -> SkipCause | None:
    """Return why no request was sent; None if one was, whatever the outcome."""
    return None if response.failure is None else _SKIP_CAUSES.get(response.failure)


def with_provenance(responses: Sequence[Response], facts: Facts) -> Facts:
    """Return facts with their provenance: status and redirects of the first response, time and cost of all.

    Status, final URL and redirects that the facts already have are kept.
    """
    if not responses:
        return facts
    first = responses[0]
    causes = filter(None, map(skip_cause_of, responses))
    return facts._replace(
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
    """Return the facts in a response's status and redirects, together with what was found in its page."""
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
    """Return the facts of a target whose host did not return the expected data; `channel` names what was queried.

    A successful status without the data comes from a captive portal, an interstitial or a truncated response, and
    proves neither that the target exists nor that it is gone. Neither does an API host name that fails to resolve: it
    is far likelier that a name server has failed than that the service has vanished.
    """
    health, reason = health_of(response)
    error = git_error(response) if response.status == 200 else None
    if error is not None:
        health = Health.GONE if error.kind is GitErrorKind.BLOCKED else Health.UNREACHABLE
        what = "still rate limited, it says" if error.kind is GitErrorKind.LIMITED else "it says"
        reason = f"{what} “{error.message}”"
    elif health.is_alive:
        what = "a truncated response" if response.truncated else "unexpected content"
        health, reason = Health.UNREACHABLE, f"answered {response.status} with {what}"
    if response.failure is Failure.NO_SUCH_HOST:
        health = Health.UNREACHABLE
    return with_provenance([response], Facts(health, f"{channel}: {reason}"))


def says_missing(response: Response) -> bool:
    """Return whether a git server reports, with status 200, that a repository is missing or not public."""
    error = git_error(response) if response.status == 200 else None
    return error is not None and error.kind is GitErrorKind.DENIED


def with_provenance_of(target: Target, responses: Sequence[Response], facts: Facts) -> Facts:
    """Return facts with their provenance, but the URLs of `target` in place of the API's that were requested."""
    final_url = facts.final_url or facts.canonical or target.canonical
    return with_provenance(responses, facts._replace(final_url=final_url))._replace(redirects=facts.redirects)


def no_data_for(target: Target, response: Response, channel: str) -> Facts:
    """Return the facts of `target` if its host's API returned no data; see `no_data`."""
    return with_provenance_of(target, [response], no_data(response, channel)._replace(final_url=None))


def read_json(response: Response, shape: type[Shape]) -> Shape | None:
    """Return a body validated as `shape`, whatever the status; None if it does not validate.

    Never raises, not even for deeply nested JSON: pydantic's parser gives up at 200 levels.
    """
    if response.failure is not None or response.truncated:
        return None
    try:
        return shape.model_validate_json(response.body)
    except ValueError:  # pydantic's ValidationError is one
        return None


def gone(target: Target, response: Response, what: str, reason: str | None = None) -> Facts:
    """Return the facts of a deposit that its host does not have, or has removed for `reason`."""
    words = f"{what} was removed" if response.status == 410 else f"no public {what}"
    return with_provenance_of(target, [response], Facts(Health.GONE, f"{words}: {reason}" if reason else words))


def without_data(target: Target, response: Response, what: str, reason: str | None = None) -> Facts:
    """Return the facts of a deposit from a response that does not describe it."""
    if response.failure is None and response.status in (404, 410):
        return gone(target, response, what, reason)
    return no_data_for(target, response, "the API")
