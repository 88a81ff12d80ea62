"""Results that may come from a portal, or from no host, are not believed."""

from itertools import pairwise
from typing import Any

import pytest

from linkscan.examine.outages import cut_off_by, doubts_of, portal_answers
from linkscan.http import Network
from linkscan.models import Content, Health, Kind, LinkResult, Redirect
from linkscan.settings import Settings


def link(url: str, *redirects: str, health: Health = Health.OK, **given: Any) -> LinkResult:
    hops = tuple(Redirect(before, 302, each) for before, each in pairwise((url, *redirects)))
    return LinkResult(url, url, health=health, redirects=hops, final_url=redirects[-1] if redirects else url, **given)


@pytest.mark.parametrize(
    ("found", "is_doubtful"),
    [
        (link("http://a.org/"), True),
        (link("http://a.org/", health=Health.GONE), True),
        (link("http://a.org/", health=Health.SKIPPED), False),
        (link("http://b.org/"), False),
        (link("https://a.org/"), False),
        (link("http://a.org/", "https://a.org/"), False),
        (link("http://a.org/", "https://b.org/"), True),
        (link("https://b.org/", "http://a.org/"), True),
        (link("https://b.org/", "http://a.org/", "http://a.org/login"), True),
        (link("https://b.org/", kind=Kind.PAGE, content=Content.PLACEHOLDER), True),  # it may lead there
        (link("https://b.org/", kind=Kind.PAGE, content=Content.PRESENT), False),
        (link("https://b.org/", kind=Kind.REPOSITORY, content=Content.PLACEHOLDER), False),
    ],
)
def test_answers_over_plain_http_only_are_doubted(found: LinkResult, *, is_doubtful: bool) -> None:
    (doubt,) = portal_answers({"a.org"}, Settings())
    assert doubt.covers(found) is is_doubtful


def test_doubts_name_the_urls_that_a_trouble_covers_and_no_others() -> None:
    troubles = portal_answers({"a.org"}, Settings())
    doubts = doubts_of([link("http://a.org/"), link("https://c.org/")], troubles)
    assert doubts == {"http://a.org/": str(troubles[0])}


def test_no_doubt_without_plain_http_hosts_or_on_private_networks() -> None:
    assert portal_answers((), Settings()) == ()
    assert portal_answers({"a.org"}, Settings(allow_private=True)) == ()


@pytest.mark.parametrize("network", Network)
def test_nothing_is_judged_where_no_host_answered_or_one_for_all(network: Network) -> None:
    is_judged = network in (Network.UP, Network.UNKNOWN)
    assert cut_off_by(network, Settings(), "why") == (None if is_judged else "no results: why")
    is_own = network in (Network.CAPTIVE, Network.UNENCRYPTED, Network.UNPROVEN)
    assert (cut_off_by(network, Settings(allow_private=True), "why") is None) is (is_judged or is_own)
