"""What each kind of XML says of a paper."""

from linkscan.models import Asset
from tests.papers.conftest import DATA, Load, beside, cited

LANTERN, DOI = "Lantern: Reading Charts", "10.5555/lantern.1"


def test_pubmed(load: Load) -> None:
    """Labelled parts, articles' own ids only, a date in words, data banks that are archives."""
    lantern, counting = load(DATA / "pubmed.xml").papers
    assert cited(lantern) == (
        "38000001",
        "Lantern: reading H2O charts.",
        None,
        DOI,
        "2024-02-28",
        "Journal of examples",
    )
    assert lantern.abstract == (
        "MOTIVATION\n\nCharts are hard, p < 0.05.\n\nAVAILABILITY AND IMPLEMENTATION\n\n"
        "Source code is available at https://github.com/example/lantern."
    )
    assert beside(lantern) == [("data", Asset.DATA, "https://doi.org/10.5061/dryad.1")]
    assert cited(counting) == ("2", "[Counting, twice].", None, None, "1998-12", "Old")


def test_endnote(load: Load) -> None:
    """Styles in pieces are one text."""
    (lantern,) = load(DATA / "endnote.xml").papers
    assert cited(lantern) == (DOI, LANTERN, None, DOI, "2024", "Journal of Examples")
    assert [name for name, _, _ in beside(lantern)] == ["notes", "url"]


def test_acl_anthology(load: Load) -> None:
    """`pwccode` and attachments are code; the front matter and the volume are no papers."""
    lantern, counting = load(DATA / "acl_anthology.xml").papers
    assert cited(lantern)[:5] == ("2022.example-long.1", LANTERN, None, "10.5555/2022.example-long.1", "2022")
    assert lantern.abstract == "We read charts. Code and data are https://example.org/more."
    assert beside(lantern) == [
        ("pwccode", Asset.CODE, "https://github.com/example/lantern"),
        ("software", Asset.CODE, "https://aclanthology.org/attachments/2022.example-long.1.software.zip"),
    ]
    assert beside(counting) == []


def test_jats(load: Load) -> None:
    """The abstract that is text, and the sections on data and code; neither the body nor the references."""
    (lantern,) = load(DATA / "jats.nxml").papers
    assert cited(lantern) == ("38000001", LANTERN, None, DOI, "2024-03-05", "Journal of Examples")
    assert lantern.abstract == "Background\n\nCharts with x are hard.\n\nConclusions\n\nLantern reads them."
    ((name, asset, text),) = beside(lantern)
    assert (name, asset) == ("data availability", None)
    assert "available at GitHub (https://github.com/example/lantern)" in text
    assert "https://zenodo.org/record/7" in text
    assert "stranger" not in text


def test_oai_pmh(load: Load) -> None:
    """ArXiv's two formats and Dublin Core; a deleted record is no paper."""
    lantern, counting, third = load(DATA / "oai_arxiv.xml").papers
    title = "Lantern: Reading Charts of the Schrödinger Group"
    assert cited(lantern) == ("2301.00001", title, "2301.00001", DOI, "2023-01-02", None)
    assert beside(lantern) == [("comments", None, "9 pages; code at https://github.com/example/lantern")]
    assert cited(counting)[2:5] == ("1810.09584", None, "2018-10-22")
    assert (third.arxiv_id, third.doi, third.abstract) == ("2301.00003", "10.5555/third", "We do.")
    assert beside(third) == [("comment", None, "5 pages, code: https://github.com/example/third")]


def test_an_error_of_oai_pmh_is_told(load: Load) -> None:
    loaded = load(
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="badArgument">No such set</error>'
        "<ListRecords><record><metadata><arXiv><title>T</title></arXiv></metadata></record></ListRecords></OAI-PMH>"
    )
    assert loaded.skipped == ["input:1: the archive answered with an error: No such set; mend the query"]


def test_rss(load: Load) -> None:
    """The announcement is no abstract, and the guid is an arXiv id."""
    (lantern,) = load(DATA / "arxiv.rss").papers
    assert cited(lantern)[:5] == ("2607.00001", LANTERN, "2607.00001", None, "2026-07-20")
    assert lantern.abstract == "We read charts for $x < 1$. Code is at https://github.com/example/lantern."


