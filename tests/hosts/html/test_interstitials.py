"""Interstitials are distinguished from soft 404s: something may be behind them."""

import pytest

from linkscan.hosts.html.interstitials import interstitial, legal_obstacle
from linkscan.hosts.html.parser import read_page
from linkscan.urls import parse_url

PROSE = "<p>" + "There is a lot to read here about how the thing was made and measured. " * 15


def stands(html: str, url: str = "https://lab.org/x") -> str | None:
    address = parse_url(url)
    assert address is not None
    return interstitial(read_page(html, url), address)


LOGIN = "<form action='/login' method=post><input name=user><input type=password></form>"
PORTAL = "<form action='/login'>Please sign in to use the network</form>"
# TecharoHQ/anubis, web/index.templ: a long text in the language of the reader.
ANUBIS = '<script id="anubis_challenge" type="application/json">{}</script>' + PROSE
CLOUDFLARE = "Cloudflare's bot check"
SIGN_IN = "a sign-in page"
CONSENT, AGE, CHOICE = "a consent page", "an age check", "a country or language selector"

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
    ("<title>Access Denied</title><p>You don't have permission to access this server.", "an access-denied page"),
    ("<title>Sign in</title>" + LOGIN, SIGN_IN),
    ("<title>Log in to Lab Wiki</title>" + LOGIN, SIGN_IN),
    ("<title>用户登录</title>" + LOGIN, SIGN_IN),
    ("<title>Lab Wiki</title><h1>Anmelden</h1>" + LOGIN, SIGN_IN),
    ("<title>Welcome to Hotel WiFi</title>" + PORTAL, SIGN_IN),
    ("<title>Before you continue</title><p>Accept all", CONSENT),
    ("<title>Lab</title><h1>We value your privacy</h1><button>Accept</button>", CONSENT),
    ("<title>Cookies are required</title>", CONSENT),
    ("<title>Please enable cookies to continue</title>", CONSENT),
    ("<title>Datenschutzeinstellungen</title>", CONSENT),
    ("<h1>Are you over 18?</h1><a href=/yes>Yes</a>", AGE),
    ("<title>Age verification</title>", AGE),
    ("<h1>Please confirm your age</h1>", AGE),
    ("<h1>年齢確認</h1>", AGE),
    ("<title>Select your country</title><a href=/de/>Deutschland</a>", CHOICE),
    ("<h1>Please choose your language</h1>", CHOICE),
    ("<h1>选择语言</h1>", CHOICE),
]


@pytest.mark.parametrize(("html", "what"), BEFORE_WALLS)
def test_interstitial_is_recognised_by_its_markers(html: str, what: str) -> None:
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
def test_interstitial_is_recognised_by_its_address(url: str, what: str) -> None:
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
        ("a paper on consent", "<title>Cookie Consent in the Wild</title><p>We study notices."),
        ("a paper on age", f"<title>Age Verification</title>{PROSE}"),
        ("a banner", f"<title>Lab</title><h1>Tool</h1>{PROSE}<h2>We value your privacy</h2>"),
    ],
)
def test_page_with_content_is_no_interstitial(why: str, html: str) -> None:
    assert stands(html) is None, why


SOME_COUNTRIES = [
    "This content is not available in your country.",
    "Sorry, this page is not available in your region",
    "Unavailable in your location",
    "This site is not accessible from your country",
    "This video isn’t available in your country",
    "This content is not available in your country/region.",
    "Access from your country is blocked",
    "The uploader has not made this video available in your country",
    "This site is currently unavailable to visitors from the European Economic Area while we work on it",
    "451: Unavailable due to legal reasons",
    "This domain was blocked by order of the court",
    "Dieser Inhalt ist in Ihrem Land nicht verfügbar",
    "Ce contenu n'est pas disponible dans votre pays",
    "Este contenido no está disponible en tu país",
    "Este conteúdo não está disponível no seu país",
    "Questo contenuto non è disponibile nel tuo paese",
    "Этот контент недоступен в вашей стране",
    "您所在的地区无法访问此内容",
    "お住まいの国ではご利用いただけません",
    "해당 국가에서는 사용할 수 없습니다",
]


@pytest.mark.parametrize("said", SOME_COUNTRIES)
@pytest.mark.parametrize("html", ["<title>{0}</title><h1>{0}</h1>", "<title>Lab</title><p>{0}"])
def test_a_notice_to_some_countries_is_a_restriction(said: str, html: str) -> None:
    assert obstacle(html.format(said)) == "a geographic or legal restriction"


@pytest.mark.parametrize(
    ("why", "html"),
    [
        ("a page not found", "<title>Page not found</title><h1>404</h1>"),
        ("a tool for places", "<title>Maps</title><p>Choose a map that is available in your country"),
        ("a long page about blocking", f"<title>Geo-blocked</title><p>Not available in your country{PROSE}"),
        ("any small page", "<title>Tool</title><p>A tool. Data of the European Economic Area."),
    ],
)
def test_other_pages_are_no_restriction(why: str, html: str) -> None:
    assert obstacle(html) is None, why


def obstacle(html: str) -> str | None:
    address = parse_url("https://lab.org/x")
    assert address is not None
    return legal_obstacle(read_page(html, address.href), address)
