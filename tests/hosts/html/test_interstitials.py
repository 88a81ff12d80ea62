"""Walls are told from soft_404: something may stand behind them."""

import pytest

from linkscan.hosts.html.interstitials import interstitial
from linkscan.hosts.html.parser import read_page
from linkscan.urls import parse_url

PROSE = "<p>" + "There is a lot to read here about how the thing was made and measured. " * 15


def stands(html: str, url: str = "https://lab.org/x") -> str | None:
    address = parse_url(url)
    assert address is not None
    return interstitial(read_page(html, url), address)


LOGIN = "<form action='/login' method=post><input name=user><input type=password></form>"
PORTAL = "<form action='/login'>Please sign in to use the network</form>"
# TecharoHQ/anubis, web/index.templ: it tells its story in many words, in the reader's language.
ANUBIS = '<script id="anubis_challenge" type="application/json">{}</script>' + PROSE
CLOUDFLARE = "Cloudflare's bot check"
SIGN_IN = "a sign-in page"

# Titles, marks and sources as public detectors and the walls' own documentation name them.
BEFORE_WALLS = [
    ("<title>Just a moment...</title><p>Enable JavaScript and cookies to continue", CLOUDFLARE),
    ("<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>", CLOUDFLARE),
    ("<title>Making sure you&#39;re not a bot!</title>" + ANUBIS, "Anubis's bot check"),
    ("<title>Einen Moment</title>" + ANUBIS, "Anubis's bot check"),
    ("<iframe src='/_Incapsula_Resource?SWUDNSAI=31'></iframe>", "Imperva's bot check"),
    ("<script src='https://ct.captcha-delivery.com/c.js'></script>", "DataDome's bot check"),
    ("<title>Access to this page has been denied</title><div id='px-captcha'>", "PerimeterX's bot check"),
    ("<title>Vercel Security Checkpoint</title>", "Vercel's bot check"),
    ("<title>DDoS-Guard</title>", "DDoS-Guard's bot check"),
    ("<title>Pardon Our Interruption</title>", "a bot check"),
    ("<title>百度安全验证</title>", "a bot check"),
    ("<p>Checking your browser before accessing lab.org.", "a bot check"),
    ("<p>Please verify you are a human", "a bot check"),
    ("<title>Access Denied</title><p>You don't have permission to access this server.", "a refusal"),
    ("<title>Sign in</title>" + LOGIN, SIGN_IN),
    ("<title>Log in to Lab Wiki</title>" + LOGIN, SIGN_IN),
    ("<title>用户登录</title>" + LOGIN, SIGN_IN),
    ("<title>Lab Wiki</title><h1>Anmelden</h1>" + LOGIN, SIGN_IN),
    ("<title>Welcome to Hotel WiFi</title>" + PORTAL, SIGN_IN),
]


@pytest.mark.parametrize(("html", "what"), BEFORE_WALLS)
def test_a_wall_is_known_by_its_signs(html: str, what: str) -> None:
    assert stands(html) == what


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("https://accounts.google.com/v3/signin/identifier?continue=x", "a sign-in page"),
        ("https://login.microsoftonline.com/common/oauth2", "a sign-in page"),
        ("https://consent.google.com/m?continue=x", "Google's consent page"),
        ("https://www.google.com/sorry/index?continue=x", "Google's bot check"),
    ],
)
def test_a_wall_is_known_by_its_address(url: str, what: str) -> None:
    assert stands(PROSE, url) == what


@pytest.mark.parametrize(
    ("why", "html"),
    [
        ("a page with a box to sign in", f"<title>Lab</title><a href=/login>Log in</a>{LOGIN}{PROSE}"),
        ("a paper about sign-in", f"<title>Sign in</title>{PROSE}"),
        ("a page about bots", f"<title>Are you a robot?</title>{PROSE}"),
        ("a demo with a password", f"<title>Demo</title><p>Enter the key{LOGIN.replace('/login', '/run')}"),
        ("a page behind Imperva", f"<title>Lab</title><script src='/_Incapsula_Resource?a'></script>{PROSE}"),
        ("any small page", "<title>Tool</title><p>A tool. <a href=/login>Log in</a>"),
    ],
)
def test_a_page_with_something_to_read_is_no_wall(why: str, html: str) -> None:
    assert stands(html) is None, why
