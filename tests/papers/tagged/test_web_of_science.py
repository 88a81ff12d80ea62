"""Web of Science's tagged format."""

from tests.papers.conftest import DATA, Load, cited


def test_a_publication_of_web_of_science_is_a_paper(load: Load) -> None:
    lantern, counting = load(DATA / "savedrecs.txt", keep=["authors"]).papers
    assert cited(lantern) == (
        "WOS:000000000000001",
        "Lantern: Reading Charts",
        None,
        "10.5555/lantern.1",
        "2024-03-05",
        "JOURNAL OF EXAMPLES",
    )
    assert lantern.abstract == "We read charts. Code is available at https://github.com/example/lantern."
    assert lantern.kept == {"authors": "Example, Ada; Sample, Bo"}
    assert cited(counting)[:2] == ("WOS:000000000000002", "Counting, Twice")
