"""The charts of a report: stacked bars of shares, which the template draws. Pure.

`charts.js` redraws them when a filter is set.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from linkscan.models import ClaimVerdict, Health, Stance
from linkscan.reports.escaping import plain
from linkscan.reports.intervals import wilson
from linkscan.reports.report import Report
from linkscan.reports.shares import OUTCOMES, host_group, outcome, year

MOST = 12  # bars in a chart; further hosts share one bar
POINTS = 12  # runs in the chart of promises

# The health of a link, simplified for a chart.
_SIMPLIFIED: Mapping[Health, str] = {
    Health.OK: "there",
    Health.MOVED: "there",
    Health.GONE: "gone",
    Health.INVALID: "gone",
    Health.RESTRICTED: "unknown",
    Health.UNREACHABLE: "unknown",
    Health.SKIPPED: "unknown",
}
_STANCES = {Stance.RELEASED: "said to be released", Stance.PROMISED: "promised"}
_OPEN = (ClaimVerdict.PLACEHOLDER, ClaimVerdict.DEAD, ClaimVerdict.UNLINKED)
_BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a bar: its word and count, and its start and size in percent."""

    word: str
    count: int
    start: float
    size: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of adjoining segments; `interval` is the 95 % interval of the first word's share, in percent."""

    label: str
    total: int
    segments: tuple[Segment, ...]
    interval: tuple[float, float] | None = None

    @property
    def share(self) -> float:
        """Return the share of the first word in percent; 0 if the bar has no interval."""
        return next((part.size for part in self.segments if part.start == 0 and self.interval), 0.0)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of stacked bars. `words` name the segments in their order, `unit` is what is counted."""

    name: str
    title: str
    unit: str
    words: tuple[str, ...]
    bars: tuple[Bar, ...]


def charts(report: Report) -> tuple[Chart, ...]:
    """Return the charts of a report, without empty ones."""
    drawn = (_by_year(report), _outcomes(report), _hosts(report), _development(report))
    return tuple(chart for chart in drawn if any(bar.total for bar in chart.bars))


def _by_year(report: Report) -> Chart:
    found: dict[str, Counter[str]] = {}
    for paper in report.papers:
        if paper.verdict in OUTCOMES:
            found.setdefault(year(paper), Counter())[outcome(paper)] += 1
    words = (*(verdict.value for verdict in OUTCOMES), _BY_HAND)
    bars = _bars(dict(sorted(found.items(), reverse=True)[:MOST]), words, with_interval=True)
    return Chart("shares", "Code found, by year", "papers that mention their code", words, bars)


def _outcomes(report: Report) -> Chart:
    rows: dict[str, Counter[str]] = {stance: Counter() for stance in _STANCES.values()}
    for claim in (claim for paper in report.papers for claim in paper.claims):
        rows[_STANCES[claim.stance]][_BY_HAND if claim.by_hand else claim.verdict.value] += 1
    words = (*map(str, ClaimVerdict), _BY_HAND)
    return Chart("outcomes", "What the text says, and what was found", "claims", words, _bars(rows, words))


def _hosts(report: Report) -> Chart:
    found: dict[str, Counter[str]] = {}
    for link in report.links:
        found.setdefault(host_group(plain(link.host)) or "(no host)", Counter())[_SIMPLIFIED[link.health]] += 1
    ranked = sorted(found, key=lambda host: (-found[host].total(), host))
    rows: dict[str, Mapping[str, int]] = {host: found[host] for host in ranked[: MOST - 2]}
    if others := ranked[MOST - 2 :]:
        rows[f"{len(others)} other hosts"] = sum((found[host] for host in others), Counter())
    words = ("there", "gone", "unknown")
    return Chart("hosts", "Addresses, by host", "addresses", words, _bars(rows, words))


def _development(report: Report) -> Chart:
    words = ("kept", "open", "unknown")
    rows = {}
    for point in report.trend[-POINTS:] if len(report.trend) > 1 else ():
        found = point.claims_by_stance[Stance.PROMISED]
        rows[point.at[:10]] = {
            "kept": found[ClaimVerdict.AVAILABLE],
            "open": sum(found[verdict] for verdict in _OPEN),
            "unknown": found[ClaimVerdict.UNVERIFIED],
        }
    return Chart("promises", "Promises, run by run", "promises", words, _bars(rows, words))


def _bars(
    rows: Mapping[str, Mapping[str, int]], words: Sequence[str], *, with_interval: bool = False
) -> tuple[Bar, ...]:
    return tuple(
        _bar(label, [counts.get(word, 0) for word in words], words, with_interval=with_interval)
        for label, counts in rows.items()
        if sum(counts.values())
    )


def _bar(label: str, counts: Sequence[int], words: Iterable[str], *, with_interval: bool) -> Bar:
    total = sum(counts)
    starts = accumulate(counts, initial=0)
    segments = tuple(
        Segment(word, count, round(100 * start / total, 2), round(100 * count / total, 2))
        for word, count, start in zip(words, counts, starts, strict=False)
        if count
    )
    low, high = wilson(counts[0], total)
    return Bar(label, total, segments, (round(100 * low, 1), round(100 * high, 1)) if with_interval else None)
