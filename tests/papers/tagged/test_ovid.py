"""Ovid's citations."""

import pytest

from tests.papers.conftest import DATA, Load, cited


def test_citations(load: Load) -> None:
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
def test_the_date_stands_in_the_source(load: Load, source: str, date: str) -> None:
    (paper,) = load(f"<1>\nTitle\n  A tool\nSource\n  {source}\nAbstract\n  We release it.\n").papers
    assert paper.published == date
