"""Publication dates of papers, as exact as the input: a day, a month or a year. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from linkscan.patterns import lazy_pattern

_YEAR = r"((?:19|20)\d\d)"
_ISO = lazy_pattern(rf"{_YEAR}(?:[-/.]?(0[0-9]|1[0-2])(?:[-/.]?(0[0-9]|[12]\d|3[01]))?)?(?![\d])")
_SHORT = lazy_pattern(rf"{_YEAR}[-/.](\d{{1,2}})(?:[-/.](\d{{1,2}}))?(?!\d)")  # 2024-3-1
_WORDS = lazy_pattern(rf"{_YEAR}[\s,;-]+([A-Za-z]{{3,9}})\.?(?:[\s-]+(\d{{1,2}})(?![\d]))?")  # PubMed: 2024 Mar 5
_DAY_FIRST = lazy_pattern(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+)?([A-Za-z]{{3,9}})\.?[\s,-]+{_YEAR}(?!\d)"
)  # 5 March 2024
_MONTH_FIRST = lazy_pattern(rf"([A-Za-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)")  # March 5, 2024
_ARXIV = lazy_pattern(r"(?:[a-z][\w.-]*/)?(\d\d)(0[1-9]|1[0-2])\.?\d")
_FIRST_YEAR = 91  # arXiv IDs of the twentieth century begin with 91 to 99
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MILLISECONDS = range(10**11, 41 * 10**11)  # since 1970, for 1973 to 2099; used by OpenReview and Crossref
_MONTH_LENGTH = len("2026-11")
_LONGEST = 40  # characters of a date that is cached
_PARTS = ("date-parts", "date_parts", "dateparts")


def published(told: Iterable[str], arxiv: str | None = None) -> str | None:
    """Return the most exact date in `told` and the arXiv ID, as ISO 8601 cut to what is known: `2026-11`, `2026`.

    Of equally exact dates the first is returned.

    >>> published(["2026"], "2311.01234"), published(["2023-11-02T17:00:00Z"], "2311.01234"), published(["n.d."])
    ('2023-11', '2023-11-02', None)
    """
    best = ""
    for text in told:
        if (day := _day(text)) and len(day) > len(best):
            best = day
    if arxiv and len(best) < _MONTH_LENGTH and (month := _of_arxiv(arxiv)):
        best = month
    return best or None


def of_year_and_month(year: str, month: str, day: str = "") -> str:
    """Return the date given by separate fields; the month is a name, its first letters or a number.

    >>> of_year_and_month("2026", "jun"), of_year_and_month("2026", "6", "3"), of_year_and_month("2026", "")
    ('2026-06', '2026-06-03', '2026')
    """
    year, month, day = year.strip(), month.strip(" ."), day.strip(" .")
    number = _month(month) or (int(month) if month.isdecimal() and len(month) <= 2 else 0)
    if not 1 <= number <= 12:
        return year
    if day.isdecimal() and 1 <= int(day[:3]) <= 31:
        return f"{year}-{number:02}-{int(day):02}"
    return f"{year}-{number:02}"


def date_text(value: object) -> str:
    """Return a date of JSON as text: text, milliseconds since 1970, or the `date-parts` of CSL and Crossref.

    >>> date_text({"date-parts": [[2024, 3, 1]]}), date_text(1790000000000), date_text({"raw": "March 2024"})
    ('2024-3-1', '2026-09-21', 'March 2024')
    """
    if isinstance(value, Mapping):
        parts = next((value[name] for name in _PARTS if name in value), None)
        told = parts or next((value[name] for name in ("date-time", "raw", "literal", "value") if name in value), "")
        return date_text(told)
    if isinstance(value, Sequence) and not isinstance(value, str):
        first = value[0] if value else ""
        if (
            isinstance(first, int | str)
            and not isinstance(first, bool)
            and str(first)[:4].isdecimal()
            and len(value) <= 3
        ):
            return "-".join(str(part)[:10] for part in value if part is not None)
        return date_text(first) if isinstance(first, Mapping | list | tuple | str) else ""
    if isinstance(value, int) and not isinstance(value, bool):
        if value in _MILLISECONDS:
            return datetime.fromtimestamp(value // 1000, UTC).date().isoformat()
        return str(value) if 0 < value < 10**8 else ""
    return value if isinstance(value, str) else ""


def is_since(published: str, since: str) -> bool:
    """Return whether a paper may have appeared on or after the day `since`; an unknown date may have.

    >>> [is_since(day, "2026-06-15") for day in ("2026-06-14", "2026-06-15", "2026-06", "2026", "2025")]
    [False, True, True, True, False]
    """
    return published >= since[: len(published)]


def _day(text: str) -> str | None:
    return _day_of(text) if len(text) <= _LONGEST else _day_of.__wrapped__(text)


@lru_cache(maxsize=4096)  # most papers of a list share a few dates
def _day_of(text: str) -> str | None:
    """Return year, month and day of a date in ISO 8601 (with any separator or none), of a mail, or in words."""
    text = text.strip()
    if match := _SHORT.match(text) or (None if _WORDS.match(text) else _ISO.match(text)):
        return _joined(*match.groups())
    if match := _WORDS.match(text):
        return _joined(match[1], str(_month(match[2])), match[3] if _month(match[2]) else None)
    from email.utils import parsedate  # noqa: PLC0415 - with sockets and encodings, for the dates of few inputs

    mail = parsedate(text)
    if mail and 1 <= mail[2] <= 31 and 1 <= mail[1] <= 12 and 1900 <= mail[0] < 2100 and ":" in text:
        return f"{mail[0]:04}-{mail[1]:02}-{mail[2]:02}"
    if (match := _DAY_FIRST.search(text)) and _month(match[2]):
        return _joined(match[3], str(_month(match[2])), match[1])
    if (match := _MONTH_FIRST.search(text)) and _month(match[1]):
        return _joined(match[3], str(_month(match[1])), match[2])
    return None


def _joined(year: str, month: str | None, day: str | None) -> str:
    """Return the known parts joined; a month or day of 00 is unknown (2024-03-00, as in ADS)."""
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"


def _month(word: str) -> int:
    """Return the number of a month from its English name or an abbreviation of it, or 0."""
    start = word[:3].casefold()
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0


def _of_arxiv(number: str) -> str | None:
    """Return year and month from an arXiv ID (https://info.arxiv.org/help/arxiv_identifier.html)."""
    match = _ARXIV.match(number)
    if match is None:
        return None
    year, month = match.groups()
    return f"{'19' if int(year) >= _FIRST_YEAR else '20'}{year}-{month}"
