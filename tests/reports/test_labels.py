"""Sentences as people read them."""

from dataclasses import replace

import pytest

from linkscan.reports import html, markdown
from linkscan.reports.labels import quoted
from linkscan.reports.report import Report


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        (r"Code: \url{https://a.org/x\_y}.", "Code: https://a.org/x_y."),
        (r"Code: \href{https://a.org}{here}.", "Code: here (https://a.org)."),
        (r"Code: \href{https://a.org}{\texttt{a.org}}.", "Code: a.org (https://a.org)."),
        (r"\textbf{Code} of \emph{all} is out, at 5\% \& more.", "Code of all is out, at 5% & more."),
        (r"Code in C:\temp and \url{ without end", r"Code in C:\temp and \url{ without end"),
        ("Code: https://a.org.", "Code: https://a.org."),
    ],
)
def test_a_sentence_is_shown_without_the_marks_of_tex(sentence: str, shown: str) -> None:
    assert quoted(sentence) == shown


def test_pages_show_plain_sentences_and_data_keep_the_original(report: Report) -> None:
    paper = next(paper for paper in report.papers if paper.claims)
    sentence = r"Our code is at \url{https://github.com/lab/tex-tool}."
    told = replace(paper, claims=(replace(paper.claims[0], sentence=sentence),))
    report = replace(report, papers=(told,))
    for render in (markdown.render, html.render):
        assert r"\url{" not in render(report)
        assert "https://github.com/lab/tex-tool" in render(report)
    assert report.to_rows("claims")[0]["sentence"] == sentence
