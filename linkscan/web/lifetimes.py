"""How long an answer stays true: a pure table, with reasons."""

from dataclasses import dataclass

from linkscan.models import Answer, Question
from linkscan.web.orders import is_limited

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
_JITTER = 0.2  # of the lifetime, so that what was asked in one run is not all asked again in one run
_UNSURE_404 = ("raw.githubusercontent.com",)  # has answered 404 when throttled: tdwg/camtrap-dp#414


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """Tells how long answers are kept; `max_age`, in seconds, replaces every entry of the table."""

    max_age: float | None = None

    def of(self, question: Question, answer: Answer, lot: float) -> float:
        """Give the seconds an answer is fresh, 0 if it is not to be kept; `lot` in 0..1 is its jitter."""
        if answer.failure is not None or answer.status is None or is_limited(answer):
            return 0.0
        if answer.status == 404 and any(host in question.url for host in _UNSURE_404):
            return 0.0
        if question.method == "POST" and _is_troubled(answer):
            return 0.0
        lifetime = LIFETIMES.get(answer.status, LIFETIMES[404] if answer.status in question.settled_by else 0.0)
        if lifetime and self.max_age is not None:
            return self.max_age
        return lifetime * (1.0 - _JITTER * lot)


def _is_troubled(answer: Answer) -> bool:
    """Tell a GraphQL answer with errors other than "there is no such repository", which is an answer."""
    body = answer.body
    return b'"errors"' in body and body.count(b'"NOT_FOUND"') < body.count(b'"message"')
