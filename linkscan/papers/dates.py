"""When a paper appeared, as far as its input tells: a day, a month or a year. Pure."""

import re
from collections.abc import Iterable
from email.utils import parsedate

_ISO = re.compile(r"((?:19|20)\d\d)(?:[-/.]?(0[1-9]|1[0-2])(?:[-/.]?(0[1-9]|[12]\d|3[01]))?)?(?![\d])")
_ARXIV = re.compile(r"(?:[a-z][\w.-]*/)?(\d\d)(0[1-9]|1[0-2])\.?\d")
_FIRST_YEAR = 91  # of arXiv: ids of its first century begin with 91 to 99
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def published(told: Iterable[str], arxiv: str | None = None) -> str | None:
    """Give the best date in `told` and of an arXiv id as ISO 8601, cut to what is known: `2026-11`, `2026`.

    The most exact one wins, the first of those as exact.

    >>> published(["2026"], "2311.01234"), published(["2023-11-02T17:00:00Z"], "2311.01234"), published(["n.d."])
    ('2023-11', '2023-11-02', None)
    """
    days = [*map(_day, told), _of_arxiv(arxiv or "")]
    return max(filter(None, days), key=len, default=None)


def of_year_and_month(year: str, month: str) -> str:
    """Join the two fields of BibTeX, whose month is a word, its first letters or a number.

    >>> of_year_and_month("2026", "jun"), of_year_and_month("2026", "6"), of_year_and_month("2026", "")
    ('2026-06', '2026-06', '2026')
    """
    month = month.strip(" .").casefold()
    if month[:3] in _MONTHS:
        return f"{year}-{_MONTHS.index(month[:3]) + 1:02}"
    return f"{year}-{int(month):02}" if month.isdecimal() and len(month) <= 2 else year


def is_since(published: str, since: str) -> bool:
    """Tell whether a paper may have appeared on the day `since` or later; what is not told is not held against it.

    >>> [is_since(day, "2026-06-15") for day in ("2026-06-14", "2026-06-15", "2026-06", "2026", "2025")]
    [False, True, True, True, False]
    """
    return published >= since[: len(published)]


def _day(text: str) -> str | None:
    """Read ISO 8601, also without its dashes or with other signs, or the date of a mail (arXiv's metadata)."""
    text = text.strip()
    if match := _ISO.match(text):
        return "-".join(part for part in match.groups() if part)
    mail = parsedate(text)
    return f"{mail[0]:04}-{mail[1]:02}-{mail[2]:02}" if mail and 1 <= mail[2] <= 31 else None


def _of_arxiv(number: str) -> str | None:
    """Read year and month off an arXiv id: https://info.arxiv.org/help/arxiv_identifier.html."""
    match = _ARXIV.match(number)
    if match is None:
        return None
    year, month = match.groups()
    return f"{'19' if int(year) >= _FIRST_YEAR else '20'}{year}-{month}"
