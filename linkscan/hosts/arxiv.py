"""arXiv: check that a paper exists. One request a paper; the rate limiter allows one every three seconds.

There are no leads: code that the page of a cited paper names belongs to that paper, not to the one that cites it.
Identifiers: https://info.arxiv.org/help/arxiv_identifier.html.
"""

import re

from linkscan.hosts.base import Access, FactsFlow
from linkscan.http.responses import health_of, no_data_for, with_provenance_of
from linkscan.models import Facts, Health, Kind, Metadata, Request, Target
from linkscan.spellings import ARXIV_IDENTIFIER
from linkscan.urls import Url

NAME = "arxiv"
_PATH = re.compile(rf"/(?:abs|pdf|html|format|src|e-print|ps)/(?P<id>{ARXIV_IDENTIFIER})(?P<version>v\d+)?(?:\.pdf)?/?")
_DOI = re.compile(rf"/10\.48550/arxiv\.(?P<id>{ARXIV_IDENTIFIER})(?P<version>v\d+)?/?", re.IGNORECASE)
_LIMIT = 1 << 16


def match(address: Url) -> Target | None:
    """Return the paper that a URL, or an arXiv DOI, points to; all versions are one paper."""
    if address.site == "arxiv.org" or address.site.endswith(".arxiv.org"):
        found = _PATH.fullmatch(address.path)
    elif address.site in ("doi.org", "dx.doi.org"):
        found = _DOI.fullmatch(address.path)
    else:
        return None
    if found is None:
        return None
    return Target(NAME, f"{NAME}:{found['id']}", address.href, f"https://arxiv.org/abs/{found['id']}", Kind.PAPER)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request the page of a paper."""
    responses = yield [Request(target.canonical, max_body=_LIMIT)]
    page = responses[0]
    if health_of(page)[0].is_alive:
        known = Metadata(id=target.key.partition(":")[2])
        return with_provenance_of(target, responses, Facts(Health.OK, "the paper is there", metadata=known))
    return no_data_for(target, page, "arXiv")
