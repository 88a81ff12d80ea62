"""Answers of services as they were recorded (`recorded/NOTICE.md`): what each source makes of them.

Of services whose recorded answers may not be copied there is data of ours in their shape.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from linkscan.models import Paper, Response
from linkscan.sources import SourceResult, source_named
from linkscan.sources.base import ProblemCause
from tests.sources.service import Service, window

RECORDED = Path(__file__).parent / "recorded"


def recorded(name: str) -> Response:
    told = json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))
    return Response(told["url"], told["status"], body=told["body"].encode())


def read(source: str, query: str, *answers: Any) -> SourceResult:
    """Return the result of a source for these responses in order; each is a recording by name, or data."""
    waiting: Iterator[Any] = iter([recorded(each) if isinstance(each, str) else each for each in answers])
    result = Service(lambda _path, _names: next(waiting)).run(source_named(source).flow(query, window()))
    assert next(waiting, None) is None, "an answer was not asked for"
    return result


def xml(text: str) -> Response:
    return Response("https://service.test/", 200, body=text.encode())


def cited(paper: Paper) -> tuple[str, str, str | None, str | None]:
    return paper.id, paper.title, paper.published, paper.venue


class TestArxiv:
    def test_a_paper_with_the_comment_of_its_authors(self) -> None:
        result = read("arxiv", "1605.08386", "arxiv_one")
        (paper,) = result.papers
        assert cited(paper) == ("1605.08386", "Heat-bath random walks with Markov bases", "2016-05-26", None)
        assert paper.abstract.startswith("Graphs on lattice points are studied")
        assert [(field.name, field.text) for field in paper.fields] == [("comment", "20 pages, 3 figures")]

    def test_an_identifier_of_before_2007(self) -> None:
        (paper,) = read("arxiv", "astro-ph/0601001", "arxiv_old_id").papers
        assert (paper.arxiv_id, paper.published, paper.venue) == (
            "astro-ph/0601001",
            "2006-01-02",
            "ActaAstron.56:1-50,2006",
        )

    def test_one_of_two_papers_is_found(self) -> None:
        result = read("arxiv", "0808.05394,1707.08567", "arxiv_one_of_two")
        assert [paper.id for paper in result.papers] == ["1707.08567"]
        assert result.broken == ("arxiv:0808.05394,1707.08567: there is no 0808.05394",)
        assert result.problem is None

    def test_unknown_paper_is_reported(self) -> None:
        result = read("arxiv", "0808.05394", "arxiv_none")
        assert (result.papers, result.problem) == ((), None)
        assert result.broken == ("arxiv:0808.05394: there is no 0808.05394",)

    def test_rejected_identifier_does_not_cost_other_papers(self) -> None:
        result = read("arxiv", "1605.08386,1501.0001", "arxiv_malformed", "arxiv_one", "arxiv_malformed")
        assert [paper.id for paper in result.papers] == ["1605.08386"]
        assert result.broken == ("arxiv:1605.08386,1501.0001: there is no 1501.0001",)

    def test_a_page_of_a_search_has_each_paper_once(self) -> None:
        """The search found far more: the period is halved, and the page is that of the first half."""
        few = recorded("arxiv_page")
        ten = Response(few.url, 200, body=few.body.replace(b">214881<", b">10<"))
        result = read("arxiv", "cs.CL/2026-04-11", ten)
        assert len({paper.id for paper in result.papers}) == 10
        assert all(paper.abstract and paper.title and paper.published for paper in result.papers)
        assert (result.problem, result.broken) == (None, ())

    def test_page_with_fewer_papers_than_its_count_is_no_answer(self) -> None:
        """As the service answers occasionally: lukasschwab/arxiv.py#129."""
        whole = recorded("arxiv_one")
        head, _, rest = whole.body.partition(b"<entry>")
        emptied = Response(whole.url, 200, body=head + rest.rpartition(b"</entry>")[2])
        result = read("arxiv", "1605.08386", emptied, Response(whole.url, 503))
        assert (result.papers, result.broken) == ((), ())
        assert result.problem is not None
        assert result.problem.cause is ProblemCause.UNREADABLE


