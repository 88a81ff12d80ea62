"""JSON by producer: the names of fields, and records that are not papers."""

import json

import pytest

from linkscan.models import Asset
from linkscan.papers import producers
from tests.papers.conftest import DATA, Load, beside, cited

LANTERN = "Lantern: Reading Charts"


def test_crossref(load: Load) -> None:
    """JATS markup is removed, keeping links but not namespaces; a journal is no paper."""
    loaded = load(DATA / "crossref.json", keep=["type", "authors"])
    lantern, counting = loaded.papers
    assert cited(lantern) == (
        "2301.00001",
        LANTERN,
        "2301.00001",
        "10.5555/lantern.1",
        "2022-05-30",
        "Journal of Examples",
    )
    assert lantern.abstract == (
        "Summary\n\nWe present Lantern & friends, for p < 0.05.\n\nAvailability\n\n"
        "Code is at GitHub (https://github.com/example/lantern)."
    )
    assert lantern.kept == {"type": "journal-article", "authors": "Ada Example; Bo Sample"}
    assert cited(counting) == ("10.5555/count.2", "Counting, Twice", None, "10.5555/count.2", "2021-03-09", None)
    assert loaded.skipped == []


def test_openalex_pages_in_a_row(load: Load) -> None:
    """The abstract is rebuilt from its inverted index; two responses in one file are both read."""
    lantern, counting = load(DATA / "openalex.json").papers
    assert cited(lantern)[1:] == (LANTERN, "2301.00001", "10.5555/lantern.1", "2022-05-30", "Journal of Examples")
    assert lantern.abstract == "We present a small model. We release code at https://github.com/example/lantern."
    assert (counting.id, counting.abstract) == ("https://openalex.org/W4300000002", "")


def test_an_inverted_index_of_hostile_positions(load: Load) -> None:
    """Positions beyond any abstract and invalid positions are skipped."""
    index = {"Code": [0], "far": [10**12, -1], "odd": ["x", None], "here.": [1], "none": 7}
    (paper,) = load(json.dumps([{"display_name": "T", "abstract_inverted_index": index}])).papers
    assert paper.abstract == "Code here."


def test_openreview_of_both_versions(load: Load) -> None:
    """Values are unwrapped, dates are in milliseconds, attachments get their address, a review is no paper."""
    loaded = load(DATA / "openreview.json", keep=["number", "keywords"])
    lantern, counting = loaded.papers
    assert cited(lantern) == ("aBcD1234", LANTERN, None, None, "2026-01-27", "ICLR 2026 Poster")
    assert beside(lantern) == [
        ("code", Asset.CODE, "https://github.com/example/lantern"),
        ("supplementary_material", None, "https://openreview.net/attachment?id=aBcD1234&name=supplementary_material"),
    ]
    assert lantern.kept == {"number": "17", "keywords": "charts; reading"}
    assert lantern.url == "https://openreview.net/forum?id=aBcD1234"
    assert beside(counting) == [("data", Asset.DATA, "https://zenodo.org/record/7")]
    assert (counting.published, loaded.skipped) == ("2020-09-13", [])


def test_hugging_face(load: Load) -> None:
    """The paper's own date counts; a repository linked by a machine is marked as a guess."""
    lantern, counting = load(DATA / "hugging_face.json").papers
    assert (lantern.arxiv_id, lantern.published) == ("2607.00001", "2026-07-29")
    assert [(field.name, field.is_guess) for field in lantern.fields] == [("projectPage", False), ("githubRepo", False)]
    assert [(field.name, field.is_guess) for field in counting.fields] == [("githubRepo", True)]


def test_papers_with_code(load: Load) -> None:
    """A repository that is not official, and that the paper does not mention, is a guess."""
    link = {
        "paper_url": "https://paperswithcode.com/paper/lantern",
        "paper_title": LANTERN,
        "paper_arxiv_id": "2301.00001",
    }
    links = [
        {**link, "repo_url": f"https://github.com/example/{name}", "is_official": is_official}
        for name, is_official in (("own", True), ("other", False))
    ]
    own, other = load(json.dumps(links)).papers
    assert [(paper.id, paper.fields[0].is_guess) for paper in (own, other)] == [("lantern", False), ("lantern", True)]


def test_datacite(load: Load) -> None:
    """The abstract among several descriptions, and the date of issue among several dates; the licence is no paper."""
    (lantern,) = load(DATA / "datacite.json").papers
    assert cited(lantern) == ("10.5281/zenodo.1", LANTERN, None, "10.5281/zenodo.1", "2024-05-06", "Zenodo")
    assert lantern.abstract == "We read charts & tables."
    assert beside(lantern)[0] == ("code", Asset.CODE, "https://github.com/example/lantern/tree/v1")


def test_europe_pmc(load: Load) -> None:
    """A heading is a paragraph of its own, so that it ends a sentence."""
    lantern, counting = load(DATA / "europe_pmc.json").papers
    assert cited(lantern)[1:] == (
        "Lantern: reading charts.",
        None,
        "10.5555/lantern.1",
        "2024-03-01",
        "Journal of examples",
    )
    assert lantern.abstract == (
        "Background\n\nCharts are hard.\n\nAvailability\n\nCode at https://github.com/example/lantern."
    )
    assert (counting.id, counting.abstract) == ("PPR1", "")


