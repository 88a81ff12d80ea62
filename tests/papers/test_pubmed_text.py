"""PubMed's text with abstracts: places, titles, authors, addresses, abstracts and numbers, a blank line between."""

from tests.papers.conftest import Load, cited

LANTERN = """
1. J Charts. 2024 Mar 5;12(3):1-9. doi: 10.1000/lantern.1. Epub 2024 Feb
29.

Lantern: a small model that reads
charts.

Example A(1)(2), van der Sample BC(2); Chart Group.

Author information:
(1)Institute of Charts, Example.

BACKGROUND: Charts are hard to read.
CONCLUSIONS: We release our code.

2. A paragraph of the abstract may begin so.

Copyright © 2024 Example. All rights reserved.

DOI: 10.1000/lantern.1
PMCID: PMC1
PMID: 38000001  [Indexed for MEDLINE]

Conflict of interest statement: None.
"""
COUNTING = """

2. Zählen Heute. 1998 Nov;118(11):943-52.

[Counting, twice].

[Article in German]

[No authors listed]

PMID: 9800002  [PubMed - indexed for MEDLINE]
"""


def test_an_article_is_a_paper(load: Load) -> None:
    """Title and abstract without addresses, rights and statements; the DOI is that of the article."""
    lantern, counting = load(LANTERN + COUNTING).papers
    title = "Lantern: a small model that reads charts."
    assert cited(lantern) == ("38000001", title, None, "10.1000/lantern.1", "2024-03-05", "J Charts")
    assert lantern.abstract == (
        "BACKGROUND: Charts are hard to read.\nCONCLUSIONS: We release our code.\n\n"
        "2. A paragraph of the abstract may begin so."
    )
    assert cited(counting) == ("9800002", "[Counting, twice].", None, None, "1998-11", "Zählen Heute")
    assert (counting.abstract, counting.source) == ("", ("input:27",))


def test_truncated_article_is_read_as_far_as_it_goes(load: Load) -> None:
    (lantern, counting) = load(LANTERN + COUNTING.partition("[Article")[0]).papers
    assert (lantern.id, counting.title) == ("38000001", "[Counting, twice].")


def test_articles_of_files_that_were_joined_without_a_line_end_stay_apart(load: Load) -> None:
    joined = COUNTING.strip() + LANTERN.strip()
    assert [paper.id for paper in load(joined).papers] == ["9800002", "38000001"]