class TestCrossref:
    def test_a_page_of_a_search(self) -> None:
        """Of twenty records one has an abstract, and each of those for R packages a description."""
        nothing = {"message": {"items": [], "next-cursor": "x"}}
        result = read("crossref", "widget", "crossref_first_page", nothing)
        assert (len(result.papers), result.broken, result.problem) == (20, (), None)
        assert all(paper.doi and paper.title and paper.published for paper in result.papers)
        assert {paper.abstract for paper in result.papers} == {"", "We replaced this text."}

    def test_one_work(self) -> None:
        (paper,) = read("crossref", "doi=10.1371/journal.pone.0033693", "crossref_work").papers
        assert (paper.id, paper.venue, paper.published) == ("10.1371/journal.pone.0033693", "PLoS ONE", "2012-03-21")

    def test_a_record_without_a_title_is_counted_as_broken(self) -> None:
        """An issue of a journal is a record, too."""
        result = read("crossref", "x", "crossref_untitled")
        assert [paper.title for paper in result.papers] == ["Icônes"]
        assert len(result.broken) == 1

    def test_a_work_that_it_does_not_have(self) -> None:
        result = read("crossref", "doi=10.1371/notarealdoi", "crossref_unknown")
        assert (result.papers, result.problem) == ((), None)
        assert result.broken == ("crossref:doi=10.1371/notarealdoi: there is no 10.1371/notarealdoi",)

    def test_rejected_cursor_is_reported(self) -> None:
        result = read("crossref", "widget", "crossref_bad_cursor")
        assert result.problem is not None


class TestSemanticScholar:
    def test_nothing_found_has_no_data(self) -> None:
        result = read("s2", "xyzzy", {"total": 0, "offset": 0})
        assert (result.papers, result.problem) == ((), None)

    def test_records_without_data_are_not_an_answer(self) -> None:
        assert read("s2", "x", {"total": 3, "offset": 0}).problem is not None

    def test_a_record(self) -> None:
        record = {
            "paperId": "649def34f8be52c8b66281af98ae884c09aef38b",
            "externalIds": {
                "MAG": "2038721957",
                "DBLP": "conf/x/Y24",
                "DOI": "10.18653/v1/N18-3011",
                "CorpusId": 19170988,
            },
            "url": "https://www.semanticscholar.org/paper/649def34f8be52c8b66281af98ae884c09aef38b",
            "title": "Reading Charts",
            "abstract": None,
            "venue": "NAACL",
            "year": 2018,
            "publicationDate": "2018-05-06",
        }
        (paper,) = read("s2", "x", {"total": 1, "token": None, "data": [record]}).papers
        assert (cited(paper), paper.doi, paper.abstract) == (
            (record["paperId"], "Reading Charts", "2018-05-06", "NAACL"),
            "10.18653/v1/N18-3011",
            "",
        )


NOTE: dict[str, Any] = {
    "content": {
        "title": {"value": "Reading Charts"},
        "authors": {"value": ["Ada Example"]},
        "authorids": {"value": ["~Ada_Example1"]},
        "TLDR": {"value": "We read charts."},
        "abstract": {"value": "Our code is available."},
        "anonymous_url": {"value": "I certify that there is no URL that could be used to find authors' identity."},
        "venue": {"value": "ICLR 2024 poster"},
        "venueid": {"value": "ICLR.cc/2024/Conference"},
        "pdf": {"value": "/pdf/178e173a880d7872c0a79d88e005426c20501329.pdf"},
        "supplementary_material": {"value": "/attachment/1d89c5d545a0f9d97e06087ffe6cecd202365a40.zip"},
        "_bibtex": {"value": "@inproceedings{x,\nurl={https://openreview.net/forum?id=aBcDeFgHiJ}\n}"},
        "paperhash": {"value": "example|reading_charts"},
    },
    "id": "aBcDeFgHiJ",
    "forum": "aBcDeFgHiJ",
    "signatures": ["ICLR.cc/2024/Conference/Submission9502/Authors"],
    "readers": ["everyone"],
    "number": 9502,
    "odate": 1697213872796,
    "invitations": ["ICLR.cc/2024/Conference/-/Submission", "ICLR.cc/2024/Conference/-/Edit"],
    "domain": "ICLR.cc/2024/Conference",
    "tcdate": 1695558732991,
    "cdate": 1695558732991,
    "pdate": 1705411064826,
    "version": 2,
}


