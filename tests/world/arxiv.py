"""arXiv: pages and the query API (info.arxiv.org/help/api/user-manual: Atom, one entry per known id)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from tests.world.messages import Handler, Reply, Request, html, redirect, reply, text
from tests.world.quotas import Quota

_SECONDS_BETWEEN = 3  # info.arxiv.org/help/api/tou


@dataclass(frozen=True, kw_only=True)
class Preprint:
    """What arXiv reports about a paper."""

    id: str
    title: str
    abstract: str = ""
    comment: str | None = None
    doi: str | None = None
    authors: tuple[str, ...] = ("A. Author",)
    category: str = "cs.LG"
    submitted: str = "2024-01-15"
    html: str = ""  # the body of its HTML version; arXiv has none of some papers
    pdf: bytes = b"%PDF-1.5\n"


class Arxiv:
    """The papers of arxiv.org. `is_strict` refuses a second API request within three seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.is_strict = False
        self.oai_page = 1000
        self._papers: dict[str, Preprint] = {}
        self._quota = Quota(1, _SECONDS_BETWEEN, now)

    def paper(self, number: str, title: str, **facts: Any) -> Preprint:
        """Add a paper; `facts` are the fields of `Preprint`."""
        self._papers[number] = Preprint(id=number, title=title, **facts)
        return self._papers[number]

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {
            "arxiv.org": self._page,
            "www.arxiv.org": lambda request: redirect(f"https://arxiv.org{request.target}", 301),
            "export.arxiv.org": self._query,
            "oaipmh.arxiv.org": self._changes,
        }

    def _page(self, request: Request) -> Reply:
        kind, _, number = request.path.strip("/").partition("/")
        paper = self._papers.get(number.removesuffix(".pdf").partition("v")[0])
        if kind not in ("abs", "pdf", "html") or paper is None:
            return html(f"<title>Article {number} not found | arXiv e-print repository</title>", 404)
        if kind == "html" and paper.html:
            return html(f"<title>{escape(paper.title)}</title><article class='ltx_document'>{paper.html}</article>")
        if kind == "html":
            return html("<title>No HTML</title>", 404)
        if kind == "pdf":
            return reply(paper.pdf, "application/pdf")
        title = escape(paper.title)
        return html(f"<title>[{paper.id}] {title}</title><blockquote>{escape(paper.abstract)}</blockquote>")

    def _query(self, request: Request) -> Reply:
        if request.path != "/api/query":
            return self._page(request)
        if self.is_strict and self._quota.spend("").is_over:
            return text("Rate exceeded.", 429)
        asked = [number.partition("v")[0] for number in request.query.get("id_list", "").split(",") if number]
        found = [self._papers[number] for number in asked if number in self._papers]
        search = request.query.get("search_query", "")
        title = search.partition("ti:")[2].strip('" ').lower()
        if title:
            found = [paper for paper in self._papers.values() if title in paper.title.lower()]
        if listing := _LISTING.fullmatch(search):
            listed, first, last = listing.groups()
            categories = [term.removeprefix("cat:") for term in listed.split(" OR ")]
            found = [
                paper
                for paper in self._papers.values()
                if paper.category in categories and first <= paper.submitted.replace("-", "") <= last
            ]
            found.sort(key=lambda paper: paper.submitted)
        start, size = int(request.query.get("start", 0)), int(request.query.get("max_results", 10))
        return reply(_feed(found[start : start + size], len(found)), "application/atom+xml; charset=utf-8")

    def _changes(self, request: Request) -> Reply:
        """Answer ListRecords by submission date, page by page (https://github.com/arXiv/oaipmh)."""
        query = request.query
        if query.get("verb") == "GetRecord":
            paper = self._papers.get(query["identifier"].removeprefix("oai:arXiv.org:"))
            found = f"<GetRecord>{_record(paper)}</GetRecord>" if paper else "<error code='idDoesNotExist'>none</error>"
            return reply(_oai(found), "text/xml")
        if "resumptionToken" in query:
            listed, first, start = query["resumptionToken"].split("&")
        else:
            listed, first, start = query["set"], query["from"], "0"
        if request.path != "/oai" or query.get("metadataPrefix", "arXiv") != "arXiv" or listed not in _SETS:
            return reply(_oai("<error code='badArgument'>Set does not exist</error>"), "text/xml")
        papers = [
            paper for paper in self._papers.values() if paper.category == _SETS[listed] and first <= paper.submitted
        ]
        some = papers[int(start) : int(start) + self.oai_page]
        if not some:
            return reply(_oai("<error code='noRecordsMatch'>an empty list</error>"), "text/xml")
        following = int(start) + self.oai_page
        token = f"<resumptionToken>{listed}&amp;{first}&amp;{following}</resumptionToken>" * (following < len(papers))
        return reply(_oai(f"<ListRecords>{''.join(map(_record, some))}{token}</ListRecords>"), "text/xml")


_SETS = {"cs:cs:CL": "cs.CL", "cs:cs:LG": "cs.LG", "physics:hep-th": "hep-th"}


def _oai(inside: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f"<responseDate>2026-11-29T04:00:00Z</responseDate><request>https://oaipmh.arxiv.org/oai</request>{inside}</OAI-PMH>"
    )


def _record(paper: Preprint) -> str:
    comment = f"<comments>{escape(paper.comment)}</comments>" if paper.comment else ""
    return (
        f"<record><header><identifier>oai:arXiv.org:{paper.id}</identifier><datestamp>{paper.submitted}</datestamp></header>"
        f'<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>{paper.id}</id><created>{paper.submitted}</created>'
        f"<title>{escape(paper.title)}</title><categories>{paper.category}</categories>{comment}"
        f"<abstract>{escape(paper.abstract)}</abstract></arXiv></metadata></record>"
    )


_LISTING = re.compile(r"\(?((?:cat:[\w.-]+(?: OR )?)+)\)? AND submittedDate:\[(\d{8})0000 TO (\d{8})2359\]")


def _feed(papers: list[Preprint], total: int) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        '<opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">'
        f"{total}</opensearch:totalResults>\n{''.join(_entry(paper) for paper in papers)}</feed>\n"
    )


def _entry(paper: Preprint) -> str:
    schema = 'xmlns:arxiv="http://arxiv.org/schemas/atom"'
    comment = f"<arxiv:comment {schema}>{escape(paper.comment)}</arxiv:comment>" if paper.comment else ""
    doi = f"<arxiv:doi {schema}>{escape(paper.doi)}</arxiv:doi>" if paper.doi else ""
    authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in paper.authors)
    return (
        f"<entry><id>http://arxiv.org/abs/{paper.id}v1</id><published>{paper.submitted}T00:00:00Z</published>"
        f"<title>{escape(paper.title)}</title><summary>{escape(paper.abstract)}</summary>{authors}{comment}{doi}"
        f'<link href="http://arxiv.org/abs/{paper.id}v1" rel="alternate" type="text/html"/></entry>\n'
    )
