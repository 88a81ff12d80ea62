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


def test_error_of_oai_pmh_is_reported(load: Load) -> None:
    loaded = load(
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="badArgument">No such set</error>'
        "<ListRecords><record><metadata><arXiv><title>T</title></arXiv></metadata></record></ListRecords></OAI-PMH>"
    )
    assert loaded.skipped == ["input:1: the archive answered with an error: No such set; correct the query"]


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


MARC = """<marc:record xmlns:marc="http://www.loc.gov/MARC21/slim">
<marc:leader>00925nam  22002777a 4500</marc:leader>
<marc:controlfield tag="001">5637241</marc:controlfield>
<marc:controlfield tag="008">230706s2023    nyu</marc:controlfield>
<marc:datafield tag="024" ind1="7" ind2=" "><marc:subfield code="a">10.5555/lantern.1</marc:subfield>
<marc:subfield code="2">doi</marc:subfield></marc:datafield>
<marc:datafield tag="037" ind1=" " ind2=" "><marc:subfield code="9">arXiv</marc:subfield>
<marc:subfield code="a">arXiv:2301.00001</marc:subfield></marc:datafield>
<marc:datafield tag="100" ind1="1" ind2=" "><marc:subfield code="a">Example, Ada,</marc:subfield></marc:datafield>
<marc:datafield tag="245" ind1="1" ind2="0"><marc:subfield code="a">Lantern :</marc:subfield>
<marc:subfield code="b">reading charts /</marc:subfield><marc:subfield code="c">Ada Example.</marc:subfield>
</marc:datafield>
<marc:datafield tag="520" ind1="3" ind2=" "><marc:subfield code="a">We read charts.</marc:subfield></marc:datafield>
<marc:datafield tag="773" ind1="0" ind2=" "><marc:subfield code="t">Journal of Examples,</marc:subfield>
<marc:subfield code="g">Vol. 7 (2024), p. 1</marc:subfield></marc:datafield>
<marc:datafield tag="856" ind1="4" ind2=" "><marc:subfield code="u">https://github.com/example/lantern</marc:subfield>
</marc:datafield></marc:record>"""


def test_marc(load: Load) -> None:
    """Numbers of fields, the cataloguers' signs taken off; the year of the issue before that of the record."""
    (lantern,) = load(f'<marc:collection xmlns:marc="http://www.loc.gov/MARC21/slim">{MARC}</marc:collection>').papers
    expected = ("5637241", "Lantern: reading charts", "2301.00001", DOI, "2023-01", "Journal of Examples")
    assert (cited(lantern), lantern.abstract) == (expected, "We read charts.")
    assert beside(lantern) == [("url", None, "https://github.com/example/lantern")]
    (report,) = load(MARC.replace("arXiv", "R")).papers
    assert (report.arxiv_id, report.published) == (None, "2024")


def test_marc_without_its_namespace(load: Load) -> None:
    """One record, or several in a list that EndNote calls the same."""
    bare = MARC.replace("marc:", "").replace(' xmlns:marc="http://www.loc.gov/MARC21/slim"', "")
    assert [load(text).titles for text in (bare, f"<records>{bare}{bare}</records>")] == [
        ["Lantern: reading charts"],
        ["Lantern: reading charts"] * 2,
    ]


def test_marc_in_answers_of_services(load: Load) -> None:
    """Of OAI-PMH, and of a catalogue (SRU) from which the declaration of a prefix was cut."""
    oai = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header>'
    oai += f"<identifier>oai:a.org:1</identifier></header><metadata>{MARC}</metadata></record></ListRecords></OAI-PMH>"
    sru = "<zs:searchRetrieveResponse><zs:version>1.1</zs:version><zs:records><zs:record><zs:recordData>"
    sru += f"{MARC}</zs:recordData></zs:record></zs:records></zs:searchRetrieveResponse>"
    assert [[paper.title for paper in load(text).papers] for text in (oai, sru)] == [["Lantern: reading charts"]] * 2


ZOTERO_RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/">
<bib:Article rdf:about="https://a.org/lantern"><z:itemType>journalArticle</z:itemType>
<dcterms:isPartOf><bib:Journal><dc:title>Journal of Examples</dc:title></bib:Journal></dcterms:isPartOf>
<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Example</foaf:surname><foaf:givenName>Ada</foaf:givenName>
</foaf:Person></rdf:li></rdf:Seq></bib:authors>
<dc:title>Lantern: Reading Charts</dc:title><dcterms:abstract>We read charts.</dcterms:abstract>
<dc:date>2024-02-01</dc:date><dc:identifier>DOI 10.5555/lantern.1</dc:identifier></bib:Article>
<z:Attachment rdf:about="#item_2"><dc:title>Full Text PDF</dc:title></z:Attachment>
<bib:Memo rdf:about="#item_3"><rdf:value>We read it.</rdf:value></bib:Memo>
</rdf:RDF>"""


def test_zotero_rdf(load: Load) -> None:
    """Attachments and notes are no papers."""
    (lantern,) = load(ZOTERO_RDF, keep=["authors"]).papers
    assert cited(lantern) == (DOI, LANTERN, None, DOI, "2024-02-01", "Journal of Examples")
    assert (lantern.abstract, lantern.url) == ("We read charts.", "https://a.org/lantern")
    assert lantern.kept == {"authors": "Ada Example"}


def test_rss_of_version_1(load: Load) -> None:
    """It is RDF, whose items are papers."""
    text = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    text += "<item><title>Lantern</title><description>We read charts.</description></item></rdf:RDF>"
    assert [(paper.title, paper.abstract) for paper in load(text).papers] == [("Lantern", "We read charts.")]
