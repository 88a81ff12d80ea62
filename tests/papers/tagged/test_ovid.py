"""Ovid's citations."""

import pytest

from tests.papers.conftest import DATA, Load, cited


def test_a_citation_of_ovid_is_a_paper(load: Load) -> None:
    lantern, counting = load(DATA / "ovid.txt").papers
    assert cited(lantern) == (
        "38000001",
        "Lantern: reading charts.",
        None,
        "10.5555/lantern.1",
        "2024-03",
        "Journal of Examples",
    )
    assert lantern.abstract == "BACKGROUND: Charts are hard. AVAILABILITY: Code at https://github.com/example/lantern."
    assert (counting.id, counting.abstract) == ("2", "")


@pytest.mark.parametrize(
    ("source", "date"),
    [
        ("Ecohydrology.   8(6):1048-1064, September 2015.", "2015-09"),
        ("Journal of Examples. 12(3):1-9, 2024 Mar 5.", "2024-03-05"),
        ("Journal of Examples. Vol 28(2) April 2015, 103-106.", "2015-04"),
        ("Journal of Examples. 2019; 5: 1-9", "2019"),
    ],
)
def test_date_is_part_of_the_source(load: Load, source: str, date: str) -> None:
    (paper,) = load(f"<1>\nTitle\n  A tool\nSource\n  {source}\nAbstract\n  We release it.\n").papers
    assert paper.published == date


def test_tags_at_the_margin(load: Load) -> None:
    """Ovid's other layout, with or without a space before each line."""
    record = "<{0}. >\nDB  - PsycINFO\nAN  - 2015-{0}\nTI  - Reading Charts {0}\nAU  - Example, Ada\nAU  - Sample, Bo\n"
    record += (
        "SO  - Journal of Examples. Vol.7, 2024, pp. 1-2.\nAB  - We read charts. Our code is\n  public.\nYR  - 2024\n"
    )
    record += "DO  - http://dx.doi.org/10.5555/{0}\n\n"
    text = record.format(1) + "\n ".join(record.format(2).splitlines())
    papers = load(text, keep=["authors"]).papers
    assert [cited(paper) for paper in papers] == [
        (f"2015-{number}", f"Reading Charts {number}", None, f"10.5555/{number}", "2024", "Journal of Examples")
        for number in (1, 2)
    ]
    assert papers[0].abstract == "We read charts. Our code is public."
    assert papers[0].kept == {"authors": "Example, Ada; Sample, Bo"}
