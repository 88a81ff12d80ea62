"""Read: what the text of one paper says. Pure: no network, no clock, no disk.

`urls/` finds the addresses. `claims/` finds what the authors release, in this order: `sentences` bounds sentences,
`tagger` tags their words by `lexicon`, `arguments` matches `patterns` and fills slots with what `noun_phrases` and
`phrases` read, `coreference` says what names and pronouns stand for, `release_rules` decide, `url_attachment` says
where each artefact is, and `claims` assembles all this.
"""

from collections.abc import Iterable

from linkscan.address import comparable
from linkscan.models import Link, Paper, Reading
from linkscan.text.claims.claims import find_claims, find_title_claims
from linkscan.text.urls.finder import UrlSpan, find_urls

__all__ = ["read"]


def read(paper: Paper) -> Reading:
    """Return the links and the claims of a paper, read from its title and its abstract, in the order of the text.

    >>> reading = read(Paper(id="1", title="A Tool", abstract="Code: github.com/lab/tool. Data will be released."))
    >>> [(link.url, link.repairs) for link in reading.links]
    [('https://github.com/lab/tool', (<Repair.SCHEME_ADDED: 'scheme added'>,))]
    >>> [(claim.asset.value, claim.stance.value, claim.url) for claim in reading.claims]
    [('code', 'released', 'https://github.com/lab/tool'), ('data', 'promised', None)]
    """
    links: dict[str, Link] = {}
    _as_first_spelt(find_urls(paper.title), links)
    spans = _as_first_spelt(find_urls(paper.abstract), links)
    claims = find_claims(paper.title, paper.abstract, spans)
    if in_title := find_title_claims(paper.title):
        said = {(claim.asset, claim.stance) for claim in claims}
        claims = [*(claim for claim in in_title if (claim.asset, claim.stance) not in said), *claims]
    return Reading(tuple(links.values()), tuple(claims))


def _as_first_spelt(spans: Iterable[UrlSpan], links: dict[str, Link]) -> list[UrlSpan]:
    """Return every span with the link of its place as it was first spelt; places not yet in `links` are added."""
    return [UrlSpan(span.start, span.end, links.setdefault(comparable(span.link.url), span.link)) for span in spans]
