"""Addresses: parsing is stable, gives a target, and hides no private address."""

import ipaddress
import socket

from linkscan.hosts import host_of, match
from linkscan.http.dns_overrides import read_dns_overrides
from linkscan.http.ratelimit.limits import limit_name
from linkscan.http.ssrf_guard import refuse_request
from linkscan.urls import comparable, join_url, parse_url
from tests.fuzz.bounds import in_time, stretched

SEEDS = (
    b"https://github.com/lab/tool/tree/main/src?x=y#z",
    b"http://user:pass@0x7f.1:8080/a/../b",
    b"https://[::ffff:127.0.0.1]/\n../x",
    b"https://huggingface.co/datasets/lab/data/blob/main/a%2Fb",
    b"https://xn--bcher-kva.example./\n//b.org/x",
    b"https://www.doi.org/10.5281/zenodo.1234\n#top",
    b"https://gitlab.com/a/b/c/-/tree/main/x\n?q",
    b"\x1bhttps://a.org/\x1b%2e%2e/\x1b",
    b"https://drive.google.com/file/d/1aBcD_-x/view\nhttps:x",
    b"https://anonymous.4open.science/r/x-1234/\n\\\\c",
)
WORDS = (
    *(
        b"https://",
        b"http:",
        b"://",
        b"@",
        b"[::1]",
        b"%00",
        b"%2e",
        b"..",
        b"\\",
        b"#",
        b"?",
        b":80",
        b"xn--",
        b"0x7f",
    ),
    *(b"github.com", b"gist.github.com", b"github.io", b"raw.githubusercontent.com", b"gitlab.com", b"bitbucket.org"),
    *(b"huggingface.co", b"hf.co", b"zenodo.org", b"figshare.com", b"osf.io", b"arxiv.org", b"doi.org", b"pypi.org"),
    *(b"codeberg.org", b"drive.google.com", b"youtube.com", b"youtu.be", b"bit.ly", b"anonymous.4open.science"),
    *(
        b"/tree/main",
        b"/blob/",
        b"/records/",
        b"/abs/",
        b"/project/",
        b"/datasets/",
        b"/spaces/",
        b"/articles/",
        b"/-/",
    ),
    *("\u3002".encode(), "\uff0e".encode(), "\u212a".encode(), b"127.0.0.1", b"169.254.169.254", b"localhost"),
)
_NO_PINS = read_dns_overrides({})


def attack(data: bytes) -> None:
    """Parse an address, then another relative to it."""
    text, _, reference = stretched(data).decode("utf-8", "surrogateescape").partition("\n")
    with in_time(len(data)):
        address = parse_url(text)
        if address is None:
            return
        assert parse_url(address.href) == address
        assert address.href.isascii()
        assert comparable(address.href) == comparable(text)
        if (joined := join_url(address.href, reference)) is not None:
            joined.encode("ascii")
        if address.scheme not in ("http", "https"):
            assert refuse_request(address, private_too=True)
            return
        target = match(address)
        assert target.key.startswith(f"{target.host}:"), target.key
        assert target.host == host_of(target).NAME
        for url in (target.url, target.canonical):
            assert parse_url(url) is not None, url
        assert limit_name(address)
        _NO_PINS.find(address.host, address.port)
        if refuse_request(address, private_too=False) is None:
            assert_public(address.host)


def assert_public(host: str) -> None:
    """Check that a permitted host is no private address, as the C library reads it."""
    try:
        hidden = socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, ValueError):
        hidden = host.strip("[]")
    try:
        assert ipaddress.ip_address(hidden).is_global, host
    except ValueError:
        assert not f".{host.rstrip('.')}".endswith(".localhost")
