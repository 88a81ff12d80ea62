"""arXiv's daily mail: entries, and replacements without abstracts, without boilerplate."""

from tests.papers.conftest import DATA, Load, beside, cited


def test_a_mail_lists_papers(load: Load) -> None:
    loaded = load(DATA / "arxiv_mail.txt", keep=["authors"])
    lantern, counting = loaded.papers
    title = "Lantern: Reading Charts of the Schrödinger Group"
    assert cited(lantern) == ("2411.00001", title, "2411.00001", "10.5555/lantern.1", "2024-11-07", None)
    assert lantern.abstract == "We read charts, as follows: we look\nat them."
    assert beside(lantern) == [("comments", None, "9 pages. Code: https://github.com/example/lantern")]
    assert lantern.kept == {"authors": "Ada Example, Bo Sample"}
    assert (counting.id, counting.abstract, loaded.skipped) == ("2301.00001", "", [])
