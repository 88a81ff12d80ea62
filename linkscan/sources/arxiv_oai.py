"""arXiv's OAI-PMH interface, used for a few papers or days if the API does not answer.

Since 2026 the API has answered clients with 429 "Rate exceeded." regardless of their rate (ultimatile/arxiv-skills#25,
lukasschwab/arxiv.py#203); OAI-PMH is the interface intended for daily lists. Sets, dates and errors follow arXiv's own
server, https://github.com/arXiv/oaipmh: `create_set_list.py`, `data_queries.py`, `oai_errors.py`. Records are selected
by the date of their last change, so papers are then filtered by the day of their submission.
"""

import re
from collections.abc import Generator, Sequence
from datetime import date
from html import unescape
from urllib.parse import urlencode

from linkscan.models import Request, Response
from linkscan.sources.base import PaperCollector, Problem, problem_of, read_page, undocumented, unreadable

MOST_SETS = 5  # each takes at least one request, and up to a minute
MOST_RECORDS = 20  # each takes one request
NO_SUCH_RECORD = b"idDoesNotExist"
OAI_ERROR = re.compile(rb"<error code=[\"'](\w+)[\"']")

_URL = "https://oaipmh.arxiv.org/oai"
_NAME = "arXiv's OAI-PMH"
_TIMEOUT = 100.0  # seconds; responses have taken up to 90, after which they are served from arXiv's cache
_LONGEST = 1 << 26  # bytes of a page; a week of a large category has some 8 MB
_GROUPS = ("cs", "econ", "eess", "math", "q-bio", "q-fin", "stat")  # the other archives belong to the group physics
_TOKEN = re.compile(rb"<resumptionToken[^>]*>([^<]{1,2000})</resumptionToken>")
_ROOT = b"<OAI-PMH"
_NOTHING = (b"noRecordsMatch", NO_SUCH_RECORD)


def set_of(category: str) -> str:
    """Return the OAI-PMH set of a category.

    >>> set_of("cs.CL"), set_of("astro-ph.CO"), set_of("hep-th")
    ('cs:cs:CL', 'physics:astro-ph:CO', 'physics:hep-th')
    """
    archive = category.partition(".")[0]
    group = archive if archive in _GROUPS else "physics"
    return f"{group}:{category.replace('.', ':')}"


def record_request(number: str) -> Request:
    """Return the request for the record of one paper."""
    parameters = {"verb": "GetRecord", "metadataPrefix": "arXiv", "identifier": f"oai:arXiv.org:{number}"}
    return Request(f"{_URL}?{urlencode(parameters, safe=':/')}", timeout=_TIMEOUT)


def read_records(
    ids: Sequence[str], collected: PaperCollector, origin: str
) -> Generator[Sequence[Request], Sequence[Response], Problem | None]:
    """Collect the papers with these identifiers, one by one; return why not all could be fetched, or None."""
    for number in ids:
        (response,) = yield [record_request(number)]
        error = OAI_ERROR.search(response.body)
        if error is not None and error[1] in _NOTHING:
            collected.miss([number], origin)
        elif problem := _problem_of(response):
            return problem
        else:
            collected.add(read_page(response, "xml", origin))
    return None


def read_changes(
    categories: Sequence[str], first: date, last: date, collected: PaperCollector, origin: str
) -> Generator[Sequence[Request], Sequence[Response], Problem | None]:
    """Collect the papers submitted in these categories and days; return why not all could be fetched, or None."""
    seen: set[str] = set()
    for category in categories:
        parameters = {"verb": "ListRecords", "metadataPrefix": "arXiv", "set": set_of(category), "from": f"{first}"}
        while parameters:
            url = f"{_URL}?{urlencode(parameters, safe=':')}"
            (response,) = yield [Request(url, max_body=_LONGEST, timeout=_TIMEOUT)]
            error = OAI_ERROR.search(response.body)
            if error is not None and error[1] in _NOTHING:
                break
            if problem := _problem_of(response):
                return problem
            page = read_page(response, "xml", origin)
            collected.extend(
                paper
                for paper in page.papers
                if paper.id not in seen and first.isoformat() <= (paper.published or "") <= last.isoformat()
            )
            seen.update(paper.id for paper in page.papers)
            if collected.is_full:
                return None
            token = _TOKEN.search(response.body)
            parameters = {"verb": "ListRecords", "resumptionToken": unescape(token[1].decode())} if token else {}
            if token and not page.papers:
                return unreadable(_NAME, "an empty page with more to come; run again later")
    return None


def _problem_of(response: Response) -> Problem | None:
    """Return the problem of an unusable response, including errors of the protocol, or None."""
    if problem := problem_of(response, _NAME):
        return problem
    if error := OAI_ERROR.search(response.body):
        return unreadable(_NAME, f"it answers with an error ({error[1].decode()})")
    return None if _ROOT in response.body else undocumented(response, _NAME, "not a list of records")
