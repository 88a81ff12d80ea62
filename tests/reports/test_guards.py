"""The escaping of each format: without it untrusted text has an effect, with it it stays text."""

import json
from dataclasses import replace
from typing import Any

import pytest

from linkscan.reports.report import Report
from linkscan.reports.summary import summarise
from linkscan.reports.writer import render

guarded = pytest.mark.parametrize("is_guarded", [True, False], ids=["guarded", "guard taken away"])
as_json = json.dumps


class Unescaped(str):
    """Text that is not escaped."""

    __slots__ = ()

    def replace(self, *_: Any) -> str:
        return self


GUARDLESS = {"linkscan.reports.html.json.dumps": lambda value, **given: Unescaped(as_json(value, **given))}


@guarded
@pytest.mark.parametrize(
    ("file", "format_", "payload", "guard", "harm"),
    [
        ("papers.csv", "csv", "=HYPERLINK(1)", "linkscan.reports.csv.cell", "\n=HYPERLINK(1)"),
        ("report.md", "markdown", "<img src=x onerror=a()>", "linkscan.reports.markdown.markdown", "<img src=x"),
        ("report.html", "html", "</script><b>x", "linkscan.reports.html.json.dumps", "</script><b>x"),
    ],
)
def test_untrusted_text_stays_text(
    file: str,
    format_: str,
    payload: str,
    guard: str,
    harm: str,
    report: Report,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_guarded: bool,
) -> None:
    papers = tuple(replace(paper, id=payload, title=payload, source=()) for paper in report.papers)
    hostile = replace(report, papers=papers, summary=summarise(papers, report.links))
    if not is_guarded:
        monkeypatch.setattr(guard, GUARDLESS.get(guard, lambda value: value))
    [data] = [made for name, made in render(hostile, [format_]) if name == file]
    shown = data if isinstance(data, str) else b"".join([data] if isinstance(data, bytes) else data).decode()
    assert (harm in shown) is not is_guarded
