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
_IMMUTABLE = 60 * _DAY  # of what is named by its content: below `disk.KEPT_FOR`, after which it is dropped
_JITTER = 0.2  # of the lifetime, so that what was asked in one run is not all asked again in one run
_UNSURE_404 = ("raw.githubusercontent.com",)  # has answered 404 when throttled: tdwg/camtrap-dp#414


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """Tells how long answers are kept; `max_age`, in seconds, replaces every entry of the table.

    It does not shorten the life of an immutable answer: what a commit holds is as true as it was.
    """

    max_age: float | None = None

    def of(self, question: Question, answer: Answer, lot: float) -> float:
        """Give the seconds an answer is fresh, 0 if it is not to be kept; `lot` in 0..1 is its jitter."""
        if not keeps(question, answer):
            return 0.0
        if question.is_immutable and answer.status == 200 and not answer.truncated:
            return _IMMUTABLE * (1.0 - _JITTER * lot)
        if self.max_age is not None:
            return self.max_age
        return LIFETIMES.get(answer.status or 0, LIFETIMES[404]) * (1.0 - _JITTER * lot)


def keeps(question: Question, answer: Answer) -> bool:
    """Tell whether an answer is settled: kept, and good for a conditional request once it is no longer fresh."""
    if answer.failure is not None or answer.status is None or is_limited(answer):
        return False
    if answer.status == 404 and any(host in question.url for host in _UNSURE_404):
        return False
    if question.method == "POST" and _is_troubled(answer):
        return False
    return answer.status in LIFETIMES or answer.status in question.settled_by


def _is_troubled(answer: Answer) -> bool:
    """Tell errors with a good status: git's ERR line, GraphQL's other than "there is no such repository"."""
    body = answer.body
    if body[4:8] == b"ERR ":
        return True
    return b'"errors"' in body and body.count(b'"NOT_FOUND"') < body.count(b'"message"')
