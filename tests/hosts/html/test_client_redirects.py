"""Client-side redirects are followed if every browser would; those by scripts are only guesses."""

import pytest

from linkscan.hosts.html.client_redirects import FrontPage, refresh_target, script_target, sent_to_front_page
from linkscan.hosts.html.parser import read_page
from linkscan.models import Redirect, Response
from linkscan.urls import Url, parse_url


def at(url: str) -> Url:
    address = parse_url(url)
    assert address is not None
    return address


@pytest.mark.parametrize(
    ("asked", "end", "home"),
    [
        ("https://lab.org/work", "https://lab.org/", FrontPage.INSTEAD),
        ("http://www.lab.org/a/b", "https://lab.org/", FrontPage.INSTEAD),
        ("https://lab.org/work", "https://lab.org/index.html", FrontPage.INSTEAD),
        ("https://lab.org/work", "https://lab.org/en/", FrontPage.BY_LANGUAGE),
        ("https://lab.org/work", "https://lab.org/zh-CN", FrontPage.BY_LANGUAGE),
        ("https://lab.org/work", "https://lab.org/en/index.php", FrontPage.BY_LANGUAGE),
        ("https://lab.org/en/work", "https://lab.org/en/", FrontPage.INSTEAD),  # the language was given
        ("https://lab.org/de/work", "https://lab.org/en/", FrontPage.INSTEAD),
        ("https://cs.uni.edu/~who/work", "https://uni.edu/", FrontPage.INSTEAD),
        ("https://lab.org/", "https://lab.org/en/", None),  # the front page was asked for
        ("https://lab.org/en/", "https://lab.org/", None),
        ("https://lab.org/index.html", "https://lab.org/", None),
        ("https://lab.org/work", "https://lab.org/work/", None),
        ("https://lab.org/work", "https://lab.org/tools/work", None),
        ("https://lab.org/work", "https://work.org/", None),  # it has its own site now
        ("https://lab.org/work", "https://work.lab.org/", None),
        ("https://lab.org/work", "https://lab.org/#/work", None),  # a route for scripts
        ("https://lab.org/work", "https://lab.org/?page=work", None),
        ("https://lab.github.io/work/", "https://work.ai/", None),
    ],
)
def test_front_page_is_not_the_target(asked: str, end: str, home: FrontPage | None) -> None:
    assert sent_to_front_page(at(asked), at(end)) is home


@pytest.mark.parametrize(
    ("status", "location", "sent"),
    [
        (301, "https://lab.org/", FrontPage.INSTEAD),
        (302, "https://lab.org/", FrontPage.INSTEAD),
        (301, "https://lab.org/en/", FrontPage.INSTEAD),
        (307, "https://lab.org/en/", FrontPage.BY_LANGUAGE),
        (303, "https://lab.org/pt-br/", FrontPage.BY_LANGUAGE),
        (302, "https://lab.org/#work", None),  # a fragment of the front page, or a route for scripts
        (301, "https://lab.org/#/work", None),
        (302, "https://lab.org/#", FrontPage.INSTEAD),
    ],
)
def test_kind_of_redirect_to_the_front_page_matters(status: int, location: str, sent: FrontPage | None) -> None:
    """The end of a chain has lost its fragment, which the last redirect still has."""
    asked, end = at("https://lab.org/work"), at(location.partition("#")[0])
    assert sent_to_front_page(asked, end, (Redirect(asked.href, status, location),)) is sent


@pytest.mark.parametrize(
    "path",
    [
        *(f"index.{suffix}" for suffix in ("html", "shtml", "cgi", "pl", "php3", "cfm", "xhtml", "do", "aspx", "jsf")),
        *(
            "index.html;jsessionid=0A1B",
            "index_en.html",
            "index-en.html",
            "index.en.html",
            "index.html.en",
            "index-de.php",
        ),
        *("homepage.html", "home", "start", "start.html", "startpage.html", "Default.aspx", "main.jsp", "welcome.do"),
        *(
            "wiki/Main_Page",
            "index.php/Main_Page",
            "w/index.php",
            "en",
            "en/",
            "en-US/",
            "es-419/",
            "zh-Hans/index.html",
        ),
        *("app/", "webapp", "portal/", "public/", "wiki", "wordpress/", "cms/index.php", "html/index.html", "blog/"),
        *("index2.html", "index.old.html", "index_1.htm", "indexe.html", "tiki-index.php", "doku.php?id=start"),
        *("english/", "eng/", "deutsch/index.html", "home/index", "site/index", "cgi-bin/index.cgi", "portal.php"),
        *("bin/view/Main/WebHome", "xwiki/bin/view/Main/WebHome", "frames.html", "wiki/doku.php?id=start"),
    ],
)
def test_another_name_of_the_front_page_is_the_front_page(path: str) -> None:
    """Servers redirect the names of their default documents to `/`, which does not mean gone."""
    assert not sent_to_front_page(at(f"https://lab.org/{path}"), at("https://lab.org/"))
    assert not sent_to_front_page(at(f"https://lab.org/{path}"), at("https://lab.org/en/"))


