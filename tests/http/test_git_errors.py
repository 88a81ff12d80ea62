"""Errors that git servers send with status 200 are distinguished from data and from each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.http.cache.middleware import is_cacheable
from linkscan.http.git_errors import GitErrorKind, git_error
from linkscan.http.rate_limit_headers import is_rate_limited
from linkscan.http.retry import is_transient
from linkscan.models import Request, Response

LIMITED, UNAVAILABLE, BLOCKED = GitErrorKind.LIMITED, GitErrorKind.UNAVAILABLE, GitErrorKind.BLOCKED
NOT_OUR_REF, DENIED, OTHER = GitErrorKind.NOT_OUR_REF, GitErrorKind.DENIED, GitErrorKind.OTHER
MESSAGES = [
    (
        (
            "GitHub is temporarily limiting some unauthenticated downloads to protect the stability of the platform. "
            "Please retry later or authenticate."
        ),
        LIMITED,
    ),
    ("API rate limit exceeded for 192.0.2.1", LIMITED),
    ("Too many requests, please slow down.", LIMITED),
    ("GitLab is currently unable to handle this request due to load. Concurrency limit exceeded.", LIMITED),
    ("access denied or repository not exported: /lab/tool.git", DENIED),
    ("Repository not found.", DENIED),
    ("The project you were looking for could not be found or you don't have permission to view it.", DENIED),
    ("'/lab/tool.git' does not appear to be a git repository", DENIED),
    ("upload-pack: not our ref 1111111111111111111111111111111111111111", NOT_OUR_REF),
    ("want 1111111111111111111111111111111111111111 not valid", NOT_OUR_REF),
    ("Git access is down for scheduled maintenance, try again in an hour.", UNAVAILABLE),
    ("Internal API unreachable", UNAVAILABLE),
    ("The git server, Gitaly, is not available at this time. Service unavailable.", UNAVAILABLE),
    ("Repository unavailable due to DMCA takedown.", BLOCKED),
    ("Access to this repository has been disabled by GitHub staff due to excessive resource use.", BLOCKED),
    ("filter 'blob:none' not supported", OTHER),
]
SERVICE = b"001e# service=git-upload-pack\n0000"


def packet(payload: bytes) -> bytes:
    return b"%04x%s" % (len(payload) + 4, payload)


def bodies(message: str) -> list[bytes]:
    """Return the places where a server may send it: the advertisement, with and without its head, and a fetch."""
    error = packet(b"ERR " + message.encode() + b"\n")
    return [
        error,
        SERVICE + error,
        SERVICE + packet(b"version 2\n") + error,
        packet(b"packfile\n") + packet(b"\3" + message.encode()),
        packet(b"packfile\n") + packet(b"\2remote: counting") + packet(b"\3" + message.encode()),
        packet(b"shallow-info\n") + packet(b"shallow " + b"1" * 40) + b"0001" + error,
    ]


@pytest.mark.parametrize(("message", "kind"), MESSAGES)
def test_each_error_is_found_wherever_it_is(message: str, kind: GitErrorKind) -> None:
    for body in bodies(message):
        error = git_error(Response("https://git.example.org/a", 200, body=body))
        assert error is not None
        assert (error.kind, error.message) == (kind, message)


@pytest.mark.parametrize(("message", "kind"), MESSAGES)
def test_rate_limit_counts_as_429_and_errors_are_not_cached(message: str, kind: GitErrorKind) -> None:
    for body in bodies(message):
        for request in (Request("https://git.example.org/a"), Request("https://git.example.org/a", "POST")):
            response = Response(request.url, 200, body=body)
            assert is_rate_limited(response) is (kind is LIMITED)
            assert is_transient(response) is (kind in (LIMITED, UNAVAILABLE))
            assert not is_cacheable(request, response)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"001e# service=git-upload-pack\n0000" + packet(b"1" * 40 + b" refs/heads/ERR rate limit\n"),
        packet(b"packfile\n") + packet(b"\1PACK") + packet(b"\3rate limit exceeded"),
        b"<p>ERR rate limit exceeded",
        b"zzzzERR rate limit",
        packet(b"ERRATA"),
    ],
)
def test_data_and_pages_are_no_errors(body: bytes) -> None:
    assert git_error(Response("https://git.example.org/a", 200, body=body)) is None


@given(st.binary(max_size=200))
def test_only_error_packets_are_errors(body: bytes) -> None:
    for start in (b"", SERVICE, packet(b"packfile\n")):
        error = git_error(Response("https://git.example.org/a", 200, body=start + body))
        assert error is None or b"ERR " in body
