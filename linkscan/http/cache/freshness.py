"""How long an answer stays true: a pure table, with reasons."""

from dataclasses import dataclass

from linkscan.http.git_errors import git_error
from linkscan.http.rate_limit_headers import is_limited
from linkscan.models import Request, Response

_HOUR = 3600.0
_DAY = 24 * _HOUR

# Seconds by status. What is not listed is asked again on the next run: refusals (401, 403, 999), failures,
# and everything that is a server's trouble rather than its answer.
LIFETIMES: dict[int, float] = {
    **dict.fromkeys((200, 203, 204, 206), 3 * _DAY),  # what is there rarely goes within days
    **dict.fromkeys((301, 308), 7 * _DAY),  # said to be permanent
    **dict.fromkeys((300, 302, 303, 307), 1 * _DAY),  # said to be temporary, and mostly the same for years
    404: 1 * _DAY,  # a promise may be kept tomorrow, and the reader wants to know
    409: 1 * _DAY,  # GitHub: the repository is empty; may be filled tomorrow
    410: 2 * _DAY,  # said to be for good
    451: 2 * _DAY,  # a lawyer's decision
}
_IMMUTABLE = 60 * _DAY  # of what is named by its content: below `disk.KEPT_FOR`, after which it is dropped
_JITTER = 0.2  # of the lifetime, so that what was asked in one run is not all asked again in one run
_UNSURE_404 = ("raw.githubusercontent.com",)  # has answered 404 when throttled: tdwg/camtrap-dp#414


@dataclass(frozen=True, slots=True)
class FreshnessPolicy:
    """Tells how long answers are kept; `max_age`, in seconds, replaces every entry of the table.

    It does not shorten the life of an immutable answer: what a commit holds is as true as it was.
    """

    max_age: float | None = None

    def of(self, request: Request, response: Response, lot: float) -> float:
        """Return the seconds an answer is fresh, 0 if it is not to be kept; `lot` in 0..1 is its jitter."""
        if not keeps(request, response):
            return 0.0
        if request.is_immutable and response.status == 200 and not response.truncated:
            return _IMMUTABLE * (1.0 - _JITTER * lot)
        if self.max_age is not None:
            return self.max_age
        return LIFETIMES.get(response.status or 0, LIFETIMES[404]) * (1.0 - _JITTER * lot)


def keeps(request: Request, response: Response) -> bool:
    """Return whether an answer is settled: kept, and good for a conditional request once it is no longer fresh."""
    if response.failure is not None or response.status is None or is_limited(response):
        return False
    if git_error(response) is not None:
        return False
    if response.status == 404 and any(host in request.url for host in _UNSURE_404):
        return False
    if request.method == "POST" and _is_troubled(response):
        return False
    return response.status in LIFETIMES or response.status in request.final_on


def _is_troubled(response: Response) -> bool:
    """Return whether a good status hides GraphQL errors other than "there is no such repository"."""
    body = response.body
    return b'"errors"' in body and body.count(b'"NOT_FOUND"') < body.count(b'"message"')
