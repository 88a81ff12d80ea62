"""Domains that nobody uses any more, told by the parkers' machinery or by their offer."""

import pytest

from linkscan.hosts.html.parked_domains import parking
from linkscan.hosts.html.parser import read_page
from linkscan.urls import parse_url

PROSE = "<p>" + "There is a lot to read here about how the thing was made and measured. " * 15


def parked(html: str, url: str = "https://lab.org/") -> str | None:
    address = parse_url(url)
    assert address is not None
    return parking(read_page(html, url), address)


@pytest.mark.parametrize(
    "html",
    [
        '<html data-adblockkey="MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBA"><body><div id=target></div>',
        "<script src='https://www.sedoparking.com/frmpark/lab.org/x.js'></script>",
        "<iframe src='//parking.parklogic.com/page/x'></iframe>",
        "<script>window.park = 'eyJ1dWlkIjoi'</script><script src=/bOYQVOGNT.js></script>",
        '<script>window.onload=function(){window.location.href="/lander"}</script>',
        "<title>lab.org is for sale</title><p>Make an offer",
        "<title>lab.org</title><h1>This domain is for sale!</h1>",
        "<title>lab.org</title><p>The domain lab.org may be for sale.",
        "<h1>Buy this domain</h1><p>Own it today for $ 2,495.",
        "<p>This domain has expired. Is it yours? Renew it now.",
        "<title>该域名正在出售</title>",
        "<h1>Diese Domain steht zum Verkauf</h1>",
        "<p>Домен продаётся",
    ],
)
def test_a_parked_domain_is_known_by_what_stands_on_it(html: str) -> None:
    assert parked(html) is not None


def test_a_dealer_is_known_by_its_name() -> None:
    assert parked("<p>x", "https://www.hugedomains.com/domain_profile.cfm?d=lab.org") is not None


@pytest.mark.parametrize(
    ("why", "html"),
    [
        ("a study of parked domains", f"<title>Parked</title><p>“This domain is for sale”, they say.{PROSE}"),
        (
            "domain adaptation",
            "<title>Domain Adaptation</title><p>The target domain is available for training.",
        ),
        ("domain generalisation", "<h1>Domain for free</h1><p>Buy less data."),
        ("a lab's page", "<title>Lab</title><p>Welcome"),
    ],
)
def test_a_page_on_domains_is_in_use(why: str, html: str) -> None:
    assert parked(html) is None, why
