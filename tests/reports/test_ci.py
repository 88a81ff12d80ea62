"""CI annotations at the lines of the input files; no title is executed as a command."""

import re
from dataclasses import replace

import pytest

from linkscan.models import PaperResult, PaperVerdict
from linkscan.reports import ci
from linkscan.reports.report import Report


def marks(report: Report, *papers: PaperResult) -> list[str]:
    return ci.annotations(replace(report, papers=papers)).splitlines()


def paper(**told: object) -> PaperResult:
    missing = PaperResult("1", "A Plan", ("in/papers.bib:12",), verdict=PaperVerdict.MISSING, reason="README only")
    return replace(missing, **told)  # type: ignore[arg-type] # the fields of a Record


def test_missing_papers_are_annotated_at_their_line(report: Report) -> None:
    assert marks(report, paper()) == [
        "::warning file=in/papers.bib,line=12,title=no code found::A Plan: README only (2026-11-21 10:15 UTC)"
    ]


def test_available_and_unverified_papers_are_not_annotated(report: Report) -> None:
    """Missing papers come first, whatever the order of the papers."""
    levels = [mark.split()[0] for mark in marks(report, *(paper(verdict=verdict) for verdict in PaperVerdict))]
    assert levels == ["::warning", "::notice"]
    assert marks(report, paper(verdict=PaperVerdict.UNLINKED), paper())[0].startswith("::warning")


@pytest.mark.parametrize("source", [(), ("-:3",), ("no line",)])
def test_paper_without_a_file_has_an_annotation_without_location(report: Report, source: tuple[str, ...]) -> None:
    assert marks(report, paper(source=source))[0].startswith("::warning title=no code found::A Plan")


def test_a_path_of_windows_names_its_file_and_line(report: Report) -> None:
    """`%3A` is how GitHub's runner takes the colon of a drive."""
    (mark,) = marks(report, paper(source=(r"C:\papers\new, 100%\june.bib:17",)))
    assert mark.startswith(r"::warning file=C%3A\papers\new%2C 100%25\june.bib,line=17,title=")


def test_texts_cannot_escape_their_annotation(report: Report) -> None:
    """A line break would begin another command; a comma or colon would begin a property."""
    (mark,) = marks(
        report, paper(title="100%\n::error::x\r::stop-commands::y\u2028::z", source=("a,line=1:b::c%.bib:7",))
    )
    assert mark == (
        "::warning file=a%2Cline=1%3Ab%3A%3Ac%25.bib,line=7,title=no code found::"
        "100%25 ::error::x ::stop-commands::y ::z: README only (2026-11-21 10:15 UTC)"
    )


def test_a_log_is_not_flooded(report: Report) -> None:
    assert len(marks(report, *[paper()] * 500)) == ci.MOST


def test_each_line_is_a_command(report: Report) -> None:
    told = ci.annotations(report).splitlines()
    assert told
    assert all(re.match(r"::(warning|notice) [^:]*::.", line) for line in told)
