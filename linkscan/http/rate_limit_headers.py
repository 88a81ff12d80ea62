"""Parser of the headers and bodies with which servers limit requests. Pure: a response in, seconds out.

Sources: RFC 9110 10.2.3 (Retry-After); draft-ietf-httpapi-ratelimit-headers (RateLimit, RateLimit-Policy,
and the older RateLimit-Remaining and -Reset); docs.github.com "Rate limits for the REST API"
(x-ratelimit-*, secondary limits); docs.gitlab.com "Rate limits on GitLab.com";
huggingface.co/docs/hub/rate-limits (`"api";r=0;t=55`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from linkscan.http.git_errors import GitErrorKind, git_error
from linkscan.models import Response

_DAY = 86_400.0
_EPOCH = 1_000_000_000.0  # a reset above this is a time since the epoch, below it a number of seconds
SECONDARY_WAIT = 60.0  # GitHub: "wait for at least one minute" when no header says how long
_DURATION = re.compile(r"\s*(?:(\d{1,6})h)?\s*(?:(\d{1,6})m)?\s*(?:(\d{1,8})(?:\.\d+)?s?)?\s*", re.ASCII)
_PARAMETER = re.compile(r"(?:^|[;,\s])(r|t|remaining|reset)=(\d{1,10})(?!\d)", re.ASCII)
_LIMIT_PAGE = re.compile(rb'"documentation_url"\s*:\s*"[^"\s]*rate-limit')
"""GitHub's errors link to this page of its documentation; google/go-github detects secondary limits by it."""
_LIMIT_TYPE = re.compile(rb'"type"\s*:\s*"RATE_LIMIT(?:ED)?"')
"""The type of GitHub's GraphQL error: RATE_LIMIT with the code `graphql_rate_limit`, formerly RATE_LIMITED."""
_LIMIT_PHRASES = (b"secondary rate limit", b"abuse detection", b"API rate limit exceeded")
"""The phrase decides if nothing else does. It is all that GitHub documents about a secondary limit: "an error message
that indicates that you exceeded a secondary rate limit", with 403 or 429, or 200 from GraphQL. Headers may be missing
(hub4j/github-api#2009).
"""
_LIMIT_HEADERS = frozenset({"retry-after", "x-ratelimit-remaining", "ratelimit-remaining", "ratelimit"})
_HEAD = 4096  # bytes of the body that are searched


class RemainingQuota(NamedTuple):
    """The requests left of a quota by the server's count, and the seconds until the quota is reset."""

    requests: int
    resets_in: float


def has_limit_headers(response: Response) -> bool:
    """Return whether a response's headers say anything about waiting or quotas; a cheap check, as most do not."""
    return not response.headers.keys().isdisjoint(_LIMIT_HEADERS)


def wait_before_retry(response: Response, now: float) -> float | None:
    """Return the seconds to wait before sending the same request again; None if the server does not say."""
    if not (has_limit_headers(response) or is_rate_limited(response)):
        return None
    if (wait := retry_after(response, now)) is not None:
        return wait
    waits = [left.resets_in for left in _quotas(response, _served_at(response, now)) if left.requests == 0]
    if waits:
        return max(waits)
    return SECONDARY_WAIT if is_secondary_limit(response) else None


def retry_after(response: Response, now: float) -> float | None:
    """Return `Retry-After` in seconds; None if it is missing or invalid, or the response is not a refusal."""
    text = response.headers.get("retry-after")
    if not text or not is_refusal(response):
        return None
    wait = _duration(text)
    if wait is None and (moment := _date(text)) is not None:
        wait = moment - _served_at(response, now)
    return None if wait is None else _clamped(wait)


def remaining_quota(response: Response, now: float) -> RemainingQuota | None:
    """Return the tightest of the quotas that a response reports; None if it reports none.

    Successful responses report quotas too, which allows stopping before a request is refused.
    """
    if not has_limit_headers(response):
        return None
    return min(_quotas(response, _served_at(response, now)), key=lambda left: left.requests, default=None)


def is_secondary_limit(response: Response) -> bool:
    """Return whether a response refuses the number of requests, and says so in its body as secondary limits do."""
    return is_rate_limited(response) and says_limited(response)


def is_rate_limited(response: Response) -> bool:
    """Return whether a response refuses the number of requests, rather than this one."""
    match response.status:
        case 429:
            return True
        case 403:
            has_wait = "retry-after" in response.headers or any(left.requests == 0 for left in _quotas(response, 0.0))
            return has_wait or says_limited(response)
        case 200 if response.body.startswith(b"{"):  # GitHub's GraphQL reports limits with status 200
            start = response.body[:_HEAD]
            return b'"errors"' in start[:64] and (_LIMIT_TYPE.search(start) is not None or says_limited(response))
        case 200 if error := git_error(response):
            return error.kind is GitErrorKind.LIMITED
    return False


def is_refusal(response: Response) -> bool:
    """Return whether a response puts off not only this request but further ones to its host as well."""
    return response.status in (403, 408, 425, 429, 503) or is_rate_limited(response)


def says_limited(response: Response) -> bool:
    """Return whether a body mentions a rate limit, whatever the status."""
    start = response.body[:_HEAD]
    return _LIMIT_PAGE.search(start) is not None or any(words in start for words in _LIMIT_PHRASES)


def _served_at(response: Response, now: float) -> float:
    """Return the time of the response by the server's clock, which may differ from ours; `now` without a `Date`."""
    return _date(response.headers.get("date", "")) or now


def _quotas(response: Response, served_at: float) -> Iterator[RemainingQuota]:
    """Yield each quota that the headers report."""
    headers = response.headers
    for prefix in ("x-ratelimit-", "ratelimit-"):
        left, reset = _number(headers.get(prefix + "remaining")), _number(headers.get(prefix + "reset"))
        if left is not None and reset is not None:
            yield RemainingQuota(int(left), _clamped(reset - served_at if reset > _EPOCH else reset))
    for item in headers.get("ratelimit", "")[:1000].split(', "'):
        parameters = dict(_PARAMETER.findall(item))
        left, reset = (
            _number(parameters.get("r") or parameters.get("remaining")),
            _number(parameters.get("t") or parameters.get("reset")),
        )
        if left is not None and reset is not None:
            yield RemainingQuota(int(left), _clamped(reset))


def _number(text: str | None) -> float | None:
    if not text:
        return None
    first = text.partition(",")[0].strip()  # repeated headers are joined
    return float(first) if first.isascii() and first.isdigit() and len(first) < 12 else None


def _duration(text: str) -> float | None:
    """Return the seconds in `120`, or in the `3s` and `1m30s` that some servers send."""
    match = _DURATION.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return float(hours * 3600 + minutes * 60 + seconds)


def _date(text: str) -> float | None:
    if not text:
        return None
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - few responses date their limits

    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def _clamped(seconds: float) -> float:
    return min(max(seconds, 0.0), _DAY)
