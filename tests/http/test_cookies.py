"""Cookies of one redirect chain: which are sent back, and what is stored of them."""

import pytest

from linkscan.http.cookies import CookieJar, names_of, without_values
from linkscan.models import Response

URL = "https://a.example/x"


def response(cookies: str, *, from_cache: bool = False) -> Response:
    return Response(URL, 302, headers={"set-cookie": cookies, "location": "/"}, from_cache=from_cache)


def test_a_jar_without_cookies_sends_none() -> None:
    jar = CookieJar()
    jar.learn(URL, Response(URL, 302, headers={"location": "/"}))
    assert (jar.learned, jar.header_for(URL)) == ((), "")


def test_the_latest_value_counts() -> None:
    jar = CookieJar()
    jar.learn(URL, response("s=1; Path=/\nt=2; Path=/"))
    jar.learn(URL, response("s=3; Path=/"))
    assert sorted(jar.header_for(URL).split("; ")) == ["s=3", "t=2"]


@pytest.mark.parametrize("cookie", ["s=\u00e9", "s=\x01", "", "   ", "flag", "=x"])
def test_values_that_no_header_can_carry_are_ignored(cookie: str) -> None:
    jar = CookieJar()
    jar.learn(URL, response(cookie))
    assert jar.header_for(URL) == ""


@pytest.mark.parametrize(
    ("cookie", "lacks"),
    [
        *(("s=1; Path=/", False), ("s=1; Path=/other", True), ("s=1; Secure", False), ("s=1; Domain=b.example", True)),
        *(("s=\u00e9", True), ("flag", True), ("=x", True), ("s=1\nt=\u00e9", False)),
        *(("s=; Max-Age=0", False), ("", False), (";", False)),  # a deleted cookie is not missing
    ],
)
def test_a_request_without_the_cookies_of_its_host_lacks_them(cookie: str, lacks: bool) -> None:
    jar = CookieJar()
    jar.learn(URL, response(cookie))
    assert jar.lacks_cookie_for(URL) is lacks
    assert not jar.lacks_cookie_for("https://b.example/")


def test_jar_continues_from_another() -> None:
    """As from a page to the one that it refreshes to."""
    jar = CookieJar()
    jar.learn(URL, response("s=1; Path=/\nt=2; Path=/"))
    assert CookieJar(jar.learned).header_for(URL) == jar.header_for(URL)


def test_values_from_the_cache_are_blank() -> None:
    """Until the host sets new ones."""
    jar = CookieJar()
    jar.learn(URL, response("s=; Path=/", from_cache=True))
    assert jar.is_blank_for(URL)
    assert not jar.is_blank_for("https://b.example/")
    jar.learn(URL, response("s=1; Path=/"))
    assert not jar.is_blank_for(URL)


@pytest.mark.parametrize(
    ("line", "stored"),
    [
        ("s=secret; Path=/; HttpOnly", "s=; Path=/; HttpOnly"),
        ("s=a=b=c", "s="),
        ("s=1; Path=/x\nt=2; Domain=a.example", "s=; Path=/x\nt=; Domain=a.example"),
        ("secret", ""),
        ("=secret; Path=/\ns=1", "s="),
    ],
)
def test_names_are_stored_and_values_are_not(line: str, stored: str) -> None:
    assert without_values({"set-cookie": line, "etag": "x=y"}) == {"set-cookie": stored, "etag": "x=y"}


def test_a_request_is_known_by_the_names_of_its_cookies() -> None:
    assert names_of("s=1; t=a=b") == names_of("s=; t=") == "s=; t="
    assert names_of("s=1") != names_of("t=1")
