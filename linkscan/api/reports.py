"""Earlier reports from Python: read again, compared."""

from pathlib import Path

from linkscan.models import Change
from linkscan.reports.json import load
from linkscan.reports.report import Report


def load_report(path: Path | str) -> Report:
    """Return an earlier report: of `report.json`, or of the folder that holds it; see `Report.load`.

    >>> path = write_reports(scan("papers.jsonl", settings), "reports", "june")[0]
    >>> len(load_report(path))
    2
    """
    return load(path)


def diff(old: Report | Path | str, new: Report | Path | str) -> tuple[Change, ...]:
    """Return what changed between two reports, or files or folders of reports.

    >>> before = scan([{"id": "1", "title": "A Plan", "abstract": "Code will be released."}], settings)
    >>> after = scan([{"id": "1", "title": "A Plan", "abstract": "Code: https://github.com/lab/tool"}], settings)
    >>> [change.kind.value for change in diff(before, after)]
    ['kept']
    """
    from linkscan.history.diff import diff as compare_reports  # noqa: PLC0415 - SQLite, which loading need not

    first, second = (report if isinstance(report, Report) else load(report) for report in (old, new))
    return compare_reports(first, second)
