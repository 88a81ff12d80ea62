"""Read what a server orders about waiting. Pure: an answer in, seconds out.

Sources: RFC 9110 10.2.3 (Retry-After); draft-ietf-httpapi-ratelimit-headers (RateLimit, RateLimit-Policy,
and the older RateLimit-Remaining and -Reset); docs.github.com "Rate limits for the REST API"
(x-ratelimit-*, secondary limits); docs.gitlab.com "Rate limits on GitLab.com";
huggingface.co/docs/hub/rate-limits (`"api";r=0;t=55`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from linkscan.models import Answer

_DAY = 86_400.0
_EPOCH = 1_000_000_000.0  # a reset above this is a moment, below it is a number of seconds
SECONDARY_WAIT = 60.0  # GitHub: "wait for at least one minute" when no header says how long
_SPAN = re.compile(r"\s*(?:(\d{1,6})h)?\s*(?:(\d{1,6})m)?\s*(?:(\d{1,8})(?:\.\d+)?s?)?\s*", re.ASCII)
_PARAMETER = re.compile(r"(?:^|[;,\s])(r|t|remaining|reset)=(\d{1,10})(?!\d)", re.ASCII)
_LIMIT_WORDS = (
    b"secondary rate limit",
    b"secondary-rate-limits",
    b"abuse detection",
    b"API rate limit exceeded",
)
_ORDERS = frozenset({"retry-after", "x-ratelimit-remaining", "ratelimit-remaining", "ratelimit"})
_PEEK = 4096  # a refusal says so at its beginning


@dataclass(frozen=True, slots=True)
class Left:
    """What a server counts as left of a quota, and in how many seconds it is filled up again."""

    requests: int
    resets_in: float


def orders_anything(answer: Answer) -> bool:
    """Tell, at little cost, whether an answer says anything about waiting: most do not."""
    return not answer.headers.keys().isdisjoint(_ORDERS) or is_limited(answer)


def ordered_wait(answer: Answer, now: float) -> float | None:
    """Tell how many seconds who asked the same again would have to wait; None when the server does not say."""
    if not orders_anything(answer):
        return None
    if (wait := asked_wait(answer, now)) is not None:
        return wait
    waits = [left.resets_in for left in _quotas(answer, _served_at(answer, now)) if left.requests == 0]
    if waits:
        return max(waits)
    return SECONDARY_WAIT if is_secondary(answer) else None


def asked_wait(answer: Answer, now: float) -> float | None:
    """Read `Retry-After`, in seconds; None when it is not there, or means something else than "stay away"."""
    text = answer.headers.get("retry-after")
    if not text or not is_refusal(answer):
        return None
    wait = _span(text)
    if wait is None and (moment := _date(text)) is not None:
        wait = moment - _served_at(answer, now)
    return None if wait is None else _bounded(wait)


def quota_left(answer: Answer, now: float) -> Left | None:
    """Tell the tightest of the quotas that an answer tells; None when it tells none.

    A success tells it too: that is how to stop before the next request would be refused.
    """
    if answer.headers.keys().isdisjoint(_ORDERS):
        return None
    return min(_quotas(answer, _served_at(answer, now)), key=lambda left: left.requests, default=None)


def is_secondary(answer: Answer) -> bool:
    """Tell a refusal that says neither how long it lasts nor which quota it is about."""
    return is_limited(answer) and _says_limited(answer)


def is_limited(answer: Answer) -> bool:
    """Tell whether an answer is a refusal for asking too much, not for asking at all."""
    match answer.status:
        case 429:
            return True
        case 403:
            has_order = "retry-after" in answer.headers or any(left.requests == 0 for left in _quotas(answer, 0.0))
            return has_order or _says_limited(answer)
        case 200 if answer.body.startswith(b"{"):  # GitHub's GraphQL refuses politely
            start = answer.body[:_PEEK]
            return b'"RATE_LIMITED"' in start or (b'"errors"' in start[:64] and _says_limited(answer))
    return False


def is_refusal(answer: Answer) -> bool:
    """Tell whether a server that says "later" in this answer means the next request as well."""
    return answer.status in (403, 408, 425, 429, 503) or is_limited(answer)


def _says_limited(answer: Answer) -> bool:
    start = answer.body[:_PEEK]
    return any(words in start for words in _LIMIT_WORDS)


def _served_at(answer: Answer, now: float) -> float:
    """Say when the answer was made by the server's own clock, which may differ from ours."""
    return _date(answer.headers.get("date", "")) or now


def _quotas(answer: Answer, served_at: float) -> Iterator[Left]:
    """Give each quota that the headers tell."""
    headers = answer.headers
    for prefix in ("x-ratelimit-", "ratelimit-"):
        left, reset = _number(headers.get(prefix + "remaining")), _number(headers.get(prefix + "reset"))
        if left is not None and reset is not None:
            yield Left(int(left), _bounded(reset - served_at if reset > _EPOCH else reset))
    for item in headers.get("ratelimit", "")[:1000].split(', "'):
        told = dict(_PARAMETER.findall(item))
        left, reset = (
            _number(told.get("r") or told.get("remaining")),
            _number(told.get("t") or told.get("reset")),
        )
        if left is not None and reset is not None:
            yield Left(int(left), _bounded(reset))


def _number(text: str | None) -> float | None:
    if not text:
        return None
    first = text.partition(",")[0].strip()  # repeated headers are joined
    return float(first) if first.isascii() and first.isdigit() and len(first) < 12 else None


def _span(text: str) -> float | None:
    """Read `120`, and the `3s` and `1m30s` that some servers send."""
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
