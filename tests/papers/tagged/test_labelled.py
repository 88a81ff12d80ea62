"""Records of named fields: their beginning, their lines, and text that is no record."""

import pytest

from linkscan.errors import InputError
from tests.papers.conftest import Load, cited

RECORDS = """Search results

Paper 1
Title: Lantern: Reading Charts
Author(s): Example, A; Sample, B
Source: JOURNAL OF CHARTS
Year: 2024
DOI: 10.1000/lantern.1
Abstract: We read charts.
Code: we release it at https://github.com/example/lantern.

BACKGROUND: none.

----------
Paper 2
Title: Counting
Abstract:
We count
it twice.
"""


def test_a_record_of_named_fields_is_a_paper(load: Load) -> None:
    """Lines after a field belong to it, except rules and numbers between records."""
    lantern, counting = load(RECORDS).papers
    assert cited(lantern)[1:] == ("Lantern: Reading Charts", None, "10.1000/lantern.1", "2024", "JOURNAL OF CHARTS")
    assert lantern.abstract == "We read charts."
    assert [(field.name, field.asset) for field in lantern.fields] == [("Code", "code")]
    assert (counting.title, counting.abstract) == ("Counting", "We count\nit twice.")


def test_record_begins_with_the_field_name_of_the_first_line(load: Load) -> None:
    """The name itself may be unknown."""
    one = "- Ingested: today\n- arXiv: {}v1\n- Title: {}\n- Authors: A\n\nAbstract:\nWe do.\n\n---\n"
    papers = load(one.format("2401.00001", "Lantern") + one.format("2401.00002", "Counting")).papers
    assert [(paper.id, paper.title, paper.abstract) for paper in papers] == [
        ("2401.00001", "Lantern", "We do."),
        ("2401.00002", "Counting", "We do."),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "Title: My trip\nDate: 2024-01-01\nAuthor: Ada\n\nWe went there. It was good, and we ate.\n",
        "title: tool\nauthors: Ada\nabstract: false\n",
        "Title: Alien\nYear: 1979\nRating: 5\n\nTitle: Aliens\nYear: 1986\nRating: 5\n",
        "Subject: x\nFrom: a@b.org\nTo: c@d.org\n\nDear all,\n\nit is done.\n",
    ],
    ids=["a post", "settings", "films", "a mail"],
)
def test_other_name_value_lists_are_refused(load: Load, content: str) -> None:
    with pytest.raises(InputError):
        load(content)