class TestOpenReview:
    """Shapes of 2026-09: uw-share-lab/openproceedings, backend/tests/fixtures/http/openreview/v2."""

    @pytest.mark.parametrize("count", [{"count": 1}, {}])
    def test_a_note_with_a_count_or_without(self, count: dict[str, int]) -> None:
        result = read("openreview", "ICLR.cc/2024/Conference", {"notes": [NOTE], **count})
        (paper,) = result.papers
        assert cited(paper) == ("aBcDeFgHiJ", "Reading Charts", "2024-01-16", "ICLR 2024 poster")
        assert paper.url == "https://openreview.net/forum?id=aBcDeFgHiJ"
        assert result.problem is None

    def test_a_full_last_page_without_a_count_is_followed_by_an_empty_one(self) -> None:
        notes = [{**NOTE, "id": f"n{number}", "forum": f"n{number}"} for number in range(1000)]
        result = read("openreview", "ICLR.cc/2024/Conference", {"notes": notes}, {"notes": []})
        assert (len(result.papers), result.problem) == (1000, None)

    @pytest.mark.parametrize(
        "answer",
        [
            "<!DOCTYPE html>\n<html><head><title>Verifying your browser | OpenReview</title></head></html>\n",
            {"name": "ChallengeRequiredError", "message": "Challenge required", "status": 403},
        ],
        ids=["a page with 200", "403"],
    )
    def test_the_challenge_is_a_refusal(self, answer: Any) -> None:
        body = answer if isinstance(answer, str) else json.dumps(answer)
        response = Response(
            "https://api2.openreview.net/notes", 200 if isinstance(answer, str) else 403, body=body.encode()
        )
        result = read("openreview", "ICLR.cc/2024/Conference", response)
        assert result.problem is not None
        assert result.problem.cause is ProblemCause.REFUSED

    def test_venue_of_the_first_api_version_is_reported(self) -> None:
        result = read("openreview", "ICLR.cc/2022/Conference", {"notes": [], "count": 0})
        assert result.problem is not None
        assert "after 2023" in result.problem.reason


class TestHuggingFace:
    def test_an_entry_of_a_day(self) -> None:
        entry = {
            "paper": {
                "id": "2602.00001",
                "authors": [{"_id": "69aa20ecc4f6edddcc6c85cd", "name": "Ada Example", "hidden": False}],
                "publishedAt": "2026-02-26T17:08:18.000Z",
                "submittedOnDailyAt": "2026-03-06T03:55:12.777Z",
                "title": "Reading Charts",
                "summary": "We read charts.",
                "upvotes": 10,
                "projectPage": "https://example.org/charts",
                "githubRepo": "https://github.com/lab/charts",
                "githubRepoAddedBy": "user",
                "ai_summary": "Charts are read; the code is at https://github.com/else/where.",
                "githubStars": 9,
            },
            "publishedAt": "2026-02-26T12:08:18.000Z",
            "title": "Reading Charts",
            "summary": "We read charts.",
            "numComments": 1,
            "submittedBy": {"fullname": "Ada Example", "name": "ada", "type": "user", "isPro": False},
            "isAuthorParticipating": False,
        }
        (paper,) = read("hf", "2026-03-06", [entry]).papers
        assert cited(paper)[:3] == ("2602.00001", "Reading Charts", "2026-02-26")
        assert {field.name: field.text for field in paper.fields} == {
            "githubRepo": "https://github.com/lab/charts",
            "projectPage": "https://example.org/charts",
        }


class TestEuropePmc:
    def test_nothing_found(self) -> None:
        answer = {"version": "6.9", "hitCount": 0, "request": {"queryString": "x"}, "resultList": {"result": []}}
        result = read("europepmc", "xyzzy", answer)
        assert (result.papers, result.problem) == ((), None)

    def test_a_core_record(self) -> None:
        record = {
            "id": "39709209",
            "source": "MED",
            "pmid": "39709209",
            "doi": "10.1016/s0140-6736(24)01387-1",
            "title": "Reading charts.",
            "authorString": "Example A.",
            "journalInfo": {"journal": {"title": "Journal of Charts", "isoabbreviation": "J Charts"}},
            "pubYear": "2024",
            "abstractText": "<h4>Background</h4>Charts are hard.<h4>Data availability</h4>At https://example.org/data.",
            "firstPublicationDate": "2024-12-19",
        }
        answer = {"hitCount": 1, "nextCursorMark": "AoIIQHmxfSg0NTA3NjU2OQ==", "resultList": {"result": [record]}}
        (paper,) = read("europepmc", "charts", answer).papers
        assert cited(paper)[1:] == ("Reading charts.", "2024-12-19", "Journal of Charts")
        assert "Data availability" in paper.abstract


class TestBiorxiv:
    def test_the_total_is_a_text_and_the_last_page_says_that_there_is_none(self) -> None:
        record = {
            "doi": "10.1101/2026.11.01.000001",
            "title": "Reading Charts",
            "authors": "Example, A.; Sample, B.",
            "date": "2026-11-01",
            "version": "1",
            "type": "new results",
            "license": "cc_by",
            "category": "bioinformatics",
            "jatsxml": "https://www.biorxiv.org/content/early/2026/11/01/2026.11.01.000001.source.xml",
            "abstract": "We read charts.",
            "published": "NA",
            "server": "bioRxiv",
        }
        first = {"messages": [{"status": "ok", "cursor": 0, "count": 1, "total": "2"}], "collection": [record]}
        last = {"messages": [{"status": "no posts found"}], "collection": []}
        result = read("biorxiv", "2026-11-01/2026-11-01", first, last)
        assert [cited(paper)[1:3] for paper in result.papers] == [("Reading Charts", "2026-11-01")]
        assert result.problem is None

    def test_unknown_doi_is_reported(self) -> None:
        result = read(
            "biorxiv", "10.1101/2026.11.01.000009", {"messages": [{"status": "no posts found"}], "collection": []}
        )
        assert (result.papers, result.problem) == ((), None)
        assert result.broken == ("biorxiv:10.1101/2026.11.01.000009: there is no 10.1101/2026.11.01.000009",)


