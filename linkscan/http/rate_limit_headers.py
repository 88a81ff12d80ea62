"""Parser of the headers and bodies by which servers limit requests. Pure: a response in, seconds out.

Sources: RFC 9110 10.2.3 (Retry-After); draft-ietf-httpapi-ratelimit-headers (RateLimit, RateLimit-Policy,
and the older RateLimit-Remaining and -Reset); docs.github.com "Rate limits for the REST API"
(x-ratelimit-*, secondary limits); docs.gitlab.com "Rate limits on GitLab.com";
huggingface.co/docs/hub/rate-limits (`"api";r=0;t=55`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from linkscan.http.git_errors import GitErrorKind, git_error
from linkscan.models import Response

_DAY = 86_400.0
_EPOCH = 1_000_000_000.0  # a reset above this is a moment, below it is a number of seconds
SECONDARY_WAIT = 60.0  # GitHub: "wait for at least one minute" when no header says how long
_SPAN = re.compile(r"\s*(?:(\d{1,6})h)?\s*(?:(\d{1,6})m)?\s*(?:(\d{1,8})(?:\.\d+)?s?)?\s*", re.ASCII)
_PARAMETER = re.compile(r"(?:^|[;,\s])(r|t|remaining|reset)=(\d{1,10})(?!\d)", re.ASCII)
_LIMIT_PAGE = re.compile(rb'"documentation_url"\s*:\s*"[^"\s]*rate-limit')
"""The page of its documentation that an error of GitHub's refers to: google/go-github tells a secondary limit by it."""
_LIMIT_TYPE = re.compile(rb'"type"\s*:\s*"RATE_LIMIT(?:ED)?"')
"""The type of GraphQL's error: RATE_LIMIT with the code `graphql_rate_limit`, formerly RATE_LIMITED."""
_LIMIT_PHRASES = (b"secondary rate limit", b"abuse detection", b"API rate limit exceeded")
"""The sentence decides where nothing else does. It is all that GitHub documents of a secondary limit: "an error message
that indicates that you exceeded a secondary rate limit", with 403 or 429, or 200 from GraphQL; headers may be missing
(hub4j/github-api#2009).
"""
_LIMIT_HEADERS = frozenset({"retry-after", "x-ratelimit-remaining", "ratelimit-remaining", "ratelimit"})
_HEAD = 4096  # a refusal says so at its beginning


@dataclass(frozen=True, slots=True)
class RemainingQuota:
    """The requests left of a quota, by the server's count, and in how many seconds it is filled up again."""

    requests: int
    resets_in: float


def has_limit_headers(response: Response) -> bool:
    """Return, at little cost, whether a response says anything about waiting or quotas: most do not."""
    return not response.headers.keys().isdisjoint(_LIMIT_HEADERS) or is_rate_limited(response)


def wait_before_retry(response: Response, now: float) -> float | None:
    """Return the seconds to wait before the same request is sent again; None when the server does not say."""
    if not has_limit_headers(response):
        return None
    if (wait := retry_after(response, now)) is not None:
        return wait
    waits = [left.resets_in for left in _quotas(response, _served_at(response, now)) if left.requests == 0]
    if waits:
        return max(waits)
    return SECONDARY_WAIT if is_secondary_limit(response) else None


def retry_after(response: Response, now: float) -> float | None:
    """Return `Retry-After` in seconds; None when it is not there, or means something else than "stay away"."""
    text = response.headers.get("retry-after")
    if not text or not is_refusal(response):
        return None
    wait = _span(text)
    if wait is None and (moment := _date(text)) is not None:
        wait = moment - _served_at(response, now)
    return None if wait is None else _bounded(wait)


def remaining_quota(response: Response, now: float) -> RemainingQuota | None:
    """Return the tightest of the quotas that a response reports; None when it reports none.

    A success reports it too: that is how to stop before the next request would be refused.
    """
    if response.headers.keys().isdisjoint(_LIMIT_HEADERS):
        return None
    return min(_quotas(response, _served_at(response, now)), key=lambda left: left.requests, default=None)


def is_secondary_limit(response: Response) -> bool:
    """Return whether a refusal says neither how long it lasts nor which quota it is about."""
    return is_rate_limited(response) and says_limited(response)


def is_rate_limited(response: Response) -> bool:
    """Return whether a response refuses too many requests, rather than this one."""
    match response.status:
        case 429:
            return True
        case 403:
            has_order = "retry-after" in response.headers or any(left.requests == 0 for left in _quotas(response, 0.0))
            return has_order or says_limited(response)
        case 200 if response.body.startswith(b"{"):  # GitHub's GraphQL refuses politely
            start = response.body[:_HEAD]
            return b'"errors"' in start[:64] and (_LIMIT_TYPE.search(start) is not None or says_limited(response))
        case 200 if error := git_error(response):
            return error.kind is GitErrorKind.LIMITED
    return False


def is_refusal(response: Response) -> bool:
    """Return whether a server that says "later" in this response means the next request as well."""
    return response.status in (403, 408, 425, 429, 503) or is_rate_limited(response)


def says_limited(response: Response) -> bool:
    """Return whether a body speaks of a limit, whatever its status."""
    start = response.body[:_HEAD]
    return _LIMIT_PAGE.search(start) is not None or any(words in start for words in _LIMIT_PHRASES)


def _served_at(response: Response, now: float) -> float:
    """Return when the response was made by the server's own clock, which may differ from ours."""
    return _date(response.headers.get("date", "")) or now


def _quotas(response: Response, served_at: float) -> Iterator[RemainingQuota]:
    """Yield each quota that the headers report."""
    headers = response.headers
    for prefix in ("x-ratelimit-", "ratelimit-"):
        left, reset = _number(headers.get(prefix + "remaining")), _number(headers.get(prefix + "reset"))
        if left is not None and reset is not None:
            yield RemainingQuota(int(left), _bounded(reset - served_at if reset > _EPOCH else reset))
    for item in headers.get("ratelimit", "")[:1000].split(', "'):
        told = dict(_PARAMETER.findall(item))
        left, reset = (
            _number(told.get("r") or told.get("remaining")),
            _number(told.get("t") or told.get("reset")),
        )
        if left is not None and reset is not None:
            yield RemainingQuota(int(left), _bounded(reset))


def _number(text: str | None) -> float | None:
    if not text:
        return None
    first = text.partition(",")[0].strip()  # repeated headers are joined
    return float(first) if first.isascii() and first.isdigit() and len(first) < 12 else None


def _span(text: str) -> float | None:
    """Return the seconds of `120`, and of the `3s` and `1m30s` that some servers send."""
    match = _SPAN.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return float(hours * 3600 + minutes * 60 + seconds)


def _date(text: str) -> float | None:
    if not text:
        return None
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def _bounded(seconds: float) -> float:
    return min(max(seconds, 0.0), _DAY)
