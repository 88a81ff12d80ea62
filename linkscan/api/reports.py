"""Loading and comparing earlier reports from Python."""

from pathlib import Path

from linkscan.models import Change
from linkscan.reports.json import load
from linkscan.reports.report import Report


def load_report(path: Path | str) -> Report:
    """Return the report in a `report.json`, or in the folder that holds it; see `Report.load`.

    >>> path = write_reports(scan("papers.jsonl", settings), "reports", "june")[0]
    >>> len(load_report(path))
    2
    """
    return load(path)


def diff(old: Report | Path | str, new: Report | Path | str) -> tuple[Change, ...]:
    """Return the changes between two reports, each given as a `Report`, file or folder.

    >>> before = scan([{"id": "1", "title": "A Plan", "abstract": "Code will be released."}], settings)
    >>> after = scan([{"id": "1", "title": "A Plan", "abstract": "Code: https://github.com/lab/tool"}], settings)
    >>> [change.kind.value for change in diff(before, after)]
    ['kept']
    """
    from linkscan.history.diff import diff as compare_reports  # noqa: PLC0415 - imports SQLite, not needed for loading

    first, second = (report if isinstance(report, Report) else load(report) for report in (old, new))
    return compare_reports(first, second)
