"""Draw: the geometry of the charts, as the template writes them out in SVG. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from linkscan.models import ClaimVerdict, Health, Stance
from linkscan.reports.escaping import plain
from linkscan.reports.report import Report

WIDTH = 440.0  # of a drawing, in its own units; narrow, so that its letters can be read on a phone
HEIGHT = 150.0  # of the columns
HOSTS = 5
YEARS = 10
POINTS = 52

# What the health of a link comes to for somebody who looks at a chart.
_TOLD: Mapping[Health, str] = {
    Health.OK: "there",
    Health.MOVED: "there",
    Health.GONE: "gone",
    Health.INVALID: "gone",
    Health.RESTRICTED: "not told",
    Health.UNREACHABLE: "not told",
    Health.SKIPPED: "not told",
}
_SAID = {Stance.RELEASED: "said to be released", Stance.PROMISED: "promised"}
_OPEN = (ClaimVerdict.PLACEHOLDER, ClaimVerdict.DEAD, ClaimVerdict.UNLINKED)


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar: a word, how many, and where it begins and how far it goes."""

    word: str
    count: int
    start: float
    size: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, its parts end to end."""

    label: str
    total: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of stacked bars, all to one scale. `words` is its legend."""

    name: str
    title: str
    unit: str
    words: tuple[str, ...]
    bars: tuple[Bar, ...]
    upright: bool = False

    @property
    def step(self) -> float:
        """The width that each upright bar has for itself."""
        return WIDTH / max(1, len(self.bars))


def charts(report: Report) -> tuple[Chart, ...]:
    """Return the charts of a report; one that has nothing to show is left out."""
    drawn = (_outcomes(report), _years(report), _hosts(report), _development(report))
    return tuple(chart for chart in drawn if any(bar.total for bar in chart.bars))


def _outcomes(report: Report) -> Chart:
    rows = {
        _SAID[stance]: {str(verdict): count for verdict, count in found.items()}
        for stance, found in report.summary.claims_by_stance.items()
    }
    words = tuple(map(str, ClaimVerdict))
    return Chart("outcomes", "What the text says, and what was found", "claims", words, _bars(rows, words, WIDTH))


def _hosts(report: Report) -> Chart:
    by_host = report.summary.links_by_host
    rows = {plain(host) or "(no host)": _told(by_host[host]) for host in list(by_host)[:HOSTS]}
    if others := list(by_host)[HOSTS:]:
        rows[f"{len(others)} other hosts"] = _sum(_told(by_host[host]) for host in others)
    words = ("there", "gone", "not told")
    return Chart("hosts", "Addresses by host", "addresses", words, _bars(rows, words, WIDTH))


def _years(report: Report) -> Chart:
    years = list(report.summary.links_by_push_year.items())
    early, late = years[:-YEARS], years[-YEARS:]
    rows = {f"–{early[-1][0]}": {"pushed": sum(count for _, count in early)}} if early else {}
    rows |= {year: {"pushed": count} for year, count in late}
    return Chart(
        "years",
        "Year of the last push",
        "repositories",
        ("pushed",),
        _bars(rows, ("pushed",), HEIGHT),
        upright=True,
    )


def _development(report: Report) -> Chart:
    words = ("kept", "open", "not told")
    points = report.trend[-POINTS:] if len(report.trend) > 1 else ()
    rows = {}
    for point in points:
        found = point.claims_by_stance[Stance.PROMISED]
        rows[point.at[:10]] = {
            "kept": found[ClaimVerdict.AVAILABLE],
            "open": sum(found[verdict] for verdict in _OPEN),
            "not told": found[ClaimVerdict.UNVERIFIED],
        }
    return Chart("promises", "Promises over time", "promises", words, _bars(rows, words, HEIGHT), upright=True)


def _told(counts: Mapping[Health, int]) -> Mapping[str, int]:
    return _sum({_TOLD[health]: count} for health, count in counts.items())


def _sum(rows: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for row in rows:
        for word, count in row.items():
            total[word] = total.get(word, 0) + count
    return total


def _bars(rows: Mapping[str, Mapping[str, int]], words: Sequence[str], length: float) -> tuple[Bar, ...]:
    """Lay out each row as a bar; the largest one is `length` long."""
    most = max((sum(counts.values()) for counts in rows.values()), default=0) or 1
    return tuple(
        _bar(label, [counts.get(word, 0) for word in words], words, length / most) for label, counts in rows.items()
    )


def _bar(label: str, counts: Sequence[int], words: Sequence[str], scale: float) -> Bar:
    starts = accumulate(counts, initial=0)
    segments = tuple(
        Segment(word, count, round(start * scale, 2), round(count * scale, 2))
        for word, count, start in zip(words, counts, starts, strict=False)
        if count
    )
    return Bar(label, sum(counts), segments)
