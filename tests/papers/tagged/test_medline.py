"""MEDLINE, as PubMed saves it in .nbib files."""

from tests.papers.conftest import DATA, Load, cited


def test_articles(load: Load) -> None:
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
