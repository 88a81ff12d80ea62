"""PubMed: `pubmed:"machine learning"[tiab] AND 2026/11[dp]`, in PubMed's own query language; `pubmed:12345678,...`.

https://www.ncbi.nlm.nih.gov/books/NBK25499/: ESearch returns the ids, at most 10,000 per query, EFetch the records.
Three requests per second are allowed without a key: https://support.nlm.nih.gov/kbArticle/?pn=KA-05510.
"""

import re
from collections.abc import Generator, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from pydantic import Field

from linkscan.http.responses import read_json
from linkscan.http.schemas import Lenient, Schema
from linkscan.models import ANY_TOKEN, Request, Response
from linkscan.plurals import agreeing, counted
from linkscan.sources.base import (
    PaperCollector,
    Problem,
    ProblemCause,
    SourceFlow,
    Window,
    ensure_query,
    problem_of,
    read_page,
    undocumented,
    unreadable,
)

NAME = "pubmed"
QUERIES = ('pubmed:"single cell"[tiab] AND 2026/11[dp]',)

_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
_MOST = 10_000
_RECORDS_PER_REQUEST = 200
_SET = b"<PubmedArticleSet"
_LONGEST = 1 << 25  # bytes; two hundred records take some 3 MB
_CLIENT = {"tool": "linkscan"}
_ENTERED_WITHIN = timedelta(days=1)  # PubMed's dates are in the time zone of Bethesda
_IDS = re.compile(r"\d{1,9}(?:,\d{1,9})*", re.ASCII)


class _Errors(Schema):
    fieldsnotfound: tuple[str, ...] = ()


class _Found(Schema):
    count: int = Field(default=0, ge=0)
    idlist: tuple[str, ...] = ()
    error: Lenient[str] = Field(default=None, alias="ERROR")
    errorlist: Lenient[_Errors] = None


class _Search(Schema):
    esearchresult: _Found


class _Refusal(Schema):
    error: str
    count: Lenient[int] = None  # requests in the second in which the limit was exceeded


def check(query: str) -> None:
    """Raise InputError if the query is empty."""
    ensure_query(NAME, query, QUERIES[0])


def last_day(_query: str) -> date | None:
    """Return None, since the results of a search change."""
    return None


def is_incremental(query: str) -> bool:
    """Return whether `query` is a search, limited to records entered since the last run."""
    return _IDS.fullmatch(query) is None


def flow(query: str, window: Window) -> SourceFlow:
    """Return the flow that fetches records by id, or by a search, entered since the last run if there was one."""
    collected = PaperCollector(window.limit)
    if _IDS.fullmatch(query):
        ids = query.split(",")
        problem = yield from _records(ids, collected, query)
        if problem is None:
            collected.miss(set(ids) - {paper.id.removeprefix("pmid:") for paper in collected.papers}, f"{NAME}:{query}")
        return collected.result(problem)
    parameters = {"db": "pubmed", "term": query, "retmax": str(min(window.limit, _MOST)), "retmode": "json", **_CLIENT}
    if window.since:
        first = window.since - _ENTERED_WITHIN
        parameters |= {"datetype": "edat", "mindate": f"{first:%Y/%m/%d}", "maxdate": f"{window.today:%Y/%m/%d}"}
    (response,) = yield [Request(f"{_URL}/esearch.fcgi?{urlencode(parameters)}", max_body=_LONGEST, auth=ANY_TOKEN)]
    if problem := problem_of(response, "PubMed") or _refusal(response):
        return collected.result(problem)
    search = read_json(response, _Search)
    if search is None:
        return collected.result(undocumented(response, "PubMed", "not the result of a search"))
    found = search.esearchresult
    if found.error:
        return collected.result(unreadable("PubMed", f"it rejects the query: {found.error}"))
    if found.errorlist and found.errorlist.fieldsnotfound:
        unknown = ", ".join(found.errorlist.fieldsnotfound)
        return collected.result(
            unreadable("PubMed", f"it knows no field {unknown}, and would search for something else")
        )
    problem = yield from _records(found.idlist, collected, query)
    if problem is None and found.count > len(found.idlist):
        matches = counted(found.count, "record matches", "records match")
        taken = f"{len(found.idlist)} {agreeing(len(found.idlist), 'was', 'were')} taken"
        reason = f"{matches} and {taken}; ask for a shorter time (or --limit)"
        problem = Problem(ProblemCause.CUT, reason)
    return collected.result(problem)


def _records(
    ids: Sequence[str], collected: PaperCollector, query: str
) -> Generator[Sequence[Request], Sequence[Response], Problem | None]:
    """Collect the records with these ids; return why not all could be fetched, or None."""
    for start in range(0, len(ids), _RECORDS_PER_REQUEST):
        some = ids[start : start + _RECORDS_PER_REQUEST]
        parameters = {"db": "pubmed", "id": ",".join(some), "retmode": "xml", **_CLIENT}
        (response,) = yield [
            Request(f"{_URL}/efetch.fcgi?{urlencode(parameters, safe=',')}", max_body=_LONGEST, auth=ANY_TOKEN)
        ]
        if problem := problem_of(response, "PubMed") or _refusal(response):
            return problem
        if _SET not in response.body:
            return undocumented(response, "PubMed", "without records")
        collected.add(read_page(response, "xml", f"{NAME}:{query}"))
    return None


def _refusal(response: Response) -> Problem | None:
    """Return the problem of a response that reports an error, possibly with status 200, or None.

    An exceeded rate limit is reported as `{"error":"API rate limit exceeded","count":"11"}`:
    https://www.ncbi.nlm.nih.gov/books/NBK25497/, "API Keys".
    """
    refused = read_json(response, _Refusal)
    if refused is None:
        return None
    is_limit = refused.count is not None
    return Problem(ProblemCause.LIMITED if is_limit else ProblemCause.UNREADABLE, f"PubMed: {refused.error}")
