"""MEDLINE, as PubMed saves it in .nbib files."""

from tests.papers.conftest import DATA, Load, cited


def test_an_article_of_medline_is_a_paper(load: Load) -> None:
    lantern, counting = load(DATA / "pubmed.nbib").papers
    assert cited(lantern) == (
        "38000001",
        "Lantern: a tool for reading charts.",
        None,
        "10.5555/lantern.1",
        "2024-03-05",
        "Journal of examples",
    )
    assert lantern.abstract.endswith("Source code is\navailable at https://github.com/example/lantern.")
    assert cited(counting) == ("2", "Counting, twice.", None, None, "1998-12", "Old journal")


def test_records_of_eric_begin_with_their_owner(load: Load) -> None:
    """They have no PMID."""
    record = "OWN - ERIC\nTI  - {}\nAB  - We count.\nDP  - 2021\nOID - {}\n"
    papers = load("\n" + record.format("One", "ED1") + "\n" + record.format("Two", "ED2")).papers
    assert [(paper.id, paper.title, paper.published) for paper in papers] == [
        ("ED1", "One", "2021"),
        ("ED2", "Two", "2021"),
    ]
