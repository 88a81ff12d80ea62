"""The ACL Anthology: `acl:2024.naacl` (a collection), `acl:2024.naacl-long` (a volume), `acl:2024.naacl-long.1`.

The anthology's own XML, one file per collection, with abstracts and `pwccode`, in the folder data/xml of the repository
acl-org/acl-anthology; https://aclanthology.org/faq/api/.
"""

import re
from datetime import date
from urllib.parse import quote

from linkscan.errors import InputError
from linkscan.models import Paper, Request
from linkscan.sources.base import (
    PaperCollector,
    Problem,
    ProblemCause,
    SourceFlow,
    Window,
    problem_of,
    read_page,
    undocumented,
    unreadable,
)

NAME = "acl"
QUERIES = ("acl:2024.naacl-long", "acl:2024.findings-emnlp", "acl:P19-1", "acl:2024.naacl-long.1")

_URL = "https://raw.githubusercontent.com/acl-org/acl-anthology/master/data/xml"
_LONGEST = 1 << 26  # bytes; the largest collections have some 10 MB
# https://aclanthology.org/info/ids/: since 2020 year.venue-volume, before that a letter, the year and the volume.
_VOLUME = re.compile(r"(?P<collection>\d{4}\.[a-z0-9_]+|[A-Z]\d\d)(?:-(?P<volume>[a-z0-9_]+(?:\.\d+)?))?", re.ASCII)


def check(query: str) -> None:
    """Raise InputError if `query` is not the identifier of a collection, volume or paper."""
    if _VOLUME.fullmatch(query) is None:
        raise InputError(f"{NAME}:{query}: not a volume of the anthology; give one as in {', '.join(QUERIES)}")


def last_day(_query: str) -> date | None:
    """Return None, since volumes are corrected later."""
    return None


def is_incremental(_query: str) -> bool:
    """Return False, since volumes are always fetched in full."""
    return False


def flow(query: str, window: Window) -> SourceFlow:
    """Return the flow that fetches a collection and returns the papers of the volume."""
    collected = PaperCollector(window.limit)
    found = _VOLUME.fullmatch(query)
    if found is None:
        return collected.result(unreadable("ACL Anthology", f"{query} is not a volume"))
    (response,) = yield [Request(f"{_URL}/{quote(found['collection'])}.xml", max_body=_LONGEST)]
    if response.failure is None and response.status == 404:
        reason = f"no collection {found['collection']} (404); check its name"
        return collected.result(Problem(ProblemCause.UNAVAILABLE, f"ACL Anthology: {reason}"))
    if problem := problem_of(response, "ACL Anthology"):
        return collected.result(problem)
    page = read_page(response, "xml", f"{NAME}:{query}")
    if found["volume"] is None:
        collected.add(page)
    else:
        collected.extend(paper for paper in page.papers if _is_in(paper, query))
    if not collected.papers:
        return collected.result(undocumented(response, "ACL Anthology", f"without a paper of {query}; check its name"))
    return collected.result()


def _is_in(paper: Paper, volume: str) -> bool:
    """Return whether a paper is the requested one, or in the volume, whose id is a prefix of those of its papers."""
    last = volume.rpartition("-")[2]
    is_old = last.isdigit() and "." not in volume  # P19-1 holds P19-1001 to P19-1999
    return paper.id == volume or paper.id.startswith(volume if is_old else f"{volume}.")
