"""The report: everything that a run found, as one value."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from linkscan.models import Change, LinkResult, PaperResult, PaperVerdict, Promise, Run, Summary, TrendPoint
from linkscan.plurals import counted
from linkscan.reports.labels import in_figure
from linkscan.reports.shares import Share, shares
from linkscan.reports.tables import Cell, Table, columns_of, rows, to_pandas


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """The result of a run, with the fields of `report.json`. The fields that come from the ledger are empty without it.

    >>> report = scan("papers.jsonl", settings)
    >>> len(report.papers), len(report.links), report.incomplete
    (2, 1, ())
    >>> report
    <Report: 2 papers, 2 with a claim about code: 1 available, 1 missing>
    """

    schema_version: int
    linkscan_version: str
    generated_at: str  # ISO 8601, UTC
    inputs: tuple[str, ...]
    run: Run | None = field(default=None, kw_only=True)  # how the report was made
    summary: Summary
    papers: tuple[PaperResult, ...]
    links: tuple[LinkResult, ...]
    skipped: int = 0  # records of the inputs that could not be read
    incomplete: tuple[str, ...] = ()  # why the run is incomplete: "offline", "budget spent"; shown at the top
    notes: tuple[str, ...] = ()  # other notes that every format shows at the top
    compared_with: str | None = None  # time of the earlier run; None if there is nothing to compare with
    changes: tuple[Change, ...] = ()
    earlier: tuple[Change, ...] = ()  # recent changes from earlier runs, newest first, for the Atom feed
    overdue: tuple[Promise, ...] = ()  # open promises beyond the grace period, oldest first
    trend: tuple[TrendPoint, ...] = ()  # the last run of each day, oldest first, ending with this one

    @classmethod
    def load(cls, path: Path | str) -> "Report":
        """Return the report in a `report.json`, or in the folder that holds it.

        Raises:
            InputError: The file cannot be read, is not a report, or has another schema version.
        """
        from linkscan.reports.json import load  # noqa: PLC0415 - imports pydantic, and this module

        return load(path)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Report":
        """Return the report in the text of a `report.json`. Raise InputError if it is not one."""
        from linkscan.reports.json import parse  # noqa: PLC0415 - as above

        return parse(text)

    def to_json(self) -> str:
        """Return the text of `report.json`."""
        from linkscan.reports.json import render  # noqa: PLC0415 - as above

        return render(self)

    def to_pandas(self, table: Table = "papers") -> Any:
        """Return `papers`, `links` or `claims` as a `pandas.DataFrame`, with the columns of the CSV files.

        Times are datetime64 in UTC, counts Int64, yes/no values boolean, and lists are lists; unknown values are
        missing.

        >>> scan("papers.jsonl", settings).to_pandas()["verdict"].to_list()
        ['available', 'missing']
        """
        return to_pandas(self.each_row(table), columns_of(table, self.papers))

    def shares(self, by: str = "year") -> tuple[Share, ...]:
        """Return, by group, the share of papers with a claim about code whose code was found, with its 95 % interval.

        `by` is "year", "venue", "host" or a kept column. Raises ValueError for anything else.

        >>> [share] = scan("papers.jsonl", settings).shares("venue")
        >>> share.found, share.papers, round(share.low, 2), round(share.high, 2)
        (1, 2, 0.09, 0.91)
        """
        return shares(self.papers, self.links, by)

    def __len__(self) -> int:
        """Return the number of papers."""
        return len(self.papers)

    def __iter__(self) -> Iterator[PaperResult]:
        """Yield each paper."""
        return iter(self.papers)

    def __bool__(self) -> bool:
        """Return True, even if there are no papers."""
        return True

    def to_rows(self, table: Table) -> list[dict[str, Cell]]:
        """Return `papers`, `links` or `claims` as dictionaries, for `pandas.DataFrame` or `csv.DictWriter`.

        Lists (addresses, claims, sources) are lists of strings. Raises ValueError for any other table.

        >>> import pandas
        >>> report = scan("papers.jsonl", settings)
        >>> list(pandas.DataFrame(report.to_rows("papers"))["verdict"])
        ['available', 'missing']
        """
        return list(self.each_row(table))

    def each_row(self, table: Table) -> Iterator[dict[str, Cell]]:
        """Yield the rows of `to_rows` one at a time, for tables with millions of rows."""
        return rows(table, self.papers, self.links)

    def __repr__(self) -> str:
        """Return a short summary of the counts."""
        found = self.summary.papers_by_verdict
        counts = ", ".join(
            f"{count} {word}" for word, count in found.items() if count and word is not PaperVerdict.NONE
        )
        whole = (
            f"{counted(self.summary.papers, 'paper')}, {self.summary.papers_with_code_claim} with a claim about code"
        )
        return f"<Report: {': '.join(part for part in (whole, counts) if part)}>"

    def _repr_html_(self) -> str:
        """Return the counts as an HTML table, which notebooks display.

        https://ipython.readthedocs.io/en/stable/config/integrating.html
        """
        counts = self.summary
        rows = "".join(
            f"<tr><th>{word}</th><td>{in_figure(count, counts.papers_by_hand.get(word, 0))}</td></tr>"
            for word, count in counts.papers_by_verdict.items()
        )
        about = (
            f"{counted(counts.papers, 'paper')}, {counts.papers_with_code_claim} with a claim about code · "
            f"{counts.claims_settled} of {counted(counts.claims, 'claim')} and "
            f"{counts.links_settled} of {counted(counts.links, 'address', 'addresses')} "
            f"settled · {self.generated_at}"
        )
        warnings = "".join(f"<p><strong>Not complete:</strong> {escape(why)}</p>" for why in self.incomplete)
        head = "<thead><tr><th>code</th><th>papers</th></tr></thead>"
        return f"{warnings}<table><caption>{escape(about)}</caption>{head}<tbody>{rows}</tbody></table>"