@pytest.mark.parametrize(
    "path",
    [
        "indexes/2020.html",
        "wiki/Tool",
        "home/tool",
        "start/tool.html",
        "english-tool",
        "indexing",
        "portal/tool",
        "wordpress/2020/tool",
        "main.pdf",
        "index.zip",
        "en/tool",
        "app/tool",
        "main-results.html",
    ],
)
def test_page_with_a_similar_address_is_not_the_front_page(path: str) -> None:
    assert sent_to_front_page(at(f"https://lab.org/{path}"), at("https://lab.org/")) is FrontPage.INSTEAD


HERE = "https://lab.org/work/"
MUCH = "<p>" + "word " * 100


def refreshed(html: str, **headers: str) -> str | None:
    return refresh_target(read_page(html, HERE), Response(HERE, 200, headers=headers), at(HERE))


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<meta http-equiv=refresh content='0; url=https://other.org/x'>", "https://other.org/x"),
        ("<meta http-equiv=REFRESH content='0;URL=new.html'>", "https://lab.org/work/new.html"),
        ('<meta http-equiv="refresh" content="3; url=\'/new\'">', "https://lab.org/new"),
        ("<meta http-equiv=refresh content='0, /new'>", "https://lab.org/new"),
        (f"<meta http-equiv=refresh content='0; url=/new'>{MUCH}", "https://lab.org/new"),
        ("<meta http-equiv=refresh content=300>", None),  # it reloads itself
        ("<meta http-equiv=refresh content='0; url=#top'>", None),
        ("<meta http-equiv=refresh content='0; url=javascript:go()'>", None),
        ("<meta http-equiv=refresh content='60; url=/new'><p>Read this first.", None),
        (f"<meta http-equiv=refresh content='5; url=/new'>{MUCH}", None),
        ("<meta http-equiv=refresh content='9999999999999999999999; url=/new'>", None),
        ("<noscript><meta http-equiv=refresh content='0; url=/nojs.html'></noscript>", None),
        ("<head><noscript><meta http-equiv='refresh' content='0;url=/nojs'/></noscript></head><p>x", None),
        ("<template><meta http-equiv=refresh content='0; url=/x'></template>", None),
        ("<!-- <meta http-equiv=refresh content='0; url=/x'> -->", None),
        ("<script>document.write(\"<meta http-equiv=refresh content='0; url=/x'>\")</script>", None),
        ("<script>location.href = '/new'</script>", None),
        ("<p>nothing", None),
    ],
)
def test_a_refresh_is_followed_as_browsers_follow_it(html: str, url: str | None) -> None:
    assert refreshed(html) == url


@pytest.mark.parametrize(
    ("header", "html", "url"),
    [
        ("0; url=/new", "", "https://lab.org/new"),
        ("0; url=/new", MUCH, "https://lab.org/new"),
        ("5; url=/new", MUCH, None),
        ("0;URL='https://other.org/'", "<p>x", "https://other.org/"),
        ("600", "", None),
        ("", "", None),
    ],
)
def test_a_refresh_may_be_a_header(header: str, html: str, url: str | None) -> None:
    assert refreshed(html, refresh=header) == url
    if not html:
        assert refresh_target(None, Response(HERE, 200, headers={"refresh": header}), at(HERE)) == url


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<script>window.location.href = 'https://other.org/x';</script>", "https://other.org/x"),
        ('<script>location.replace("/new")</script>', "https://lab.org/new"),
        (f"<script>function go() {{ location.href = '/next' }}</script>{'<p>One more line' * 9}", None),
        (f"<script>location.href = '/next'</script>{MUCH}", None),
        ("<script src=/app.js></script>", None),
        ("<noscript><script>location = '/x'</script></noscript>", None),
    ],
)
def test_script_may_redirect(html: str, url: str | None) -> None:
    assert script_target(read_page(html, HERE), at(HERE)) == url
