"""Tell a domain that nobody uses any more: parked for advertisements, or for sale.

Evidence is the parkers' machinery, or an offer that is all that the page has to say.
"""

import re

from linkscan.hosts.html.page import Page
from linkscan.urls import Url, parse_url

# Parkers and domain dealers: they put up their pages on names that have lapsed. Collected from the lists of
# public detectors (uBlock filters, EasyList) and each one's own site.
PARKERS = frozenset(
    {
        "above.com",
        "afternic.com",
        "atom.com",
        "bodis.com",
        "brandbucket.com",
        "buydomains.com",
        "dan.com",
        "domainmarket.com",
        "dsparking.com",
        "expireddomains.com",
        "hugedomains.com",
        "iseaskies.com",
        "parkingcrew.net",
        "parklogic.com",
        "sedo.com",
        "sedoparking.com",
        "skenzo.com",
        "undeveloped.com",
        "uniregistry.com",
        "voodoo.com",
    }
)

_MACHINERY = re.compile(r"""window\.park\s*=|location(?:\.href)?\s*=\s*["']/lander\b|parking-lander|sedoparking""")
"""What stands in the scripts of parked pages: Bodis, GoDaddy and Afternic (`/lander`), Sedo."""

_OFFERS = re.compile(
    r"(?:this|the) (?:premium )?domain(?: name)? (?:[\w.-]{1,253} )?(?:is|may be|could be)"
    r" (?:for sale|parked|available)"
    r"|(?:buy|get|purchase|acquire) this (?:premium )?domain|domain(?: name)? (?:is )?for sale"
    r"|(?<![\w-])[\w-]{1,63}\.[a-z]{2,10} is for sale|make an offer (?:on|for) this domain"
    r"|this domain (?:name )?(?:has expired|is expired|was recently registered)"
    r"|(?:diese )?domain (?:steht )?zu[mr]? verkauf|ce (?:nom de )?domaine est (?:à vendre|en vente)"
    r"|(?:este )?dominio (?:está )?(?:en venta|à venda)|домен (?:выставлен на продажу|продается|продаётся)"
    r"|(?:此|该|本)?域名(?:正在)?出售|(?:此|该|本)域名可转让"
    r"|このドメインは売り出し中|이 도메인은 판매",
    re.IGNORECASE,
)
_MOST_PROSE = 150


def parking(page: Page, address: Url) -> str | None:
    """Return by what a page at `address` shows that its domain is parked; None for a domain in use."""
    if _is_parker(address):
        return f"the domain now belongs to a dealer ({address.site})"
    if "data-adblockkey" in page.marks:
        return "the domain is parked (its page carries the key of a seller of advertisements)"
    sources = filter(None, map(parse_url, page.sources))
    parker = next((source.site for source in sources if _is_parker(source)), None)
    if parker is not None or _MACHINERY.search(page.script):
        return f"the domain is parked ({parker or 'its script says so'})"
    if page.prose > _MOST_PROSE:
        return None
    offers = map(_OFFERS.search, (page.title, *page.headings, *page.paragraphs[:20]))
    offer = next(filter(None, offers), None)
    return f"the domain is for sale: “{offer[0]}”" if offer else None


def _is_parker(address: Url) -> bool:
    return ".".join(address.site.rsplit(".", 2)[-2:]) in PARKERS  # all of them have two labels
