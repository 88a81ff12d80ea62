"""The report: all that a run found, as one value."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from linkscan.models import Change, LinkResult, PaperResult, PaperVerdict, Promise, Summary, TrendPoint
from linkscan.reports.tables import Cell, Table, rows


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """All that a run found: the top of `report.json`. What only the ledger knows stays empty without one.

    >>> report = scan(load_papers("papers.jsonl"), settings)
    >>> len(report.papers), len(report.links), report.incomplete
    (2, 1, ())
    >>> report
    <Report: 2 papers, 2 with a claim about code: 1 available, 1 missing>
    """

    schema_version: int
    linkscan_version: str
    generated_at: str  # ISO 8601, UTC
    inputs: tuple[str, ...]
    summary: Summary
    papers: tuple[PaperResult, ...]
    links: tuple[LinkResult, ...]
    skipped: int = 0  # records of the inputs that could not be read
    incomplete: tuple[str, ...] = ()  # why the run is not whole: "offline", "budget spent"; said at the top
    notes: tuple[str, ...] = ()  # other things said at the top of every format
    compared_with: str | None = None  # when the earlier run was made; None: there is nothing to compare with
    changes: tuple[Change, ...] = ()
    earlier: tuple[Change, ...] = ()  # what earlier runs told of its papers, newest first, as far as a feed needs it
    overdue: tuple[Promise, ...] = ()  # open promises beyond the grace period, oldest first
    trend: tuple[TrendPoint, ...] = ()  # the last run of each day, oldest first, this one last

    def to_rows(self, table: Table) -> list[dict[str, Cell]]:
        """Return `papers`, `links` or `claims` as plain records, for `pandas.DataFrame` or `csv.DictWriter`.

        Lists are joined: addresses, identifiers and words by a space, places and phrases by "; ".

        >>> import pandas
        >>> from linkscan import load_papers, scan
        >>> report = scan(load_papers("papers.jsonl"), settings)
        >>> list(pandas.DataFrame(report.to_rows("papers"))["verdict"])
        ['available', 'missing']
        """
        return list(self.each_row(table))

    def each_row(self, table: Table) -> Iterator[dict[str, Cell]]:
        """Yield the rows of `to_rows` one by one, for tables of millions of rows."""
        return rows(table, self.papers, self.links)

    def __repr__(self) -> str:
        """Return counts instead of the parts, which have a repr of their own."""
        found = self.summary.papers_by_verdict
        told = ", ".join(f"{count} {word}" for word, count in found.items() if count and word is not PaperVerdict.NONE)
        papers = "1 paper" if self.summary.papers == 1 else f"{self.summary.papers} papers"
        whole = f"{papers}, {self.summary.papers_with_code_claim} with a claim about code"
        return f"<Report: {': '.join(part for part in (whole, told) if part)}>"

    def _repr_html_(self) -> str:
        """Show the counts as a table in a notebook: https://ipython.readthedocs.io/en/stable/config/integrating.html."""
        counts = self.summary
        rows = "".join(f"<tr><th>{word}</th><td>{count}</td></tr>" for word, count in counts.papers_by_verdict.items())
        about = (
            f"{counts.papers} papers, {counts.papers_with_code_claim} with a claim about code · "
            f"{counts.claims_settled} of {counts.claims} claims and {counts.links_settled} of {counts.links} addresses "
            f"settled · {self.generated_at}"
        )
        warnings = "".join(f"<p><strong>Not complete:</strong> {escape(why)}</p>" for why in self.incomplete)
        head = "<thead><tr><th>code</th><th>papers</th></tr></thead>"
        return f"{warnings}<table><caption>{escape(about)}</caption>{head}<tbody>{rows}</tbody></table>"
