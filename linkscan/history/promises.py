"""Promises: the deadlines that they give, and which have been open for too long. Pure."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from linkscan.models import ClaimResult, ClaimVerdict, PaperResult, Promise, Stance
from linkscan.patterns import lazy_pattern
from linkscan.reports.report import Report

GRACE = timedelta(days=90)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter|q[1-4])"
_TIME = rf"(?:{_MONTH}|{_SEASON})\b(?:,? (?:of )?\d{{4}})?"
_EVENT = r"(?:acceptance|publication|the review|reviewing|peer review|the conference|the camera[- ]ready)\b"
_WORK = r"(?:the |this |our )?(?:paper|work|article|manuscript)"

# Tried in this order; the first match is the deadline. Each has an example in the tests.
_DEADLINES = (
    rf"(?:up)?on (?:the |paper )?{_EVENT}|(?:after|following|at the time of) (?:the )?{_EVENT}",
    rf"(?:once|when|if|as soon as|after) {_WORK} (?:is|has been|gets) \w+",
    rf"(?:by|in|until|before|during|from) (?:the )?(?:end of |late |early |mid[- ])?{_TIME}",
    r"(?:by|in|before|until) (?:the )?(?:end of )?(?:the year|20\d\d)\b",
    r"(?:with)?in (?:the )?(?:near future|coming \w+|next (?:few )?\w+|(?:a )?few \w+|due course)",
    r"in (?:a|the) (?:future|later|next|final|camera[- ]ready) (?:version|release|update)",
    r"(?:very |coming )?(?:soon|shortly|imminently|later)\b",
)
_DEADLINE = [lazy_pattern(rf"\b(?:{pattern})", re.IGNORECASE) for pattern in _DEADLINES]


@lru_cache(maxsize=4096)  # a run needs it twice: for the report, and for the ledger
def deadline(sentence: str) -> str | None:
    """Return the words in which a sentence gives the deadline of its promise, verbatim, or None."""
    found = (pattern.search(sentence) for pattern in _DEADLINE)
    return next((match.group() for match in found if match), None)


def overdue(report: Report, grace: timedelta = GRACE) -> tuple[Promise, ...]:
    """Return the promises of `report` that have been open for longer than `grace`, oldest first.

    The age counts from the date of the paper, or from when a run first saw the promise, whichever is earlier. A promise
    that could not be verified in this run is left out, as it may have been kept by now.
    """
    now = datetime.fromisoformat(report.generated_at)
    waiting = [_promise(paper, claim, now) for paper, claim in _open_promises(report.papers)]
    late = [promise for promise in waiting if promise is not None and promise.age_days >= grace.days]
    return tuple(sorted(late, key=lambda promise: -promise.age_days))


def _open_promises(papers: Iterable[PaperResult]) -> Iterable[tuple[PaperResult, ClaimResult]]:
    closed = (ClaimVerdict.AVAILABLE, ClaimVerdict.UNVERIFIED)
    return (
        (paper, claim)
        for paper in papers
        for claim in paper.claims
        if claim.stance is Stance.PROMISED and claim.verdict not in closed
    )


def _promise(paper: PaperResult, claim: ClaimResult, now: datetime) -> Promise | None:
    if claim.first_seen is None:
        return None
    return Promise(
        paper=paper.id,
        title=paper.title,
        asset=claim.asset,
        url=claim.url,
        sentence=claim.sentence,
        deadline=deadline(claim.sentence),
        first_seen=claim.first_seen,
        age_days=(now - min(datetime.fromisoformat(claim.first_seen), _latest_publication(paper.published, now))).days,
    )


def _latest_publication(published: str | None, now: datetime) -> datetime:
    """Return the latest time at which the paper may have been published; `now` if its date is missing or invalid."""
    try:
        match [int(part) for part in (published or "").split("-")]:
            case [year]:
                last = date(year, 12, 31)
            case [year, month]:
                last = date(year, month, monthrange(year, month)[1])
            case [year, month, day, *_]:
                last = date(year, month, day)
            case _:
                return now
    except ValueError:
        return now
    return datetime.combine(last, time.max, UTC)
