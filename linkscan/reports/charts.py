"""What the charts show: bars of shares, as the template draws them. Pure.

`charts.js` draws them again when a filter is set.
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

MOST = 12  # bars of a chart; what is left is one more
POINTS = 12

# What the health of a link comes to for somebody who looks at a chart.
_TOLD: Mapping[Health, str] = {
    Health.OK: "there",
    Health.MOVED: "there",
    Health.GONE: "gone",
    Health.INVALID: "gone",
    Health.RESTRICTED: "unknown",
    Health.UNREACHABLE: "unknown",
    Health.SKIPPED: "unknown",
}
_SAID = {Stance.RELEASED: "said to be released", Stance.PROMISED: "promised"}
_OPEN = (ClaimVerdict.PLACEHOLDER, ClaimVerdict.DEAD, ClaimVerdict.UNLINKED)
_BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar: a word, how many, and from where to where it goes, in percent."""

    word: str
    count: int
    start: float
    size: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One full bar, its parts end to end; `interval` is the 95 % interval of its first word's share, in percent."""

    label: str
    total: int
    segments: tuple[Segment, ...]
    interval: tuple[float, float] | None = None

    @property
    def share(self) -> float:
        """Return the share of the first word, in percent, if there is an interval of it."""
        return next((part.size for part in self.segments if part.start == 0 and self.interval), 0.0)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of full bars. `words` are the parts in their order, `unit` is what is counted."""

    name: str
    title: str
    unit: str
    words: tuple[str, ...]
    bars: tuple[Bar, ...]


def charts(report: Report) -> tuple[Chart, ...]:
    """Return the charts of a report; one that has nothing to show is left out."""
    drawn = (_by_year(report), _outcomes(report), _hosts(report), _development(report))
    return tuple(chart for chart in drawn if any(bar.total for bar in chart.bars))


def _by_year(report: Report) -> Chart:
    found: dict[str, Counter[str]] = {}
    for paper in report.papers:
        if paper.verdict in OUTCOMES:
            found.setdefault(year(paper), Counter())[outcome(paper)] += 1
    words = (*(verdict.value for verdict in OUTCOMES), _BY_HAND)
    bars = _bars(dict(sorted(found.items(), reverse=True)[:MOST]), words, with_interval=True)
    return Chart("shares", "Code found, by year", "papers that speak of their code", words, bars)


def _outcomes(report: Report) -> Chart:
    rows: dict[str, Counter[str]] = {said: Counter() for said in _SAID.values()}
    for claim in (claim for paper in report.papers for claim in paper.claims):
        rows[_SAID[claim.stance]][_BY_HAND if claim.by_hand else claim.verdict.value] += 1
    words = (*map(str, ClaimVerdict), _BY_HAND)
    return Chart("outcomes", "What the text says, and what was found", "claims", words, _bars(rows, words))


def _hosts(report: Report) -> Chart:
    found: dict[str, Counter[str]] = {}
    for link in report.links:
        found.setdefault(host_group(plain(link.host)) or "(no host)", Counter())[_TOLD[link.health]] += 1
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
