"""PubMed: `pubmed:"machine learning"[tiab] AND 2026/11[dp]`, in PubMed's own query language.

https://www.ncbi.nlm.nih.gov/books/NBK25499/: ESearch gives the ids, at most 10,000 of a query, EFetch the records.
Three requests a second without a key: https://support.nlm.nih.gov/kbArticle/?pn=KA-05510.
"""

from datetime import date
from urllib.parse import urlencode

from pydantic import Field

from linkscan.errors import InputError
from linkscan.hosts.responses import read_json
from linkscan.hosts.schemas import Schema
from linkscan.models import ANY_TOKEN, Request
from linkscan.sources.base import (
    Collected,
    Problem,
    ProblemCause,
    SourceFlow,
    Window,
    problem_of,
    read_page,
    unreadable,
)

NAME = "pubmed"
QUERIES = ('pubmed:"single cell"[tiab] AND 2026/11[dp]',)

_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
_MOST = 10_000
_RECORDS_A_REQUEST = 200
_LONGEST = 1 << 25  # bytes; two hundred records take some 3 MB
_WHO = {"tool": "linkscan"}


class _Found(Schema):
    count: int = Field(ge=0)
    idlist: tuple[str, ...]


class _Search(Schema):
    esearchresult: _Found


def check(query: str) -> None:
    """Raise InputError when there is no query."""
    if not query.strip():
        raise InputError(f"{NAME}: a query is missing; give one as in {QUERIES[0]}")


def last_day(_query: str) -> date | None:
    """Return None: what matches a search changes."""
    return None


def is_incremental(_query: str) -> bool:
    """Return True: a search is asked for what was entered since the last run."""
    return True


def flow(query: str, window: Window) -> SourceFlow:
    """Return the flow that searches and reads the records found; since the last run by the date of entry."""
    collected = Collected(window.limit)
    wanted = min(window.limit, _MOST)
    parameters = {"db": "pubmed", "term": query, "retmax": str(wanted), "retmode": "json", **_WHO}
    if window.since:
        parameters |= {"datetype": "edat", "mindate": f"{window.since:%Y/%m/%d}", "maxdate": f"{window.today:%Y/%m/%d}"}
    (response,) = yield [Request(f"{_URL}/esearch.fcgi?{urlencode(parameters)}", max_body=_LONGEST, auth=ANY_TOKEN)]
    if problem := problem_of(response, "PubMed"):
        return collected.result(problem)
    search = read_json(response, _Search)
    if search is None:
        return collected.result(unreadable("PubMed", "the answer is no result of a search"))
    found = search.esearchresult
    for start in range(0, len(found.idlist), _RECORDS_A_REQUEST):
        ids = found.idlist[start : start + _RECORDS_A_REQUEST]
        parameters = {"db": "pubmed", "id": ",".join(ids), "retmode": "xml", **_WHO}
        (response,) = yield [
            Request(f"{_URL}/efetch.fcgi?{urlencode(parameters, safe=',')}", max_body=_LONGEST, auth=ANY_TOKEN)
        ]
        if problem := problem_of(response, "PubMed"):
            return collected.result(problem)
        collected.add(read_page(response, "xml", f"{NAME}:{query}"))
    if found.count > len(found.idlist):
        reason = f"{found.count} records match and {len(found.idlist)} were taken; ask for a shorter time (or --limit)"
        return collected.result(Problem(ProblemCause.CUT, reason))
    return collected.result()
