"""Ovid's citations."""

from tests.papers.conftest import DATA, Load, cited


def test_citations(load: Load) -> None:
    lantern, counting = load(DATA / "ovid.txt").papers
    assert cited(lantern) == (
        "38000001",
        "Lantern: reading charts.",
        None,
        "10.5555/lantern.1",
        "2024",
        "Journal of Examples",
    )
    assert lantern.abstract == "BACKGROUND: Charts are hard. AVAILABILITY: Code at https://github.com/example/lantern."
    assert (counting.id, counting.abstract) == ("2", "")
