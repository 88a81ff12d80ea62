"""Short links: followed hop by hop to whatever they stand for, which is read as a page of the open web.

A key that aka.ms does not know leads to Bing with a temporary redirect, one that it knows elsewhere with a permanent
one (Azure/azure-sdk-tools#8637). goo.gl answers 404 for links nobody used in 2024 and redirects the others
(https://developers.googleblog.com/google-url-shortener-links-will-no-longer-be-available/). Zenodo's badge for the
newest version of a repository is such a link too.
"""

from dataclasses import replace

from linkscan.address import Address, comparable, parse_address
from linkscan.forges.answers import told_by
from linkscan.forges.forge import Access, Inspection
from linkscan.forges.listed import listed
from linkscan.forges.page.code_homes import home_of
from linkscan.forges.website import LIMIT, read_answer, read_facts
from linkscan.models import Answer, Facts, Health, Kind, Place, Question

NAME = "short"
_HOSTS = listed(
    """aka.ms bit.ly bitly.com buff.ly cutt.ly dub.sh dwz.cn git.io goo.gl is.gd j.mp lnkd.in ow.ly rb.gy s.id
    shorturl.at suo.im t.cn t.co t.ly tiny.cc tinyurl.com urlz.fr v.gd"""
)
_UNKNOWN_KEY = {"aka.ms": "bing.com"}
"""Where a shortener sends those whose key it does not know."""


def locate(address: Address) -> Place | None:
    """Name the short link of an address; keys mind letter case."""
    is_badge = address.site == "zenodo.org" and address.segments[:2] == ("badge", "latestdoi")
    if not (address.site in _HOSTS or is_badge) or not address.segments:
        return None
    plain = address.href.partition("#")[0]
    return Place(NAME, f"{NAME}:{address.site}{address.path}", address.href, plain, Kind.SHORT)


def inspect(place: Place, _access: Access) -> Inspection:
    """Ask the service where a short address leads."""
    answers = yield [Question(place.canonical, limit=LIMIT)]
    answer = answers[0]
    asked, end = parse_address(place.canonical), parse_address(answer.url)
    if asked is None or end is None:
        return told_by(answers, Facts(Health.UNREACHABLE, "led to what is no address"))
    if answer.hops and end.site == _UNKNOWN_KEY.get(asked.site):
        return told_by(answers, Facts(Health.GONE, f"{asked.site} does not know this key: it leads to {end.site}"))
    facts = replace(read_facts(asked, end, answer, read_answer(answer)), kind=Kind.SHORT)
    if facts.health not in (Health.OK, Health.MOVED):
        return facts
    return _led(facts, answer)


def _led(facts: Facts, answer: Answer) -> Facts:
    """Say where a short link led; to stand for another place is all that it is for."""
    if not answer.hops or comparable(answer.url) == comparable(answer.hops[0].url):
        return replace(facts, health=Health.OK, reason="answers by itself, without leading anywhere", canonical=None)
    leads = (answer.url,) if home_of(answer.url) else facts.leads or (answer.url,)
    return replace(facts, health=Health.MOVED, reason=f"stands for {answer.url}", canonical=answer.url, leads=leads)
