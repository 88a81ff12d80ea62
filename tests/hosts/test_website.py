"""The website host: what each response means for an address, and the leads of its page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts import website
from linkscan.models import CacheMode, Facts, Failure, File, Health, Kind, Redirect, Request, Response, SkipCause
from tests.hosts.flows import Asked, failed, inspect, page
from tests.hosts.git_replies import git_replies, no_git

URL = "https://lab.org/work"
REPO = "https://github.com/lab/tool"
WORDS = "<p>" + "There is a lot to read here about how the thing was made and measured. " * 15


def look(response: Response, url: str = URL) -> Facts:
    return inspect(website, [url], {url: response}).only


def requested(asked: Asked) -> list[Request]:
    return [request for requests in asked.rounds for request in requests]


def led(response: Response, *steps: tuple[int, str], asked: str = URL) -> Response:
    """Return a response at the end of redirects."""
    redirects, here = [], asked
    for status, there in steps:
        redirects.append(Redirect(here, status, there))
        here = there
    return response._replace(url=here, redirects=tuple(redirects))


FINE = page(f"<title>Work</title>{WORDS}")
CHECK = "<title>Just a moment...</title>"
PORTAL = "<title>Hotel WiFi</title><form action='/login'>Please sign in to use it</form>"
APP = "<title>App</title><div id=root></div><script src=/app.js></script>"
DEALER = "https://www.hugedomains.com/domain_profile.cfm?d=lab.org"
SIGN_IN = "https://accounts.google.com/v3/signin"
NEW = "https://lab.org/tools/work"
OK, MOVED, GONE = Health.OK, Health.MOVED, Health.GONE
RESTRICTED, UNREACHABLE, SKIPPED = Health.RESTRICTED, Health.UNREACHABLE, Health.SKIPPED

CASES = {
    "a page": (FINE, OK, "200"),
    "404": (page("<title>404</title>", status=404), GONE, "404 Not Found"),
    "410": (page("", status=410), GONE, "410 Gone"),
    "451": (page("", status=451), RESTRICTED, "451"),
    "302 to maintenance": (
        led(page("Back in a while"), (302, "https://lab.org/maintenance.html")),
        UNREACHABLE,
        "maintenance",
    ),
    "302 to maintenance that is not there": (
        led(page("", status=404), (302, "https://lab.org/wartung/")),
        UNREACHABLE,
        "maint",
    ),
    "302 to a front page in maintenance": (
        led(page("<h1>Under maintenance</h1>"), (302, "https://lab.org/")),
        UNREACHABLE,
        "Under",
    ),
    "302 for some countries": (led(page("Sorry"), (302, "https://lab.org/geo-blocked")), RESTRICTED, "geographic"),
    "404 for some countries": (page("<p>Not available in your country", status=404), RESTRICTED, "geographic"),
    "200 for some countries": (page("<title>Page not available in your region</title>"), RESTRICTED, "geographic"),
    "a page on maintenance": ((page(f"<title>M</title>{WORDS}"))._replace(url="https://lab.org/work"), OK, "200"),
    "401": (page("", status=401), RESTRICTED, "401"),
    "403": (page("", status=403), RESTRICTED, "403"),
    "403 of a bot check": (page(CHECK, status=403, cf_mitigated="challenge"), RESTRICTED, "bot check"),
    "503 of a bot check": (page(CHECK, status=503), RESTRICTED, "bot check"),
    "200 of a bot check": (page(CHECK), RESTRICTED, "bot check"),
    "999": (page("", status=999), RESTRICTED, "999"),
    "429": (page("", status=429), UNREACHABLE, "429"),
    "429 for ever": (Response(URL, 429, Failure.LIMITED, "still limited"), UNREACHABLE, "still limited"),
    "500": (page("", status=500), UNREACHABLE, "500"),
    "503": (page("", status=503), UNREACHABLE, "503"),
    "time-out": (failed(Failure.TIMEOUT, url=URL), UNREACHABLE, "no answer in time"),
    "reset": (failed(Failure.RESET, url=URL), UNREACHABLE, "connection broken"),
    "TLS": (failed(Failure.TLS, "certificate has expired", URL), UNREACHABLE, "certificate has expired"),
    "SERVFAIL": (failed(Failure.DNS, url=URL), UNREACHABLE, "name lookup failed"),
    "NXDOMAIN": (failed(Failure.NO_SUCH_HOST, url=URL), GONE, "does not exist"),
    "unsafe": (failed(Failure.UNSAFE, "private address", URL), SKIPPED, "private address"),
    "offline": (failed(Failure.OFFLINE, url=URL), SKIPPED, "offline"),
    "a loop": (failed(Failure.PROTOCOL, "redirect loop: a -> b -> a", URL), UNREACHABLE, "redirect loop"),
    "302 to 404": (led(page("", status=404), (302, "https://lab.org/lost")), GONE, "404"),
    "301 to the front page": (led(FINE, (301, "https://lab.org/")), GONE, "front page"),
    "302 to the front page": (led(FINE, (302, "https://lab.org/")), GONE, "front page"),
    "302 to the front page in a language": (
        led(FINE, (302, "https://lab.org/en/")),
        UNREACHABLE,
        "its state is unknown",
    ),
    "302 to a part of the front page": (
        (led(FINE, (302, "https://lab.org/#w")))._replace(url="https://lab.org/"),
        OK,
        "",
    ),
    "302 to a consent page": (
        led(page("<h1>Before you continue</h1>"), (302, "https://lab.org/")),
        RESTRICTED,
        "consent",
    ),
    "302 to an age check": (led(page("<h1>Are you over 18?</h1>"), (302, "https://lab.org/")), RESTRICTED, "age"),
    "301 to another place": (led(FINE, (301, NEW)), MOVED, NEW),
    "301 to the same place": (led(FINE, (301, "https://www.lab.org/work/")), OK, "200"),
    "302 to another place": (led(FINE, (302, NEW)), OK, "200"),
    "a soft 404": (page("<title>Page not found</title><p>Sorry."), GONE, "Page not found"),
    "a parked domain": (page("<title>lab.org is for sale</title>"), GONE, "for sale"),
    "a dealer": (led(FINE, (302, DEALER)), GONE, "dealer"),
    "a captive portal": (page(PORTAL), RESTRICTED, "sign-in"),
    "sent to sign in": (led(FINE, (302, SIGN_IN)), RESTRICTED, "sign-in"),
    "an empty 200": (Response(URL, 200, headers={"content-type": "text/html"}), OK, "empty"),
    "204": (Response(URL, 204), OK, "empty"),
    "only scripts": (page(APP), OK, "without JavaScript"),
    "an empty page": (page("<html><body></body></html>"), OK, "the page is empty"),
}


@pytest.mark.parametrize(("response", "health", "reason"), CASES.values(), ids=CASES)
def test_responses_and_their_health(response: Response, health: Health, reason: str) -> None:
    facts = look(response)
    assert facts.health is health
    assert reason in facts.reason
    assert facts.files is None


NOTICES = (
    "https://lab.org/wartung.html",
    "https://lab.org/en/temporarily-unavailable",
    "https://lab.org/errors/503.html",
    "https://lab.org/error?code=429",
    "https://lab.org/tooManyRequests.do",
    "https://lab.org/unsupported-region",
    "https://lab.org/unsupportedBrowser.html",
    "https://lab.org/nocookies.html",
    "https://lab.org/login?next=/work",
    "https://lab.org/users/sign_in",
    "https://lab.org/Shibboleth.sso/Login",
    "https://lab.org/terms-of-use?accept=no",
    "https://lab.org/age-verification",
    "https://lab.org/access-denied",
    "https://lab.org/_Incapsula_Resource?id=1",
    "https://lab.org/cdn-cgi/l/chk_captcha",
    "https://login.uni.org/",
    "https://maintenance.uni.org/",
    "https://lab.org/%E7%B6%AD%E8%AD%B7",
    "https://lab.org/hu/karbantart%C3%A1s",
)


@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize("notice", NOTICES)
def test_missing_notice_page_says_nothing_about_the_target(notice: str, status: int) -> None:
    assert look(led(page("", status=status), (302, notice))).health is UNREACHABLE
    assert look(led(page("", status=status), (302, "https://lab.org/lost"))).health is GONE
    inside = look(led(page("", status=status), (302, notice), asked=notice + "#a"), notice)
    assert inside.health is GONE  # its text is that of the requested page


NOT_A_NO = {
    "a wall": (CHECK, {}, RESTRICTED),
    "a wall of Cloudflare": (
        "<title>Access denied | lab.org used Cloudflare to restrict access</title>",
        {},
        RESTRICTED,
    ),
    "a filter": ("<title>Web Page Blocked!</title><p>Attempts to reach it are logged", {}, RESTRICTED),
    "a robot": ("<h1>Are you a robot?</h1>", {}, RESTRICTED),
    "a sign-in": ("<title>Sign in</title><form><input type=password></form>", {}, RESTRICTED),
    "a credential": ("", {"www_authenticate": "Basic realm=x"}, RESTRICTED),
    "cookies": ("<title>Please enable cookies</title>", {}, RESTRICTED),
    "a limit": ("<title>Too Many Requests</title>", {}, RESTRICTED),
    "maintenance": ("<title>Down for maintenance</title>", {}, UNREACHABLE),
    "a backend": ("<title>503 Backend fetch failed</title>", {}, UNREACHABLE),
    "a while": ("", {"retry_after": "60"}, UNREACHABLE),
    "no while": ("", {"retry_after": "0"}, GONE),
    "a way to sign in beside": (
        "<title>Page not found</title><form action=/login><input type=password></form>",
        {},
        GONE,
    ),
}


@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize(("body", "headers", "health"), NOT_A_NO.values(), ids=NOT_A_NO)
def test_body_of_a_404_may_say_otherwise(body: str, headers: dict[str, str], health: Health, status: int) -> None:
    """Interstitials, filters and failing servers answer with any status."""
    assert look(page(body, status=status, **headers)).health is health


def test_a_chain_is_kept_with_its_end() -> None:
    facts = look(led(FINE, (301, "https://lab.org/a"), (302, "https://lab.org/b")))
    assert (facts.final_url, facts.canonical) == ("https://lab.org/b", "https://lab.org/a")
    assert [hop.status for hop in facts.redirects] == [301, 302]


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("results", False),
        ("nothere", True),
        ("/docs/page", False),
        (":~:text=word", False),
        ("!page", False),
        ("r%C3%A9sum%C3%A9", False),
    ],
)
def test_missing_fragment_is_reported_and_harmless(fragment: str, said: bool) -> None:
    url = f"{URL}#{fragment}"
    html = f"<h2 id=results>Results</h2><h2 id=résumé>Résumé</h2>{WORDS}"
    facts = inspect(website, [url], {url: page(html)}).only
    assert facts.health is OK
    assert ("no part" in facts.reason) is said


def test_fragments_are_separate_targets() -> None:
    urls = [URL, URL + "#a", URL + "#b"]
    assert len(inspect(website, urls, dict.fromkeys(urls, FINE)).facts) == 3


@pytest.mark.parametrize(
    ("headers", "body", "url", "files"),
    [
        ({"content-type": "application/pdf"}, b"%PDF-1.5", "https://lab.org/p.pdf", None),
        (
            {"content-type": "application/zip", "content-length": "30000000"},
            b"PK\x03\x04",
            "https://lab.org/code.zip",
            (File("code.zip", 30000000),),
        ),
        (
            {
                "content-type": "application/octet-stream",
                "content-disposition": 'attachment; filename="data.tar.gz"',
            },
            b"\x1f\x8b",
            "https://lab.org/get?id=5",
            (File("data.tar.gz"),),
        ),
        ({"content-type": "text/x-python"}, b"print(1)", "https://lab.org/run.py", (File("run.py"),)),
        ({"content-type": "image/png"}, b"\x89PNG", "https://lab.org/x.png", None),
        ({"content-type": "text/plain"}, b"page not found", "https://lab.org/readme.txt", None),
    ],
)
def test_a_file_is_there_by_its_name_and_size(
    headers: dict[str, str], body: bytes, url: str, files: tuple[File, ...] | None
) -> None:
    facts = look(Response(url, 200, headers=headers, body=body, truncated=True), url)
    assert (facts.health, facts.kind, facts.files) == (Health.OK, Kind.FILE, files)


def test_a_page_names_its_code() -> None:
    facts = look(page(f"<title>Work</title><a href={REPO}>Code</a>{WORDS}"))
    assert facts.leads == (REPO,)
    assert facts.notice is None


def test_a_page_says_that_code_is_to_come() -> None:
    facts = look(page(f"<title>Work</title><a class=btn>Code (coming soon)</a>{WORDS}"))
    assert (facts.leads, facts.notice) == ((), "Code (coming soon)")


def test_a_page_is_read_where_it_was_found() -> None:
    facts = look(led(page("<a href=code.zip>Code</a>"), (302, "https://lab.org/new/place/")))
    assert facts.leads == ("https://lab.org/new/place/code.zip",)


def test_client_redirect_is_followed_once() -> None:
    new = "https://lab.org/new"
    first = page(f'<meta http-equiv="refresh" content="0; url={new}">', url=URL)
    second = page(f"<title>Work</title><a href={REPO}>Code</a>", url=new)
    asked = inspect(website, [URL], {URL: first, new: second})
    assert asked.urls == [URL, new]
    assert asked.only.leads == (REPO,)
    assert asked.only.redirects == (Redirect(URL, 200, new),)
    assert (asked.only.health, asked.only.final_url) == (Health.OK, new)


@pytest.mark.parametrize(
    ("end", "health"),
    [
        (page("", status=404), Health.GONE),
        (failed(Failure.TIMEOUT), Health.UNREACHABLE),
        (page('<meta http-equiv="refresh" content="0; url=https://lab.org/work">'), Health.OK),
    ],
)
def test_the_end_of_a_refresh_decides(end: Response, health: Health) -> None:
    new = "https://lab.org/new"
    first = page(f'<meta http-equiv="refresh" content="0; url={new}">', url=URL)
    facts = inspect(website, [URL], {URL: first, new: end._replace(url=new)}).only
    assert facts.health is health


def test_refresh_to_the_front_page_means_gone() -> None:
    first = page('<meta http-equiv="refresh" content="0; url=/">', url=URL)
    facts = inspect(website, [URL], {URL: first, "https://lab.org/": page(WORDS, "https://lab.org/")}).only
    assert facts.health is Health.GONE


def test_refresh_to_a_repository_is_a_lead_and_not_requested() -> None:
    first = page(f'<meta http-equiv="refresh" content="0; url={REPO}">', url=URL)
    asked = inspect(website, [URL], {URL: first})
    assert asked.only.leads == (REPO,)


def test_error_page_that_redirects_home_is_still_an_error() -> None:
    gone = page("<script>location.href = '/'</script>", url=URL, status=404)
    assert inspect(website, [URL], {URL: gone}).only.health is Health.GONE


@pytest.mark.parametrize("kind", ["text/html", "", "application/xhtml+xml; charset=gbk", "application/json"])
@given(body=st.binary(max_size=300), status=st.integers(100, 999))
def test_only_a_denial_by_the_host_means_gone(kind: str, body: bytes, status: int) -> None:
    """By its status, or by its page, in words that Hypothesis takes from the source code."""
    facts = look(Response(URL, status, headers={"content-type": kind} if kind else {}, body=body))
    assert facts.health is not Health.GONE or status in (404, 410, 451) or "the page says" in facts.reason


REMOTE = "https://code.lab.org/own/tool.git"
FACES = {
    "cgit": f"<link rel='vcs-git' href='{REMOTE}' title='tool'>",
    "Gitea": f'<meta name="go-import" content="code.lab.org/own/tool git {REMOTE}">',
    "GitLab": '<meta property="og:site_name" content="GitLab">',
}


@pytest.mark.parametrize("face", FACES.values(), ids=FACES)
def test_web_page_of_a_git_repository_is_examined_as_a_repository(face: str) -> None:
    url = "https://code.lab.org/own/tool"
    shown = page(f"<title>own/tool</title>{face}{WORDS}", url)
    facts = inspect(website, [url], {url: shown, **git_replies(REMOTE, {"README.md": "# T", "run.py": "x"})}).only
    assert (facts.health, facts.kind, facts.final_url) == (Health.OK, Kind.REPOSITORY, url)
    assert {file.path for file in facts.files or ()} == {"README.md", "run.py"}
    closed = inspect(website, [url], {url: shown, **no_git(REMOTE)}).only
    assert (closed.health, closed.kind, closed.files) == (Health.OK, None, None)


@pytest.mark.parametrize(
    "face",
    [
        '<meta name="go-import" content="lab.org/x git https://github.com/lab/x.git">',
        '<meta name="go-import" content="lab.org/x hg https://lab.org/x">',
        "<link rel=vcs-git href=http://lab.org/x.git>",
        "<link rel=vcs-git href='git://lab.org/x.git'>",
        '<meta name="go-import" content="">',
    ],
)
def test_a_remote_elsewhere_is_not_the_pages_own(face: str) -> None:
    assert inspect(website, [URL], {URL: page(face + WORDS, URL)}).only.files is None


LOST = page("<title>404</title>", status=404)
SORRY = "<h1>Page not found</h1>"
LINK = f"<h1>Fast Tool</h1><a href={REPO}>Code</a>"
UNSEEN = {
    "a condition on browsers": "<div id=a></div><script>if(/MSIE/.test(navigator.userAgent)){location='/x'}</script>",
    "a condition on the screen": f"<script>if (screen.width <= 699) {{ document.location = '/x'; }}</script>{LINK}",
    "a comment in a script": "<script>// window.location.href = '/x';\nstart();</script><h1>Fast Tool</h1>",
    "a function": "<script>function logout(){ window.location.href = '/'; }</script><h1>Fast Tool</h1>",
    "a sign-in": "<script>if(!localStorage.token && needsLogin){location.href='/x'}</script><div id=app></div>",
    "a refresh without scripts": "<noscript><meta http-equiv=refresh content='0;url=/x'></noscript><div id=a></div>",
    "a hidden style": f"<div style='display:none'><h1>Page not found</h1><p>Sorry</p></div>{LINK}",
    "a hidden attribute": f"<div hidden><h1>Page not found</h1></div>{LINK}",
    "a hidden style in an app": "<div id=app></div><div style='margin:0; display : none'><h1>Page not found</h1></div>",
    "a hidden class": f"<div class='error hidden'><h1>Page not found</h1></div>{LINK}",
    "Bootstrap's hidden class": f"<section class='d-none'><h1>404 Not Found</h1></section>{LINK}",
    "a dialog": f"<dialog id=d><h1>Page not found</h1></dialog>{LINK}",
    "a template": f"<template><h1>Page not found</h1></template>{LINK}",
    "a hidden list without ends": f"<ul hidden><li><h1>Page not found</h1><li>x</ul>{LINK}",
    "an offer in a hidden block": f"<p hidden>This domain is for sale</p>{LINK}",
    "a hidden sign-in": f"<div hidden><h1>Sign in</h1><form action=/login><input type=password></form></div>{LINK}",
    "a hidden style in capitals": f"<div STYLE='DISPLAY : NONE ;'><h1>Page not found</h1></div>{LINK}",
    "a folded part": f"<details><summary>Help</summary><h1>Page not found</h1></details>{LINK}",
    "a part to be found": f"<section hidden=until-found><h1>Page not found</h1></section>{LINK}",
    "a pop-up": f"<div popover><h1>Page not found</h1></div>{LINK}",
    "a part for no reader": f"<div aria-hidden=true><h1>404 Not Found</h1></div>{LINK}",
    "a part without opacity": f"<div style='opacity:0'><h1>Page not found</h1></div>{LINK}",
    "a part without height": f"<div style='height:0;overflow:hidden'><h1>Page not found</h1></div>{LINK}",
    "an id that a style hides": f"<style>.a, #nf{{color:red;display:none}}</style><div id=nf>{SORRY}</div>{LINK}",
    "a class that a style hides": f"<style>@media print{{.nf{{display:none}}}}</style><p class=nf>{SORRY}</p>{LINK}",
    "an element that a style sheet hides": f"<style>aside{{visibility:hidden}}</style><aside>{SORRY}</aside>{LINK}",
    "a part of Vue's": f"<div id=x><div v-if='lost'><h1>Page not found</h1></div></div>{LINK}",
    "a part of Angular's": f"<div *ngIf='lost'><h1>Page not found</h1></div>{LINK}",
    "a part of Alpine's": f"<div x-show='lost' x-cloak><h1>Page not found</h1></div>{LINK}",
    "a part of Knockout's": f"<div data-bind='visible: lost'><h1>Page not found</h1></div>{LINK}",
    "a modal": f"<div class='modal fade'><h1>Page not found</h1></div>{LINK}",
    "a part for screen readers": f"<div class='visually-hidden'><h1>Page not found</h1></div>{LINK}",
    "what stands in for an object": f"<object data=x><h1>File not found</h1></object>{LINK}",
    "a hidden notice of maintenance": f"<div class='alert js-hidden'><h1>Under maintenance</h1></div>{LINK}",
    "a folded offer": f"<details><p>This domain is for sale</details>{LINK}",
    "a heading beside a place for scripts": f"<div id=root></div><div class=lost>{SORRY}</div><script src=a></script>",
    "a heading beside an app's element": "<app-root></app-root><h1>Page not found</h1><script src=a></script>",
    "a heading beside a link to code": f"{LINK}<div class=lost><h1>Page not found</h1></div>",
    "a lander in a condition": f"<script>if (x) {{ window.location.href='/lander' }}</script>{LINK}",
}


@pytest.mark.parametrize("html", UNSEEN.values(), ids=UNSEEN)
def test_content_that_no_browser_shows_is_no_evidence(html: str) -> None:
    replies = {
        URL: page(f"<title>Fast Tool</title>{html}", URL),
        "https://lab.org/x": LOST._replace(url="https://lab.org/x"),
        "https://lab.org/": page("<title>Lab</title>", "https://lab.org/"),
    }
    facts = inspect(website, [URL], replies).only
    assert (facts.health, facts.notice, facts.final_url) == (OK, None, URL)
    assert facts.leads == ((REPO,) if LINK in html else ())


@pytest.mark.parametrize(
    "html",
    [
        "<style>.menu{display:none}</style><div class=menu>Menu</div><h1>Page not found</h1><p>Sorry",
        "<div id=root><h1>Page not found</h1></div><script src=a></script>",
        "<div id=root></div><h1>Page not found</h1>",  # no script fills it
        "<nav class=collapse><a href=/>Home</a></nav><h1>Page not found</h1>",
        "<details open><h1>Page not found</h1></details>",
        "<div style='opacity:0.9;height:100%'><h1>Page not found</h1></div>",
        "<div aria-hidden=false class=error><h1>Page not found</h1></div>",
    ],
)
def test_a_notice_that_every_reader_sees_counts(html: str) -> None:
    assert look(page(f"<title>Lab</title>{html}", URL)).health is GONE


@pytest.mark.parametrize(
    "html",
    [
        f"<div hidden><a href={REPO}>Code</a></div>",
        f"<div style='display:none'><p>Our code: <a href={REPO}>{REPO}</a></div>",
        f"<dialog><a href={REPO}>Code</a></dialog>",
    ],
)
def test_a_hidden_link_is_no_link(html: str) -> None:
    assert look(page(f"<title>Work</title>{html}{WORDS}")).leads == ()


@pytest.mark.parametrize(
    "html",
    [
        f"<nav class='hidden md:flex'><a href={REPO}>Code</a></nav>",
        f"<div class='d-none d-md-block'><a href={REPO}>Code</a></div>",
        f"<div hidden=until-found><a href={REPO}>Code</a></div>",
        f"<dialog open><a href={REPO}>Code</a></dialog>",
        f"<details><summary>More</summary><a href={REPO}>Code</a></details>",
        f"<p class='hidden-layers'><a href={REPO}>Code</a>",
        f"<body style='display:none'><a href={REPO}>Code</a>",
        f"<p hidden>x</p><p><a href={REPO}>Code</a>",
    ],
)
def test_content_shown_on_some_screens_is_shown(html: str) -> None:
    assert look(page(f"<title>Work</title>{html}")).leads == (REPO,)


def test_two_refreshes_in_a_row_are_followed() -> None:
    one, two = "https://lab.org/one", "https://lab.org/two"
    replies = {
        URL: page(f'<meta http-equiv="refresh" content="0; url={one}">', URL),
        one: page(f'<meta http-equiv="refresh" content="0; url={two}">', one),
        two: page("", two, 404),
    }
    facts = inspect(website, [URL], replies).only
    assert (facts.health, facts.final_url) == (GONE, two)
    assert [hop.location for hop in facts.redirects] == [one, two]


def test_a_refresh_in_the_header_is_followed() -> None:
    new = "https://lab.org/new"
    empty = Response(URL, 200, headers={"refresh": "0; url=/new"})
    for end, health in ((page("", new, 404), GONE), (page(WORDS, new), OK)):
        assert inspect(website, [URL], {URL: empty, new: end}).only.health is health


def test_a_refresh_brings_the_cookies_of_its_page() -> None:
    """And a cached page is requested again, because only the names of cookies are stored."""
    new, cookies = "https://lab.org/new", ((URL, "s=1; Path=/"),)
    first = (page('<meta http-equiv="refresh" content="0; url=/new">', URL))._replace(cookies=cookies)
    asked = inspect(website, [URL], {URL: first, new: page(WORDS, new)})
    assert [(request.url, request.cookies) for request in requested(asked)] == [(URL, ()), (new, cookies)]
    asked = inspect(website, [URL], {URL: first._replace(from_cache=True), new: page(WORDS, new)})
    assert [request.url for request in requested(asked)] == [URL, URL, new]
    assert requested(asked)[1].cache is CacheMode.RELOAD


@pytest.mark.parametrize("status", [404, 410])
def test_refusal_without_the_hosts_cookie_is_not_gone(status: int) -> None:
    lost = led(page("", "https://lab.org/in", status), (302, "https://lab.org/in"))
    assert look(lost).health is GONE
    assert look(lost._replace(lacks_cookie=True)).health is UNREACHABLE


def test_refresh_loop_ends() -> None:
    other = "https://lab.org/other"
    replies = {
        URL: page(f'<meta http-equiv="refresh" content="0; url={other}">', URL),
        other: page(f'<meta http-equiv="refresh" content="0; url={URL}">', other),
    }
    asked = inspect(website, [URL], replies)
    assert (asked.only.health, asked.urls) == (OK, [URL, other])


def test_code_that_a_script_leads_to_counts_and_its_absence_does_not() -> None:
    there = "https://lab.org/there"
    first = page(f"<script>location.href = '{there}'</script>", URL)
    found = inspect(website, [URL], {URL: first, there: page(f"<a href={REPO}>Code</a>{WORDS}", there)}).only
    assert (found.health, found.guess, found.leads) == (OK, REPO, ())
    for end in (page("", there, 404), page(WORDS, there), failed(Failure.TIMEOUT, url=there)):
        assert inspect(website, [URL], {URL: first, there: end}).only.health is OK
    excluded = inspect(website, [URL], {URL: first, there: failed(Failure.EXCLUDED, url=there)}).only
    assert (excluded.health, excluded.skip_cause) == (OK, SkipCause.EXCLUDED)
    direct = page(f"<script>location.href = '{REPO}'</script>", URL)
    assert inspect(website, [URL], {URL: direct}).only.guess == REPO


CACHED = [{"age": "30"}, {"x_cache": "Hit from cloudfront"}, {"x_cache": "MISS, HIT"}, {"cf_cache_status": "HIT"}]


@pytest.mark.parametrize("told", CACHED)
@pytest.mark.parametrize(
    ("again", "health"),
    [
        (FINE, OK),
        (page("", status=404), GONE),
        (page("", status=503), UNREACHABLE),
        (failed(Failure.TIMEOUT), GONE),
        (failed(Failure.BUDGET), GONE),
    ],
)
def test_gone_from_an_intermediate_cache_is_requested_again(
    told: dict[str, str], again: Response, health: Health
) -> None:
    """Content delivery networks cache a 404 for minutes, and miss pages added since."""
    first = page("", status=404, **told)
    answers = iter([first, again._replace(url=URL)])
    asked = inspect(website, [URL], lambda _: next(answers))
    assert asked.only.health is health
    assert [request.cache for request in requested(asked)] == [CacheMode.DEFAULT, CacheMode.RELOAD]


@pytest.mark.parametrize("told", [{}, {"age": "0"}, {"age": "x"}, {"x_cache": "MISS"}, {"cf_cache_status": "DYNAMIC"}])
def test_gone_from_the_host_itself_is_requested_once(told: dict[str, str]) -> None:
    asked = inspect(website, [URL], {URL: page("", status=404, **told)})
    assert (asked.only.health, len(requested(asked))) == (GONE, 1)
    stored = page("", status=404, age="30")._replace(from_cache=True)
    assert len(requested(inspect(website, [URL], {URL: stored}))) == 1
