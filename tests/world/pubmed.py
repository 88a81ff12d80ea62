"""PubMed's E-utilities: https://www.ncbi.nlm.nih.gov/books/NBK25499/, ESearch and EFetch.

Three requests a second, ten with a key; more are answered with 429 and `{"error": "API rate limit exceeded", ...}`
(NBK25497), or, if `is_polite` is False, the same with status 200.
"""

from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

from tests.world.messages import Handler, Reply, Request, as_json, html, reply
from tests.world.quotas import Quota
from tests.world.works import Catalogue, Work, error, parameters_of

_MOST = 10_000
_A_SECOND = {False: 3, True: 10}


class PubMed(Catalogue):
    """The records at eutils.ncbi.nlm.nih.gov."""

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__()
        self.keys: set[str] = set()
        self.is_polite = True
        self._quotas = {has_key: Quota(limit, 1, now) for has_key, limit in _A_SECOND.items()}

    def key(self) -> str:
        """Issue an API key."""
        self.keys.add(key := f"ncbi-{len(self.keys):020d}")
        return key

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {"eutils.ncbi.nlm.nih.gov": self._answer}

    def _answer(self, request: Request) -> Reply:
        query = parameters_of(request)
        key = query.get("api_key", "")
        if key and key not in self.keys:
            return error(400, error="API key invalid", **{"api-key": key}, count="0", limit="0")
        quota = self._quotas[bool(key)]
        if quota.spend(key).is_over:
            return error(
                429 if self.is_polite else 200,
                error="API rate limit exceeded",
                **{"api-key": key or "127.0.0.1"},
                count=str(quota.limit + 1),
                limit=str(quota.limit),
            )
        tool = request.path.removeprefix("/entrez/eutils/")
        if tool == "esearch.fcgi":
            return self._search(query)
        if tool == "efetch.fcgi":
            return self._fetch(query)
        return html("<title>404</title>", 404)

    def _search(self, query: Mapping[str, str]) -> Reply:
        size = int(query.get("retmax", 20))
        if size > _MOST:
            return as_json({"esearchresult": {"ERROR": "retmax cannot be larger than 10000"}})
        first, last = (query.get(name, "").replace("/", "-") for name in ("mindate", "maxdate"))
        found = self.found(query["term"].replace("[tiab]", ""), first, last or "9999")
        ids = [str(work.number) for work in found[:size]]
        result = {"count": str(len(found)), "retmax": str(len(ids)), "retstart": "0", "idlist": ids}
        return as_json({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result})

    def _fetch(self, query: Mapping[str, str]) -> Reply:
        wanted = set(query["id"].split(","))
        records = "".join(_told(work) for work in self.found("") if str(work.number) in wanted)
        return reply(
            f'<?xml version="1.0" ?>\n<PubmedArticleSet>{records}</PubmedArticleSet>', "text/xml; charset=UTF-8"
        )


def _told(work: Work) -> str:
    year, month, day = work.day.split("-")
    date = f"<PubDate><Year>{year}</Year><Month>{month}</Month><Day>{day}</Day></PubDate>"
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{work.number}</PMID><Article><Journal><JournalIssue>{date}"
        f"</JournalIssue></Journal><ArticleTitle>{escape(work.title)}</ArticleTitle><Abstract><AbstractText>"
        f"{escape(work.abstract)}</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>"
    )
