"""Private data are stored nowhere: each request that may be authenticated says how its host marks them."""

from collections.abc import Generator, Sequence
from datetime import date
from typing import Any

import pytest

from linkscan.examine.discovery import openreview_links
from linkscan.examine.parse_pool import TokenHosts
from linkscan.examine.repository_search import search_repositories
from linkscan.hosts import host_of, match
from linkscan.hosts.github.by_git import release_request, rest_request
from linkscan.models import PaperRef, Request, Response
from linkscan.sources import parse_query
from linkscan.sources.base import Window
from linkscan.urls import parse_url

PAPER = PaperRef("1", "Reading Charts with Small Models", arxiv_id="2401.00001")
SIGNED = TokenHosts(frozenset({"api.github.com", "gitlab.com", "codeberg.org", "huggingface.co"}))

Flow = Generator[Sequence[Request], Any, Any]


def flow_of(url: str) -> Flow:
    address = parse_url(url)
    assert address is not None
    target = match(address)
    return host_of(target).flow(target, SIGNED)


def what_is_asked(request: Request) -> Flow:
    """Return the flow of a request that follows another one."""
    yield [request]


def notes_of_a_venue() -> Flow:
    query = parse_query("openreview:ICLR.cc/2026/Conference")
    assert query is not None
    return query.flow(Window(date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("flow", "private"),
    [
        (flow_of("https://github.com/lab/tool"), b'{"data":{"r0":{"isPrivate":true}}}'),
        (what_is_asked(rest_request("lab", "tool")), b'{"private":true}'),
        (flow_of("https://zenodo.org/records/1"), b'{"metadata":{"access_right":"restricted"}}'),
        (flow_of("https://codeberg.org/lab/tool"), b'{"internal":true}'),
        (flow_of("https://gitlab.com/lab/tool"), b'{"visibility":"private"}'),
        (flow_of("https://gitlab.com/lab/tool"), b'{"visibility": "internal"}'),
        (flow_of("https://codeberg.org/lab/tool"), b'{"private":true}'),
        (flow_of("https://bitbucket.org/lab/tool"), b'{"is_private": true}'),
        (flow_of("https://huggingface.co/lab/model"), b'{"private":true}'),
        (flow_of("https://huggingface.co/datasets/lab/data"), b'{"private":true}'),
        (flow_of("https://huggingface.co/spaces/lab/demo"), b'{"private": true}'),
        (flow_of("https://huggingface.co/collections/lab/all-65f0c1e2a3b4c5d6e7f80912"), b'{"private":true}'),
        (search_repositories(PAPER), b'{"items":[{"private":true}]}'),
        (openreview_links(PAPER), b'{"notes":[{"readers":["ICLR.cc/2026/Conference/Chairs"]}]}'),
        (notes_of_a_venue(), b'{"notes":[{"readers":["ICLR.cc/2026/Conference/Chairs"]}]}'),
    ],
)
def test_private_facts_are_not_stored(flow: Flow, private: bytes) -> None:
    [request] = next(flow)
    assert not request.allows_storing(Response(request.url, 200, body=private))
    assert request.allows_storing(Response(request.url, 200, body=b"{}"))


def test_files_of_a_release_are_requested_without_a_token() -> None:
    """Nothing in them says that their repository is private."""
    assert release_request("lab", "tool").auth is None