def test_crossref(load: Load) -> None:
    """The article's own DOI, not those that it cites."""
    (lantern,) = load(DATA / "crossref.xml").papers
    assert cited(lantern) == (DOI, LANTERN, None, DOI, "2024-03-05", "Journal of Examples")
    assert lantern.abstract == "We read charts."


def test_dblp(load: Load) -> None:
    """Characters that its DTD names are known; a volume is no paper."""
    loaded = load(DATA / "dblp.xml", keep=["authors"])
    lantern, counting = loaded.papers
    assert cited(lantern) == ("journals/jex/Example24", "Lantern: Reading n Charts", None, DOI, "2024", "J. Ex.")
    assert lantern.kept == {"authors": "Ada Müller"}
    assert counting.title == "Counting, Twice"


def test_mods(load: Load) -> None:
    """Title and subtitle."""
    (lantern,) = load(DATA / "mods.xml").papers
    assert cited(lantern) == ("example-2024-lantern", LANTERN, None, DOI, "2024-03", "Proceedings of Examples")


def test_datacite(load: Load) -> None:
    """Descriptions that are abstracts, dates of issue, code that the work supplements; also in OAI-PMH."""
    resource = (
        '<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.5555/lantern.1'
        "</identifier><titles><title>Lantern: Reading Charts</title></titles><publisher>Examples</publisher>"
        '<dates><date dateType="Issued">2024-03-05</date></dates><relatedIdentifiers><relatedIdentifier '
        'relationType="IsSupplementTo">https://github.com/example/lantern/tree/v1</relatedIdentifier>'
        '</relatedIdentifiers><descriptions><description descriptionType="Methods">By hand.</description>'
        '<description descriptionType="Abstract">We read charts.</description></descriptions></resource>'
    )
    record = f"<record><header><identifier>oai:x:1</identifier></header><metadata>{resource}</metadata></record>"
    oai = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{record}</ListRecords></OAI-PMH>'
    for content in (resource, f'<?xml version="1.0"?>\n{resource}', oai):
        (lantern,) = load(content).papers
        assert cited(lantern) == (DOI, LANTERN, None, DOI, "2024-03-05", "Examples")
        assert lantern.abstract == "We read charts."
        assert beside(lantern) == [("code", Asset.CODE, "https://github.com/example/lantern/tree/v1")]


def test_a_record_of_oai_pmh_that_lost_its_namespace(load: Load) -> None:
    """As files of single harvested records hold it; a DOI may be its identifier."""
    (lantern,) = load(
        "<record><header><identifier>10.5555/lantern.1</identifier></header><metadata>"
        '<dc:dc xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Lantern: Reading Charts</dc:title>'
        "<dc:description>We read charts.</dc:description></dc:dc></metadata></record>"
    ).papers
    assert (lantern.title, lantern.abstract, lantern.doi) == (LANTERN, "We read charts.", DOI)


def test_the_year_of_an_old_id_of_the_acl_anthology(load: Load) -> None:
    papers = load(
        '<collection id="J89"><volume id="1"><paper id="1"><title>One</title><url>J89-1001</url></paper>'
        '<paper id="2"><title>Two</title><url>P07-1002</url></paper></volume></collection>'
    ).papers
    assert [paper.published for paper in papers] == ["1989", "2007"]


def test_an_article_of_dblp_alone(load: Load) -> None:
    """Without the root and the DTD that names its letters."""
    (paper,) = load(
        '<article key="journals/x/Ex24"><author>Ada</author><title>Z&uuml;ge.</title><year>2024</year></article>'
    ).papers
    assert (paper.id, paper.title, paper.published) == ("journals/x/Ex24", "Züge", "2024")


def test_a_namespace_may_hold_spaces(load: Load) -> None:
    """Nobody may write one so, and a publisher did."""
    (paper,) = load(
        '<article xmlns:ali="http://a.org/ b"><front><article-meta><title-group><article-title>A Tool</article-title>'
        "</title-group></article-meta></front></article>"
    ).papers
    assert paper.title == "A Tool"


def test_dates_of_catalogues(load: Load) -> None:
    (paper,) = load(
        '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>A Tool</title></titleInfo><originInfo>'
        "<dateIssued>[s.a.]</dateIssued><dateIssued>c1999</dateIssued></originInfo></mods>"
    ).papers
    assert paper.published == "1999"
