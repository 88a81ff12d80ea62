"""EndNote's tagged format."""

from tests.papers.conftest import DATA, Load, beside, cited


def test_a_reference_of_endnote_is_a_paper(load: Load) -> None:
    lantern, counting = load(DATA / "endnote.enw").papers
    assert cited(lantern)[1:] == (
        "Lantern: Reading Charts",
        None,
        "10.5555/lantern.1",
        "2024-03-05",
        "Journal of Examples",
    )
    assert lantern.url == "https://example.org/lantern"
    assert beside(lantern) == [("note", None, "Data at https://zenodo.org/record/7")]
    assert (counting.title, counting.published) == ("Counting, Twice", "2021")


def test_references_separated_by_blank_lines_only(load: Load) -> None:
    loaded = load("%A Doe, J.\n%T A Tool\n%X We release it.\n\n%A Roe, R.\n%T Another\n%X We do not.\n")
    assert (loaded.titles, loaded.abstracts) == (["A Tool", "Another"], ["We release it.", "We do not."])
