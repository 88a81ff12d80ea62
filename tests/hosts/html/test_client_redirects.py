"""Where a page sends its reader, and whether that is the front page of the site."""

import pytest

from linkscan.hosts.html.client_redirects import sent_on, sent_to_front_page
from linkscan.hosts.html.parser import read_page
from linkscan.urls import Url, parse_url


def at(url: str) -> Url:
    address = parse_url(url)
    assert address is not None
    return address


@pytest.mark.parametrize(
    ("asked", "end", "home"),
    [
        ("https://lab.org/work", "https://lab.org/", True),
        ("http://www.lab.org/a/b", "https://lab.org/", True),
        ("https://lab.org/work", "https://lab.org/index.html", True),
        ("https://lab.org/work", "https://lab.org/en/", True),
        ("https://lab.org/work", "https://lab.org/zh-CN", True),
        ("https://lab.org/work", "https://lab.org/en/index.php", True),
        ("https://cs.uni.edu/~who/work", "https://uni.edu/", True),
        ("https://lab.org/", "https://lab.org/en/", False),  # the front page was asked for
        ("https://lab.org/en/", "https://lab.org/", False),
        ("https://lab.org/index.html", "https://lab.org/", False),
        ("https://lab.org/work", "https://lab.org/work/", False),
        ("https://lab.org/work", "https://lab.org/tools/work", False),
        ("https://lab.org/work", "https://work.org/", False),  # it has a site of its own now
        ("https://lab.org/work", "https://work.lab.org/", False),
        ("https://lab.org/work", "https://lab.org/#/work", False),  # a route for scripts
        ("https://lab.org/work", "https://lab.org/?page=work", False),
        ("https://lab.github.io/work/", "https://work.ai/", False),
    ],
)
def test_the_front_page_is_not_what_was_asked_for(asked: str, end: str, home: bool) -> None:
    assert sent_to_front_page(at(asked), at(end)) is home


HERE = "https://lab.org/work/"


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<meta http-equiv=refresh content='0; url=https://other.org/x'>", "https://other.org/x"),
        ("<meta http-equiv=REFRESH content='0;URL=new.html'>", "https://lab.org/work/new.html"),
        ('<meta http-equiv="refresh" content="3; url=\'/new\'">', "https://lab.org/new"),
        ("<meta http-equiv=refresh content='0, /new'>", "https://lab.org/new"),
        ("<script>window.location.href = 'https://other.org/x';</script>", "https://other.org/x"),
        ('<script>location.replace("/new")</script>', "https://lab.org/new"),
        ("<meta http-equiv=refresh content=300>", None),  # it shows itself again
        ("<meta http-equiv=refresh content='0; url=#top'>", None),
        ("<meta http-equiv=refresh content='0; url=javascript:go()'>", None),
        ("<meta http-equiv=refresh content='60; url=/new'><p>Read this first.", None),
        (f"<meta http-equiv=refresh content='5; url=/new'><p>{'word ' * 100}", None),
        (f"<script>function go() {{ location.href = '/next' }}</script>{'<p>One more line' * 9}", None),
        ("<p>nothing", None),
        ("<meta http-equiv=refresh content='9999999999999999999999; url=/new'>", None),
    ],
)
def test_a_page_sends_its_reader_on(html: str, url: str | None) -> None:
    assert sent_on(read_page(html, HERE), at(HERE)) == url
