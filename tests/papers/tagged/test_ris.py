"""RIS: tags by several producers."""

from tests.papers.conftest import DATA, Load, beside, cited


def test_a_reference_in_ris_is_a_paper(load: Load) -> None:
    lantern, counting, report = load(DATA / "scopus.ris").papers
    assert cited(lantern) == (
        "10.5555/lantern.1",
        "Lantern: Reading Charts",
        None,
        "10.5555/lantern.1",
        "2024-03-05",
        "Journal of Examples",
    )
    assert lantern.abstract.endswith("Our code is available at https://github.com/example/lantern.")
    assert beside(lantern) == [("note", None, "Export Date: 28 November 2026\nData at https://zenodo.org/record/7")]
    assert cited(counting)[:5] == ("count2021", "Counting, Twice", "2103.00001", None, "2021-03")
    assert counting.abstract == "We count."  # without the quotes around the whole
    assert (report.title, report.abstract, report.published) == ("A Report Without a Title of Its Own", "", "2019")


def test_columns_to_keep(load: Load) -> None:
    assert load(DATA / "scopus.ris", keep=["authors", "type"]).papers[0].kept == {
        "authors": "Example, A.; Sample, B.",
        "type": "JOUR",
    }


def test_keywords_on_untagged_lines(load: Load) -> None:
    """Rayyan writes each keyword on a separate line without a tag, so that most lines have none."""
    words = "".join(f"\nword {number}" for number in range(12))
    record = f"TY  - JOUR\nAN  - rayyan-1\nKW  - charts{words}\nPY  - 2011\nTI  - Lantern\nER  -\n\n"
    assert load(record + record.replace("Lantern", "Counting")).titles == ["Lantern", "Counting"]
