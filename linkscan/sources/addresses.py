"""Mapping the addresses of papers and of lists of papers to queries. Pure."""

from urllib.parse import parse_qs

from linkscan.papers.identifiers import arxiv_id
from linkscan.patterns import lazy_pattern
from linkscan.urls import Url

_NAMED_IN_PATH = (
    ("arxiv.org", lazy_pattern(r"/list/([\w.-]+)/(?:new|recent|current|pastweek)"), "arxiv:{}"),
    ("huggingface.co", lazy_pattern(r"/papers/(?:date|week|month)/([\dW-]+)"), "hf:{}"),
    ("huggingface.co", lazy_pattern(r"/papers/(\d{4}\.\d{4,5})"), "arxiv:{}"),
    ("aclanthology.org", lazy_pattern(r"/(?:volumes/)?([\w.-]+?)(?:\.pdf)?"), "acl:{}"),
    ("pubmed.ncbi.nlm.nih.gov", lazy_pattern(r"/(\d{1,9})"), "pubmed:{}"),
    ("europepmc.org", lazy_pattern(r"/(?:article|abstract)/(?:MED|med)/(\d{1,9})"), "europepmc:EXT_ID:{} AND SRC:MED"),
    ("biorxiv.org", lazy_pattern(r"/content/(10\.\d{4,9}/[\d.]+\d)(?:v\d.*)?"), "biorxiv:{}"),
    ("medrxiv.org", lazy_pattern(r"/content/(10\.\d{4,9}/[\d.]+\d)(?:v\d.*)?"), "medrxiv:{}"),
    ("doi.org", lazy_pattern(r"/(10\.\d{4,9}/.+)"), "crossref:doi={}"),
    ("dx.doi.org", lazy_pattern(r"/(10\.\d{4,9}/.+)"), "crossref:doi={}"),
)
"""Host without `www.`, pattern of the path, and the query for it."""

_NAMED_IN_QUERY = (
    ("openreview.net", "/group", "id", "openreview:{}"),
    ("openreview.net", "/forum", "id", "openreview:forum={}"),
    ("openreview.net", "/pdf", "id", "openreview:forum={}"),
    ("pubmed.ncbi.nlm.nih.gov", "", "term", "pubmed:{}"),
    ("europepmc.org", "/search", "query", "europepmc:{}"),
)
"""Host without `www.`, path, the relevant parameter, and the query for it."""


def query_at(address: Url) -> str | None:
    """Return the query for an address, as a user would write it, or None if there is none."""
    if number := arxiv_id(address.href):
        return f"arxiv:{number}"
    path = "/" + "/".join(address.segments)
    for host, pattern, query in _NAMED_IN_PATH:
        if address.site == host and (found := pattern.fullmatch(path)):
            return query.format(found[1])
    parameters = parse_qs(address.query)
    for host, beginning, name, query in _NAMED_IN_QUERY:
        if address.site == host and path.rstrip("/") == beginning and name in parameters:
            return query.format(parameters[name][0])
    return None