def test_zotero(load: Load) -> None:
    """Notes are fields; an attachment is no paper."""
    loaded = load(DATA / "zotero.json")
    (lantern,) = loaded.papers
    assert cited(lantern)[:4] == ("example2024lantern", LANTERN, "2301.00001", "10.5555/lantern.1")
    assert beside(lantern) == [("note", None, "9 pages. Code: https://github.com/example/lantern")]
    assert loaded.skipped == []


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(
            {"id": "aaa",
             "bibjson": {"title": "T", "abstract": "A", "year": "2020", "month": "3", "journal": {"title": "J"},
             "identifier": [{"type": "eissn", "id": "1"}, {"type": "doi", "id": "10.1000/x"}]}},
            ("aaa", "T", None, "10.1000/x", "2020-03", "J"),
            id="DOAJ",
        ),
        pytest.param(
            {"id": "123", "metadata": {"titles": [{"title": "T"}], "abstracts": [{"value": "A"}],
             "arxiv_eprints": [{"value": "2403.00001"}], "dois": [{"value": "10.1000/x"}],
             "earliest_date": "2024-03-04"}},
            ("123", "T", "2403.00001", "10.1000/x", "2024-03-04", None),
            id="INSPIRE",
        ),
        pytest.param(
            {"bibcode": "2024ApJ...1A", "title": ["T"], "abstract": "A", "pubdate": "2024-03-00", "pub": "ApJ",
             "doi": ["10.1000/x"], "identifier": ["arXiv:2403.00001", "10.1000/x"]},
            ("2024ApJ...1A", "T", "2403.00001", "10.1000/x", "2024-03", "ApJ"),
            id="ADS",
        ),
        pytest.param(
            {"paperId": "abc", "externalIds": {"ArXiv": "2403.00001", "DOI": "10.1000/x"}, "title": "T",
             "abstract": None, "publicationDate": "2024-03-01", "venue": "ICML"},
            ("abc", "T", "2403.00001", "10.1000/x", "2024-03-01", "ICML"),
            id="Semantic Scholar",
        ),
        pytest.param(
            {"@score": "1", "@id": "9", "info": {"key": "conf/x/1", "title": "T.", "venue": "X", "year": "2024",
             "doi": "10.1000/x", "ee": "https://doi.org/10.1000/x"}},
            ("conf/x/1", "T", None, "10.1000/x", "2024", "X"),
            id="DBLP",
        ),
        pytest.param(
            {"object": "paper", "pid": 12, "title": "T", "abstract": "A", "options": {"artifact": "https://a.org"}},
            ("12", "T", None, None, None, None),
            id="HotCRP",
        ),
        pytest.param(
            {"doi": "10.1101/2024.1", "title": "T", "date": "2024-01-01", "category": "neuroscience", "abstract": "A",
             "jatsxml": "https://www.biorxiv.org/x.xml", "server": "biorxiv", "published": "NA"},
            ("10.1101/2024.1", "T", None, "10.1101/2024.1", "2024-01-01", None),
            id="bioRxiv",
        ),
    ],
)  # fmt: skip
def test_other_producers(load: Load, record: object, expected: tuple[str | None, ...]) -> None:
    (paper,) = load(json.dumps({"results": [record]})).papers
    assert cited(paper) == expected


def test_each_record_is_recognised_by_its_producer_only() -> None:
    """A record with plain names has no producer."""
    assert producers.producer_of(("id", "title", "abstract", "year", "url")) is None


def test_wrapper_of_a_single_record_keeps_its_id(load: Load) -> None:
    """Whatever the key is called: two articles do not become one of that name."""
    documents = [{"id": name, "article_data": {"title": f"Paper {name}", "abstract": "We study."}} for name in "ab"]
    loaded = load("\n".join(map(json.dumps, documents)))
    assert [paper.id for paper in loaded.papers] == ["a", "b"]


def test_cinii(load: Load) -> None:
    """Title and abstract of an article are in one language; the reading of a title is ignored."""
    names = [{"@language": "ja-Kana", "@value": "ランタン"}, {"@language": "ja", "@value": "図表"}]
    article = {
        "@id": "https://cir.nii.ac.jp/crid/1.json",
        "@type": "Article",
        "productIdentifier": [{"identifier": {"@type": "DOI", "@value": "10.5555/lantern.1"}}],
        "dc:title": [*names, {"@language": "en", "@value": LANTERN}],
        "description": [{"type": "abstract", "notation": [{"@language": "en", "@value": "We read charts."}]}],
        "publication": {"prism:publicationName": [{"@value": "Examples"}], "prism:publicationDate": "1984"},
    }
    item = {
        "@id": "https://cir.nii.ac.jp/crid/2",
        "@type": "item",
        "title": "Counting",
        "dc:creator": ["Ada Example"],
        "prism:publicationDate": "2020-03",
        "dc:identifier": [{"@type": "cir:NAID", "@value": "1"}, {"@type": "cir:DOI", "@value": "10.5555/count.1"}],
    }
    (lantern,) = load(json.dumps(article)).papers
    assert cited(lantern) == ("10.5555/lantern.1", LANTERN, None, "10.5555/lantern.1", "1984", "Examples")
    assert (lantern.abstract, lantern.url) == ("We read charts.", "https://cir.nii.ac.jp/crid/1")
    (counting,) = load(json.dumps({"@type": "channel", "title": "CiNii", "items": [item]})).papers
    assert (counting.doi, counting.published, counting.abstract) == ("10.5555/count.1", "2020-03", "")
