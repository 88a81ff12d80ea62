"""Short links: redirects are followed to their end, which is examined like any web page.

aka.ms redirects unknown keys to Bing temporarily, and known ones to their target permanently
(Azure/azure-sdk-tools#8637). goo.gl answers 404 for links that nobody used in 2024 and redirects the others
(https://developers.googleblog.com/google-url-shortener-links-will-no-longer-be-available/). Zenodo's badge for the
latest version of a record is also such a link.
"""

from linkscan.hosts.base import Access, FactsFlow
from linkscan.hosts.html.repository_urls import repository_url_of
from linkscan.hosts.website import LIMIT, read_answer, read_facts
from linkscan.http.responses import with_provenance
from linkscan.models import Facts, Health, Kind, Request, Response, Target
from linkscan.urls import Url, comparable, parse_url

NAME = "short"
_UNKNOWN_KEY = {"aka.ms": "bing.com"}
"""The site to which a shortener redirects unknown keys."""


def match(address: Url) -> Target | None:
    """Return the target of a short link, whose key is case-sensitive."""
    is_none = address.site == "zenodo.org" and address.segments[:2] != ("badge", "latestdoi")
    if is_none or not address.segments:
        return None
    plain = address.href.partition("#")[0]
    return Target(NAME, f"{NAME}:{address.site}{address.path}", address.href, plain, Kind.SHORT)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request a short link, following its redirects."""
    responses = yield [Request(target.canonical, max_body=LIMIT)]
    response = responses[0]
    requested, end = parse_url(target.canonical), parse_url(response.url)
    if requested is None or end is None:
        return with_provenance(responses, Facts(Health.UNREACHABLE, "redirects to an invalid address"))
    if response.redirects and end.site == _UNKNOWN_KEY.get(requested.site):
        return with_provenance(
            responses, Facts(Health.GONE, f"{requested.site} does not know this key: it redirects to {end.site}")
        )
    facts = read_facts(requested, end, response, read_answer(response))._replace(kind=Kind.SHORT)
    if not facts.health.is_alive:
        return facts
    return _resolved(facts, response)


def _resolved(facts: Facts, response: Response) -> Facts:
    """Return the facts of a short link, `moved` to the URL that it redirects to, with that URL or its code as leads."""
    if not response.redirects or comparable(response.url) == comparable(response.redirects[0].url):
        return facts._replace(health=Health.OK, reason="does not redirect elsewhere", canonical=None)
    leads = (response.url,) if repository_url_of(response.url) else facts.leads or (response.url,)
    return facts._replace(
        health=Health.MOVED, reason=f"redirects to {response.url}", canonical=response.url, leads=leads
    )
