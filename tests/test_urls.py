"""Addresses are parsed as by the URL standard."""

import ada_url
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.urls import comparable, join_url, parse_url


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("HTTPS://GitHub.com/Lab/Tool", "https://github.com/Lab/Tool"),
        ("http://0x7f.1", "http://127.0.0.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://münchen.de/ä", "http://xn--mnchen-3ya.de/%C3%A4"),
        ("https://a.com/b/../c", "https://a.com/c"),
        ("https://a.com:443/", "https://a.com/"),
        ("  https://a.com/\n", "https://a.com/"),
    ],
)
def test_an_address_has_one_normal_form(text: str, href: str) -> None:
    address = parse_url(text)
    assert address is not None
    assert address.href == href


@pytest.mark.parametrize(
    "text",
    ["", "github.com/a/b", "https://", "https://exa mple.org", "mailto:a@b.c", "http://[::1", "\ud800"],
)
def test_address_rejected_by_the_standard_is_none(text: str) -> None:
    assert parse_url(text) is None


def test_address_is_split_into_its_parts() -> None:
    address = parse_url("https://me:pw@www.Example.org:8443/a%20b/c/?q=1&r#part")
    assert address is not None
    assert (address.scheme, address.userinfo, address.host, address.port) == (
        "https",
        "me:pw",
        "www.example.org",
        8443,
    )
    assert (address.path, address.query, address.fragment) == ("/a%20b/c/", "q=1&r", "part")
    assert address.segments == ("a b", "c")
    assert address.site == "example.org"


def test_ipv6_keeps_its_brackets() -> None:
    address = parse_url("http://[::ffff:127.0.0.1]:81/")
    assert address is not None
    assert (address.host, address.port) == ("[::ffff:7f00:1]", 81)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.example.org/a", "https://example.org/a/", True),
        ("https://github.com/a/b.git", "https://github.com/a/b", True),
        ("https://example.org/a#x", "https://example.org/a#y", True),
        ("https://example.org/~a", "https://example.org/%7ea", True),
        ("https://example.org/é", "https://example.org/%c3%a9", True),
        ("https://example.org/a.git", "https://example.org/a%2Egit", True),
        ("https://example.org/a/b", "https://example.org/a%2Fb", False),
        ("https://example.org/%7E", "https://example.org/%257E", False),
        ("https://example.org/a?x", "https://example.org/a?y", False),
        ("https://example.org/a", "https://example.org/A", False),
        ("https://example.org/", "https://example.org:8080/", False),
    ],
)
def test_spellings_of_one_address_compare_equal(one: str, other: str, same: bool) -> None:
    assert (comparable(one) == comparable(other)) is same


def test_references_resolve_as_in_a_browser() -> None:
    assert join_url("https://a.org/b/c", "../d") == "https://a.org/d"
    assert join_url("https://a.org/b", "//c.org/") == "https://c.org/"
    assert join_url("https://a.org/b", "https://") is None


@given(st.text())
def test_arbitrary_text_is_parsed_or_rejected(text: str) -> None:
    address = parse_url(text)
    assert address is None or address.host
    comparable(text)


_PIECES = (
    "a",
    "xn--a",
    "-",
    "_",
    "1",
    "0x7f",
    "127.0.0.1",
    "01.2.3.4",
    "256.1.1.1",
    ".",
    "..",
    "/",
    "/.",
    "%2e",
    ":80",
)
_FURTHER_PIECES = (
    ":443",
    ":8080",
    ":65536",
    "?",
    "#",
    "x=1",
    "'",
    "\\",
    "^",
    "|",
    "é",
    "٣",
    "A",
    ".org",
    "/b.html",
    "@",
)


@given(st.sampled_from(("http://", "https://")), st.lists(st.sampled_from(_PIECES + _FURTHER_PIECES), max_size=7))
def test_fast_path_accepts_only_normal_addresses(scheme: str, pieces: list[str]) -> None:
    text = scheme + "example.org" * (len(pieces) % 2) + "".join(pieces)
    address = parse_url(text)
    try:
        assert address is None or address.href == ada_url.normalize_url(text)
        joined: str | None = ada_url.join_url("https://a.org/b?c#d", text)
    except ValueError:
        assert address is None
        joined = None
    assert join_url("https://a.org/b?c#d", text) == joined


@given(st.text(alphabet="htps:/.@[]%?#aZ0é \\", max_size=40))
def test_normal_form_is_idempotent(tail: str) -> None:
    address = parse_url("https://a.org/" + tail)
    if address is not None:
        assert parse_url(address.href) == address
