"""RefWorks' tagged format."""

from tests.papers.conftest import DATA, Load, beside, cited


def test_a_reference_of_refworks_is_a_paper(load: Load) -> None:
    lantern, counting = load(DATA / "refworks.txt", keep=["authors"]).papers
    assert cited(lantern) == (
        "17",
        "Lantern: Reading Charts",
        None,
        "10.5555/lantern.1",
        "2024-03-05",
        "Journal of Examples",
    )
    assert lantern.kept == {"authors": "Example, Ada; Sample, Bo"}
    assert beside(lantern) == [("note", None, "Data at https://zenodo.org/record/7")]
    assert (counting.title, counting.published, counting.abstract) == ("Counting, Twice", "2021", "")


def test_legend_of_tags_is_skipped(load: Load) -> None:
    legend = "Refworks Export Tagged Format\n\nCharacter Set=utf-8\n\nTag legend\n*****\nRT=Reference Type\n"
    loaded = load(f"{legend}\nRT Journal Article\nSR Print(0)\nT1 A Tool\nAB We release it.\nYR 2024\n")
    assert (loaded.titles, loaded.skipped) == (["A Tool"], [])
