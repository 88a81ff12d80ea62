"""The Atom feed of arXiv's API."""

import pytest

from linkscan.errors import InputError
from tests.papers.conftest import DATA, Load

FEED = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
ENTRY = "<entry><id>http://arxiv.org/abs/2301.{:05}v1</id><title>T{}</title><summary>{}</summary></entry>"


def test_an_entry_of_a_feed_is_a_paper(load: Load) -> None:
    """Versions are left out of ids; titles are on one line, line breaks stay in abstracts."""
    loaded = load(DATA / "arxiv.atom")
    first, second = loaded.papers
    assert (first.id, first.arxiv_id, first.doi) == ("2301.00001", "2301.00001", "10.1529/biophysj.104.047340")
    assert first.title == "Lantern: Late Interaction for Reading Charts & Tables of the Schrödinger Group"
    assert first.abstract.startswith("We present Lantern, a small")
    assert "p < 0.01. Code is at https://github.com/\nexample/lantern." in first.abstract
    assert (second.id, second.doi, second.abstract) == ("hep-ex/0307015", None, "We count it, twice.")
    assert loaded.lines == [14, 39]


def test_an_error_that_looks_like_a_result(load: Load) -> None:
    """ArXiv answers a malformed query with status 200 and one entry."""
    said = "9: arXiv answered with an error: incorrect id format for 1234.12345; correct the query$"
    with pytest.raises(InputError, match=said):
        load(DATA / "arxiv_error.atom")


def test_a_feed_without_results(load: Load) -> None:
    """No papers are no success."""
    with pytest.raises(InputError, match=r"^input:1: no papers in it"):
        load(FEED.format("<title>ArXiv Query</title>"))


def test_prefixes_and_latin_1(load: Load) -> None:
    """Namespaces count, prefixes do not; the text is decoded before expat sees what it declares."""
    feed = (
        '<?xml version="1.0" encoding="ISO-8859-1"?><a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry>'
        "<a:id>urn:x</a:id><a:title>Caf\xe9</a:title><a:summary><![CDATA[A < B]]></a:summary></a:entry></a:feed>"
    )
    (paper,) = load(feed.encode("latin-1")).papers
    assert (paper.id, paper.title, paper.abstract) == ("urn:x", "Café", "A < B")


def test_an_entry_without_abstract_is_a_paper(load: Load) -> None:
    """Nobody can read it, and it counts."""
    loaded = load(FEED.format("\n".join(ENTRY.format(number, number, "A" * (number != 2)) for number in (1, 2, 3))))
    assert (loaded.titles, loaded.abstracts, loaded.skipped) == (["T1", "T2", "T3"], ["A", "", "A"], [])


def test_a_feed_that_is_cut_off(load: Load) -> None:
    """What went before is given, and that it is not the whole feed."""
    loaded = load(FEED.format(ENTRY.format(1, 1, "A")).removesuffix("</feed>") + "\n<entry>")
    assert (loaded.titles, loaded.skipped) == (["T1"], ["input:2: not XML (no element found); fetch the file again"])


def test_a_long_feed_is_read_in_pieces(load: Load) -> None:
    """In order, nothing lost at the seams."""
    feed = FEED.format("".join(ENTRY.format(number, number, "charts " * 100) for number in range(1000)))
    assert load(feed).titles == [f"T{number}" for number in range(1000)]


@pytest.mark.parametrize(
    ("attack", "said"),
    [
        ('<!DOCTYPE f [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + FEED.format("&b;"), "declares XML entities"),
        ('<!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + FEED.format("&x;"), "declares XML entities"),
        (FEED.format("<a>" * 300), "nested too deeply for a list of papers"),
        (FEED.format("<a " + "b" * (2 << 20)), "a tag has no end"),
        (FEED.format("<entry><summary>" + "b" * (17 << 20)), "a record has no end"),
    ],
    ids=["billion laughs", "outside entity", "depth", "endless tag", "endless text"],
)
def test_an_attack_is_refused(load: Load, attack: str, said: str) -> None:
    """Refused before they cost anything."""
    with pytest.raises(InputError, match=said):
        load(attack, format="xml")