class TestPubmed:
    def test_a_search_and_its_records(self) -> None:
        search = {
            "header": {"type": "esearch", "version": "0.3"},
            "esearchresult": {
                "count": "1",
                "retmax": "1",
                "retstart": "0",
                "idlist": ["20000001"],
                "querytranslation": "x",
            },
        }
        book = (
            '<?xml version="1.0" ?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
            '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd"><PubmedArticleSet><PubmedBookArticle><BookDocument>'
            '<PMID>20000001</PMID><ArticleIdList><ArticleId IdType="bookaccession">NBK1</ArticleId>'
            '<ArticleId IdType="doi">10.5555/chapter</ArticleId></ArticleIdList><Book>'
            '<BookTitle book="b">Charts</BookTitle>'
            "<PubDate><Year>2001</Year></PubDate></Book><ArticleTitle>Reading Charts</ArticleTitle>"
            "<Abstract><AbstractText>We read charts.</AbstractText></Abstract></BookDocument></PubmedBookArticle>"
            "</PubmedArticleSet>"
        )
        (paper,) = read("pubmed", "charts[ti]", search, xml(book)).papers
        assert (cited(paper), paper.doi) == (("20000001", "Reading Charts", "2001", "Charts"), "10.5555/chapter")

    def test_nothing_found(self) -> None:
        result = read(
            "pubmed", "xyzzy[ti]", {"esearchresult": {"count": "0", "retmax": "0", "retstart": "0", "idlist": []}}
        )
        assert (result.papers, result.problem) == ((), None)

    @pytest.mark.parametrize("errors", [None, {"phrasesnotfound": ["xyzzy"], "fieldsnotfound": []}])
    def test_a_phrase_that_is_not_found_is_an_empty_list(self, errors: Any) -> None:
        found = {"count": "0", "retmax": "0", "retstart": "0", "idlist": [], "errorlist": errors}
        result = read("pubmed", "xyzzy[ti]", {"esearchresult": found})
        assert (result.papers, result.problem) == ((), None)

    def test_unknown_field_is_reported(self) -> None:
        """The service would ignore the field and search for something else."""
        errors = {"phrasesnotfound": [], "fieldsnotfound": ["tiabb"]}
        found = {"count": "66893", "retmax": "1", "retstart": "0", "idlist": ["1"], "errorlist": errors}
        result = read("pubmed", "charts[tiabb]", {"esearchresult": found})
        assert result.problem is not None
        assert "no field tiabb" in result.problem.reason


XML = """<?xml version='1.0' encoding='UTF-8'?>
<collection id="{collection}"><volume id="{volume}" type="proceedings">
<meta><booktitle>Proceedings</booktitle><year>2006</year><venue>lrec</venue></meta>
<frontmatter><bibkey>x-2006-international</bibkey></frontmatter>
<paper id="{paper}"><author><first>Ada</first><last>Example</last></author><title>Reading Charts</title>
{url}<abstract>We read charts.</abstract><bibkey>example-2006-reading</bibkey></paper>
</volume></collection>"""


class TestAcl:
    @pytest.mark.parametrize(
        ("collection", "volume", "paper", "whole", "number", "year"),
        [
            ("L06", "1", "60", "L06-1", "L06-1060", "2006"),
            ("W19", "3", "7", "W19-03", "W19-0307", "2019"),
            ("D19", "4", "7", "D19-4", "D19-4007", "2019"),
            ("D19", "57", "2", "D19-57", "D19-5702", "2019"),
            ("2022.acl", "long", "12", "2022.acl-long", "2022.acl-long.12", "2022"),
        ],
    )
    @pytest.mark.parametrize("url", ["", "<url>http://www.lrec-conf.org/proceedings/lrec2006/pdf/4_pdf.pdf</url>"])
    def test_a_paper_whose_text_is_elsewhere_is_in_its_volume(
        self, collection: str, volume: str, paper: str, whole: str, number: str, year: str, url: str
    ) -> None:
        """As those of LREC, and of a volume without texts."""
        answer = xml(XML.format(collection=collection, volume=volume, paper=paper, url=url))
        for query in (collection, whole, number):
            (found,) = read("acl", query, answer).papers
            assert (found.id, found.published, found.url) == (number, year, f"https://aclanthology.org/{number}/")
